"""Vectors by the hash of their texts, in one file beside the generations.

A build that is killed goes on from what was read, and a text that stands in many generations
is read once. A record whose checksum is wrong counts as missing.
"""

import hashlib
import os
import struct
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from index.embedding import Embedder
from index.files import Array

NAME = "vektorer.bin"
_HEADER = struct.Struct("<4sII32s")
_MAGIC = b"PBVC"
_FORMAT = 1
_KEY = 16
_SUM = struct.Struct("<I")
_BATCH = 32
"""Texts between two writes: what a kill can cost."""


class VectorCache(Embedder):
    """A sentence model that remembers what it has read; for one builder at a time."""

    def __init__(self, root: Path, embedder: Embedder) -> None:
        self._path = root / NAME
        self._embedder = embedder
        self._used: set[bytes] = set()
        self._record = _KEY + _SUM.size + 4 * embedder.size
        self._rows: dict[bytes, int] = {}
        self._count = 0
        root.mkdir(parents=True, exist_ok=True)
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        self._open()

    @property
    def name(self) -> str:
        """As `Embedder.name`."""
        return self._embedder.name

    @property
    def size(self) -> int:
        """As `Embedder.size`."""
        return self._embedder.size

    def passages(self, texts: Sequence[str]) -> Array:
        """As `Embedder.passages`."""
        return self._vectors("passage", texts, self._embedder.passages)

    def questions(self, texts: Sequence[str]) -> Array:
        """As `Embedder.questions`."""
        return self._vectors("question", texts, self._embedder.questions)

    def forget_others(self) -> None:
        """Keep on disk what was asked for since the cache was opened, and nothing else."""
        rows = [row for key, row in self._rows.items() if key in self._used]
        if len(rows) == self._count:
            return
        beside = self._path.with_name(f".{NAME}.{os.getpid()}")
        with beside.open("wb") as file:
            file.write(self._header())
            for row in sorted(rows):
                file.write(os.pread(self._file, self._record, self._place(row)))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._path)

    def close(self) -> None:
        """Release the file."""
        os.close(self._file)

    def __enter__(self) -> Self:
        """Use in a `with` block, which closes the file."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def _vectors(
        self, kind: str, texts: Sequence[str], embed: Callable[[Sequence[str]], Array]
    ) -> Array:
        keys = [_key(kind, text) for text in texts]
        self._used.update(keys)
        found = {key: vector for key in set(keys) if (vector := self._get(key)) is not None}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        wanted = list(missing.items())
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            vectors = embed([text for _, text in batch])
            for (key, _), vector in zip(batch, vectors, strict=True):
                found[key] = vector
                self._add(key, vector)
        made: Array = np.array([found[key] for key in keys], "<f4").reshape(len(keys), self.size)
        return made

    def _open(self) -> None:
        """Take what is there, or start anew where it is of another model or format."""
        size = os.fstat(self._file).st_size
        if os.pread(self._file, _HEADER.size, 0) != self._header():
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, self._header(), 0)
            return
        self._count = (size - _HEADER.size) // self._record
        for row in range(self._count):
            self._rows[os.pread(self._file, _KEY, self._place(row))] = row
        os.ftruncate(self._file, self._place(self._count))  # a record that was cut off

    def _header(self) -> bytes:
        name = hashlib.sha256(self._embedder.name.encode()).digest()
        return _HEADER.pack(_MAGIC, _FORMAT, self._embedder.size, name)

    def _place(self, row: int) -> int:
        return _HEADER.size + row * self._record

    def _get(self, key: bytes) -> Array | None:
        row = self._rows.get(key)
        if row is None:
            return None
        raw = os.pread(self._file, self._record, self._place(row))
        body = raw[_KEY + _SUM.size :]
        if len(raw) != self._record or _SUM.pack(zlib.crc32(key + body)) != raw[_KEY : -len(body)]:
            return None
        return np.frombuffer(body, "<f4")

    def _add(self, key: bytes, vector: Array) -> None:
        body = np.ascontiguousarray(vector, "<f4").tobytes()
        row = self._rows.setdefault(key, self._count)
        self._count = max(self._count, row + 1)
        record = key + _SUM.pack(zlib.crc32(key + body)) + body
        os.pwrite(self._file, record, self._place(row))


def _key(kind: str, text: str) -> bytes:
    raw = f"{kind}\0{text}".encode("utf-8", "replace")
    return hashlib.blake2b(raw, digest_size=_KEY).digest()
