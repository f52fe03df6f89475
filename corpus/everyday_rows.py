"""The rows of the everyday lexicon: read and checked.

How an expression in `corpus/data/hverdagssprog` is written:

- words in any inflection match each other, æ/ø/å and ae/oe/aa are alike;
- a word in capitals is an abbreviation and matches in capitals alone: `TA` is not `ta`;
- `hjemmehj*` matches every word that starts so; `..` skips up to four words.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable

from corpus import datafiles
from corpus.errors import DataFileError
from corpus.phrases import fold

MIN_PREFIX = 4
"""Letters before a `*`: fewer would match half the language."""
GAP = ".."

_COLUMNS = ("id", "udtryk", "termer", "retning", "vaegt", "bestemmelser", "note")
_PATTERN_WORD = re.compile(r"[^\W_]+\*?|\.\.")  # "fri .. fra", "hjemmehj*"
_EMPTY = "-"


class Direction(StrEnum):
    """Which way a row may be used."""

    TIL_LOV = "til_lov"
    """From the everyday expression to the law's terms alone."""
    BEGGE = "begge"
    """Also from the law's terms to the expression, as decisions and answers write it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reviewed row of the lexicon."""

    entry_id: str
    """Stable, without words: `boern-012`."""
    expression: str
    terms: tuple[str, ...]
    """As they stand in at least one of the provisions."""
    direction: Direction
    weight: float
    """0.2 (may mean it) to 1.0 (another name of the same thing)."""
    provisions: tuple[str, ...]
    """Where the terms stand, as `SEL § 84`; also a hint of what the question is about."""
    note: str


def pattern_of(expression: str) -> tuple[str, ...]:
    """The expression's words as the matcher compares them: folded, capitals kept."""
    words = _PATTERN_WORD.findall(unicodedata.normalize("NFC", expression))
    return tuple(word if is_abbreviation(word) else fold(word) for word in words)


def is_abbreviation(word: str) -> bool:
    """Whether the word counts in capitals alone."""
    return len(word) > 1 and word.isupper() and not word.endswith("*")


def read_entries(folder: Traversable) -> tuple[Entry, ...]:
    """Every row of the folder's `.tsv` files, files by name.

    Raises:
        DataFileError: a file or a row is malformed, or an id or an expression stands twice.
    """
    entries: list[Entry] = []
    seen: dict[str, str] = {}
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv")):
        for cells in datafiles.load_table(name, folder):
            entry = _entry(cells, name)
            for key in (entry.entry_id, " ".join(pattern_of(entry.expression))):
                if key in seen:
                    raise DataFileError(
                        f"{name}, {entry.entry_id}: »{key}« stands in {seen[key]} too"
                    )
                seen[key] = f"{name}, {entry.entry_id}"
            entries.append(entry)
    return tuple(entries)


def installed() -> Traversable:
    """The folder of the lexicon that comes with the package."""
    return resources.files("corpus") / "data" / "hverdagssprog"


def raw_rows(folder: Traversable) -> Iterator[Mapping[str, str]]:
    """The cells of every row, unchecked."""
    for name in sorted(file.name for file in folder.iterdir() if file.name.endswith(".tsv")):
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
        rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
        next(rows)  # the header, the same in every file
        yield from (dict(zip(_COLUMNS, cells, strict=True)) for cells in rows)


def first_words(cells: Mapping[str, str]) -> Iterator[str]:
    """The first word of each reading of a row, as the matcher compares it."""
    readings = [cells["udtryk"]]
    if cells["retning"] == Direction.BEGGE:
        readings += _list(cells["termer"])
    for reading in readings:
        word = reading.split(maxsplit=1)[0]
        # Nearly every row: small letters that fold to themselves. The rest takes the long way.
        yield word if word.isascii() and word.isalpha() and word.islower() else pattern_of(word)[0]


def entry_of(cells: Mapping[str, str]) -> Entry:
    """The entry of an installed row."""
    return _entry(cells, "hverdagssprog")


def _entry(cells: Mapping[str, str], name: str) -> Entry:
    if tuple(cells) != _COLUMNS:
        raise DataFileError(f"{name}: expected the columns {', '.join(_COLUMNS)}")
    place = f"{name}, {cells['id']}"
    entry = Entry(
        entry_id=cells["id"],
        expression=cells["udtryk"],
        terms=_list(cells["termer"]),
        direction=_direction(cells["retning"], place),
        weight=_weight(cells["vaegt"], place),
        provisions=_list(cells["bestemmelser"]),
        note="" if cells["note"] == _EMPTY else cells["note"],
    )
    fault = _fault(entry)
    if fault is not None:
        raise DataFileError(f"{place}: {fault}")
    return entry


def _fault(entry: Entry) -> str | None:
    pattern = pattern_of(entry.expression)
    if not (entry.entry_id and entry.terms and entry.provisions and pattern):
        return "id, udtryk, termer and bestemmelser must be filled"
    if GAP in (pattern[0], pattern[-1]):
        return f"{GAP} stands between two words"
    if any(word.endswith("*") and len(word) <= MIN_PREFIX for word in pattern):
        return f"at least {MIN_PREFIX} letters before *"
    open_ended = GAP in pattern or any(word.endswith("*") for word in pattern)
    if entry.direction is Direction.BEGGE and open_ended:
        return f"an expression with * or {GAP} cannot be used in both directions"
    return None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _direction(cell: str, place: str) -> Direction:
    try:
        return Direction(cell)
    except ValueError as error:
        raise DataFileError(f"{place}: retning is til_lov or begge") from error


def _weight(cell: str, place: str) -> float:
    try:
        weight = float(cell)
    except ValueError as error:
        raise DataFileError(f"{place}: vaegt is a number") from error
    if not 0.2 <= weight <= 1.0:
        raise DataFileError(f"{place}: vaegt lies between 0.2 and 1.0")
    return weight
