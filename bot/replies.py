"""What Slack and Teams do alike with an accepted question, before it is rendered."""

import secrets
from dataclasses import dataclass, replace
from typing import Protocol

from bot import conversation, messages
from bot.answer import Answer, NoAnswer, Reason
from bot.core import Core
from bot.errors import BotError, NotFoundError
from bot.service import Question, Scope
from bot.state.records import (
    GIVEN_UP,
    AuditEntry,
    AuditKind,
    Lease,
    Person,
    Place,
    ThreadMemory,
)
from bot.stop import STOPPED

_MOST_ATTEMPTS = 40
"""A job lives 15 minutes; one that is tried this often has brought its process down."""


class Asked(Protocol):
    """The part of a job that says what was asked, by whom and where."""

    @property
    def text(self) -> str:
        """What was asked; empty when it was stopped at the door."""

    @property
    def stopped(self) -> bool:
        """A CPR number was found at the door."""

    @property
    def person(self) -> Person:
        """Who asks."""

    @property
    def place(self) -> Place:
        """Where."""


@dataclass(frozen=True, slots=True)
class Refused:
    """One of our own sentences in the place of an answer."""

    sentence: str
    entry: AuditEntry


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer, and what its thread lent it."""

    result: Answer | NoAnswer
    entry: AuditEntry
    memory: ThreadMemory
    """What the thread is about after it."""
    own: str = ""
    """A follow-up's own words; empty when nothing was carried over."""
    carried: str = ""
    """What was carried over; empty with `own`."""


class Replies:
    """Answers questions; reads the state and the collection, so it runs in a thread."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def refusal(self, lease: Lease, asked: Asked) -> Refused | None:
        """Why a question is not answered: given up, stopped, or too much.

        Raises:
            BotError: it has been tried so often that it brings its process down.
        """
        if lease.attempts > _MOST_ATTEMPTS:
            raise BotError("Spørgsmålet er forsøgt for mange gange.")
        if lease.given_up:
            return Refused(messages.EXPIRED, audit_entry(asked.place, "refused", GIVEN_UP))
        if self._core.stop.stopped():
            return Refused(STOPPED, audit_entry(asked.place, "refused", "stop"))
        if lease.attempts == 1:
            refusal = self._core.gate.refuse(asked.text, asked.person, asked.place)
            if refusal is not None:
                return Refused(refusal.text, audit_entry(asked.place, "refused", refusal.kind))
        return None

    def reply(
        self, asked: Asked, question: str, scope: Scope, thread: str, *, with_thread: bool = True
    ) -> Reply:
        """Answer in a thread, with what it was about where the question leans on it."""
        before = self._core.state.records.recall(asked.place, thread) if thread else None
        carried: tuple[str, ...] = ()
        if with_thread and not asked.stopped:
            carried = conversation.context(question, before, self._text_of)
        result = self._core.service.answer(Question(question, carried), scope)
        if asked.stopped and isinstance(result, NoAnswer):
            reason = Reason.PERSONOPLYSNINGER
            result = replace(result, reason=reason, heading=messages.heading(reason))
        own = conversation.own_words(question, result.searched, carried) if carried else ""
        return Reply(
            result,
            _answered(asked.place, result),
            conversation.remember(before, result),
            own,
            ", ".join(carried) if own else "",
        )

    def _text_of(self, passage_id: str) -> str:
        try:
            return self._core.library.passage(passage_id).passage.text
        except NotFoundError:
            return ""


def audit_entry(place: Place, status: str, reason: str = "") -> AuditEntry:
    """An audit line on one question."""
    return AuditEntry(kind=AuditKind.ANSWER, status=status, place=place, reason=reason)


def _answered(place: Place, result: Answer | NoAnswer) -> AuditEntry:
    is_answer = isinstance(result, Answer)
    items = result.items if isinstance(result, Answer) else result.nearest
    return replace(
        audit_entry(place, "answer" if is_answer else "no_answer"),
        reason="" if isinstance(result, Answer) else result.reason.value,
        generation=result.generation,
        passage_ids=tuple(item.passage_id for item in items),
    )


def reference_number() -> str:
    """A number that ties an apology to a line in the log."""
    return secrets.token_hex(4).upper()
