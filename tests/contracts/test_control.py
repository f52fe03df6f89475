"""Stop, limits, retention, and people's rights."""

import datetime as dt
from collections.abc import Callable

import pytest

from bot.state import State
from bot.state.records import (
    Allowance,
    AuditKind,
    Conversation,
    InstallationKey,
    Kind,
    Platform,
    QuizCard,
    Stop,
    TipState,
)
from tests.contracts.conftest import Clock, Opener
from tests.contracts.rows import (
    ANNE,
    BO,
    CHANNEL,
    KEY,
    MEMORY,
    PRIVATE,
    delivery,
    entry,
    feedback,
)

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def test_a_stop_is_seen_by_every_process(state: State, opener: Opener, clock: Clock) -> None:
    other = opener()
    assert other.control.stopped() is None
    state.control.stop("opdatering")
    assert other.control.stopped() == Stop(clock.moment, "opdatering")
    assert other.control.start()
    assert state.control.stopped() is None
    assert not state.control.start()


def test_a_second_stop_changes_the_reason_alone(state: State, clock: Clock) -> None:
    since = clock.moment
    state.control.stop("opdatering")
    clock.move(minutes=5)
    state.control.stop("fejl i kilden")
    assert state.control.stopped() == Stop(since, "fejl i kilden")


def test_stop_and_start_stand_in_the_audit(state: State) -> None:
    state.control.stop("opdatering")
    state.control.start()
    state.control.start()
    lines = state.records.audit_since(EPOCH)
    assert [(line.kind, line.reason) for line in lines] == [
        (AuditKind.STOP, "opdatering"),
        (AuditKind.START, ""),
    ]


def _wait(state: State, allowances: tuple[Allowance, ...]) -> tuple[str, int]:
    wait = state.control.spend(allowances)
    assert wait is not None
    return wait.name, round(wait.seconds)


def test_an_allowance_is_used_up_and_comes_back(state: State, opener: Opener, clock: Clock) -> None:
    allowance = (Allowance("person", "U1", 3, 60),)
    other = opener()
    assert [state.control.spend(allowance), other.control.spend(allowance)] == [None, None]
    assert state.control.spend(allowance) is None
    assert _wait(other, allowance) == ("person", 20)
    clock.move(seconds=20)
    assert state.control.spend(allowance) is None
    assert _wait(state, allowance) == ("person", 20)
    clock.move(minutes=10)
    assert [state.control.spend(allowance) for _ in range(3)] == [None] * 3
    assert state.control.spend(allowance) is not None


def test_a_refused_event_uses_nothing(state: State) -> None:
    person = Allowance("person", "U1", 2, 60)
    channel = Allowance("channel", "C1", 1, 60)
    assert state.control.spend((person, channel)) is None
    assert _wait(state, (person, channel)) == ("channel", 60)
    assert state.control.spend((person,)) is None
    assert state.control.spend((person,)) is not None


def test_allowances_are_kept_apart(state: State) -> None:
    assert state.control.spend((Allowance("person", "U1", 1, 60),)) is None
    assert state.control.spend((Allowance("person", "U2", 1, 60),)) is None
    assert state.control.spend((Allowance("channel", "U1", 1, 60),)) is None


def test_a_clock_set_back_locks_nobody_out(state: State, clock: Clock) -> None:
    allowance = (Allowance("person", "U1", 1, 60),)
    assert state.control.spend(allowance) is None
    clock.move(days=-1)
    assert _wait(state, allowance) == ("person", 60)
    clock.move(seconds=60)
    assert state.control.spend(allowance) is None


def _old_oauth_state(state: State) -> None:
    state.installations.issue_state(seconds=0)


def _old_tip(state: State) -> None:
    claim = state.tips.claim(KEY, "2026-W48", "tip", lease_seconds=9)
    assert claim is not None
    state.tips.settle(claim, TipState.SENT)
    state.tips.claim(KEY, "2026-W49", "tip", lease_seconds=9)  # open: never swept


