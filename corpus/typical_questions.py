"""Typical questions to a provision or a decision, in everyday Danish.

Each file lies in `corpus/data/spoergsmaal` and says of itself that the developers wrote it from
the text of the provisions.
The questions help to find a provision; they are never shown as a source and never quoted.
"""

import re
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from corpus import datafiles
from corpus.errors import DataFileError

_PROVISION_COLUMNS = ("lov_id", "lov", "paragraf", "stk", "spoergsmaal")
_DECISION_COLUMNS = ("nummer", "spoergsmaal")
DECISIONS_FILE = "principmeddelelser.tsv"
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


def load() -> Mapping[Provision, tuple[str, ...]]:
    """The questions to the provisions, in the order of the files.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    return read_provisions(_folder())


def load_decisions() -> Mapping[str, tuple[str, ...]]:
    """The questions to Ankestyrelsen's decisions, by number as `1-26`.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    return read_decisions(_folder())


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


def read_provisions(folder: Traversable) -> Mapping[Provision, tuple[str, ...]]:
    """As `load`, from another folder: every `.tsv` file but that of the decisions.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv"))
    pairs = [
        (_provision(cells, name), cells["spoergsmaal"])
        for name in names
        if name != DECISIONS_FILE
        for cells in _rows(name, folder, _PROVISION_COLUMNS)
    ]
    return _grouped(pairs)


def read_decisions(folder: Traversable) -> Mapping[str, tuple[str, ...]]:
    """As `load_decisions`, from another folder.

    Raises:
        DataFileError: a row is malformed, or the same question stands twice.
    """
    rows = _rows(DECISIONS_FILE, folder, _DECISION_COLUMNS)
    return _grouped([(cells["nummer"], cells["spoergsmaal"]) for cells in rows])


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
