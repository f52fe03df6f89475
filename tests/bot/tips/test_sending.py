"""Once, never twice, never lost: the ledger and the platform in every order of failure."""

import asyncio
import datetime as dt

import pytest

from bot.errors import (
    BotError,
    ChannelGoneError,
    NotTakenError,
    PostponedError,
    UncertainError,
)
from bot.state import SqliteState
from bot.state.records import Platform, SubscriptionState, TipState
from bot.tips.sending import LEASE_SECONDS, Outcome, TipSender
from tests.bot.tips.conftest import KEY, Clock, FakePlatform, FakeWriter, here, subscription

WEEK = "2026-W48"
TUESDAY = here(2026, 11, 24, 9)


@pytest.fixture(autouse=True)
def _signed_up(state: SqliteState, clock: Clock) -> None:
    state.tips.subscribe(subscription())
    clock.moment = TUESDAY


def tick(sender: TipSender) -> int:
    return asyncio.run(sender.tick())


def later(clock: Clock) -> None:
    clock.moment += dt.timedelta(seconds=LEASE_SECONDS + 1)


def stands(state: SqliteState) -> TipState:
    return state.tips.history(KEY)[0].state


def dies_midway(
    state: SqliteState, platform: FakePlatform, *, was_sending: bool, was_posted: bool
) -> None:
    """A process claims the week's tip and gets no further than this."""
    dead = state.tips.claim(KEY, WEEK, "tip-0", lease_seconds=60)
    assert dead is not None
    if was_sending:
        assert state.tips.sending(dead, lease_seconds=60)
    if was_posted:
        message = FakeWriter().again("tip-0", (), TUESDAY.date())
        assert message is not None
        asyncio.run(platform.post(KEY, WEEK, message))


