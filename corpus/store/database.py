"""Opening the collection's database: migrations, backups, transactions, errors in plain words."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from sqlite_utils import Database

from corpus.errors import NewerStoreError, StoreBusyError, StoreError
from corpus.store.migrations import COLLECTION

_BACKUPS_KEPT = 3
_BUSY_SECONDS = 15.0


class CollectionDatabase:
    """A migrated SQLite file.

    One connection, serialised by a lock; writers hold `BEGIN IMMEDIATE`.

    Raises:
        NewerStoreError: the file was written by a newer Principbot.
        StoreBusyError: another process holds the write lock for too long.
        StoreError: the file is no database, or cannot be read or written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        with _translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, check_same_thread=False, timeout=_BUSY_SECONDS)
            self._db = Database(connection, execute_plugins=False)
            self._db.execute("pragma synchronous = normal")
            self._migrate()

    def close(self) -> None:
        """Close the connection; the object is not used after."""
        self._db.close()

    def _rows(self, sql: str, parameters: Sequence[object]) -> list[dict[str, Any]]:
        with self._lock, _translated(self.path):
            cursor = self._db.conn.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    def _one(self, sql: str, parameters: Sequence[object]) -> dict[str, Any] | None:
        return next(iter(self._rows(sql, parameters)), None)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, _translated(self.path):
            self._db.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._db.rollback()
                raise
            self._db.commit()

    def _migrate(self) -> None:
        known = {m.name for m in COLLECTION.pending(Database(memory=True))}
        applied = {m.name for m in COLLECTION.applied(self._db)}
        if applied - known:
            raise NewerStoreError(
                f"{self.path.name} er skrevet af en nyere Principbot og er ikke rørt."
                " Opdatér Principbot, eller peg PRINCIPBOT_DATA på en anden mappe."
            )
        if applied == known:
            return
        self._db.enable_wal()
        if applied:
            self._back_up()
        COLLECTION.apply(self._db)

    def _back_up(self) -> None:
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
        copy = sqlite3.connect(self.path.with_name(f"{self.path.name}.backup-{stamp}"))
        with copy:
            self._db.conn.backup(copy)
        copy.close()
        old = sorted(self.path.parent.glob(f"{self.path.name}.backup-*"))
        for path in old[:-_BACKUPS_KEPT]:
            path.unlink()


def now() -> str:
    """This moment, ISO 8601 in UTC with microseconds."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise StoreBusyError(
                f"{path.name} er optaget af en anden proces. Prøv igen om lidt."
            ) from error
        raise StoreError(_fault(path, error)) from error
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreError(_fault(path, error)) from error


def _fault(path: Path, error: Exception) -> str:
    text = str(error)
    if "full" in text or "No space" in text:
        return f"Disken er fuld, så {path.name} kan ikke skrives. Ryd op, og prøv igen."
    if "readonly" in text or "unable to open" in text or isinstance(error, PermissionError):
        return f"{path} kan ikke åbnes eller skrives. Kontrollér mappens rettigheder."
    if "malformed" in text or "not a database" in text:
        return (
            f"{path.name} er beskadiget ({text}). Flyt filen, og kør `principbot ingest` igen;"
            " sikkerhedskopier ligger ved siden af som .backup-*."
        )
    return f"{path.name}: {text}"
