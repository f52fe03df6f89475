"""The door of the web chat: the stop switch, the limits, and one audit line an answer."""

import logging
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request

from bot.access import STATE_KEY, Access
from bot.answer import Answer, NoAnswer
from bot.errors import StateError
from bot.limits import Gate
from bot.service import LONGEST_QUESTION
from bot.state.port import State
from bot.state.records import AuditEntry, AuditKind, Person, Place, Platform
from bot.stop import STOPPED, StopSwitch

_LOG = logging.getLogger("principbot.web")
_TENANT = "side"
_NOBODY = "maskinen"
"""The person at the machine itself, whom nobody signed in."""
_PAGES = Place(Platform.WEB, _TENANT, "")
"""The pages as a whole: no audit line tells who asked."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A question that is not taken now, and what the person is told."""

    code: HTTPStatus
    heading: str
    text: str


STOP = Closed(HTTPStatus.SERVICE_UNAVAILABLE, "Stoppet", STOPPED)


class Door:
    """Lets questions in and records what became of them, without a word of them.

    A state that fails is logged and closes nothing: the sources are there without it.
    """

    def __init__(self, state: State, gate: Gate, stop: StopSwitch) -> None:
        self._state = state
        self._gate = gate
        self._stop = stop

    def stopped(self) -> Closed | None:
        """What is said while the operator has stopped the bot."""
        return STOP if self._stop.stopped() else None

    def refuse(self, request: Request, text: str) -> Closed | None:
        """Why this question is not taken; None lets it in and counts it."""
        if stopped := self.stopped():
            self._record(AuditEntry(kind=AuditKind.ANSWER, status="refused", reason="stop"))
            return stopped
        person, place = _who(request)
        try:
            refusal = self._gate.refuse(text[:LONGEST_QUESTION], person, place)
        except StateError:
            _LOG.exception("Grænserne kan ikke læses")
            return None
        if refusal is None:
            return None
        self._record(AuditEntry(kind=AuditKind.ANSWER, status="refused", reason=refusal.kind))
        return Closed(HTTPStatus.TOO_MANY_REQUESTS, "Vent lidt", refusal.text)

    def record(self, result: Answer | NoAnswer, duration_ms: int) -> None:
        """One audit line: time, passages, generation, status, duration."""
        is_answer = isinstance(result, Answer)
        items = result.items if isinstance(result, Answer) else result.nearest
        self._record(
            AuditEntry(
                kind=AuditKind.ANSWER,
                status="answer" if is_answer else "no_answer",
                place=_PAGES,
                reason="" if isinstance(result, Answer) else result.reason,
                generation=result.generation,
                passage_ids=tuple(item.passage_id for item in items),
                duration_ms=duration_ms,
            )
        )

    def _record(self, entry: AuditEntry) -> None:
        try:
            self._state.records.audit(entry)
        except StateError:
            _LOG.exception("Revisionssporet kan ikke skrives")


def _who(request: Request) -> tuple[Person | None, Place]:
    """The signed-in person, counted alone; else all who reach the pages together."""
    access = getattr(request.state, STATE_KEY, None)
    user = access.user if isinstance(access, Access) else None
    place = Place(Platform.WEB, _TENANT, user or _NOBODY)
    return (Person(Platform.WEB, _TENANT, user) if user else None), place
