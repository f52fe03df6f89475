"""The seven principles of retssikkerhed: sentence, hook, triggers, check question.

The sentences are quotes: each is looked up in the stored text of the embedded slides when the
data is loaded, and the name is paired with it by position on the slide.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import ClassVar

from pydantic import ConfigDict

from corpus.datafiles import NO_OTHER_FIELDS, library_text, load_as
from corpus.errors import DataFileError
from corpus.model import Span
from corpus.phrases import Phrases

FILE = "principper.toml"


@dataclass(frozen=True, slots=True)
class Letter:
    """One plain sentence that may be pasted into a letter to the citizen."""

    text: str
    reviewed: bool
    """False until a lawyer has read it."""


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the seven principles, as the slides name it."""

    number: int
    key: str
    name: str
    """As the slides print it."""
    name_span: Span
    sentence: str
    """The slides' own sentence, white space joined, spelling kept."""
    spans: tuple[Span, ...]
    """Where the sentence stands in the stored text of `file`."""
    sic: tuple[str, ...]
    """Misprints of the source, to be marked `[sic]` outside the quote."""
    hook: str
    """Candidate provisions; a lawyer must confirm them, see `hook_note`."""
    hook_note: str
    question: str
    """One check question for the caseworker."""
    weight: int
    """Higher wins where two principles are touched equally; from the commonest errors."""
    triggers: Phrases
    """Words of the question that name the principle's matter."""
    weak_triggers: Phrases
    """Words that touch it only when no other principle is named."""
    excludes: Phrases
    """Words after which the principle is not meant."""
    sources: tuple[str, ...]
    """Numbers of decisions that state it, as `34-18`."""
    source_words: Phrases
    """Words of the question with which such a decision calls the principle."""
    letter: Letter


@dataclass(frozen=True, slots=True)
class Principles:
    """The seven, and what holds for all of them."""

    file: str
    """File of the embedded collection that the sentences stand in."""
    source_kind: str
    pairing: str
    """How names and sentences were paired, and who has confirmed it."""
    excludes: Phrases
    """Questions about history, figures or opinions: no reminder at all."""
    all: tuple[Principle, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    nummer: int
    noegle: str
    navn: str
    saetning: str
    krog: str
    spoergsmaal: str
    vaegt: int
    udloesere: tuple[str, ...]
    borgersaetning: str
    borgersaetning_gennemgaaet: bool
    svage_udloesere: tuple[str, ...] = ()
    undtagen: tuple[str, ...] = ()
    kilder: tuple[str, ...] = ()
    kilde_ord: tuple[str, ...] = ()
    sic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Common:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    fil: str
    kildetype: str
    slide: str
    parring: str
    krog_bemaerkning: str
    undtagen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    faelles: _Common
    princip: tuple[_Row, ...]


@cache
def load() -> Principles:
    """The principles as installed, read once.

    Raises:
        DataFileError: a field is missing, or a name or sentence does not stand in the source.
    """
    return read()


def read(
    folder: Traversable | None = None,
    texts: Mapping[str, str] | None = None,
) -> Principles:
    """The principles from another folder or with another text of the source.

    Raises:
        DataFileError: a field is missing, or a name or sentence does not stand in the source.
    """
    raw = load_as(FILE, _File, folder)
    common = raw.faelles
    text = texts[common.fil] if texts else library_text(common.fil)
    slide = _find(common.slide, text, 0).end
    return Principles(
        file=common.fil,
        source_kind=common.kildetype,
        pairing=common.parring,
        excludes=Phrases(common.undtagen),
        all=_in_order(tuple(_principle(row, common, text, slide) for row in raw.princip)),
    )


def _principle(row: _Row, common: _Common, text: str, slide: int) -> Principle:
    name = _find(row.navn, text, slide)
    return Principle(
        number=row.nummer,
        key=row.noegle,
        name=row.navn,
        name_span=name,
        sentence=row.saetning,
        spans=(_find(row.saetning, text, slide),),
        sic=row.sic,
        hook=row.krog,
        hook_note=common.krog_bemaerkning,
        question=row.spoergsmaal,
        weight=row.vaegt,
        triggers=Phrases(row.udloesere),
        weak_triggers=Phrases(row.svage_udloesere),
        excludes=Phrases(row.undtagen),
        sources=row.kilder,
        source_words=Phrases(row.kilde_ord),
        letter=Letter(row.borgersaetning, row.borgersaetning_gennemgaaet),
    )


def _find(words: str, text: str, start: int) -> Span:
    """The one place from `start` where the words stand, across line ends."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [Span(*match.span()) for match in re.finditer(pattern, text[start:])]
    if len(places) != 1:
        raise DataFileError(f"{FILE}: »{words}« står {len(places)} gange i kilden, ikke én")
    return Span(start + places[0].start, start + places[0].end)


def _in_order(principles: tuple[Principle, ...]) -> tuple[Principle, ...]:
    """Names and sentences must follow one another alike, or the pairing is broken."""
    for sort in (lambda p: p.name_span, lambda p: p.spans[0]):
        if sorted(principles, key=sort) != sorted(principles, key=lambda p: p.number):
            raise DataFileError(f"{FILE}: rækkefølgen er ikke kildens")
    return principles
