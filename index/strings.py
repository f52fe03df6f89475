"""Tables of strings in flat files: by number, and by name through their CRC-32."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.files import Array, open_array, write_array

_HEAD = 8


class StringTable:
    """Strings under the numbers 0..n-1."""

    def __init__(self, blob: Array, offsets: Array) -> None:
        self._blob = blob
        self._bytes = blob.data
        self._offsets = offsets

    @classmethod
    def open(cls, folder: Path, name: str) -> "StringTable":
        """Open `NAME.blob` and `NAME.offsets`."""
        return cls(open_array(folder / f"{name}.blob"), open_array(folder / f"{name}.offsets"))

    def __len__(self) -> int:
        """How many strings there are."""
        return max(0, len(self._offsets) - 1)

    def lengths(self, numbers: Array) -> Array:
        """The lengths of some strings in bytes."""
        sizes: Array = (self._offsets[numbers + 1] - self._offsets[numbers]).astype(np.int64)
        return sizes

    def first(self, numbers: Array, count: int) -> Array:
        """The places of those `count` of some strings that come first in the alphabet."""
        if len(numbers) <= count:
            return np.arange(len(numbers))
        starts, sizes = self._offsets[numbers].astype(np.int64), self.lengths(numbers)
        heads = self._eight(starts, sizes)
        close = np.flatnonzero(heads <= np.partition(heads, count - 1)[count - 1]).tolist()
        raws = {place: self.raw(int(numbers[place])) for place in close}
        return np.array(sorted(raws, key=raws.__getitem__)[:count], np.int64)

    def tails(self, numbers: Array) -> Array:
        """The last eight bytes of some strings as numbers."""
        ends, sizes = self._offsets[numbers + 1].astype(np.int64), self.lengths(numbers)
        return self._eight(ends - np.minimum(sizes, _HEAD), sizes)

    def _eight(self, starts: Array, sizes: Array) -> Array:
        values = np.zeros(len(starts), np.uint64)
        for at in range(_HEAD):
            inside = np.flatnonzero(sizes > at)
            values[inside] |= self._blob[starts[inside] + at].astype(np.uint64) << np.uint64(
                8 * (_HEAD - 1 - at)
            )
        return values

    def raw(self, number: int) -> bytes:
        """The string of a number, UTF-8."""
        return bytes(self._bytes[self._offsets[number] : self._offsets[number + 1]])

    def raws(self) -> list[bytes]:
        """All strings in order, UTF-8."""
        whole, ends = bytes(self._bytes), self._offsets.tolist()
        return [whole[start:stop] for start, stop in pairwise(ends)]

    def some(self, numbers: Sequence[int]) -> list[str]:
        """The strings of some numbers, in their order."""
        at = np.array(numbers, np.int64)
        starts, stops = self._offsets[at].tolist(), self._offsets[at + 1].tolist()
        return [
            str(self._bytes[start:stop], "utf-8") for start, stop in zip(starts, stops, strict=True)
        ]

    def __getitem__(self, number: int) -> str:
        """The string of a number."""
        return self.raw(number).decode("utf-8")


class Vocabulary(StringTable):
    """Strings numbered in the order of (CRC-32, bytes), so that a name finds its number."""

    def __init__(self, blob: Array, offsets: Array, checksums: Array) -> None:
        super().__init__(blob, offsets)
        self._checksums = checksums

    @classmethod
    def open(cls, folder: Path, name: str) -> "Vocabulary":
        """Open `NAME.blob`, `NAME.offsets` and `NAME.crc`."""
        return cls(
            open_array(folder / f"{name}.blob"),
            open_array(folder / f"{name}.offsets"),
            open_array(folder / f"{name}.crc"),
        )

    def find(self, text: str) -> int | None:
        """The number of a string, None when it is not in the table."""
        raw = text.encode("utf-8", "replace")
        checksum = zlib.crc32(raw)
        place = int(np.searchsorted(self._checksums, np.uint32(checksum)))
        while place < len(self._checksums) and self._checksums[place] == checksum:
            if self.raw(place) == raw:
                return place
            place += 1
        return None

    def find_all(self, texts: Sequence[str]) -> Iterator[tuple[str, int]]:
        """Those of the strings that are in the table, with their numbers."""
        raws = [text.encode("utf-8", "replace") for text in texts]
        checksums = np.fromiter(map(zlib.crc32, raws), np.uint32, len(raws))
        places = self._checksums.searchsorted(checksums)
        size = len(self._checksums)
        if not size:
            return
        likely = (places < size) & (self._checksums[np.minimum(places, size - 1)] == checksums)
        for index in np.flatnonzero(likely).tolist():
            if self.raw(int(places[index])) == raws[index]:
                yield texts[index], int(places[index])
            else:
                number = self.find(texts[index])  # another string has the same checksum
                if number is not None:
                    yield texts[index], number


class SortedStrings:
    """A table in alphabetical order, of the strings or of their reversals.

    The first eight bytes of each stand beside the order, so that a range is found at once.
    """

    def __init__(self, table: StringTable, order: Array, heads: Array, *, backwards: bool) -> None:
        self._table = table
        self._order = order
        self._heads = heads
        self._step = -1 if backwards else 1

    def starting(self, text: str) -> Array:
        """Numbers of the strings that begin (backwards: end) with `text`, in order."""
        raw = text.encode("utf-8", "replace")[:: self._step]
        ends = np.array([_head(raw, b"\0"), _head(raw, b"\xff")], np.uint64)
        low = self._heads.searchsorted(ends[0], "left")
        high = self._heads.searchsorted(ends[1], "right")
        numbers: Array = self._order[low:high]
        if len(raw) <= _HEAD:
            return numbers
        alike = [
            self._table.raw(number)[:: self._step].startswith(raw) for number in numbers.tolist()
        ]
        matching: Array = numbers[np.array(alike, bool)]
        return matching


def write_strings(folder: Path, name: str, strings: Iterable[str]) -> None:
    """Write a `StringTable`."""
    _write(folder, name, [text.encode("utf-8", "replace") for text in strings])


def write_vocabulary(folder: Path, name: str, strings: Sequence[str]) -> Array:
    """Write a `Vocabulary`; returns the number that each given string got."""
    raws = [text.encode("utf-8", "replace") for text in strings]
    checksums = np.fromiter(map(zlib.crc32, raws), np.uint32, len(raws))
    order = np.argsort(checksums, kind="stable")
    ranked = checksums[order]
    clashes = np.flatnonzero(ranked[1:] == ranked[:-1])
    if len(clashes):
        order = np.array(
            sorted(range(len(raws)), key=lambda index: (checksums[index], raws[index])), np.int64
        )
    _write(folder, name, [raws[int(index)] for index in order])
    write_array(folder / f"{name}.crc", checksums[order])
    numbers = np.empty(len(raws), np.int32)
    numbers[order] = np.arange(len(raws), dtype=np.int32)
    return numbers


def write_order(folder: Path, name: str, table: StringTable, *, backwards: bool) -> None:
    """Write the files of a `SortedStrings`."""
    step = -1 if backwards else 1
    keys = [raw[::step] for raw in table.raws()]
    heads = np.frombuffer(b"".join(key[:_HEAD].ljust(_HEAD, b"\0") for key in keys), ">u8")
    heads = heads.astype(np.uint64)
    order = heads.argsort(kind="stable")
    heads = heads[order]
    is_like_next = np.concatenate(([False], heads[1:] == heads[:-1], [False]))
    edges = np.flatnonzero(np.diff(is_like_next)).tolist()
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        alike = order[first : last + 1].tolist()
        order[first : last + 1] = sorted(alike, key=keys.__getitem__)
    write_array(folder / f"{name}.i4", order.astype(np.int32))
    write_array(folder / f"{name}.heads", heads)


def _head(raw: bytes, fill: bytes) -> int:
    return int.from_bytes(raw[:_HEAD].ljust(_HEAD, fill), "big")


def _write(folder: Path, name: str, raws: list[bytes]) -> None:
    offsets = np.zeros(len(raws) + 1, np.uint64)
    np.cumsum(np.fromiter(map(len, raws), np.uint64, len(raws)), out=offsets[1:])
    write_array(folder / f"{name}.blob", np.frombuffer(b"".join(raws), np.uint8))
    write_array(folder / f"{name}.offsets", offsets)
