"""Limits per person and channel, on the queue and on size; each refusal is told in words."""

import math
from dataclasses import dataclass
from enum import StrEnum

from bot.settings import Settings
from bot.state.port import State
from bot.state.records import Allowance, Person, Place


class RefusalKind(StrEnum):
    """Why a question is not searched."""

    FOR_LANG = "for_lang"
    PERSON = "person"
    KANAL = "kanal"
    KOE = "koe"
    TID = "tid"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question that is not searched, and what the person is told."""

    kind: RefusalKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is allowed; the defaults never meet a person who reads the answers."""

    question_signs: int = 2000
    per_person: int = 10
    person_seconds: float = 60
    per_channel: int = 40
    channel_seconds: float = 60
    queue: int = 200


class Gate:
    """Lets a question in, or says in words why not. Nothing of the question is kept."""

    def __init__(self, state: State, limits: Limits) -> None:
        self._state = state
        self._limits = limits

    def refuse(self, question: str, person: Person | None, place: Place) -> Refusal | None:
        """Why this question is not taken; None lets it in and counts it.

        A person that nobody signed in (the open web page) is counted with the place alone.
        """
        if len(question) > self._limits.question_signs:
            return Refusal(RefusalKind.FOR_LANG, _too_long(self._limits.question_signs))
        if self._state.jobs.waiting() >= self._limits.queue:
            return Refusal(RefusalKind.KOE, _QUEUE)
        wait = self._state.control.spend(self._allowances(person, place))
        if wait is None:
            return None
        kind = RefusalKind(wait.name)
        return Refusal(kind, _TOO_OFTEN[kind].format(wait=_seconds(wait.seconds)))

    def _allowances(self, person: Person | None, place: Place) -> tuple[Allowance, ...]:
        limits = self._limits
        channel = Allowance(
            RefusalKind.KANAL,
            f"{place.platform}:{place.tenant}:{place.channel}",
            limits.per_channel,
            limits.channel_seconds,
        )
        if person is None:
            return (channel,)
        own = Allowance(RefusalKind.PERSON, person.key, limits.per_person, limits.person_seconds)
        return own, channel


def limits_of(settings: Settings) -> Limits:
    """The limits that this installation chose."""
    return Limits(per_person=settings.per_person, per_channel=settings.per_channel)


def too_slow() -> Refusal:
    """What is said when the answer takes longer than an edge may wait."""
    return Refusal(RefusalKind.TID, _SLOW)


_QUEUE = "Der er mange spørgsmål lige nu. Prøv igen om et minut."
_SLOW = "Det tog for lang tid at søge. Prøv igen, gerne med et kortere spørgsmål."
_TOO_OFTEN = {
    RefusalKind.PERSON: "Du har spurgt mange gange på kort tid. Prøv igen om {wait}.",
    RefusalKind.KANAL: "Her er spurgt mange gange på kort tid. Prøv igen om {wait}.",
}


def _too_long(signs: int) -> str:
    number = f"{signs:,}".replace(",", ".")
    return (
        f"Spørgsmålet er for langt: højst {number} tegn."
        " Stil det kortere, og uden oplysninger om en borger."
    )


def _seconds(seconds: float) -> str:
    whole = max(1, math.ceil(seconds))
    return "1 sekund" if whole == 1 else f"{whole} sekunder"
