"""Typical questions to a provision or a passage, in everyday Danish.

Each file lies in `corpus/data/spoergsmaal` and says of itself that the developers wrote it from
the text of the provisions or the passages.
The questions help to find a text; they are never shown as a source and never quoted.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from corpus import datafiles
from corpus.errors import DataFileError

_PROVISION_COLUMNS = ("lov_id", "lov", "paragraf", "stk", "spoergsmaal")
_PASSAGE_COLUMNS = ("dokument", "begynder", "spoergsmaal")
PASSAGE_FILES = ("indbygget.tsv", "principmeddelelser.tsv")
_TWINS = "|"
_EMPTY = "-"

_Key = TypeVar("_Key")
_PINPOINT = re.compile(r"§ (?P<paragraf>\d+(?: [a-z])?)(?:, stk\. (?P<stk>\d+))?(?:,|$)")


class Provision(NamedTuple):
    """Which text answers; equal to the plain tuple."""

    law: str
    """Year and number of the act, as `2025:1129`."""
    paragraf: str
    """As the act prints it, without the sign: `84`, `9 a`."""
    stk: int | None
    """None where the section has no stykker, or where no single one answers."""


class Opening(NamedTuple):
    """Which passage answers; equal to the plain tuple."""

    document: str
    """The id of an embedded document, or the number of a decision as `1-26`."""
    begins: str
    """The passage's first words, as many as no other passage of the document begins with."""


def load() -> Mapping[Provision, tuple[str, ...]]:
    """The questions to the provisions, in the order of the files.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    return read_provisions(_folder())


def for_passage(
    questions: Mapping[Provision, tuple[str, ...]], law: str, pinpoint: str
) -> tuple[str, ...]:
    """The questions that the passage of an act answers; of all stykker where it holds them all.

    `pinpoint` as in `Passage.pinpoint`: `§ 9 a, stk. 2, nr. 1-3`, `§ 85`; others give none.
    """
    place = _PINPOINT.match(pinpoint)
    if place is None:
        return ()
    if place["stk"] is not None:
        return questions.get(Provision(law, place["paragraf"], int(place["stk"])), ())
    own = (law, place["paragraf"])
    return tuple(q for provision, group in questions.items() if provision[:2] == own for q in group)


def load_passages() -> Mapping[Opening, tuple[str, ...]]:
    """The questions to the passages of the embedded collection and of Ankestyrelsen's decisions.

    A question stands under each passage with the same text.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    return read_passages(_folder())


def for_text(document: str, text: str) -> tuple[str, ...]:
    """The questions to one passage, told by its document as in `Opening` and its first words.

    Empty for every passage that the files do not know.

    Raises:
        DataFileError: as `load_passages`.
    """
    return _matching(_by_document().get(document, ()), text)


def knows(document: str) -> bool:
    """Whether `for_text` knows passages of a document.

    Raises:
        DataFileError: as `load_passages`.
    """
    return document in _by_document()


def read_provisions(folder: Traversable) -> Mapping[Provision, tuple[str, ...]]:
    """As `load`, from another folder: every `.tsv` file but those of passages.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv"))
    pairs = [
        (_provision(cells, name), cells["spoergsmaal"])
        for name in names
        if name not in PASSAGE_FILES
        for cells in _rows(name, folder, _PROVISION_COLUMNS)
    ]
    return _grouped(pairs)


def read_passages(folder: Traversable) -> Mapping[Opening, tuple[str, ...]]:
    """As `load_passages`, from another folder, which may lack a file.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    rows = [
        cells
        for name in PASSAGE_FILES
        if (folder / name).is_file()
        for cells in _rows(name, folder, _PASSAGE_COLUMNS)
    ]
    written = _grouped(
        [((cells["dokument"], cells["begynder"]), cells["spoergsmaal"]) for cells in rows]
    )
    found: dict[Opening, tuple[str, ...]] = {}
    for (documents, begins), questions in written.items():
        for opening in _openings(documents, begins):
            found[opening] = (*found.get(opening, ()), *questions)
    return MappingProxyType(found)


def _openings(documents: str, begins: str) -> Iterable[Opening]:
    openings = [Opening(document.strip(), begins) for document in documents.split(_TWINS)]
    if not all(opening.document and begins for opening in openings):
        raise DataFileError(f"»{documents}«, »{begins}«: dokument or begynder is empty")
    return openings


@cache
def _by_document() -> Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    found: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for opening, questions in load_passages().items():
        found[opening.document] = (
            *found.get(opening.document, ()),
            (opening.begins, questions),
        )
    return MappingProxyType(found)


def _matching(openings: Iterable[tuple[str, tuple[str, ...]]], text: str) -> tuple[str, ...]:
    fitting = (questions for begins, questions in openings if text.startswith(begins))
    return next(fitting, ())


def _folder() -> Traversable:
    return resources.files("corpus") / "data" / "spoergsmaal"


def _rows(
    name: str, folder: Traversable, columns: tuple[str, ...]
) -> tuple[Mapping[str, str], ...]:
    rows = datafiles.load_table(name, folder)
    if any(tuple(cells) != columns for cells in rows):
        raise DataFileError(f"{name}: expected the columns {', '.join(columns)}")
    return rows


def _provision(cells: Mapping[str, str], name: str) -> Provision:
    stk = "" if cells["stk"] == _EMPTY else cells["stk"]
    if not (cells["lov_id"] and cells["paragraf"]) or (stk and not stk.isdecimal()):
        raise DataFileError(f"{name}, »{cells['spoergsmaal']}«: lov_id, paragraf or stk is wrong")
    return Provision(cells["lov_id"], cells["paragraf"], int(stk) if stk else None)


def _grouped(pairs: list[tuple[_Key, str]]) -> Mapping[_Key, tuple[str, ...]]:
    questions: dict[_Key, tuple[str, ...]] = {}
    seen: set[str] = set()
    for key, question in pairs:
        if not question or question.casefold() in seen:
            raise DataFileError(f"»{question}« is empty or stands twice: {key}")
        seen.add(question.casefold())
        questions[key] = (*questions.get(key, ()), question)
    return MappingProxyType(questions)
