"""Overload is answered in words, and asks for patience by the second."""

import datetime as dt
from collections.abc import Iterator

import pytest

from bot.limits import Gate, Limits, RefusalKind, too_slow
from bot.state import SqliteState
from bot.state.records import Person, Place, Platform
from tests.contracts.rows import ANNE, BO, CHANNEL, OTHER_CHANNEL, delivery

START = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)


@pytest.fixture
def state() -> Iterator[SqliteState]:
    store = SqliteState(clock=lambda: START)
    yield store
    store.close()


def told(gate: Gate, person: Person | None = ANNE, place: Place = CHANNEL) -> str:
    refusal = gate.refuse("hvad er partshøring", person, place)
    return "" if refusal is None else refusal.text


def test_a_person_waits_and_others_do_not(state: SqliteState) -> None:
    gate = Gate(state, Limits(per_person=2, person_seconds=60))
    assert [told(gate), told(gate)] == ["", ""]
    assert told(gate) == "Du har spurgt mange gange på kort tid. Prøv igen om 30 sekunder."
    assert told(gate, BO) == ""


def test_a_channel_waits_and_others_do_not(state: SqliteState) -> None:
    gate = Gate(state, Limits(per_channel=2, channel_seconds=2))
    assert [told(gate, ANNE), told(gate, BO)] == ["", ""]
    assert told(gate) == "Her er spurgt mange gange på kort tid. Prøv igen om 1 sekund."
    assert told(gate, place=OTHER_CHANNEL) == ""


def test_nobody_in_particular_counts_with_the_place(state: SqliteState) -> None:
    web = Place(Platform.WEB, "", "")
    gate = Gate(state, Limits(per_channel=1, channel_seconds=60))
    assert told(gate, None, web) == ""
    assert "Her er spurgt" in told(gate, None, web)


def test_a_long_question_is_told_how_long_it_may_be(state: SqliteState) -> None:
    gate = Gate(state, Limits())
    assert gate.refuse("x" * 2000, ANNE, CHANNEL) is None
    refusal = gate.refuse("x" * 2001, ANNE, CHANNEL)
    assert refusal is not None
    assert refusal.kind is RefusalKind.FOR_LANG
    assert "højst 2.000 tegn" in refusal.text


@pytest.mark.parametrize("waiting", [1, 2])
def test_a_full_queue_says_so(state: SqliteState, waiting: int) -> None:
    for number in range(waiting):
        state.jobs.accept(delivery(str(number), None), b"body", lease_seconds=30)
    refusal = Gate(state, Limits(queue=2)).refuse("hvad", ANNE, CHANNEL)
    assert (refusal is not None) is (waiting == 2)
    assert refusal is None or refusal.kind is RefusalKind.KOE


def test_a_slow_answer_says_so() -> None:
    assert too_slow().kind is RefusalKind.TID
    assert "Prøv igen" in too_slow().text
