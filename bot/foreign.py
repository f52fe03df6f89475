"""Subjects that one law owns: what another law says of them is seldom the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from pydantic import ConfigDict

from bot.compose import Group
from bot.notices import Notice, NoticeKind
from corpus import exact
from corpus.datafiles import NO_OTHER_FIELDS, load_as
from corpus.model import SourceKind
from corpus.phrases import PhraseGroups, Phrases

FILE = "fremmede_emner.toml"

FACTOR = 0.2
"""What is left of the confidence when the first passage is of another law."""

_ACTS = frozenset({SourceKind.LOV, SourceKind.BEKENDTGOERELSE})


@dataclass(frozen=True, slots=True)
class Subject:
    """Words of one law's own subject."""

    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    ord: tuple[str, ...]
    lov: str = ""
    omraade: str = ""
    """What it is about, where its law is not in the register."""

    @property
    def owner(self) -> str:
        """The law's key, or the subject's name."""
        return self.lov or self.omraade


@dataclass(frozen=True, slots=True)
class _Subjects:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    emne: tuple[Subject, ...]


def owner(question: str) -> str | None:
    """The law, or the subject, that a question belongs to; None for most questions.

    Source: `corpus/data/fremmede_emner.toml`.
    """
    subject = _subject(question)
    return subject.owner if subject else None


def elsewhere(question: str, first: Group | None, asked: Sequence[str] = ()) -> str | None:
    """The law or subject that a question belongs to, where what is found first is of another.

    `asked`: what people ask for the text that is found first, where this question is like it.
    """
    subject = _subject(question)
    if subject is None:
        return None
    return None if first and _is_at_home(subject, first, asked) else subject.owner


def notice(belongs_to: str) -> Notice:
    """Where a question seems to belong."""
    known = any(subject.lov == belongs_to for subject in subjects())
    verb = "høre under" if known else "handle om"
    text = f"Spørgsmålet ser ud til at {verb} {belongs_to}."
    return Notice(NoticeKind.FREMMED_EMNE, text, FILE)


def _subject(question: str) -> Subject | None:
    number = _patterns().first(question)
    return None if number is None else subjects()[number]


@cache
def _patterns() -> PhraseGroups:
    return PhraseGroups(subject.ord for subject in subjects())


def _is_at_home(subject: Subject, found: Group, asked: Sequence[str]) -> bool:
    """Whether a passage is of the subject's law, is asked for or, beside acts, speaks so."""
    document, passage = found.shown.holding.document, found.shown.passage
    if exact.law_key(document) == subject.owner:
        return True
    said = Phrases(subject.ord)
    if any(map(said.holds, asked)):
        return True
    return document.kind not in _ACTS and said.holds(passage.text)


@cache
def subjects() -> tuple[Subject, ...]:
    """The list, in the order of the file.

    Raises:
        DataFileError: the file is broken.
    """
    return load_as(FILE, _Subjects).emne
