"""Audit, feedback, threads and settings hold ids and choices, no words."""

import datetime as dt

from bot.state import State
from bot.state.records import AuditEntry, AuditKind, FeedbackReason, ThreadMemory
from tests.contracts.conftest import Clock, Opener
from tests.contracts.rows import (
    ANNE,
    BO,
    CHANNEL,
    MEMORY,
    OTHER_CHANNEL,
    OTHER_TENANT,
    entry,
    feedback,
)

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def test_an_audit_line_tells_when_where_what_and_how_long(state: State, clock: Clock) -> None:
    state.records.audit(entry())
    (line,) = state.records.audit_since(EPOCH)
    assert line.at == clock.moment
    assert (line.kind, line.status, line.platform) == (AuditKind.ANSWER, "answer", "slack")
    assert (line.generation, line.passage_ids, line.duration_ms) == ("g1", ("p1",), 12)


def test_a_channel_stands_as_a_hash(state: State, opener: Opener) -> None:
    for place in (CHANNEL, CHANNEL, OTHER_CHANNEL, OTHER_TENANT):
        state.records.audit(entry(place))
    channels = [line.channel for line in opener().records.audit_since(EPOCH)]
    assert channels[0] == channels[1]
    assert len(set(channels)) == 3
    assert all("C1" not in channel and len(channel) == 32 for channel in channels)


def test_an_audit_line_needs_no_place(state: State) -> None:
    state.records.audit(AuditEntry(kind=AuditKind.SWEEP, status="ok", reason="nat"))
    (line,) = state.records.audit_since(EPOCH)
    assert (line.platform, line.channel, line.reason) == ("", "", "nat")


def test_the_audit_is_read_from_a_time_on(state: State, clock: Clock) -> None:
    state.records.audit(entry(status="first"))
    clock.move(days=1)
    state.records.audit(entry(status="second"))
    assert [line.status for line in state.records.audit_since(clock.moment)] == ["second"]


def test_the_last_mark_of_a_person_counts(state: State) -> None:
    state.records.give_feedback(feedback(), CHANNEL, ANNE)
    state.records.give_feedback(feedback(reason=FeedbackReason.HJALP), CHANNEL, ANNE)
    state.records.give_feedback(feedback(), CHANNEL, BO)
    reasons = sorted(mark.reason for mark in state.records.feedback_since(EPOCH))
    assert reasons == [FeedbackReason.FORAELDET, FeedbackReason.HJALP]


def test_feedback_is_read_from_a_time_on(state: State, clock: Clock) -> None:
    state.records.give_feedback(feedback("a1"), CHANNEL, ANNE)
    clock.move(days=1)
    state.records.give_feedback(feedback("a2"), CHANNEL, ANNE)
    assert state.records.feedback_since(clock.moment) == (feedback("a2"),)


def test_a_thread_remembers_its_last_topic(state: State, opener: Opener) -> None:
    state.records.remember(CHANNEL, "1.1", ThreadMemory((), ()))
    state.records.remember(CHANNEL, "1.1", MEMORY)
    assert opener().records.recall(CHANNEL, "1.1") == MEMORY


def test_a_thread_is_known_where_it_is(state: State) -> None:
    state.records.remember(CHANNEL, "1.1", MEMORY)
    assert state.records.recall(CHANNEL, "1.2") is None
    assert state.records.recall(OTHER_CHANNEL, "1.1") is None
    assert state.records.recall(OTHER_TENANT, "1.1") is None


def test_settings_belong_to_their_owner(state: State) -> None:
    state.records.set_setting(CHANNEL, "samlinger", "faelles")
    state.records.set_setting(CHANNEL, "samlinger", "faelles,egen")
    state.records.set_setting(ANNE, "quiz", "til")
    assert state.records.settings_of(CHANNEL) == {"samlinger": "faelles,egen"}
    assert state.records.settings_of(ANNE) == {"quiz": "til"}
    assert state.records.settings_of(BO) == {}


def test_an_empty_setting_is_no_setting(state: State) -> None:
    state.records.set_setting(ANNE, "quiz", "til")
    state.records.set_setting(ANNE, "quiz", "")
    assert state.records.settings_of(ANNE) == {}
