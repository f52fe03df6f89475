"""A stop is seen within seconds, and kept when the state cannot be read."""

import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

from bot.errors import StateBusyError
from bot.state import SqliteState
from bot.state.records import Stop
from bot.stop import StopSwitch

STOP = Stop(dt.datetime(2026, 11, 24, tzinfo=dt.UTC), "prøve")


class FakeControl:
    """A switch that counts how often it is read, and may fail."""

    def __init__(self) -> None:
        self.stop: Stop | None = None
        self.is_busy = False
        self.reads = 0

    def stopped(self) -> Stop | None:
        self.reads += 1
        if self.is_busy:
            raise StateBusyError("state.db er optaget")
        return self.stop


def test_a_stop_is_seen_when_the_memory_is_old() -> None:
    control, seconds = FakeControl(), [0.0]
    switch = StopSwitch(control.stopped, monotonic=lambda: seconds[0])
    assert switch.stopped() is None
    control.stop = STOP
    assert switch.stopped() is None
    seconds[0] = 2.0
    assert switch.stopped() == STOP
    control.stop = None
    seconds[0] = 4.0
    assert switch.stopped() is None
    assert control.reads == 3


def test_a_state_that_cannot_be_read_changes_nothing() -> None:
    control, seconds = FakeControl(), [0.0]
    switch = StopSwitch(control.stopped, monotonic=lambda: seconds[0])
    control.is_busy = True
    assert switch.stopped() is None
    control.is_busy, control.stop = False, STOP
    seconds[0] = 2.0
    assert switch.stopped() == STOP
    control.is_busy = True
    seconds[0] = 4.0
    assert switch.stopped() == STOP


def test_another_process_sees_the_stop_within_five_seconds(tmp_path: Path) -> None:
    database = tmp_path / "state.db"
    state = SqliteState(database)
    watcher = subprocess.Popen(  # noqa: S603  our own module
        [sys.executable, "-m", "tests.bot.watcher", str(database)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    if watcher.stdout is None:
        raise AssertionError
    assert watcher.stdout.readline() == "answering\n"
    state.control.stop("prøve")
    asked = time.monotonic()
    assert watcher.communicate(timeout=10)[0] == "stopped\n"
    assert time.monotonic() - asked < 5
    state.close()
