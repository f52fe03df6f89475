"""A full disk, a folder that cannot be written, a lock, damage, a clock set back: the real program.

Each ends in a plain sentence and exit code 1, or in a recovery; nothing that was kept is lost.
The disk is a small one of its own, where the system lets a test make one.
"""

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot import wiring
from bot.answer import Answer
from bot.service import Question
from bot.settings import Settings
from bot.state import Keyring, SqliteState, new_key
from tests.contracts.rows import delivery
from tests.long import times

ROOT = Path(__file__).parents[2]
QUESTION = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
ASK = f'"{sys.executable}" -m bot ask "{QUESTION}"'
OWN_DISK = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]


def _can_mount() -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            [*OWN_DISK, "mount -t tmpfs tmpfs /mnt"], check=False, capture_output=True
        )
    except FileNotFoundError:
        return False
    return done.returncode == 0


own_disk = pytest.mark.skipif(not _can_mount(), reason="the system lets no test mount a disk")


def _environment(data: Path) -> dict[str, str]:
    return os.environ | {"PRINCIPBOT_DATA": str(data)}


def _on_own_disk(data: Path, script: str) -> subprocess.CompletedProcess[str]:
    data.mkdir(exist_ok=True)
    return subprocess.run(  # noqa: S603 - our own script
        [*OWN_DISK, script],
        cwd=ROOT,
        env=_environment(data) | {"DISK": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def _bot(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=_environment(data),
        capture_output=True,
        text=True,
        check=False,
    )


@own_disk
@pytest.mark.parametrize("kilobytes", [16, 600, 120, 260, 420, 800, 1000][: times(2, 7)])
def test_a_full_disk_is_said_and_recovers_with_room(tmp_path: Path, kilobytes: int) -> None:
    """Full when the collection is made, filled, or its index is built."""
    done = _on_own_disk(
        tmp_path / "disk",
        f'mount -t tmpfs -o size={kilobytes}k tmpfs "$DISK" && {ASK}; echo "code $?"'
        f' && mount -o remount,size=50m "$DISK" && {ASK}',
    )
    assert "Traceback" not in done.stderr
    first, _, second = done.stdout.partition("code ")
    assert second.startswith("1"), (first, done.stderr)
    assert "Fejl: " in done.stderr
    assert "disken er fuld" in done.stderr.lower()
    assert "Principmeddelelse" in second or "»" in second


@own_disk
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    done = _on_own_disk(tmp_path / "disk", f'mount -t tmpfs -o ro tmpfs "$DISK" && {ASK}')
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "rettigheder" in done.stderr


@own_disk
@pytest.mark.parametrize("command", ["data sweep", "index rebuild"])
def test_writing_to_a_folder_that_was_closed_is_said(tmp_path: Path, command: str) -> None:
    done = _on_own_disk(
        tmp_path / "disk",
        f'mount -t tmpfs -o size=50m tmpfs "$DISK" && {ASK} && mount -o remount,ro "$DISK"'
        f' && "{sys.executable}" -m bot {command}',
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "rettigheder" in done.stderr


def test_a_damaged_collection_is_said_and_left_alone(tmp_path: Path) -> None:
    database = tmp_path / "samling.db"
    database.write_bytes(b"not a database at all " * 500)
    before = database.read_bytes()
    done = _bot(tmp_path, "ask", QUESTION)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Fejl: samling.db er beskadiget")
    assert "Traceback" not in done.stderr
    assert database.read_bytes() == before


def test_a_damaged_index_is_built_again(own_settings: Settings) -> None:
    settings = own_settings
    with wiring.opened_library(settings) as library:
        expected = wiring.service(library, settings).answer(Question(QUESTION))
    assert isinstance(expected, Answer)
    generation = settings.index / (settings.index / "current").read_text().strip()
    files = sorted(path for path in generation.rglob("*") if path.is_file())
    for damaged in (files[0], files[-1]):
        damaged.write_bytes(damaged.read_bytes()[:-3])
        with wiring.opened_library(settings) as library:
            assert wiring.service(library, settings).answer(Question(QUESTION)) == expected


def test_an_index_that_lost_its_typical_questions_is_built_again(own_settings: Settings) -> None:
    settings = own_settings
    with wiring.opened_library(settings) as library:
        expected = wiring.service(library, settings).answer(Question("normalbidrag 2025"))
    generation = settings.index / (settings.index / "current").read_text().strip()
    shutil.rmtree(generation / "spoergsmaal")
    with wiring.opened_library(settings) as library:
        assert wiring.service(library, settings).answer(Question("normalbidrag 2025")) == expected
    assert (generation / "spoergsmaal").exists()


def test_an_index_pointer_to_nothing_is_built_again(own_settings: Settings) -> None:
    settings = own_settings
    (settings.index / "current").write_text("der-er-intet-her", encoding="utf-8")
    with wiring.opened_library(settings) as library:
        assert isinstance(wiring.service(library, settings).answer(Question(QUESTION)), Answer)


def test_a_collection_that_another_process_writes_is_still_read(own_settings: Settings) -> None:
    with closing(sqlite3.connect(own_settings.database)) as other:
        other.execute("begin immediate")
        done = _bot(own_settings.data, "ask", QUESTION)
        other.rollback()
    assert done.returncode == 0, done.stderr
    assert "»" in done.stdout


def test_a_clock_that_was_set_back_loses_nothing_and_keeps_nothing_longer(tmp_path: Path) -> None:
    moment = [dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)]
    state = SqliteState(
        tmp_path / "state.db", Keyring.from_text(new_key()), clock=lambda: moment[0]
    )
    assert state.jobs.accept(delivery("1", None), b"body", lease_seconds=30) is not None
    state.control.stop("prøve")
    moment[0] -= dt.timedelta(days=400)
    assert state.jobs.give_up(bytes.upper) == 0, "not lost at once"
    assert state.jobs.waiting() == 1
    assert state.control.stopped() is not None
    moment[0] += dt.timedelta(minutes=15)
    assert state.jobs.give_up(bytes.upper) == 1
    owed = state.jobs.lease(lease_seconds=30)
    assert owed is not None
    assert (owed.given_up, owed.body) == (True, b"BODY")
    state.close()


def test_a_document_read_after_the_clock_was_set_back_is_the_current_one(
    tmp_path: Path, own_settings: Settings
) -> None:
    """What is current is a pointer of the document, never the latest time."""
    settings = own_settings
    folder = tmp_path / "ind"
    folder.mkdir()
    file = folder / "vejledning.txt"
    for word in ("zqfoer", "zqefter"):
        text = f"Intern vejledning\n\nDen {word} skal have hjælp efter loven inden fire uger.\n"
        file.write_text(text, encoding="utf-8")
        assert _bot(settings.data, "ingest", str(folder)).returncode == 0
        with closing(sqlite3.connect(settings.database)) as db, db:
            db.execute("update document_version set added = '2099-01-01T00:00:00.000000+00:00'")
    assert "zqefter" in _bot(settings.data, "ask", "zqefter").stdout
    assert "Den zqfoer" not in _bot(settings.data, "ask", "zqfoer").stdout
