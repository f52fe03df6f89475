"""The sweep of each night: once, after a missed night too, and tried again after a fault."""

import datetime as dt
import time
from pathlib import Path

import pytest

from bot.errors import StateBusyError
from bot.nightly import nightly
from bot.retention import due
from bot.state import SqliteState
from bot.state.records import AuditEntry, AuditKind

SWEPT = AuditEntry(kind=AuditKind.SWEEP, status="ok")


def _at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 11, day, hour, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("swept", "now", "expected"),
    [
        (None, _at(24, 12), True),  # never
        (_at(24, 2), _at(24, 12), False),  # this night
        (_at(24, 2), _at(25, 1), False),  # the next night is not there yet
        (_at(24, 2), _at(25, 2), True),  # the next night
        (_at(20, 2), _at(24, 12), True),  # nights were missed
        (_at(24, 12), _at(24, 13), False),  # by hand, in the day
        (_at(28, 2), _at(24, 12), True),  # the clock was set back
    ],
)
def test_when_a_sweep_is_due(swept: dt.datetime | None, now: dt.datetime, expected: bool) -> None:
    moment = [swept or now]
    state = SqliteState(clock=lambda: moment[0])
    if swept:
        state.records.audit(SWEPT)
    state.records.audit(AuditEntry(kind=AuditKind.ANSWER, status="answer"))
    assert due(state, now) is expected
    state.close()


def _sweeps(state: SqliteState) -> int:
    lines = state.records.audit_since(dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
    return sum(line.kind is AuditKind.SWEEP for line in lines)


def _wait(state: SqliteState, sweeps: int) -> None:
    until = time.monotonic() + 5
    while _sweeps(state) < sweeps and time.monotonic() < until:
        time.sleep(0.01)


def test_a_process_sweeps_at_its_start_and_not_again(tmp_path: Path) -> None:
    state = SqliteState(tmp_path / "state.db")
    with nightly(state, look_seconds=0.01):
        _wait(state, 1)
        time.sleep(0.1)
    with nightly(state):
        pass
    assert _sweeps(state) == 1
    state.close()


def test_a_fault_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    state = SqliteState(tmp_path / "state.db")
    faults = [StateBusyError("state.db er optaget")]
    tidy = state.control.tidy

    def busy_once() -> None:
        if faults:
            raise faults.pop()
        tidy()

    monkeypatch.setattr(state.control, "tidy", busy_once)
    with nightly(state, look_seconds=0.01):
        _wait(state, 1)
    assert _sweeps(state) == 1
    assert "prøves igen" in caplog.text
    state.close()
