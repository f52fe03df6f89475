"""Who to ask when the collection does not answer: fixed texts with their source and year."""

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import ClassVar

from pydantic import ConfigDict

from corpus.datafiles import NO_OTHER_FIELDS, load_as
from corpus.phrases import Phrases, words

FILE = "naeste_skridt.toml"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One place to turn to."""

    key: str
    who: str
    text: str
    """The whole fixed sentence, ready to show."""
    source: str
    """What names the offer."""
    year: int | None
    """The year of that source; None where it carries none."""
    check: str | None
    """`Kontrollér, om tilbuddet findes.`, where the source is old."""
    inline: bool
    """Shown in the answer itself; the others stand behind the button."""


@dataclass(frozen=True, slots=True)
class _Row:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    noegle: str
    hvem: str
    tekst: str
    kilde: str
    straks: bool
    kontroller: bool
    altid: bool
    ord: tuple[str, ...] = ()
    undtagen: tuple[str, ...] = ()
    aar: int | None = None


@dataclass(frozen=True, slots=True)
class _Common:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    kontrol: str


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    faelles: _Common
    skridt: tuple[_Row, ...]


def choose(question: str) -> tuple[NextStep, ...]:
    """The steps that fit the question: matched ones first, then those that fit any question."""
    asked = words(question)
    steps, check = load()
    fits = [row for row in steps if not row.altid and _fits(row, asked)]
    always = [row for row in steps if row.altid and not Phrases(row.undtagen).holds(asked)]
    return tuple(_step(row, check) for row in (*fits, *always))


def every() -> tuple[NextStep, ...]:
    """All offers, in the order of the data file."""
    steps, check = load()
    return tuple(_step(row, check) for row in steps)


@cache
def load() -> tuple[tuple[_Row, ...], str]:
    """The rows as installed, read once, and the line that asks the reader to check."""
    return read()


def read(folder: Traversable | None = None) -> tuple[tuple[_Row, ...], str]:
    """The rows of a data folder.

    Raises:
        DataFileError: the file is broken.
    """
    raw = load_as(FILE, _File, folder)
    return raw.skridt, raw.faelles.kontrol


def _fits(row: _Row, asked: tuple[str, ...]) -> bool:
    return Phrases(row.ord).holds(asked) and not Phrases(row.undtagen).holds(asked)


def _step(row: _Row, check: str) -> NextStep:
    return NextStep(
        key=row.noegle,
        who=row.hvem,
        text=row.tekst,
        source=row.kilde,
        year=row.aar,
        check=check if row.kontroller else None,
        inline=row.straks,
    )
