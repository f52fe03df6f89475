"""The key from serviceloven to barnets lov: which provision stands where since 1 January 2024."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources.abc import Traversable
from typing import Final, Protocol

from corpus.datafiles import load_table
from corpus.errors import DataFileError

FILE: Final = "sel_bl.tsv"
OLD_LAW: Final = "serviceloven"

MOVED_ON: Final = dt.date(2024, 1, 1)
"""The day barnets lov came into force.

Source: LOV nr. 721 af 13/06/2023.
"""


class Provision(Protocol):
    """What the key needs to know of a reference; `citations.ProvisionRef` is one."""

    @property
    def law(self) -> str | None:
        """Key of the law in the register; None when it is not known."""

    @property
    def paragraf(self) -> str:
        """The number, as `41`."""

    @property
    def letter(self) -> str | None:
        """The letter after it, as `a`."""

    @property
    def stk(self) -> str | None:
        """The stykke, as `2`."""


class Grade(StrEnum):
    """How sure a row of the key is."""

    SIKKER = "A"
    """Another law cited the old provision before, and the new one after."""
    NAESTEN_ORDRET = "B"
    """The words are nearly the same."""
    BOER_EFTERPROEVES = "C"
    """Only some of the words, or a secondary source."""

    @property
    def in_words(self) -> str:
        """What is said of it to people."""
        return _IN_WORDS[self]


_IN_WORDS: Final = {
    Grade.SIKKER: "sikker",
    Grade.NAESTEN_ORDRET: "næsten ordret",
    Grade.BOER_EFTERPROEVES: "bør efterprøves",
}


@dataclass(frozen=True, slots=True)
class NewPlace:
    """One provision that the old one went to."""

    law: str
    paragraf: str
    """With its letter, as `86` or `11 e`."""
    stk: str | None
    """Only where the question named a stykke and the words of one here are alike."""
    grade: Grade
    evidence: str


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a provision of serviceloven stands now, and how sure that is."""

    old: str
    """As `41, stk. 2` or `11`."""
    places: tuple[NewPlace, ...]
    """Surest first, then by number."""
    lives_on: bool
    """The number is still in serviceloven, for adults."""

    @property
    def text(self) -> str:
        """The fixed notice, filled from the key."""
        date = f"Fra {MOVED_ON.day}. januar {MOVED_ON.year}"
        new = _all_said(self.places)
        if not self.lives_on:
            return f"{date}: {new}."
        still = self.old.partition(",")[0]
        return f"{date} for børn og unge: {new}. For voksne findes servicelovens § {still} fortsat."

    @property
    def source(self) -> str:
        """What the notice rests on, for the reader."""
        return "; ".join(dict.fromkeys(place.evidence for place in self.places))


@dataclass(frozen=True, slots=True)
class Kept:
    """A provision that stays in serviceloven and applies to children through barnets lov."""

    old: str
    through: str
    """As `90, nr. 4`."""
    evidence: str

    @property
    def text(self) -> str:
        """The fixed notice, filled from the key."""
        return (
            f"Servicelovens § {self.old}{',' if ',' in self.old else ''} er ikke flyttet. "
            f"For børn og unge gælder den gennem barnets lov § {self.through}."
        )


@dataclass(frozen=True, slots=True)
class _Row:
    law: str
    to: str
    grade: Grade | None
    lives_on: bool
    stk: Mapping[str, str]
    limit: str | None
    evidence: str


class LawKey:
    """The rows of the key, by old provision."""

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        self._rows: dict[str, list[_Row]] = {}
        for number, row in enumerate(rows, start=1):
            self._rows.setdefault(row["fra"], []).append(_row(row, number))

    @classmethod
    def read(cls, folder: Traversable | None = None) -> "LawKey":
        """The key of a data folder.

        Raises:
            DataFileError: the file is broken or a grade is unknown.
        """
        return cls(load_table(FILE, folder))

    def moved(self, provision: Provision) -> Moved | None:
        """Where it stands now; None for what stays, other laws, and unresolved references."""
        rows = [row for row in self._of(provision) if row.grade is not None]
        if not rows:
            return None
        aligned = [row for row in rows if provision.stk in row.stk]
        if aligned:  # what another law cites stays, also where the words moved elsewhere
            rows = [row for row in rows if row in aligned or row.grade is Grade.SIKKER]
        places = [
            NewPlace(row.law, row.to, row.stk.get(provision.stk or ""), row.grade, row.evidence)
            for row in rows
            if row.grade is not None
        ]
        places.sort(key=lambda place: (place.grade, _number(place.paragraf)))
        return Moved(_old(provision), tuple(places), rows[0].lives_on)

    def kept(self, provision: Provision) -> Kept | None:
        """That it stays and how it reaches children; None for all others."""
        for row in self._of(provision):
            if row.grade is None and row.limit in {None, provision.stk}:
                return Kept(_old(provision), row.to, row.evidence)
        return None

    def _of(self, provision: Provision) -> Sequence[_Row]:
        if provision.law != OLD_LAW:
            return ()
        return self._rows.get(_paragraf(provision), ())


def _row(row: Mapping[str, str], number: int) -> _Row:
    try:
        grade = Grade(row["grad"]) if row["til_lov"] else None
    except ValueError as error:
        raise DataFileError(f"corpus/data/{FILE}, row {number}: grade {row['grad']!r}") from error
    pairs = dict(pair.split(">") for pair in row["stk"].split(";") if ">" in pair)
    return _Row(
        law=row["til_lov"],
        to=row["til"],
        grade=grade,
        lives_on=row["voksne"] == "ja",
        stk=pairs,
        limit=row["stk"] or None if grade is None else None,
        evidence=row["grundlag"],
    )


def _paragraf(provision: Provision) -> str:
    return " ".join(part for part in (provision.paragraf, provision.letter) if part)


def _old(provision: Provision) -> str:
    stk = f", stk. {provision.stk}" if provision.stk else ""
    return f"{_paragraf(provision)}{stk}"


def _number(paragraf: str) -> tuple[int, str]:
    number, _, letter = paragraf.partition(" ")
    return int(number), letter


def _groups(
    places: Sequence[NewPlace],
) -> list[tuple[str, Grade, list[NewPlace]]]:
    groups: dict[tuple[str, Grade], list[NewPlace]] = {}
    for place in places:
        groups.setdefault((place.law, place.grade), []).append(place)
    return [(law, grade, found) for (law, grade), found in groups.items()]


def _all_said(places: Sequence[NewPlace]) -> str:
    """Every group of equal grade; a law is named once in a row."""
    said, last = [], ""
    for law, grade, found in _groups(places):
        words = _said(grade, found)
        said.append(words if law == last else f"{_genitive(law)} {words}")
        last = law
    return "; ".join(said)


def _said(grade: Grade, places: Sequence[NewPlace]) -> str:
    sign = "§" if len(places) == 1 else "§§"
    stk = [f"{place.paragraf}, stk. {place.stk}" if place.stk else "" for place in places]
    if any(stk):
        named = _listed([s or p.paragraf for s, p in zip(stk, places, strict=True)])
    else:
        named = _listed(_runs([place.paragraf for place in places]))
    return f"{sign} {named} ({grade.in_words})"


def _genitive(law: str) -> str:
    return law if law == "barnets lov" else f"{law}s"


def _runs(numbers: Sequence[str]) -> list[str]:
    """Runs of at least three following numbers are written `18-27`."""
    runs: list[list[str]] = []
    for number in numbers:
        follows = runs and number.isdecimal() and runs[-1][-1].isdecimal()
        if follows and int(number) == int(runs[-1][-1]) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [part for run in runs for part in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else run)]


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"
