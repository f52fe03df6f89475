"""Words of the law that changed at a time: `merudgiftsydelse` -> `kompensationsydelse` (2025)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from corpus.datafiles import load_table
from corpus.errors import DataFileError

FILE = "synonymer.tsv"
_SORTS = frozenset({"navn", "titel"})


@dataclass(frozen=True, slots=True)
class Synonym:
    """Two words for one thing; both directions are searched, each is shown as it stands."""

    old: str
    new: str
    since: int
    """The first year in which the new word was seen."""
    both_stay: bool
    """Both names stay in use, for two sorts of one thing; else the thing is called so now."""
    source: str


@cache
def load() -> tuple[Synonym, ...]:
    """The rows of the data file as installed, in its order.

    Raises:
        DataFileError: the file is broken.
    """
    return read()


def read(folder: Traversable | None = None) -> tuple[Synonym, ...]:
    """The rows of the data file of a folder.

    Raises:
        DataFileError: the file is broken, or a row has no year or an unknown sort.
    """
    return tuple(_synonym(row) for row in load_table(FILE, folder))


def _synonym(row: Mapping[str, str]) -> Synonym:
    if not row["fra"].isdigit() or row["slags"] not in _SORTS:
        raise DataFileError(f"corpus/data/{FILE}, »{row['gammelt']}«: no year, or unknown slags")
    both_stay = row["slags"] == "titel"
    return Synonym(row["gammelt"], row["nyt"], int(row["fra"]), both_stay, row["kilde"])
