"""Old rows go, each kind after its time."""

import datetime as dt

import pytest

from bot.errors import SettingsError
from bot.retention import Retention, sweep
from bot.state import SqliteState
from bot.state.records import Allowance, AuditKind, Kind, QuizCard, TipState
from tests.contracts.rows import ANNE, CHANNEL, KEY, MEMORY, delivery, entry, feedback

START = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)


def test_every_kind_has_its_time() -> None:
    assert set(Retention().periods()) == set(Kind)


@pytest.mark.parametrize("days", [0, -1, 3651])
def test_a_time_that_deletes_at_once_or_never_is_refused(days: int) -> None:
    with pytest.raises(SettingsError, match="revisionsspor"):
        Retention(audit_days=days)


def test_the_sweep_takes_each_kind_after_its_time() -> None:
    moment = [START]
    state = SqliteState(clock=lambda: moment[0])
    state.jobs.is_new(delivery())
    state.installations.issue_state(seconds=600)
    state.records.remember(CHANNEL, "1.1", MEMORY)
    state.records.give_feedback(feedback(), CHANNEL, ANNE)
    state.records.audit(entry())
    claim = state.tips.claim(KEY, "2026-W48", "tip", lease_seconds=9)
    assert claim is not None
    state.tips.settle(claim, TipState.SENT)
    state.tips.save_card(ANNE, QuizCard("q", 0, START))
    state.control.spend((Allowance("person", "U1", 1, 60),))

    gone: dict[int, set[Kind]] = {}
    for day in (0, 1, 3, 4, 30, 31, 180, 181, 365, 366, 730, 731):
        moment[0] = START + dt.timedelta(days=day, hours=1)
        swept = sweep(state, Retention(), START + dt.timedelta(days=day))
        gone[day] = set(swept)
    state.close()
    assert {day: kinds - {Kind.AUDIT} for day, kinds in gone.items() if kinds - {Kind.AUDIT}} == {
        1: {Kind.OAUTH_STATES, Kind.RATES},
        4: {Kind.EVENTS},
        31: {Kind.THREADS},
        181: {Kind.QUIZ},
        366: {Kind.FEEDBACK},
        731: {Kind.TIPS},
    }
    assert Kind.AUDIT in gone[366]


def test_the_sweep_stands_in_the_audit() -> None:
    moment = [START]
    state = SqliteState(clock=lambda: moment[0])
    state.records.remember(CHANNEL, "1.1", MEMORY)
    assert sweep(state, Retention(thread_days=1), START + dt.timedelta(days=2)) == {Kind.THREADS: 1}
    (line,) = state.records.audit_since(START)
    state.close()
    assert (line.kind, line.reason) == (AuditKind.SWEEP, "tråde 1")
