"""The state file: private, migrated with a copy, refused with plain words when it is not right."""

import datetime as dt
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from bot.errors import (
    NewerStateError,
    SealError,
    SettingsError,
    StateBusyError,
    StateError,
)
from bot.state import Keyring, SqliteState, new_key
from bot.state.records import AuditEntry, AuditKind, InstallationKey, Person, Platform
from bot.state.sqlite.database import StateDatabase, backups
from bot.state.sqlite.migrations import STATE
from tests.contracts.rows import delivery

KEY = new_key()
BOT = InstallationKey(Platform.SLACK, "T1")
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "state.db"


@pytest.fixture
def state(path: Path) -> Iterator[SqliteState]:
    store = SqliteState(path, Keyring.from_text(KEY), busy_seconds=0.1)
    yield store
    store.close()


def test_nobody_else_may_read_the_file(state: SqliteState, path: Path) -> None:
    state.control.stop("prøve")
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_deletions_are_overwritten_and_commits_are_on_disk(state: SqliteState) -> None:
    pragmas = {
        name: state._db.rows(f"pragma {name}")[0][name]
        for name in ("journal_mode", "secure_delete", "synchronous")
    }
    assert pragmas == {"journal_mode": "wal", "secure_delete": 1, "synchronous": 2}


def test_a_wrong_key_is_noticed_at_once(state: SqliteState, path: Path) -> None:
    state.control.stop("prøve")
    with pytest.raises(SealError, match="PRINCIPBOT_KEY"):
        SqliteState(path, Keyring.from_text(new_key()))


def test_hashes_and_tokens_outlive_a_rotation(state: SqliteState, path: Path) -> None:
    anne = Person(Platform.SLACK, "T1", "U1")
    state.records.set_setting(anne, "quiz", "til")
    state.installations.save(BOT, b"token")
    new = new_key()
    rotating = SqliteState(path, Keyring.from_text(f"{new},{KEY}"))
    assert rotating.installations.reseal() == 1
    rotating.close()
    rotated = SqliteState(path, Keyring.from_text(new))
    assert rotated.records.settings_of(anne) == {"quiz": "til"}
    assert rotated.installations.find(BOT) == b"token"
    rotated.close()


def test_resealing_without_a_key_touches_nothing(path: Path) -> None:
    store = SqliteState(path)
    assert store.installations.reseal() == 0
    store.close()


def test_without_a_key_people_cannot_be_looked_up() -> None:
    store = SqliteState()
    for act in (store.control.export_person, store.control.delete_person):
        with pytest.raises(SettingsError, match="PRINCIPBOT_KEY"):
            act(Person(Platform.WEB, "", "anne"))
    store.close()


def test_a_question_from_a_process_without_a_key_is_dropped(path: Path) -> None:
    moment = [dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)]
    keyless = SqliteState(path, clock=lambda: moment[0])
    assert keyless.jobs.accept(delivery(), b"body", lease_seconds=1) is not None
    keyless.close()
    store = SqliteState(path, Keyring.from_text(KEY), clock=lambda: moment[0])
    moment[0] += dt.timedelta(minutes=1)
    with pytest.raises(SealError):
        store.jobs.lease(lease_seconds=1)
    moment[0] += dt.timedelta(minutes=15)
    store.jobs.give_up(bytes.upper)
    assert store.jobs.waiting() == 0
    store.close()


def _with_one_more() -> Migrations:
    migrations = Migrations(STATE.name)
    for migration in STATE.pending(Database(memory=True)):
        migrations(name=migration.name)(migration.fn)

    @migrations(name="9999_naeste")
    def _next(db: Database) -> None:
        db.execute("create table later (one text)")

    return migrations


def test_a_newer_file_is_left_untouched(state: SqliteState, path: Path) -> None:
    state.close()
    newer = StateDatabase(path, Keyring.from_text(KEY), migrations=_with_one_more())
    newer.close()
    before = path.read_bytes()
    with pytest.raises(NewerStateError, match="nyere Principbot"):
        SqliteState(path, Keyring.from_text(KEY))
    assert path.read_bytes() == before


def test_a_copy_is_made_before_each_migration(state: SqliteState, path: Path) -> None:
    state.control.stop("før")
    state.close()
    newer = StateDatabase(path, Keyring.from_text(KEY), migrations=_with_one_more())
    newer.close()
    (copy,) = backups(path)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    old = SqliteState(copy, Keyring.from_text(KEY))
    stopped = old.control.stopped()
    old.close()
    assert stopped is not None
    assert stopped.reason == "før"


