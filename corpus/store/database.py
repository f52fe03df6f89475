"""Opening the collection's database: migrations, backups, transactions, errors in plain words."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

from corpus.errors import NewerStoreError, StoreBusyError, StoreError
from corpus.store.faults import Faults

if TYPE_CHECKING:
    from sqlite_utils import Database

STEPS = ("0001_begyndelse", "0002_passagens_sted", "0003_udgavernes_data", "0004_set")
"""Names of the migrations: a database that has had them all opens without their module."""
_BACKUPS_KEPT = 3
_BUSY_SECONDS = 15.0
FAULTS = Faults(StoreError, StoreBusyError, "Flyt filen, og kør `principbot ingest` igen")


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
        with FAULTS.translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, check_same_thread=False, timeout=_BUSY_SECONDS)
            self._connection.execute("pragma synchronous = normal")
            self._migrate()

    def close(self) -> None:
        """Close the connection once the statement that is running in another thread is done.

        SQLite reads freed memory when a connection is closed under a statement. Who asks after
        this gets `StoreError`.
        """
        with self._lock:
            self._connection.close()

    @cached_property
    def _db(self) -> "Database":
        """The same connection through sqlite-utils, which is loaded when something is written."""
        from sqlite_utils import Database  # noqa: PLC0415 - a question must start fast

        return Database(self._connection, execute_plugins=False)

    def _rows(self, sql: str, parameters: Sequence[object]) -> list[dict[str, Any]]:
        with self._lock, FAULTS.translated(self.path):
            cursor = self._connection.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    def _one(self, sql: str, parameters: Sequence[object]) -> dict[str, Any] | None:
        return next(iter(self._rows(sql, parameters)), None)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._lock, FAULTS.translated(self.path):
            self._connection.execute("begin immediate")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    def _migrate(self) -> None:
        applied = self._applied()
        if applied - set(STEPS):
            raise NewerStoreError(
                f"{self.path.name} er skrevet af en nyere Principbot og er ikke rørt."
                " Opdatér Principbot, eller peg PRINCIPBOT_DATA på en anden mappe."
            )
        if applied == set(STEPS):
            return
        from corpus.store.migrations import COLLECTION  # noqa: PLC0415 - loads sqlite-utils

        self._db.enable_wal()
        if applied:
            self._back_up()
        COLLECTION.apply(self._db)

    def _applied(self) -> set[str]:
        tables = self._connection.execute(
            "select 1 from sqlite_master where name = '_sqlite_migrations'"
        )
        if tables.fetchone() is None:
            return set()
        names = self._connection.execute(
            "select name from _sqlite_migrations where migration_set = 'principbot-samling'"
        )
        return {name for (name,) in names}

    def _back_up(self) -> None:
        stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S")
        copy = sqlite3.connect(self.path.with_name(f"{self.path.name}.backup-{stamp}"))
        with copy:
            self._connection.backup(copy)
        copy.close()
        old = sorted(self.path.parent.glob(f"{self.path.name}.backup-*"))
        for path in old[:-_BACKUPS_KEPT]:
            path.unlink()


def now() -> str:
    """This moment, ISO 8601 in UTC with microseconds."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
