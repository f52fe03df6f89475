"""Lists of numbers under each number, in two flat files."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from index.files import Array, open_array, write_array


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of numbers under each number from 0."""

    starts: Array
    items: Array

    @classmethod
    def open(cls, folder: Path, name: str) -> "Lists":
        """Open `NAME.at` and `NAME.i4`.

        Raises:
            CorruptIndexError: one is missing or damaged; it is named.
        """
        return cls(open_array(folder / f"{name}.at"), open_array(folder / f"{name}.i4"))

    def of(self, number: int) -> Array:
        """The list of a number."""
        found: Array = self.items[self.starts[number] : self.starts[number + 1]]
        return found

    def fit(self, lists: int, values: int) -> bool:
        """Whether there are so many lists, of numbers below `values`."""
        whole = len(self.starts) == lists + 1 and int(self.starts[-1]) == len(self.items)
        return whole and (not len(self.items) or 0 <= self.items.min() <= self.items.max() < values)


def write_lists(folder: Path, name: str, lists: Sequence[Sequence[int]]) -> None:
    """Write `Lists`."""
    lengths = np.fromiter(map(len, lists), np.int64, len(lists))
    write_arrays(folder, name, lengths, np.array(list(chain.from_iterable(lists)), np.int32))


def write_arrays(folder: Path, name: str, lengths: Array, items: Array) -> None:
    """Write `Lists` of these lengths, one after the other."""
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    write_array(folder / f"{name}.at", starts.astype(np.int32))
    write_array(folder / f"{name}.i4", items.astype(np.int32))
