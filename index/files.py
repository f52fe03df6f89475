"""Flat files of numbers that every worker process maps into memory and shares.

A file is a header of 32 bytes and the items, little-endian: magic, format, kind of item,
number of items, CRC-32 of the items. Opening checks all but the checksum.
"""

import mmap
import os
import shutil
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.errors import CorruptIndexError

FORMAT = 1
"""Version of the files; a higher one is refused."""

Array: TypeAlias = NDArray[Any]

_MAGIC = b"PBIX"
_HEADER = struct.Struct("<4sI4sQI8x")
_PIECE = 1 << 22

_WORTH_MAPPING = 1 << 14
"""Bytes; a smaller file is read, since each mapped one holds a file descriptor until it is let
go, and a generation of several segments has hundreds of files."""


class ArrayWriter:
    """Writes one file piece by piece; the file is good once `close` has returned."""

    def __init__(self, path: Path, kind: str) -> None:
        self._kind = np.dtype(kind)
        self._count = 0
        self._checksum = 0
        self._file = path.open("wb")
        self._file.write(bytes(_HEADER.size))

    def append(self, items: Array) -> None:
        """Add items at the end."""
        raw = np.ascontiguousarray(items, dtype=self._kind).tobytes()
        self._file.write(raw)
        self._checksum = zlib.crc32(raw, self._checksum)
        self._count += len(items)

    def close(self) -> None:
        """Write the header and force the file to disk."""
        self._file.seek(0)
        self._file.write(_header(self._kind, self._count, self._checksum))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """Close the file without a header."""
        self._file.close()

    def __enter__(self) -> Self:
        """Write in a `with` block, which closes the file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        *_: object,
    ) -> None:
        """Close the file; without a header when the block failed."""
        if kind is None:
            self.close()
        else:
            self.abandon()


class ScatterWriter:
    """A file of known length that is filled in any order."""

    def __init__(self, path: Path, kind: str, count: int) -> None:
        self._kind = np.dtype(kind)
        self._count = count
        self._file = path.open("w+b")
        self._file.truncate(_HEADER.size + max(1, count * self._kind.itemsize))
        self._map = mmap.mmap(self._file.fileno(), 0)
        self.items = np.frombuffer(self._map, self._kind, count, _HEADER.size)
        """The items, to be written to."""

    def close(self) -> None:
        """Write the header, cut to length and force the file to disk."""
        size = _HEADER.size + self._count * self._kind.itemsize
        checksum = 0
        for start in range(_HEADER.size, size, _PIECE):
            checksum = zlib.crc32(self._map[start : min(size, start + _PIECE)], checksum)
        self._map[: _HEADER.size] = _header(self._kind, self._count, checksum)
        self._map.flush()
        self.items = np.empty(0, self._kind)
        self._map.close()
        self._file.truncate(size)
        os.fsync(self._file.fileno())
        self._file.close()


def write_array(path: Path, items: Array) -> None:
    """Write a whole array as one file."""
    with ArrayWriter(path, items.dtype.str) as writer:
        writer.append(items)


def open_array(path: Path) -> Array:
    """Map a file into memory, or read it where it is small; read-only.

    Raises:
        CorruptIndexError: the header or the size is wrong.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
            size = os.fstat(file.fileno()).st_size
            kind, count, _ = _read_header(path, header)
            if size != _HEADER.size + count * kind.itemsize:
                raise CorruptIndexError(
                    f"{path}: {size} bytes, the header says {count} items; rebuild the index"
                )
            if size <= _WORTH_MAPPING:
                return np.frombuffer(file.read(), kind, count)
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise CorruptIndexError(f"{path}: cannot be read ({error.strerror})") from error
    return np.frombuffer(mapped, kind, count, _HEADER.size)


def check_array(path: Path) -> None:
    """Compare the checksum of a file with its header.

    Raises:
        CorruptIndexError: they differ, or the file cannot be read.
    """
    items = open_array(path)
    with path.open("rb") as file:
        _, _, expected = _read_header(path, file.read(_HEADER.size))
    checksum = 0
    for piece in pieces(items):
        checksum = zlib.crc32(piece.data, checksum)
    if checksum != expected:
        raise CorruptIndexError(f"{path}: the checksum is wrong; rebuild the index")


def link(path: Path, copy: Path) -> None:
    """The same file under another name; a copy where the file system knows no links."""
    try:
        os.link(path, copy)
    except OSError:
        shutil.copyfile(path, copy)


def pieces(items: Array, length: int = _PIECE) -> Iterator[Array]:
    """An array in pieces of at most `length` items."""
    for start in range(0, len(items), length):
        yield items[start : start + length]


def _header(kind: "np.dtype[Any]", count: int, checksum: int) -> bytes:
    return _HEADER.pack(_MAGIC, FORMAT, kind.str.encode().ljust(4, b"\0"), count, checksum)


def _read_header(path: Path, header: bytes) -> "tuple[np.dtype[Any], int, int]":
    if len(header) != _HEADER.size:
        raise CorruptIndexError(f"{path}: too short for a header; rebuild the index")
    magic, version, kind, count, checksum = _HEADER.unpack(header)
    if magic != _MAGIC or version != FORMAT:
        raise CorruptIndexError(f"{path}: not an index file of format {FORMAT}; rebuild the index")
    try:
        return np.dtype(kind.rstrip(b"\0").decode("ascii")), count, checksum
    except (TypeError, UnicodeDecodeError) as error:
        raise CorruptIndexError(f"{path}: damaged header; rebuild the index") from error