OLD: dict[Kind, tuple[Callable[[State], object], int]] = {
    Kind.EVENTS: (lambda state: state.jobs.is_new(delivery()), 2),
    Kind.OAUTH_STATES: (_old_oauth_state, 1),
    Kind.THREADS: (lambda state: state.records.remember(CHANNEL, "1.1", MEMORY), 1),
    Kind.FEEDBACK: (lambda state: state.records.give_feedback(feedback(), CHANNEL, ANNE), 1),
    Kind.AUDIT: (lambda state: state.records.audit(entry()), 1),
    Kind.TIPS: (_old_tip, 1),
    Kind.QUIZ: (lambda state: state.tips.save_card(ANNE, QuizCard("q", 0, EPOCH)), 1),
    Kind.RATES: (lambda state: state.control.spend((Allowance("a", "b", 60, 60),)), 1),
}


@pytest.mark.parametrize("kind", list(Kind))
def test_old_rows_are_swept_and_new_ones_stay(state: State, clock: Clock, kind: Kind) -> None:
    make, rows = OLD[kind]
    make(state)
    assert state.control.sweep(kind, clock.moment) == 0
    assert state.control.sweep(kind, clock.moment + dt.timedelta(days=1)) == rows
    assert state.control.sweep(kind, clock.moment + dt.timedelta(days=1)) == 0


def _fill(state: State) -> None:
    state.jobs.accept(delivery(place=PRIVATE), b"body", lease_seconds=9)
    state.records.remember(PRIVATE, "1.1", MEMORY)
    state.records.remember(CHANNEL, "1.1", MEMORY)
    state.records.audit(entry(PRIVATE))
    state.records.audit(entry(CHANNEL))
    state.records.set_setting(ANNE, "quiz", "til")
    for person in (ANNE, BO):
        state.records.give_feedback(feedback(), CHANNEL, person)
        state.tips.save_card(person, QuizCard("q", 0, EPOCH))
        state.installations.save(
            InstallationKey(Platform.SLACK, "T1", person.user), person.user.encode()
        )
    state.conversations.save(
        Conversation(Platform.SLACK, "T1", "D1", "https://x", "personal", "", ANNE)
    )


def test_a_person_sees_all_that_is_kept(state: State) -> None:
    _fill(state)
    data = state.control.export_person(ANNE)
    assert data.settings == {"quiz": "til"}
    assert data.quiz == (QuizCard("q", 0, EPOCH),)
    assert data.feedback == (feedback(),)
    assert [line.status for line in data.audit] == ["answer"]
    assert data.conversations == ("D1",)
    assert (data.waiting, data.threads, data.installations) == (1, 1, 1)
    assert state.records.audit_since(EPOCH)[-1].kind is AuditKind.EXPORT


def test_a_deleted_person_is_gone_and_others_stay(state: State) -> None:
    _fill(state)
    others = state.control.export_person(BO)
    deleted = state.control.delete_person(ANNE)
    assert set(deleted.values()) == {1}
    assert len(deleted) == 8
    gone = state.control.export_person(ANNE)
    assert (gone.settings, gone.quiz, gone.feedback, gone.audit) == ({}, (), (), ())
    assert (gone.conversations, gone.waiting, gone.threads, gone.installations) == ((), 0, 0, 0)
    assert state.control.export_person(BO) == others
    assert state.control.delete_person(ANNE) == {}


def test_the_audit_counts_on_after_a_deletion(state: State) -> None:
    _fill(state)
    state.control.delete_person(ANNE)
    lines = state.records.audit_since(EPOCH)
    assert [line.status for line in lines[:2]] == ["answer", "answer"]
    assert [bool(line.channel) for line in lines[:2]] == [False, True]
    assert lines[-1].kind is AuditKind.DELETION
    assert ANNE.user not in repr(lines)


def test_tidying_can_be_done_at_any_time(state: State) -> None:
    state.control.tidy()
    _fill(state)
    state.control.tidy()
    assert state.records.settings_of(ANNE) == {"quiz": "til"}
