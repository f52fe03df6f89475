"""Abbreviations that caseworkers write, and what they stand for; laws are in `laws.py`."""

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from corpus.datafiles import load_table

FILE = "forkortelser.tsv"


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """One abbreviation."""

    short: str
    long: str
    kind: str
    ambiguous: bool
    """It means something else too; only a question means this."""
    capitals: bool
    """In small letters it is an everyday word."""
    note: str
    source: str


@cache
def load() -> tuple[Abbreviation, ...]:
    """The abbreviations as installed, read once, in the order of the file.

    Raises:
        DataFileError: the file is broken.
    """
    return read()


def read(folder: Traversable | None = None) -> tuple[Abbreviation, ...]:
    """The abbreviations of a data folder.

    Raises:
        DataFileError: the file is broken.
    """
    return tuple(
        Abbreviation(
            short=row["forkortelse"],
            long=row["udfoldning"],
            kind=row["art"],
            ambiguous=row["tvetydig"] == "ja",
            capitals=row["store"] == "ja",
            note=row["bemaerkning"],
            source=row["kilde"],
        )
        for row in load_table(FILE, folder)
    )
