"""Two a week, growing intervals, a wrong answer begins anew."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state.records import QuizCard
from bot.tips import loader, quiz, schedule
from bot.tips.rows import Quiz
from tests.bot.tips.conftest import here

POOL = loader.load()
NOW = here(2026, 11, 23, 8)


def _put(cards: list[QuizCard], card: QuizCard | None) -> list[QuizCard]:
    if card is None:
        return cards
    others = [one for one in cards if one.question_id != card.question_id]
    return sorted([*others, card], key=lambda one: (one.due, one.question_id))


def _answer(cards: list[QuizCard], now: dt.datetime, *, right: bool) -> list[QuizCard]:
    question = quiz.next_question(POOL, cards, now)
    assert isinstance(question, Quiz)
    return _put(cards, quiz.answered(question, cards, is_right=right, now=now))


def test_two_questions_a_week_and_no_more() -> None:
    cards = _answer(_answer([], NOW, right=True), NOW, right=False)
    assert quiz.next_question(POOL, cards, NOW) == quiz.Pause(True, dt.date(2026, 11, 30))
    friday = NOW + dt.timedelta(days=4)
    assert isinstance(quiz.next_question(POOL, cards, friday), quiz.Pause)
    monday = NOW + dt.timedelta(days=7)
    again = quiz.next_question(POOL, cards, monday)
    assert isinstance(again, Quiz)
    assert again.noegle == cards[0].question_id


def test_intervals_grow_and_a_wrong_answer_begins_anew() -> None:
    question = POOL.quiz[0]
    cards: list[QuizCard] = []
    now = NOW
    waits = []
    for right in (True, True, True, True, True, False, True):
        card = quiz.answered(question, cards, is_right=right, now=now)
        assert card is not None
        waits.append((card.due - now).days)
        cards, now = [card], card.due
    assert waits == [7, 21, 49, 112, 112, 7, 21]


def test_an_answer_too_early_changes_nothing() -> None:
    question = POOL.quiz[0]
    card = quiz.answered(question, [], is_right=True, now=NOW)
    assert card is not None
    assert quiz.answered(question, [card], is_right=False, now=NOW) is None


def test_when_all_are_answered_the_next_day_is_told() -> None:
    due = NOW + dt.timedelta(days=30)
    cards = [QuizCard(question.noegle, 2, due) for question in POOL.quiz]
    assert quiz.next_question(POOL, cards, NOW) == quiz.Pause(False, due.date())


def test_a_question_that_was_removed_is_passed_over() -> None:
    cards = [QuizCard("fjernet", 0, NOW)]
    found = quiz.next_question(POOL, cards, NOW)
    assert isinstance(found, Quiz)


@pytest.mark.parametrize("step", [9, 3])
def test_a_step_of_an_older_version_is_the_longest(step: int) -> None:
    card = quiz.answered(
        POOL.quiz[0], [QuizCard(POOL.quiz[0].noegle, step, NOW)], is_right=True, now=NOW
    )
    assert card is not None
    assert card.step == 3


@given(st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=60))
def test_nobody_ever_answers_three_in_an_iso_week(presses: list[tuple[int, bool]]) -> None:
    cards: list[QuizCard] = []
    now = NOW
    weeks: dict[str, int] = {}
    for hours, right in presses:
        now += dt.timedelta(hours=hours)
        question = quiz.next_question(POOL, cards, now)
        if isinstance(question, Quiz):
            card = quiz.answered(question, cards, is_right=right, now=now)
            assert card is not None
            cards = _put(cards, card)
            week = schedule.occurrence(now.date())
            weeks[week] = weeks.get(week, 0) + 1
    assert max(weeks.values(), default=0) <= quiz.PER_WEEK
