"""JSON lines, also gzipped: each line a source file, read one at a time."""

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

from corpus.connectors.budget import MAX_FILE_BYTES, MAX_RATIO, RATIO_FROM_BYTES, Budget
from corpus.errors import ReadError
from corpus.model import SourceFile

_ID = re.compile(rb'"_?id"\s*:\s*"([^"\\]{1,200})"')
_HEAD_BYTES = 400


class Stream(Protocol):
    """What is read from: a file, bytes in memory, or a guarded gzip stream."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes."""
        ...

    def readline(self, size: int, /) -> bytes:
        """One line with its end, at most `size` bytes."""
        ...


def lines(name: str, stream: Stream, budget: Budget) -> Iterator[SourceFile]:
    """One source file a line, named by its id, else by its line number.

    Raises:
        ReadError: a line is longer than a file may be, or the budget is spent.
    """
    number = 0
    while line := stream.readline(MAX_FILE_BYTES + 1):
        number += 1
        if len(line) > MAX_FILE_BYTES:
            raise ReadError(f"linje {number} er over {MAX_FILE_BYTES // 1_000_000} MB")
        budget.take(len(line))
        stripped = line.strip()
        if stripped:
            yield SourceFile(f"{name}#{_key(stripped, number)}", stripped)


class Gunzipped:
    """The unpacked stream of a gzip file; it stops where the file looks like a bomb."""

    def __init__(self, packed: BinaryIO, packed_bytes: int) -> None:
        self._inner = gzip.GzipFile(fileobj=packed)
        self._left = max(RATIO_FROM_BYTES, MAX_RATIO * packed_bytes)

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes.

        Raises:
            ReadError: broken, or unpacked to more than the allowed ratio.
        """
        return self._guarded(self._inner.read, size)

    def readline(self, size: int, /) -> bytes:
        """One line with its end, at most `size` bytes.

        Raises:
            ReadError: broken, or unpacked to more than the allowed ratio.
        """
        return self._guarded(self._inner.readline, size)

    def _guarded(self, read: Callable[[int], bytes], size: int) -> bytes:
        try:
            data = read(min(size, self._left + 1))
        except (OSError, EOFError, zlib.error) as error:
            raise ReadError(f"gzip-filen er ødelagt: {error}") from error
        self._left -= len(data)
        if self._left < 0:
            raise ReadError(f"gzip-filen er pakket over {MAX_RATIO} gange: ligner en bombe")
        return data


def _key(line: bytes, number: int) -> str:
    found = _ID.search(line[:_HEAD_BYTES])
    return found[1].decode("utf-8", "replace") if found else f"linje-{number}"
