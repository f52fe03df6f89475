"""What the bot answers with; renderers read these and nothing else.

`to_json` gives the shape that `principbot ask --json` prints.
"""

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from bot.notices import Notice
from corpus.model import LegalStatus, SourceKind, Span


class Reason(StrEnum):
    """Why there is no answer."""

    INTET_FUNDET = "intet_fundet"
    FOR_USIKKERT = "for_usikkert"
    UDEN_FOR_EMNET = "uden_for_emnet"
    FALSK_FORUDSAETNING = "falsk_forudsaetning"
    PERSONOPLYSNINGER = "personoplysninger"
    TOM = "tom"


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """Another document with the same words."""

    document_id: str
    spans: tuple[Span, ...]
    citation: str
    legal_status: LegalStatus


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """One checked quote with everything that a reader needs to judge it."""

    quote: str
    """`display(verbatim)`, nothing else."""
    verbatim: tuple[str, ...]
    """The stored text at `spans`, checked against the recorded checksum."""
    spans: tuple[Span, ...]
    paragraphs: tuple[str, ...]
    """The quote as paragraphs, for display."""
    citation: str
    pinpoint: str
    heading: str | None
    kind: SourceKind
    retskildevaerdi: str
    """The label, as `Principmeddelelse`."""
    label_line: str
    """The one line under a quote: label, how it is quoted, validity."""
    legal_status: LegalStatus
    status_checked: dt.date | None
    quoted_via: str | None
    matched: tuple[str, ...]
    also_in: tuple[AlsoIn, ...]
    url: str | None
    """Our reader, None without a base address."""
    source_url: str | None
    """The official address, where the source carries one."""
    document_id: str
    document_version: str
    passage_id: str
    file: str
    title: str
    frame: str | None = None
    """A fixed text that must stand before the quote."""


@dataclass(frozen=True, slots=True)
class ShownReminder:
    """A principle that belongs to the question."""

    principle: str
    sentence: str
    question: str
    source: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """A fixed, sourced pointer to who can help."""

    key: str
    text: str
    source: str
    year: int | None
    check: str | None
    """Asks the reader to see whether the offer still exists."""
    inline: bool
    """Shown in the answer itself; the others stand behind a button."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to ask again with a tap."""

    label: str
    words: str
    """What is added to the question."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One or two quotes, at most one reminder."""

    items: tuple[AnswerItem, ...]
    more: tuple[str, ...]
    notices: tuple[Notice, ...]
    reminders: tuple[ShownReminder, ...]
    missed: tuple[str, ...]
    searched: tuple[str, ...]
    """The words that were searched for; shown in follow-ups."""
    generation: str
    confidence: float
    also_searched: tuple[str, ...] = ()
    """The law's words that were searched for, for everyday words of the question."""
    choices: tuple[Choice, ...] = ()
    """Ways to ask again with a tap, as »Barn eller ung« and »Voksen«."""

    @property
    def answer_id(self) -> str:
        """Hash of status, generation, passages and notices; never of the question."""
        shown = [item.passage_id for item in self.items]
        return _hash("answered", "", self.generation, shown, self.notices)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """An honest no, with what lies nearest and what to do."""

    reason: Reason
    heading: str
    """The fixed sentence that says no; empty when the notices say it."""
    collection: str
    """What was searched, in one sentence; empty when nothing was."""
    notices: tuple[Notice, ...]
    nearest: tuple[AnswerItem, ...]
    next_steps: tuple[NextStep, ...]
    missed: tuple[str, ...]
    searched: tuple[str, ...]
    generation: str
    confidence: float
    also_searched: tuple[str, ...] = ()
    """As in `Answer`."""

    @property
    def answer_id(self) -> str:
        """Hash of reason, generation, passages and notices; never of the question."""
        shown = [item.passage_id for item in self.nearest]
        return _hash("no_answer", self.reason.value, self.generation, shown, self.notices)


def to_json(result: Answer | NoAnswer) -> dict[str, Any]:
    """One JSON object; field names as in docs/architecture.md."""
    common = {
        "status": "answered" if isinstance(result, Answer) else "no_answer",
        "answer_id": result.answer_id,
        "generation": result.generation,
        "reason": None if isinstance(result, Answer) else result.reason.value,
    }
    body = {name: _plain(value) for name, value in asdict(result).items() if name != "reason"}
    return common | body


def _hash(
    status: str, reason: str, generation: str, passages: list[str], notices: tuple[Notice, ...]
) -> str:
    parts = [status, reason, generation, *passages, *(f"{n.kind}:{n.text}" for n in notices)]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value
