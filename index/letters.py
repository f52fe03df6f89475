"""Groups of letters, and what they say about the meaning of a question.

A question is read as groups of three to five letters, across words. Each group that comes with
the package has a vector; that of a question is their sum, with length 1, and two questions are
the more alike, the less it turns between them. The vectors were learnt from a sentence model
(`benchmarks/letter_vectors.py`), which is needed neither to build nor to ask.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np

from index.errors import CorruptIndexError
from index.files import Array, open_array

Reader = Callable[[str], Sequence[str]]
"""The words of a question, in small letters of a to z, without what only names a source:
`DanishAnalyzer.words_said`."""

_LENGTHS = (3, 4, 5)
_BITS = 6
_OTHER = re.compile("[^a-z]+")
_SPACE, _BEFORE_A = 27, ord("a") - 1

NAMES = ("bogstaver.u4", "bogstaver.i1")
"""The groups of the package in ascending order, and their vectors one after the other."""


def letters(words: Iterable[str]) -> Array:
    """The groups of letters of words, each once, packed into numbers in ascending order."""
    bare = _OTHER.sub(" ", " ".join(words)).strip()
    if not bare:
        return np.zeros(0, np.uint32)
    spelt = np.frombuffer(f" {bare} ".encode(), np.uint8).astype(np.uint32)
    codes = np.where(spelt < _BEFORE_A, np.uint32(_SPACE), spelt - _BEFORE_A)
    packed = [
        np.bitwise_or.reduce(
            [codes[at : len(codes) - length + at + 1] << (_BITS * at) for at in range(length)]
        )
        for length in _LENGTHS
        if len(codes) >= length
    ]
    return np.unique(np.concatenate(packed))


def places(groups: Array, table: Array) -> Array:
    """Where those groups stand that a table in ascending order has; it is not empty."""
    at = np.minimum(table.searchsorted(groups), len(table) - 1)
    found: Array = at[table[at] == groups]
    return found


class LetterVectors:
    """The vectors of groups of letters.

    Raises:
        CorruptIndexError: a file of the package is missing or damaged; it is named.
    """

    def __init__(self, folder: Path) -> None:
        groups, vectors = (open_array(folder / name) for name in NAMES)
        if not len(groups) or len(vectors) % len(groups):
            raise CorruptIndexError(f"{folder / NAMES[1]}: does not fit {NAMES[0]}")
        self._groups = groups
        self._vectors = vectors.reshape(len(groups), -1)

    @property
    def size(self) -> int:
        """Numbers in a vector."""
        return self._vectors.shape[1]

    def of(self, groups: Array) -> Array:
        """The vector of a question with these groups: 32-bit, of length 1; zeros for unknown."""
        known = places(groups, self._groups)
        vector: Array = self._vectors[known].sum(axis=0, dtype=np.int32).astype(np.float32)
        return vector / max(1.0, float(np.linalg.norm(vector)))


@cache
def installed() -> LetterVectors:
    """Those that come with the package."""
    return LetterVectors(Path(str(resources.files("index") / "data")))
