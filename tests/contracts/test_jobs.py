"""Jobs: accepted once, answered once, gone after 15 minutes."""

import datetime as dt
import threading

import pytest

from bot.errors import BotError
from bot.state import State
from bot.state.records import Delivery, Lease, Place, Platform
from tests.contracts.conftest import Clock, Opener
from tests.contracts.rows import (
    ANNE,
    CHANNEL,
    MEMORY,
    OTHER_CHANNEL,
    OTHER_TENANT,
    PRIVATE,
    delivery,
    entry,
)

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def accepted(state: State, message_id: str = "1.1", *, lease_seconds: float = 30) -> Lease:
    lease = state.jobs.accept(
        delivery(message_id, f"E{message_id}"), b"body", lease_seconds=lease_seconds
    )
    assert lease is not None
    return lease


@pytest.mark.parametrize(
    "again",
    [
        delivery("1.1", "E1"),  # the platform tries again
        delivery("1.1", "E2"),  # app_mention and message: two events, one message
        delivery("1.1", None),  # a platform without event ids
        delivery("1.2", "E1"),  # one event under two message ids
    ],
)
def test_an_event_is_accepted_once(state: State, again: Delivery) -> None:
    assert state.jobs.accept(delivery("1.1", "E1"), b"body", lease_seconds=30) is not None
    assert state.jobs.accept(again, b"body", lease_seconds=30) is None
    assert state.jobs.waiting() == 1


@pytest.mark.parametrize(
    "other",
    [
        delivery("1.2", "E2"),  # another message
        delivery("1.1", "E2", OTHER_CHANNEL),  # the same ts in another channel
        delivery("1.1", "E1", OTHER_TENANT),  # the same ids in another workspace
    ],
)
def test_other_events_are_accepted(state: State, other: Delivery) -> None:
    assert state.jobs.accept(delivery("1.1", "E1"), b"body", lease_seconds=30) is not None
    assert state.jobs.accept(other, b"body", lease_seconds=30) is not None


def test_a_repeated_event_is_known_under_all_its_names(state: State) -> None:
    assert state.jobs.is_new(delivery("1.1", "E1"))
    assert not state.jobs.is_new(delivery("1.2", "E1"))
    assert not state.jobs.is_new(delivery("1.2", "E3"))


def test_a_finished_event_is_still_known(state: State) -> None:
    assert state.jobs.finish(accepted(state), entry())
    assert state.jobs.accept(delivery("1.1", "E9"), b"body", lease_seconds=30) is None


def test_a_platform_leases_its_own_jobs(state: State, clock: Clock) -> None:
    there = Place(Platform.TEAMS, "T1", "C1")
    for place in (CHANNEL, there):
        held = state.jobs.accept(delivery(place=place), place.platform.encode(), lease_seconds=30)
        assert held is not None
        assert state.jobs.release(held)
    leased = state.jobs.lease(lease_seconds=30, platform=Platform.TEAMS)
    assert leased is not None
    assert leased.body == b"teams"
    assert state.jobs.lease(lease_seconds=30, platform=Platform.TEAMS) is None
    clock.move(minutes=16)
    assert state.jobs.give_up(bytes.upper, Platform.SLACK) == 1
    given_up = state.jobs.lease(lease_seconds=30)
    assert given_up is not None
    assert given_up.body == b"SLACK"
    assert state.jobs.give_up(bytes.upper) == 1


def test_posting_can_cover_the_post_itself(state: State, clock: Clock) -> None:
    lease = accepted(state, lease_seconds=30)
    clock.move(seconds=29)
    assert state.jobs.posting(lease, lease_seconds=30)
    clock.move(seconds=29)
    assert state.jobs.lease(lease_seconds=30) is None
    clock.move(seconds=2)
    assert not state.jobs.posting(lease, lease_seconds=30)
    second = state.jobs.lease(lease_seconds=30)
    assert second is not None
    assert second.may_be_posted


def test_a_held_job_is_not_leased(state: State) -> None:
    accepted(state)
    assert state.jobs.lease(lease_seconds=30) is None


def test_a_job_outlives_its_holder(state: State, opener: Opener, clock: Clock) -> None:
    first = accepted(state)
    clock.move(seconds=30)
    second = opener().jobs.lease(lease_seconds=30)
    assert second == Lease(first.job_id, 2, 2, may_be_posted=False, body=b"body")
    assert not state.jobs.posting(first)
    assert not state.jobs.finish(first, entry())
    assert not state.jobs.release(first)
    assert state.records.audit_since(EPOCH) == ()
    assert state.jobs.finish(second, entry())
    assert state.jobs.waiting() == 0


def test_the_next_holder_hears_that_it_may_be_posted(state: State, clock: Clock) -> None:
    first = accepted(state)
    assert state.jobs.posting(first)
    clock.move(seconds=31)
    second = state.jobs.lease(lease_seconds=30)
    assert second is not None
    assert second.may_be_posted


