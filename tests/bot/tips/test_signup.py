"""Signing up, off, and what the channel is told."""

import datetime as dt

import pytest

from bot.settings import Settings
from bot.state import SqliteState
from bot.state.records import SubscriptionState, TipState
from bot.tips import ordering, signup, texts
from bot.tips.ordering import Verb
from bot.tips.sending import Outcome
from tests.bot.tips.conftest import KEY, Clock, here, subscription


def _sign_up(state: SqliteState, clock: Clock, text: str) -> str:
    wanted = signup.wanted(state, KEY, ordering.read(text))
    told = signup.signed_up(state, wanted, "Anne", clock())
    state.tips.subscribe(wanted)
    return told


def test_a_channel_signs_up_as_usual(state: SqliteState, clock: Clock) -> None:
    told = _sign_up(state, clock, "tilmeld")
    assert told == (
        "Anne har tilmeldt kanalen ugens tip: tirsdag kl. 09.00, ugentlig."
        " Næste tip: 24. november 2026."
    )
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    assert (kept.weekday, kept.minute, kept.every_weeks) == (2, 540, 1)


def test_what_is_not_said_stays(state: SqliteState, clock: Clock) -> None:
    _sign_up(state, clock, "tilmeld torsdag 10.30 hver anden uge")
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    state.tips.subscribe(signup.paused(kept, None, clock().date()))
    _sign_up(state, clock, "tilmeld fredag")
    again = state.tips.subscription(*KEY)
    assert again is not None
    assert (again.weekday, again.minute, again.every_weeks) == (5, 630, 2)
    assert (again.state, again.note) == (SubscriptionState.ACTIVE, "")


def test_after_an_end_all_is_as_usual(state: SqliteState, clock: Clock) -> None:
    _sign_up(state, clock, "tilmeld torsdag 10.30")
    kept = state.tips.subscription(*KEY)
    assert kept is not None
    state.tips.subscribe(signup.ended(kept))
    _sign_up(state, clock, "tilmeld")
    again = state.tips.subscription(*KEY)
    assert again is not None
    assert (again.weekday, again.minute) == (2, 540)


def test_a_tip_that_is_due_now_is_told(state: SqliteState, clock: Clock) -> None:
    _sign_up(state, clock, "tilmeld")
    clock.moment = here(2026, 11, 24, 9, 1)
    assert "Næste tip: om lidt." in _sign_up(state, clock, "tilmeld 09.00")


@pytest.mark.parametrize(
    ("weeks", "until", "told"),
    [
        (None, None, "Anne har sat ugens tip på pause. "),
        (2, dt.date(2026, 12, 3), "Anne har sat ugens tip på pause til 3. december 2026. "),
    ],
)
def test_a_pause_is_told(weeks: int | None, until: dt.date | None, told: str) -> None:
    paused = signup.paused(subscription(), weeks, dt.date(2026, 11, 19))
    assert (paused.state, paused.paused_until) == (SubscriptionState.PAUSED, until)
    assert signup.told_pause(paused, "Anne", "»{}«".format).startswith(told)


def test_managers_are_listed_in_the_settings() -> None:
    assert signup.managers(Settings(tip_managers=" U1, U2,")) == {"u1", "u2"}
    assert signup.managers(Settings()) == frozenset()


def test_what_the_ledger_says_is_told(state: SqliteState) -> None:
    assert signup.told_now(state, KEY, Outcome.SENT) == ""
    assert signup.told_now(state, KEY, Outcome.UNKNOWN) == texts.PERHAPS_SENT
    assert signup.told_now(state, KEY, Outcome.TAKEN) == texts.ON_ITS_WAY
    for week, outcome, told in (
        ("2026-W46", TipState.SENT, texts.ALREADY_THIS_WEEK),
        ("2026-W47", TipState.UNKNOWN, texts.PERHAPS_SENT),
    ):
        claim = state.tips.claim(KEY, week, "tip", lease_seconds=9)
        assert claim is not None
        assert signup.told_now(state, KEY, Outcome.TAKEN) == texts.ON_ITS_WAY
        assert state.tips.settle(claim, outcome, "1.1")
        assert signup.told_now(state, KEY, Outcome.TAKEN) == told


def test_to_go_on_is_a_reaction_to_the_latest_tip(state: SqliteState) -> None:
    signup.go_on(state, KEY)
    for week in ("2026-W46", "2026-W47"):
        claim = state.tips.claim(KEY, week, "tip", lease_seconds=9)
        assert claim is not None
        assert state.tips.settle(claim, TipState.SENT, week)
    signup.go_on(state, KEY)
    assert [send.has_reaction for send in state.tips.history(KEY)] == [True, False]


@pytest.mark.parametrize(
    ("verb", "users", "allowed"),
    [
        (Verb.SIGN_UP, ("U1",), True),
        (Verb.SIGN_UP, ("u9", "U1"), True),  # by one of several names
        (Verb.SIGN_UP, ("U9",), False),
        (Verb.HISTORY, ("U9",), True),  # everybody's
        (Verb.GO_ON, ("U9",), True),
    ],
)
def test_managers_alone_change_a_subscription(
    verb: Verb, users: tuple[str, ...], allowed: bool
) -> None:
    assert signup.may(frozenset({"u1"}), verb, *users) is allowed
    assert signup.may(frozenset(), verb, *users)


def test_a_history_tells_what_was_sent(state: SqliteState, clock: Clock) -> None:
    class Titles:
        def title(self, tip_id: str) -> str:
            return tip_id.upper()

    titles = Titles()
    assert signup.history(state, KEY, titles) == []
    outcomes = (TipState.UNKNOWN, TipState.SENT, TipState.SKIPPED)
    for number, outcome in enumerate(outcomes, start=46):
        claim = state.tips.claim(KEY, f"2026-W{number}", f"tip-{number}", lease_seconds=9)
        assert claim is not None
        assert state.tips.settle(claim, outcome, "1.1")
    assert signup.history(state, KEY, titles) == [
        "19. november 2026: TIP-47",
        f"19. november 2026: TIP-46{texts.PERHAPS}",
    ]
    assert clock().hour == 12