def test_a_due_tip_is_sent_once(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    assert tick(sender) == 1
    for _ in range(3):
        later(clock)
        assert tick(sender) == 0
    assert [(key, week) for key, week, _ in platform.posted] == [(KEY, WEEK)]
    (send,) = state.tips.history(KEY)
    assert (send.state, send.message_id) == (TipState.SENT, "1.1")


def test_nothing_is_sent_before_its_time_or_while_stopped(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    clock.moment = here(2026, 11, 24, 8, 59)
    assert tick(sender) == 0
    clock.moment = TUESDAY
    state.control.stop("prøve")
    assert tick(sender) == 0
    assert platform.posted == []


def test_a_platform_that_is_not_here_is_left_to_others(
    sender: TipSender, state: SqliteState, clock: Clock
) -> None:
    teams = subscription("C9", platform=Platform.TEAMS)
    state.tips.subscribe(teams)
    assert state.tips.claim(teams.key, WEEK, "tip", lease_seconds=1) is not None
    clock.moment += dt.timedelta(seconds=2)
    assert tick(sender) == 1
    assert len(state.tips.abandoned()) == 1


def test_a_lost_answer_is_found_and_not_sent_again(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    platform.lost = 1
    assert tick(sender) == 0
    assert stands(state) is TipState.SENDING
    later(clock)
    assert tick(sender) == 1
    assert (len(platform.posted), platform.asked) == (1, 1)
    assert stands(state) is TipState.SENT


def test_what_was_not_taken_is_sent_later(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    platform.faults = [PostponedError("nede")]
    assert tick(sender) == 0
    later(clock)
    assert tick(sender) == 1
    assert len(platform.posted) == 1
    assert platform.posted[0][2].tip_id == state.tips.history(KEY)[0].tip_id


def test_while_the_platform_cannot_tell_nothing_is_sent(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    platform.lost = 1
    platform.find_fault = PostponedError("nede")
    tick(sender)
    later(clock)
    assert tick(sender) == 0
    assert stands(state) is TipState.SENDING
    clock.moment = here(2026, 11, 30, 9)
    tick(sender)
    weeks = {send.occurrence: send.state for send in state.tips.history(KEY)}
    assert weeks[WEEK] is TipState.UNKNOWN
    assert len(platform.posted) == 1


def test_what_surely_was_not_taken_is_sent_without_asking(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    platform.faults = [NotTakenError("429")]
    platform.find_fault = UncertainError("kan ikke spørges")
    assert tick(sender) == 0
    assert stands(state) is TipState.CLAIMED
    later(clock)
    assert tick(sender) == 1
    assert (len(platform.posted), platform.asked) == (1, 0)


@pytest.mark.parametrize("died", [False, True])
def test_where_the_platform_cannot_be_asked_an_unsure_tip_rests(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform, *, died: bool
) -> None:
    platform.find_fault = UncertainError("kan ikke spørges")
    if died:
        dies_midway(state, platform, was_sending=True, was_posted=False)
    else:
        platform.faults = [UncertainError("forbindelsen brød")]
    for _ in range(3):
        assert tick(sender) == 0
        later(clock)
    assert stands(state) is TipState.UNKNOWN
    assert platform.posted == []


@pytest.mark.parametrize(
    ("was_sending", "was_posted", "expected"),
    [
        (False, False, TipState.SENT),  # died after the claim
        (True, False, TipState.SENT),  # died before the post
        (True, True, TipState.SENT),  # died after the post
    ],
)
def test_another_process_goes_on(
    sender: TipSender,
    state: SqliteState,
    clock: Clock,
    platform: FakePlatform,
    *,
    was_sending: bool,
    was_posted: bool,
    expected: TipState,
) -> None:
    dies_midway(state, platform, was_sending=was_sending, was_posted=was_posted)
    assert tick(sender) == 0
    clock.moment += dt.timedelta(seconds=61)
    tick(sender)
    assert len(platform.posted) == 1
    assert stands(state) is expected


@pytest.mark.parametrize(
    ("was_sending", "was_posted", "expected"),
    [
        (False, False, TipState.SKIPPED),  # never begun to post
        (True, False, TipState.SKIPPED),  # the platform surely has none
        (True, True, TipState.SENT),  # it stands there
    ],
)
@pytest.mark.parametrize("why", ["the week is over", "afmeldt"])
def test_a_tip_whose_time_is_over_is_closed(
    sender: TipSender,
    state: SqliteState,
    clock: Clock,
    platform: FakePlatform,
    *,
    was_sending: bool,
    was_posted: bool,
    expected: TipState,
    why: str,
) -> None:
    dies_midway(state, platform, was_sending=was_sending, was_posted=was_posted)
    clock.moment += dt.timedelta(seconds=61)
    if why == "afmeldt":
        state.tips.subscribe(subscription(state=SubscriptionState.ENDED))
    else:
        clock.moment = here(2026, 11, 30, 7)
    tick(sender)
    assert stands(state) is expected
    assert len(platform.posted) == was_posted


def test_what_was_left_in_the_evening_waits_for_the_morning(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    assert state.tips.claim(KEY, WEEK, "tip-0", lease_seconds=60) is not None
    clock.moment = here(2026, 11, 24, 21)
    assert tick(sender) == 0
    clock.moment = here(2026, 11, 25, 9)
    assert tick(sender) == 1
    assert len(platform.posted) == 1


def test_a_channel_that_is_gone_is_unsubscribed_with_a_note(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    platform.faults = [ChannelGoneError("is_archived")]
    assert tick(sender) == 0
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.state, kept.note) == (SubscriptionState.ENDED, "kanalen er lukket for botten")
    assert stands(state) is TipState.SKIPPED
    later(clock)
    assert tick(sender) == 0


def test_a_channel_may_be_found_gone_when_asked(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    platform.lost = 1
    tick(sender)
    platform.find_fault = ChannelGoneError("is_archived")
    later(clock)
    tick(sender)
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert kept.state is SubscriptionState.ENDED


def test_a_channel_without_a_subscription_may_be_gone(
    sender: TipSender, platform: FakePlatform
) -> None:
    platform.faults = [ChannelGoneError("is_archived")]
    other = (Platform.SLACK, "T1", "C7")
    assert asyncio.run(sender.send(other)) is Outcome.GONE


def test_one_channels_fault_does_not_hold_the_others_back(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    clock.moment = here(2026, 11, 20)
    state.tips.subscribe(subscription("C2"))
    clock.moment = TUESDAY
    platform.faults = [BotError("i stykker")]
    assert tick(sender) == 1
    assert [key[2] for key, _, _ in platform.posted] == ["C2"]


def test_without_a_quote_that_stands_nothing_is_claimed(
    sender: TipSender, state: SqliteState, writer: FakeWriter
) -> None:
    writer.empty = True
    assert tick(sender) == 0
    assert state.tips.history(KEY) == ()


def test_a_claimed_tip_whose_quote_is_gone_is_skipped(
    sender: TipSender, state: SqliteState, clock: Clock, writer: FakeWriter
) -> None:
    assert state.tips.claim(KEY, WEEK, "tip-0", lease_seconds=60) is not None
    clock.moment += dt.timedelta(seconds=61)
    writer.gone = True
    assert tick(sender) == 0
    assert stands(state) is TipState.SKIPPED


@pytest.mark.parametrize(
    ("until", "sent"),
    [
        (None, 0),  # until someone resumes it
        (dt.date(2026, 11, 25), 0),  # tomorrow
        (dt.date(2026, 11, 24), 1),  # over today
    ],
)
def test_a_pause_ends_on_its_day(
    sender: TipSender, state: SqliteState, until: dt.date | None, sent: int
) -> None:
    state.tips.subscribe(subscription(state=SubscriptionState.PAUSED, paused_until=until))
    assert tick(sender) == sent
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.state is SubscriptionState.ACTIVE) is bool(sent)


def test_now_takes_the_weeks_tip(sender: TipSender, clock: Clock, platform: FakePlatform) -> None:
    clock.moment = here(2026, 11, 23, 14)
    assert asyncio.run(sender.send(KEY)) is Outcome.SENT
    assert asyncio.run(sender.send(KEY)) is Outcome.TAKEN
    clock.moment = TUESDAY
    assert tick(sender) == 0
    assert len(platform.posted) == 1


def test_now_goes_on_with_what_a_dead_process_left(
    sender: TipSender, state: SqliteState, clock: Clock, platform: FakePlatform
) -> None:
    dead = state.tips.claim(KEY, WEEK, "tip-9", lease_seconds=60)
    assert dead is not None
    clock.moment += dt.timedelta(seconds=61)
    assert asyncio.run(sender.send(KEY)) is Outcome.SENT
    assert platform.posted[0][2].tip_id == "tip-9"


def test_a_claim_that_another_process_took_is_not_posted(
    sender: TipSender, state: SqliteState, platform: FakePlatform, clock: Clock
) -> None:
    claim = state.tips.claim(KEY, WEEK, "tip-0", lease_seconds=1)
    assert claim is not None
    clock.moment += dt.timedelta(seconds=2)
    assert state.tips.claim(KEY, WEEK, "tip-0", lease_seconds=60) is not None
    message = FakeWriter().again("tip-0", (), TUESDAY.date())
    assert message is not None
    assert asyncio.run(sender._post(claim, message)) is Outcome.TAKEN
    assert asyncio.run(sender._resume(claim)) is Outcome.TAKEN
    assert platform.posted == []
