"""What people write after `/principtip`, read the same way on every platform."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.tips import schedule, texts

_TIME = re.compile(r"(?:kl\.?)?(\d{1,2})(?:[.:](\d{2}))?")  # "9", "09.30", "kl.9:30"
_WEEKS = re.compile(r"(\d{1,2})")
_MOST_WEEKS = 26
_EVERY_OTHER = re.compile(r"\bhver\s+anden(?:\s+uge)?\b")


class Verb(StrEnum):
    """What a channel can ask for."""

    SIGN_UP = "tilmeld"
    END = "afmeld"
    GO_ON = "fortsæt"
    PAUSE = "pause"
    NOW = "nu"
    HISTORY = "historik"
    QUIZ = "quiz"
    HELP = "hjælp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One request; what was not said is None."""

    verb: Verb
    weekday: int | None = None
    minute: int | None = None
    every_weeks: int | None = None
    pause_weeks: int | None = None
    fault: str = ""
    """Why it was not understood, for people."""


def read(text: str) -> Order:
    """The request; what is not understood is told, never guessed."""
    words = text.lower().split()
    if not words:
        return Order(verb=Verb.HELP)
    try:
        verb = Verb(words[0])
    except ValueError:
        return Order(verb=Verb.HELP, fault=texts.NOT_UNDERSTOOD.format(word=words[0][:40]))
    if verb is Verb.SIGN_UP:
        return _sign_up(" ".join(words[1:]))
    if verb is Verb.PAUSE and words[1:]:
        found = _WEEKS.fullmatch(words[1])
        if found is None or not 1 <= int(found[1]) <= _MOST_WEEKS:
            return _fault(words[1])
        return Order(verb=verb, pause_weeks=int(found[1]))
    return Order(verb=verb)


def rhythm(weekday: int, minute: int, every_weeks: int) -> str:
    """`tirsdag kl. 09.00, ugentlig`."""
    often = "ugentlig" if every_weeks == 1 else "hver anden uge"
    return f"{texts.WEEKDAYS[weekday - 1]} kl. {minute // 60:02}.{minute % 60:02}, {often}"


def _sign_up(text: str) -> Order:
    weekday = minute = every = None
    rest, times = _EVERY_OTHER.subn(" ", text)
    if times:
        every = 2
    for word in _joined(rest.split()):
        time = _TIME.fullmatch(word)
        if word in texts.WEEKDAYS:
            weekday = texts.WEEKDAYS.index(word) + 1
        elif word == "ugentlig":
            every = 1
        elif time is not None:
            minute = int(time[1]) * 60 + int(time[2] or 0)
            if int(time[2] or 0) > 59 or not schedule.EARLIEST <= minute <= schedule.LATEST:
                return Order(verb=Verb.HELP, fault=texts.HOURS)
        else:
            return _fault(word)
    return Order(verb=Verb.SIGN_UP, weekday=weekday, minute=minute, every_weeks=every)


def _joined(words: Sequence[str]) -> list[str]:
    """Without the words that only lead to the next one: `om tirsdagen kl. 9`."""
    return [word for word in words if word not in {"kl", "kl.", "om", "hver"}]


def _fault(word: str) -> Order:
    return Order(verb=Verb.HELP, fault=texts.NOT_UNDERSTOOD.format(word=word[:40]))
