"""Each passage's SHA-256, recorded in the generation when it is built.

Fixed-width records sorted by passage id, read through a memory map: opening costs nothing,
a look-up is a binary search. The store keeps its own copy; a quote must match this one.
"""

import mmap
from collections.abc import Iterable
from pathlib import Path

from index.errors import CorruptIndexError

NAME = "checksums.txt"
_SHA = 64


def write(folder: Path, records: Iterable[tuple[str, str]]) -> None:
    """Write (passage id, SHA-256 in hex) records; ids of any length without white space."""
    rows = sorted(records)
    width = max((len(passage_id) for passage_id, _ in rows), default=0)
    lines = [f"{passage_id:<{width}} {sha}\n" for passage_id, sha in rows]
    (folder / NAME).write_text(f"{width:04d}\n" + "".join(lines), encoding="ascii")


class Checksums:
    """The recorded checksums of one generation.

    Raises:
        CorruptIndexError: the file is missing or its size is impossible.
    """

    def __init__(self, folder: Path) -> None:
        path = folder / NAME
        try:
            with path.open("rb") as file:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._width = int(self._bytes[:4])
        except (OSError, ValueError) as error:
            raise CorruptIndexError(f"{path.name} mangler eller er beskadiget.") from error
        self._record = self._width + 1 + _SHA + 1
        if (len(self._bytes) - 5) % self._record:
            raise CorruptIndexError(f"{path.name} har en forkert størrelse.")
        self._count = (len(self._bytes) - 5) // self._record

    def get(self, passage_id: str) -> str | None:
        """The recorded SHA-256 of a passage, None when the generation does not hold it."""
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            start = 5 + middle * self._record
            record = self._bytes[start : start + self._record].decode("ascii")
            found = record[: self._width].rstrip()
            if found == passage_id:
                return record[self._width + 1 : -1]
            if found < passage_id:
                low = middle + 1
            else:
                high = middle
        return None

    def close(self) -> None:
        """Release the map."""
        self._bytes.close()
