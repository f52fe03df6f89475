"""A sentence model of forty lines: likeness by letters, for tests of everything around a model."""

import zlib
from collections.abc import Sequence

import numpy as np

from index.embedding import Embedder
from index.files import Array


class LetterModel(Embedder):
    """Counts the letter triples of a text, hashed to `size` numbers.

    `most` lets it read so many texts and fail then, as a process that is killed.
    """

    def __init__(self, name: str = "bogstaver-1", size: int = 64, most: int | None = None) -> None:
        self._name = name
        self._size = size
        self._most = most
        self.read: list[str] = []
        """Every text it has read, in order."""

    @property
    def name(self) -> str:
        return self._name

    @property
    def size(self) -> int:
        return self._size

    def passages(self, texts: Sequence[str]) -> Array:
        return self._vectors(texts)

    def questions(self, texts: Sequence[str]) -> Array:
        return self._vectors(texts)

    def _vectors(self, texts: Sequence[str]) -> Array:
        if self._most is not None and len(self.read) + len(texts) > self._most:
            raise InterruptedError
        self.read += texts
        made = np.zeros((len(texts), self._size), np.float32)
        for number, text in enumerate(texts):
            padded = f"  {text.casefold()} ".encode("utf-8", "replace")
            for at in range(len(padded) - 2):
                made[number, zlib.crc32(padded[at : at + 3]) % self._size] += 1
        found: Array = made / np.linalg.norm(made, axis=1, keepdims=True)
        return found
