"""How the questions lean that lie nearest to one: whether texts answer them, or none does.

Every question that is known speaks for its kind, the more, the nearer it lies: a kernel vote of
neighbours; measured beside other ways in docs/retrieval.md. Questions have the vectors of
`index/letters.py`, which lie in a flat file of a generation's folder of questions, or those of
the sentence model where it is switched on (`index/vectors.py`).
"""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.files import Array, open_array, write_array
from index.kept import Kept
from index.letters import LetterVectors, Reader, letters

_FILE = "near.f4"
_BY_LETTERS, _BY_MEANING = 25.0, 20.0
"""How much the nearest count before the others: the factor of a cosine."""
_LEAST = 1e-5
"""Weight that each kind has anyway; that of the nearest question of all is 1."""
_DIGITS = 3
"""Decimals that count, so that two machines lean alike."""


class Neighbours:
    """The questions of a generation with their vectors; safe in threads."""

    def __init__(self, known: Array, read: Callable[[str], Array], sharpness: float) -> None:
        """`known`: (questions, size), each of length 1 or 0; `read` gives another's vector."""
        self._known = known
        self._read = read
        self._sharpness = sharpness
        self._kept: Kept[Array | None] = Kept()

    def __len__(self) -> int:
        """How many questions there are."""
        return len(self._known)

    def lean(self, question: str, answered: Array, unanswered: Array) -> float:
        """How much more weight those have that are answered: the logarithm of the ratio.

        The two masks tell the questions of each kind; 0 where one kind is lacking, or nothing is
        known of the question.
        """
        cosines = self._kept.of(question, self._cosines)
        if cosines is None or not (answered.any() and unanswered.any()):
            return 0.0
        nearest = cosines[answered | unanswered].max()
        weights = np.exp(self._sharpness * (cosines - nearest))
        first, second = (float(weights[kind].sum()) + _LEAST for kind in (answered, unanswered))
        return round(math.log(first / second), _DIGITS)

    def _cosines(self, question: str) -> Array | None:
        """The cosine with each known question; None for a question without a vector."""
        vector = self._read(question)
        return self._known @ vector if vector.any() else None


def by_letters(folder: Path, reader: Reader, vectors: LetterVectors) -> Neighbours:
    """The questions of an opened generation.

    Raises:
        CorruptIndexError: the file is missing or damaged; it is named.
    """
    flat = open_array(folder / _FILE)
    known = flat[: len(flat) // vectors.size * vectors.size].reshape(-1, vectors.size)
    return Neighbours(known, lambda question: vectors.of(letters(reader(question))), _BY_LETTERS)


def by_meaning(known: Array, read: Callable[[str], Array]) -> Neighbours:
    """The same questions with the vectors of a sentence model, less their mean."""
    return Neighbours(known, read, _BY_MEANING)


def write(folder: Path, questions: Sequence[str], reader: Reader, vectors: LetterVectors) -> None:
    """Write the letters' vectors of questions in their order."""
    found = [vectors.of(letters(reader(question))) for question in questions]
    write_array(folder / _FILE, np.concatenate([np.zeros(0, np.float32), *found]))
