"""Typical questions to a provision or a passage, in everyday Danish.

The installed files lie in `corpus/data/spoergsmaal` and say of themselves that the developers
wrote them from the text of the provisions or the passages; an operator's folder has the same two
forms, told apart by their columns. Those in `corpus/data/ubesvaret` are asked just as naturally
there, and the text does not answer them; some belong to no text at all. Those in
`corpus/data/fagspoergsmaal` are in the text's own words, and only compared with.
The questions help to find a text, or to say that it is not the answer; they are never shown as a
source and never quoted.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from corpus import datafiles
from corpus.errors import DataFileError

_PROVISION_COLUMNS = ("lov_id", "lov", "paragraf", "stk", "spoergsmaal")
_PASSAGE_COLUMNS = ("dokument", "begynder", "spoergsmaal")
_ELSEWHERE_COLUMNS = ("emne", "spoergsmaal")
_FORMS = (_PROVISION_COLUMNS, _PASSAGE_COLUMNS, _ELSEWHERE_COLUMNS)
_TWINS = "|"
_EMPTY = "-"

UNANSWERED = "ubesvaret"
"""The folder's name, in the package and in an operator's folder."""

PLAIN = "fagspoergsmaal"
"""The folder's name."""

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


def for_section(
    questions: Mapping[Provision, tuple[str, ...]], law: str, pinpoint: str
) -> tuple[str, ...]:
    """Those of the whole section that a passage of an act stands in."""
    place = _PINPOINT.match(pinpoint)
    return for_passage(questions, law, f"§ {place['paragraf']}") if place else ()


def installed() -> Traversable:
    """The folder of the questions that come with the package."""
    return resources.files("corpus") / "data" / "spoergsmaal"


def installed_unanswered() -> Traversable:
    """The folder of those that their texts do not answer."""
    return resources.files("corpus") / "data" / UNANSWERED


def installed_plain() -> Traversable:
    """The folder of those in the texts' own words, which are compared with and not searched."""
    return resources.files("corpus") / "data" / PLAIN


@dataclass(frozen=True, slots=True)
class Questions:
    """The typical questions of a folder."""

    provisions: Mapping[Provision, tuple[str, ...]]
    """In the order of the files."""
    passages: Mapping[Opening, tuple[str, ...]]
    """A question stands under each passage with the same text."""
    elsewhere: tuple[str, ...]
    """Those that belong to no text: other laws, small talk."""


def read(folder: Traversable) -> Questions:
    """The questions of a folder's `.tsv` files.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    rows = _rows(folder)
    by_subject = _grouped(
        [(cells["emne"], cells["spoergsmaal"]) for _, cells in rows[_ELSEWHERE_COLUMNS]]
    )
    return Questions(
        provisions=_grouped(
            [
                (_provision(cells, name), cells["spoergsmaal"])
                for name, cells in rows[_PROVISION_COLUMNS]
            ]
        ),
        passages=_passages(cells for _, cells in rows[_PASSAGE_COLUMNS]),
        elsewhere=tuple(question for group in by_subject.values() for question in group),
    )


def _passages(rows: Iterable[Mapping[str, str]]) -> Mapping[Opening, tuple[str, ...]]:
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


def _rows(folder: Traversable) -> Mapping[tuple[str, ...], list[tuple[str, Mapping[str, str]]]]:
    """The rows of all files by their columns, each with its file's name."""
    found: dict[tuple[str, ...], list[tuple[str, Mapping[str, str]]]] = {f: [] for f in _FORMS}
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv")):
        for cells in datafiles.load_table(name, folder):
            if tuple(cells) not in found:
                forms = " or ".join(", ".join(form) for form in _FORMS)
                raise DataFileError(f"{name}: expected the columns {forms}")
            found[tuple(cells)].append((name, cells))
    return found


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
