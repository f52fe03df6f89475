"""Which principle, at most one, belongs to a question and its hits."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import principles as data
from corpus.model import Passage
from corpus.phrases import words
from corpus.principles import Principle, Principles

_STRONG, _SOURCE, _WEAK, _HIT = 6, 4, 3, 1


@dataclass(frozen=True, slots=True)
class Reminder:
    """One principle to remember, with the words of the question that called it."""

    principle: Principle
    touched: tuple[str, ...]
    """Patterns found in the question, or the number of the decision that states it."""


def choose(
    question: str,
    hits: Sequence[Passage],
    principles: Principles | None = None,
) -> Reminder | None:
    """The principle that the question names and the hits bear out; None for most questions.

    The question must call it: a hit alone never does, unless it is a decision that states the
    principle. Without hits there is none. A sentence that the first hit already shows is not
    repeated.
    """
    if not hits:
        return None
    known = principles or data.load()
    asked = words(question)
    if known.excludes.holds(asked):
        return None
    rated = [(_rating(p, asked, hits), p) for p in known.all if not _is_shown(p, hits[0])]
    score, best = max(rated, key=lambda pair: (pair[0], pair[1].weight), default=(0, None))
    if best is None or score < _WEAK:
        return None
    return Reminder(best, _touched(best, asked) or best.sources)


def _rating(principle: Principle, asked: Sequence[str], hits: Sequence[Passage]) -> int:
    if principle.excludes.holds(asked):
        return 0
    called = len(principle.triggers.found(asked)) * _STRONG
    called = called or _SOURCE * _is_stated(principle, asked, hits[0])
    called = called or _WEAK * principle.weak_triggers.holds(asked)
    return called + _HIT * principle.triggers.holds(hits[0].text) if called else 0


def _is_stated(principle: Principle, asked: Sequence[str], hit: Passage) -> bool:
    """Whether the hit is a decision that states the principle, and the question is about it."""
    if not principle.source_words.holds(asked):
        return False
    quoted = hit.quoted_source.number if hit.quoted_source else None
    return quoted in principle.sources or any(
        hit.document_id == f"pm-{number}" for number in principle.sources
    )


def _is_shown(principle: Principle, hit: Passage) -> bool:
    return principle.sentence in " ".join(hit.text.split())


def _touched(principle: Principle, asked: Sequence[str]) -> tuple[str, ...]:
    return principle.triggers.found(asked) or principle.weak_triggers.found(asked)