def test_a_late_holder_may_not_post(state: State, clock: Clock) -> None:
    lease = accepted(state)
    clock.move(seconds=30)
    assert not state.jobs.posting(lease)


def test_the_oldest_job_comes_first(state: State, clock: Clock) -> None:
    for number in ("1.1", "1.2", "1.3"):
        assert state.jobs.release(accepted(state, number))
        clock.move(seconds=1)
    leases = [state.jobs.lease(lease_seconds=30) for _ in range(4)]
    assert [lease and lease.attempts for lease in leases] == [2, 2, 2, None]


def test_finishing_writes_audit_and_thread_together(state: State) -> None:
    assert state.jobs.finish(accepted(state), entry(), ("1.1", MEMORY))
    (line,) = state.records.audit_since(EPOCH)
    assert (line.status, line.passage_ids, line.duration_ms) == ("answer", ("p1",), 12)
    assert state.records.recall(CHANNEL, "1.1") == MEMORY


def test_a_lost_job_leaves_no_thread(state: State) -> None:
    lease = accepted(state)
    assert state.jobs.finish(lease, entry())
    assert not state.jobs.finish(lease, entry(), ("1.1", MEMORY))
    assert state.records.recall(CHANNEL, "1.1") is None


def without_words(body: bytes) -> bytes:
    assert body == b"body", "asked once"
    return b"where"


def test_after_15_minutes_the_words_are_gone_and_an_apology_is_owed(
    state: State, clock: Clock
) -> None:
    first = accepted(state)
    clock.move(minutes=14, seconds=59)
    assert state.jobs.give_up(without_words) == 0
    clock.move(seconds=1)
    assert state.jobs.lease(lease_seconds=30) is None
    assert state.jobs.give_up(without_words) == 1
    assert state.jobs.give_up(without_words) == 0
    owed = state.jobs.lease(lease_seconds=30)
    assert owed == Lease(first.job_id, 3, 2, may_be_posted=False, body=b"where", given_up=True)
    assert state.jobs.posting(owed)
    assert state.jobs.finish(owed, entry())
    assert state.jobs.waiting() == 0


def test_who_holds_a_job_loses_it_when_it_is_given_up(state: State, clock: Clock) -> None:
    held = accepted(state, lease_seconds=3_600)
    clock.move(minutes=15)
    assert state.jobs.give_up(without_words) == 1
    assert not state.jobs.posting(held)
    assert not state.jobs.finish(held, entry())


def test_an_apology_outlives_its_holder(state: State, opener: Opener, clock: Clock) -> None:
    accepted(state)
    clock.move(minutes=15)
    assert state.jobs.give_up(without_words) == 1
    assert state.jobs.lease(lease_seconds=30) is not None
    clock.move(seconds=31)
    again = opener().jobs.lease(lease_seconds=30)
    assert again is not None
    assert (again.given_up, again.body) == (True, b"where")


def test_an_apology_that_nobody_can_send_is_deleted(state: State, clock: Clock) -> None:
    accepted(state)
    clock.move(days=2)
    assert state.jobs.give_up(without_words) == 1
    clock.move(minutes=14, seconds=59)
    state.jobs.give_up(without_words)
    assert state.jobs.waiting() == 1
    clock.move(seconds=1)
    state.jobs.give_up(without_words)
    assert state.jobs.waiting() == 0


def test_a_job_of_another_version_is_deleted_when_it_is_given_up(
    state: State, clock: Clock
) -> None:
    def refuses(body: bytes) -> bytes:
        raise BotError(f"{len(body)}")

    accepted(state)
    clock.move(minutes=15)
    state.jobs.give_up(refuses)
    assert state.jobs.waiting() == 0


def test_a_clock_set_back_does_not_keep_a_question(state: State, clock: Clock) -> None:
    accepted(state)
    clock.move(days=-1)
    assert state.jobs.give_up(without_words) == 0
    clock.move(minutes=15)
    assert state.jobs.give_up(without_words) == 1
    clock.move(days=-1)
    state.jobs.give_up(without_words)
    clock.move(minutes=15)
    state.jobs.give_up(without_words)
    assert state.jobs.waiting() == 0


def test_a_private_job_goes_with_its_person(state: State) -> None:
    assert state.jobs.accept(delivery(place=PRIVATE), b"body", lease_seconds=30) is not None
    state.control.delete_person(ANNE)
    assert state.jobs.waiting() == 0


def test_a_lease_hides_its_question(state: State) -> None:
    assert "body" not in repr(accepted(state))


def test_threads_accept_an_event_once(state: State) -> None:
    accepted_in: list[bool] = []

    def accept() -> None:
        for number in range(20):
            lease = state.jobs.accept(delivery(f"{number}", None), b"body", lease_seconds=30)
            accepted_in.append(lease is not None)

    threads = [threading.Thread(target=accept) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(accepted_in) == 20
