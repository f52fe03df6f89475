"""The rules of false premises and frames, as `corpus/data/praemisser.toml` writes them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable
from typing import ClassVar

from pydantic import ConfigDict

from bot.notices import NoticeKind
from corpus.datafiles import NO_OTHER_FIELDS, load_as
from corpus.model import PassageRole, SourceKind

FILE = "praemisser.toml"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence of a rule. `{…}` is filled from the document."""

    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    art: NoticeKind
    tekst: str


@dataclass(frozen=True, slots=True)
class Rule:
    """When the texts are shown: every condition that is given must hold."""

    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    noegle: str
    tekster: tuple[Text, ...]
    kilde: str
    falsk: bool = False
    kun_ved_falsk: bool = False
    """An addition to a rule that found a false premise."""
    blandt_alle: bool = False
    """Speaks of the first hit that fits, whatever its rank; the others of the first hit alone."""
    spoergsmaal: tuple[str, ...] = ()
    ogsaa: tuple[str, ...] = ()
    """Further words of the question, one of which must stand there too."""
    undtagen: tuple[str, ...] = ()
    kildetyper: tuple[SourceKind, ...] = ()
    roller: tuple[PassageRole, ...] = ()
    passage: tuple[str, ...] = ()
    kraever_forslag: bool = False
    kraever_aeldre: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A matter on which sources of two kinds say different things."""

    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    noegle: str
    spoergsmaal: tuple[str, ...]
    passager: dict[SourceKind, tuple[str, ...]]
    """For each kind the words of the passages that speak to the matter."""
    tekst: str
    kilde: str
    undtagen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """What all rules share."""

    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    love: tuple[SourceKind, ...]
    """Kinds that are law: with one of them among the hits, nothing is a false premise."""
    afgoerende: tuple[SourceKind, ...]
    """Kinds whose words count though a training slide carries them."""
    ingen_love: str
    forslag_ord: tuple[str, ...]
    """Words of a passage that is about a proposal."""
    afsendere: dict[SourceKind, str]
    forslag: dict[SourceKind, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole data file."""

    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    faelles: Common
    regel: tuple[Rule, ...]
    uenighed: tuple[Disagreement, ...]


@cache
def load() -> Rules:
    """The rules as installed, read once.

    Raises:
        DataFileError: the file is broken.
    """
    return read()


def read(folder: Traversable | None = None) -> Rules:
    """The rules of a data folder.

    Raises:
        DataFileError: the file is broken.
    """
    return load_as(FILE, Rules, folder)
