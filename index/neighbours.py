"""How the questions lean that lie nearest to one: whether texts answer them, or none does.

Every question that is known speaks for its kind, the more, the nearer it lies: with e to 25
cosines of the vectors of `index/letters.py`. A kernel vote of neighbours; measured beside other
ways in docs/retrieval.md. The vectors lie in a flat file of a generation's folder of questions.
"""

import math
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.files import Array, open_array, write_array
from index.letters import LetterVectors, letters

Reader = Callable[[str], Sequence[str]]
"""`DanishAnalyzer.words_said`."""

_FILE = "near.f4"
_SHARPNESS = 25.0
_LEAST = 1e-5
"""Weight that each kind has anyway; that of the nearest question of all is 1."""
_DIGITS = 3
"""Decimals that count, so that two machines lean alike."""


class Neighbours:
    """The vectors of an opened generation's questions; safe in threads."""

    def __init__(self, folder: Path, reader: Reader, vectors: LetterVectors) -> None:
        """Open them.

        Raises:
            CorruptIndexError: the file is missing or damaged; it is named.
        """
        self._reader = reader
        self._letters = vectors
        self._known = open_array(folder / _FILE)

    def fit(self, questions: int) -> bool:
        """Whether there are vectors of so many questions."""
        return len(self._known) == questions * self._letters.size

    def lean(self, question: str, answered: Array, unanswered: Array) -> float:
        """How much more weight those have that are answered: the logarithm of the ratio.

        The two masks tell the questions of each kind; 0 where one kind is lacking, or nothing is
        known of the question's letters.
        """
        vector = self._letters.of(letters(self._reader(question)))
        if not (vector.any() and answered.any() and unanswered.any()):
            return 0.0
        cosines = self._known.reshape(-1, self._letters.size) @ vector
        nearest = cosines[answered | unanswered].max()
        weights = np.exp(_SHARPNESS * (cosines - nearest))
        first, second = (float(weights[kind].sum()) + _LEAST for kind in (answered, unanswered))
        return round(math.log(first / second), _DIGITS)


def write(folder: Path, questions: Sequence[str], reader: Reader, vectors: LetterVectors) -> None:
    """Write the vectors of questions in their order."""
    found = [vectors.of(letters(reader(question))) for question in questions]
    flat = np.concatenate([np.zeros(0, np.float32), *found])
    write_array(folder / _FILE, flat)
