"""The ledger sends each occurrence once; quiz cards are private."""

import datetime as dt

import pytest

from bot.state import State
from bot.state.records import (
    QuizCard,
    SubscriptionState,
    TipState,
)
from tests.contracts.conftest import Clock, Opener
from tests.contracts.rows import ANNE, BO, KEY, subscription

WEEK = "2026-W48"


def test_a_subscription_is_kept_as_it_is(state: State, opener: Opener, clock: Clock) -> None:
    state.tips.subscribe(subscription())
    kept = opener().tips.subscription(*KEY)
    assert kept is not None
    assert (kept.weekday, kept.minute, kept.every_weeks) == (2, 540, 1)
    assert (kept.state, kept.paused_until, kept.note) == (SubscriptionState.ACTIVE, None, "")
    assert kept.created == clock.moment


def test_a_change_keeps_the_first_day(state: State, clock: Clock) -> None:
    first = clock.moment
    state.tips.subscribe(subscription())
    clock.move(days=3)
    state.tips.subscribe(subscription(minute=600))
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.minute, kept.created) == (600, first)


def test_signing_up_again_starts_anew(state: State, clock: Clock) -> None:
    state.tips.subscribe(subscription())
    state.tips.subscribe(subscription(state=SubscriptionState.ENDED))
    clock.move(days=30)
    state.tips.subscribe(subscription())
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert kept.created == clock.moment


def test_a_pause_has_its_day(state: State) -> None:
    day = dt.date(2027, 1, 4)
    paused = subscription(state=SubscriptionState.PAUSED)
    state.tips.subscribe(
        type(paused)(
            platform=paused.platform,
            tenant=paused.tenant,
            channel=paused.channel,
            weekday=5,
            minute=0,
            state=paused.state,
            paused_until=day,
            note="ferie",
        )
    )
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.paused_until, kept.note) == (day, "ferie")


def test_subscriptions_are_listed_by_state(state: State) -> None:
    state.tips.subscribe(subscription("C2"))
    state.tips.subscribe(subscription("C1"))
    state.tips.subscribe(subscription("C3", SubscriptionState.ENDED))
    assert [one.channel for one in state.tips.subscriptions()] == ["C1", "C2", "C3"]
    ended = state.tips.subscriptions(SubscriptionState.ENDED)
    assert [one.channel for one in ended] == ["C3"]
    assert state.tips.subscription(*KEY[:2], "C9") is None


def test_an_occurrence_is_claimed_once(state: State, opener: Opener) -> None:
    claim = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert claim is not None
    assert (claim.tip_id, claim.fence, claim.attempts, claim.may_be_sent) == ("tip-1", 1, 1, False)
    assert opener().tips.claim(KEY, WEEK, "tip-2", lease_seconds=60) is None
    assert state.tips.claim(KEY, "2026-W49", "tip-2", lease_seconds=60) is not None


def test_a_dead_claim_is_taken_over_with_its_tip(state: State, clock: Clock) -> None:
    first = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert first is not None
    clock.move(seconds=60)
    assert [one.occurrence for one in state.tips.abandoned()] == [WEEK]
    second = state.tips.claim(KEY, WEEK, "tip-2", lease_seconds=60)
    assert second is not None
    assert (second.tip_id, second.fence, second.may_be_sent) == ("tip-1", 2, False)
    assert not state.tips.sending(first, lease_seconds=60)
    assert not state.tips.settle(first, TipState.SENT, "1.1")
    assert state.tips.abandoned() == ()


def test_a_claim_that_died_while_sending_may_be_sent(state: State, clock: Clock) -> None:
    first = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert first is not None
    assert state.tips.sending(first, lease_seconds=60)
    assert state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60) is None
    clock.move(seconds=61)
    (abandoned,) = state.tips.abandoned()
    assert abandoned.may_be_sent
    second = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert second is not None
    assert second.may_be_sent
    assert state.tips.settle(second, TipState.UNKNOWN)
    assert state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60) is None


def test_what_was_surely_not_sent_need_not_be_asked_for(state: State, clock: Clock) -> None:
    claim = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert claim is not None
    assert state.tips.sending(claim, lease_seconds=60)
    assert state.tips.unsent(claim)
    assert state.tips.abandoned() == ()
    clock.move(seconds=61)
    again = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert again is not None
    assert not again.may_be_sent
    assert not state.tips.unsent(claim)


@pytest.mark.parametrize("outcome", [TipState.SENT, TipState.UNKNOWN, TipState.SKIPPED])
def test_a_settled_occurrence_stays_settled(state: State, clock: Clock, outcome: TipState) -> None:
    claim = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert claim is not None
    assert state.tips.settle(claim, outcome)
    clock.move(days=1)
    assert not state.tips.settle(claim, TipState.SENT)
    assert state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60) is None
    assert state.tips.abandoned() == ()


def test_the_ledger_tells_what_was_sent(state: State, clock: Clock) -> None:
    for number, week in enumerate((WEEK, "2026-W49")):
        claim = state.tips.claim(KEY, week, f"tip-{number}", lease_seconds=60)
        assert claim is not None
        assert state.tips.settle(claim, TipState.SENT, f"1.{number}")
    assert state.tips.react(KEY, "1.1")
    assert not state.tips.react(KEY, "9.9")
    assert not state.tips.react(KEY, "")
    latest, first = state.tips.history(KEY)
    assert (latest.occurrence, latest.tip_id, latest.message_id) == ("2026-W49", "tip-1", "1.1")
    assert (latest.state, latest.at) == (TipState.SENT, clock.moment)
    assert (latest.has_reaction, first.has_reaction) == (True, False)


def test_the_channels_of_an_occurrence_are_told_whatever_their_state(state: State) -> None:
    other = (*KEY[:2], "C2")
    assert state.tips.taken(WEEK) == frozenset()
    claim = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert claim is not None
    assert state.tips.settle(claim, TipState.SENT, "1.1")
    assert state.tips.claim(other, WEEK, "tip-1", lease_seconds=60) is not None
    assert state.tips.taken(WEEK) == {KEY, other}
    assert state.tips.taken("2026-W49") == frozenset()


def test_what_is_held_or_done_cannot_be_claimed(state: State, clock: Clock) -> None:
    assert not state.tips.is_held(KEY, WEEK)
    first = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert first is not None
    assert state.tips.is_held(KEY, WEEK)
    assert not state.tips.is_held(KEY, "2026-W49")
    clock.move(seconds=60)
    assert not state.tips.is_held(KEY, WEEK)
    again = state.tips.claim(KEY, WEEK, "tip-1", lease_seconds=60)
    assert again is not None
    assert state.tips.settle(again, TipState.SENT, "1.1")
    clock.move(days=1)
    assert state.tips.is_held(KEY, WEEK)


def test_cards_are_a_persons_own(state: State, clock: Clock) -> None:
    later = QuizCard("q1", 1, clock.moment + dt.timedelta(days=7))
    sooner = QuizCard("q2", 0, clock.moment)
    state.tips.save_card(ANNE, QuizCard("q1", 0, clock.moment))
    state.tips.save_card(ANNE, later)
    state.tips.save_card(ANNE, sooner)
    assert state.tips.cards(ANNE) == (sooner, later)
    assert state.tips.cards(BO) == ()
