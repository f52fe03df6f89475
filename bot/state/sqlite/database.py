"""Opening the state database: migrations, backups, transactions, errors in plain words."""

import datetime as dt
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import Any

from sqlite_utils import Database, Migrations

from bot.errors import NewerStateError, SettingsError, StateBusyError, StateError
from bot.state.crypto import Hasher, Keyring
from bot.state.records import Person, Place, Platform
from bot.state.sqlite.migrations import STATE
from corpus.store.faults import Faults

Row = dict[str, Any]
"""One row by column name; never leaves bot/state/sqlite."""
Clock = Callable[[], dt.datetime]
"""Gives this moment, with a zone."""

MEMORY = Path(":memory:")
"""A store that is gone with its process, for tests and for running without a disk."""
_BACKUPS_KEPT = 3
_BACKUP_AGE = dt.timedelta(days=7)
_BUSY_SECONDS = 15.0
_WAL_TRIES = 50
_FAULTS = Faults(StateError, StateBusyError, "Stop tjenesten, flyt filen, og start igen")
_HASH_PURPOSE = "secret:hash"


def utc_now() -> dt.datetime:
    """This moment in UTC."""
    return dt.datetime.now(dt.UTC)


class StateDatabase:
    """A migrated SQLite file: one connection, serialised by a lock, writers `BEGIN IMMEDIATE`.

    Committed means on disk (`synchronous = full`); deleted means overwritten (`secure_delete`).

    Raises:
        NewerStateError: the file was written by a newer Principbot.
        SealError: the file was written with other keys than these.
        StateBusyError: another process holds the write lock for too long.
        StateError: the file is no database, or cannot be read or written.
    """

    def __init__(
        self,
        path: Path,
        keyring: Keyring,
        *,
        clock: Clock = utc_now,
        busy_seconds: float = _BUSY_SECONDS,
        migrations: Migrations = STATE,
    ) -> None:
        self.path = path
        self.keyring = keyring
        self._clock = clock
        self._busy_seconds = busy_seconds
        self._lock = RLock()
        with _FAULTS.translated(path):
            if path != MEMORY:
                _create_private(path)
            connection = sqlite3.connect(path, check_same_thread=False, timeout=busy_seconds)
            self._db = Database(connection, execute_plugins=False)
            try:
                self._migrate(migrations)
                # Not before it is known to be ours: a newer file is left untouched.
                self._db.execute("pragma synchronous = full")
                self._db.execute("pragma secure_delete = on")
                self._hasher = self._open_hasher()
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the connection once the statement that is running in another thread is done.

        SQLite reads freed memory when a connection is closed under a statement. Who asks after
        this gets `StateError`.
        """
        with self._lock:
            self._db.close()

    def now(self) -> dt.datetime:
        """The store's time."""
        return self._clock()

    def stamp(self, *, seconds: float = 0.0) -> str:
        """The store's time, or so many seconds from it, as text that sorts."""
        return as_text(self.now() + dt.timedelta(seconds=seconds))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; joins a transaction that is already open in this thread."""
        with self._lock, _FAULTS.translated(self.path):
            if self._db.conn.in_transaction:
                yield
                return
            self._db.execute("begin immediate")
            try:
                yield
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Write; how many rows changed."""
        with self.writing():
            return self._db.conn.execute(sql, parameters).rowcount

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """All rows of a reading statement, or of `returning` inside `writing`."""
        with self._lock, _FAULTS.translated(self.path):
            cursor = self._db.conn.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """The first row."""
        return next(iter(self.rows(sql, parameters)), None)

    def tidy(self) -> None:
        """Empty the write-ahead log and drop copies older than a week."""
        oldest = _copy_name(self.path, self.now() - _BACKUP_AGE)
        with self._lock, _FAULTS.translated(self.path):
            self._db.execute("pragma wal_checkpoint(truncate)").fetchall()
            for copy in backups(self.path):
                if copy.name < oldest:
                    copy.unlink(missing_ok=True)

    def person_hash(self, person: Person) -> str:
        """How a person stands in the rows."""
        return self._hasher.digest("person", person.platform, person.tenant, person.user)

    def owner_hash(self, person: Person | None) -> str | None:
        """The same, where a row may belong to nobody."""
        return None if person is None else self.person_hash(person)

    def place_hash(self, place: Place) -> str:
        """How a conversation stands in the rows."""
        return self.digest("place", place.platform, place.tenant, place.channel)

    def tenant_hash(self, platform: Platform, tenant: str) -> str:
        """How a tenant stands in rows that must go when it uninstalls."""
        return self.digest("tenant", platform, tenant)

    def digest(self, *parts: str) -> str:
        """A keyed hash of anything else."""
        return self._hasher.digest(*parts)

    def demand_key(self) -> None:
        """Refuse to look for people with a key that only this process knows.

        Raises:
            SettingsError: PRINCIPBOT_KEY is not set.
        """
        if self.keyring.is_temporary:
            raise SettingsError(
                "PRINCIPBOT_KEY er ikke sat, så ingen person kan genkendes i databasen."
                " Brug den samme nøgle som tjenesten."
            )

    def reseal_secret(self) -> None:
        """Encrypt the secret of the hashes with the current key; it stays the same."""
        with self.writing():
            for row in self.rows("select * from secret"):
                body = self.keyring.unseal(_HASH_PURPOSE, row["body"])
                self.run("update secret set body = ?", (self.keyring.seal(_HASH_PURPOSE, body),))

    def _migrate(self, migrations: Migrations) -> None:
        known = {m.name for m in migrations.pending(Database(memory=True))}
        applied = {m.name for m in migrations.applied(self._db)}
        if applied - known:
            raise NewerStateError(
                f"{self.path.name} er skrevet af en nyere Principbot og er ikke rørt."
                " Opdatér Principbot, eller peg PRINCIPBOT_DATA på en anden mappe."
            )
        if applied == known:
            return
        if applied:
            self._back_up()
        if self.path != MEMORY:
            self._enable_wal()
        # Several processes may start at once: the first one migrates, the others find it done.
        with self.writing():
            migrations.apply(self._db)

    def _enable_wal(self) -> None:
        """SQLite does not wait for its busy timeout here, so this does."""
        for tries_left in reversed(range(_WAL_TRIES)):
            try:
                self._db.enable_wal()
            except sqlite3.OperationalError:
                if not tries_left:
                    raise
                time.sleep(self._busy_seconds / _WAL_TRIES)
            else:
                return

    def _back_up(self) -> None:
        path = self.path.with_name(_copy_name(self.path, self.now()))
        _create_private(path)
        copy = sqlite3.connect(path)
        try:
            self._db.conn.backup(copy)
        finally:
            copy.close()
        for old in backups(self.path)[:-_BACKUPS_KEPT]:
            old.unlink(missing_ok=True)

    def _open_hasher(self) -> Hasher:
        if self.keyring.is_temporary:
            return Hasher(secrets.token_bytes())
        with self.writing():
            self.run(
                "insert or ignore into secret values ('hash', ?)",
                (self.keyring.seal(_HASH_PURPOSE, secrets.token_bytes()),),
            )
            (row,) = self.rows("select body from secret where name = 'hash'")
        return Hasher(self.keyring.unseal(_HASH_PURPOSE, row["body"]))


def backups(path: Path) -> list[Path]:
    """The copies that stand beside a database, oldest first."""
    return sorted(path.parent.glob(f"{path.name}.backup-*"))


def as_text(moment: dt.datetime) -> str:
    """A time as text that sorts."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _copy_name(path: Path, moment: dt.datetime) -> str:
    return f"{path.name}.backup-{moment.astimezone(dt.UTC):%Y%m%dT%H%M%S%f}"


def _create_private(path: Path) -> None:
    """Tokens are sealed, but nobody else need read the rest either.

    A file that is there is never opened here: closing it would drop the locks of every connection
    that this process has to it, and another process could then throw away its write-ahead log.
    Source: sqlite.org/howtocorrupt.html, 2.2.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