def test_three_copies_are_kept_for_a_week(path: Path) -> None:
    moment = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)
    store = StateDatabase(path, Keyring.from_text(KEY), clock=lambda: moment)
    for _ in range(5):
        store._back_up()
        moment += dt.timedelta(days=2)
    assert len(backups(path)) == 3
    moment += dt.timedelta(days=3)
    store.tidy()
    assert [copy.name[-21:-13] for copy in backups(path)] == ["20261130", "20261202"]
    store.close()


def test_a_failed_migration_changes_nothing(state: SqliteState, path: Path) -> None:
    state.close()
    migrations = _with_one_more()

    @migrations(name="99999_fejl")
    def _broken(db: Database) -> None:
        db.execute("create table broken (")

    with pytest.raises(StateError, match="state"):
        StateDatabase(path, Keyring.from_text(KEY), migrations=migrations)
    again = SqliteState(path, Keyring.from_text(KEY))
    assert again.control.stopped() is None
    again.close()


def test_a_locked_file_says_so(state: SqliteState, path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("begin immediate")
    with pytest.raises(StateBusyError, match="optaget"):
        state.control.stop("prøve")
    other.rollback()
    other.close()
    state.control.stop("prøve")


def test_a_file_that_is_locked_while_it_is_made_says_so(path: Path) -> None:
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("create table other (one)")
    other.execute("begin immediate")
    with pytest.raises(StateBusyError, match="optaget"):
        SqliteState(path, Keyring.from_text(KEY), busy_seconds=0.1)
    other.rollback()
    other.execute("drop table other")
    other.close()
    SqliteState(path, Keyring.from_text(KEY)).close()


def test_a_full_disk_says_so_and_loses_nothing(state: SqliteState) -> None:
    state.control.stop("før")
    (pages,) = state._db.rows("pragma page_count")
    state._db.rows(f"pragma max_page_count = {pages['page_count']}")
    line = AuditEntry(kind=AuditKind.ANSWER, status="x" * 100_000)
    with pytest.raises(StateError, match="Disken er fuld"):
        state.records.audit(line)
    stopped = state.control.stopped()
    assert stopped is not None
    state._db.rows("pragma max_page_count = 100000")
    state.records.audit(AuditEntry(kind=AuditKind.ANSWER, status="efter"))
    assert state.records.audit_since(EPOCH)[-1].status == "efter"


def test_a_read_only_disk_says_so(state: SqliteState) -> None:
    state._db.rows("select 1")
    state._db._db.execute("pragma query_only = on")
    with pytest.raises(StateError, match="rettigheder"):
        state.control.stop("prøve")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"not a database at all " * 100, "beskadiget"),  # another kind of file
        (b"SQLite format 3\x00" + b"\xff" * 5000, "state"),  # a header alone
    ],
)
def test_a_damaged_file_says_so(path: Path, content: bytes, words: str) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StateError, match=words):
        SqliteState(path, Keyring.from_text(KEY))
    assert path.read_bytes() == content


def test_a_folder_in_the_way_says_so(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(StateError, match="state"):
        SqliteState(path, Keyring.from_text(KEY))


def test_a_store_in_memory_needs_no_disk() -> None:
    store = SqliteState()
    store.control.stop("prøve")
    store.control.tidy()
    assert store.control.stopped() is not None
    store.close()


def test_closing_waits_for_a_statement_in_another_thread(path: Path) -> None:
    """SQLite crashes the process when a connection is closed under a running statement."""
    database = StateDatabase(path, Keyring.from_text(KEY))
    started = threading.Event()
    database._db.conn.create_function("started", 0, started.set)
    long = "with n(i) as (select 1 union all select i+1 from n limit 300000) select max(i) m from n"
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(database.rows, f"{long} where started() is null")
        started.wait()
        database.close()
        assert reading.result() == [{"m": 300_000}]
    with pytest.raises(StateError, match="lukket"):
        database.rows("select 1")


def test_a_visitor_does_not_throw_away_what_two_edges_of_a_process_wrote(
    state: SqliteState, path: Path
) -> None:
    """A second connection once opened and closed the file, which dropped the first one's locks."""
    second = SqliteState(path, Keyring.from_text(KEY))
    visit = (
        "import sys, sqlite3; c = sqlite3.connect(sys.argv[1]);"
        " c.execute('create table if not exists visit (x)'); c.commit();"
        " print(c.execute('select count(*) from job').fetchone()[0]); c.close()"
    )
    command = [sys.executable, "-c", visit, str(path)]
    subprocess.run(command, check=True)  # noqa: S603 - our own module
    assert state.jobs.accept(delivery(), b"x", lease_seconds=30) is not None
    seen = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own module
    second.close()
    assert seen.stdout.strip() == "1"
