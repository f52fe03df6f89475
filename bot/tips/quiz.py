"""Which quiz question a person gets next, and when an answered one comes again.

Fixed growing intervals; a wrong answer begins anew. Nothing is drawn from how a person answers but
the next date, and nothing of it is shown to anyone else.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.state.records import QuizCard
from bot.tips import schedule
from bot.tips.loader import Pool
from bot.tips.rows import Quiz

INTERVALS = tuple(dt.timedelta(days=days) for days in (7, 21, 49, 112))
"""At least a week, so that no question comes twice in an ISO week."""
PER_WEEK = 2


@dataclass(frozen=True, slots=True)
class Pause:
    """No question now."""

    is_enough: bool
    """The week's two are answered; else none is due before `until`."""
    until: dt.date


def next_question(pool: Pool, cards: Sequence[QuizCard], now: dt.datetime) -> Quiz | Pause:
    """One that is due again, else the first that the person never had; `cards` is due first."""
    today = schedule.local(now).date()
    monday = today - dt.timedelta(days=today.weekday())
    if sum(_answered(card) >= monday for card in cards) >= PER_WEEK:
        return Pause(is_enough=True, until=monday + dt.timedelta(days=7))
    for card in cards:
        question = pool.question(card.question_id)
        if question is not None and card.due <= now:
            return question
    had = {card.question_id for card in cards}
    fresh = next((question for question in pool.quiz if question.noegle not in had), None)
    if fresh is not None:
        return fresh
    known = [card for card in cards if pool.question(card.question_id) is not None]
    return Pause(is_enough=False, until=schedule.local(known[0].due).date())


def answered(
    question: Quiz, cards: Sequence[QuizCard], *, is_right: bool, now: dt.datetime
) -> QuizCard | None:
    """The card after an answer; None when the question was not due, so that nothing changes."""
    before = next((card for card in cards if card.question_id == question.noegle), None)
    if before is not None and before.due > now:
        return None
    step = min(before.step + 1, len(INTERVALS) - 1) if before is not None and is_right else 0
    return QuizCard(question.noegle, step, now + INTERVALS[step])


def _answered(card: QuizCard) -> dt.date:
    """The day of the last answer."""
    step = min(card.step, len(INTERVALS) - 1)
    return schedule.local(card.due - INTERVALS[step]).date()
