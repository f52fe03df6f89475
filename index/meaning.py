"""How near each passage lies to a question in meaning, beside what their words say."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from index.embedding import Embedder
from index.files import Array
from index.kept import Kept
from index.neighbours import Neighbours
from index.segment import Segment
from index.vectors import Owned, Vectors
from index.weights import MeaningWeights

_DIGITS = 3
"""Decimals that count, so that two machines order alike."""

_LONGEST_QUESTION = 2_000
"""Characters that the model reads."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near each passage lies to one question, in standard deviations above the mean."""

    of: tuple[Array, ...]
    """By segment, by passage; minus infinity for one that has no vector."""
    weights: MeaningWeights

    def points(self, place: int, passage: int, highest_idf: float) -> float:
        """What is added to the score of a passage of the `place`-th segment; never negative."""
        return self.weights.score * highest_idf * max(0.0, float(self.of[place][passage]))

    def nearest(self, masks: Sequence[Array | None]) -> tuple[int, int] | None:
        """Segment and number of the passage nearest of all, where it is near; else None."""
        best: tuple[float, int, int] | None = None
        for place, (near, mask) in enumerate(zip(self.of, masks, strict=True)):
            allowed = near if mask is None else np.where(mask, near, -np.inf)
            if len(allowed):
                at = int(allowed.argmax())
                value = float(allowed[at])
                if value >= self.weights.alone and (best is None or value > best[0]):
                    best = (value, place, at)
        return best and (best[1], best[2])


class Meaning:
    """The vectors of a generation, and the model that reads questions.

    Mean and deviation are those of the shared collection: what one tenant adds moves nobody's
    ranking.
    """

    def __init__(
        self,
        embedder: Embedder,
        vectors: Vectors,
        segments: Sequence[Segment],
        weights: MeaningWeights,
    ) -> None:
        self._embedder = embedder
        self._kept: Kept[Array] = Kept()
        self._vectors = vectors
        self._weights = weights
        self._ends = list(accumulate((part.size for part in segments), initial=0))
        shared = np.concatenate([np.zeros(0, bool), *(_shared(part) for part in segments)])
        self._shared_text = np.flatnonzero(shared[vectors.text.owners])
        self._shared_asked = np.flatnonzero(shared[vectors.asked.owners])

    def _read(self, question: str) -> Array:
        """The vector of a question."""
        return self._kept.of(question, self._vector)

    def _vector(self, question: str) -> Array:
        found: Array = self._embedder.questions([question[:_LONGEST_QUESTION]])[0]
        return found

    def neighbours(self) -> Neighbours:
        """The questions that others are compared with, in meaning."""
        return self._vectors.neighbours(self._read)

    def likeness(self, question: str) -> Likeness:
        """How near each passage lies to a question."""
        vector = self._read(question)
        near = np.full(self._ends[-1], -np.inf)
        text, asked = self._vectors.text, self._vectors.asked
        near[text.owners] = _standard(text, vector, self._shared_text)
        by_question = np.zeros(len(near))
        beyond = _standard(asked, vector, self._shared_asked) - self._weights.asked_from
        np.maximum.at(by_question, asked.owners, beyond)
        near = np.round(near + self._weights.asked * by_question, _DIGITS)
        parts = (near[start:end] for start, end in pairwise(self._ends))
        return Likeness(tuple(parts), self._weights)


def _standard(owned: Owned, vector: Array, shared: Array) -> Array:
    """Likeness to a vector in standard deviations of the shared ones; 0 where there are few."""
    likeness: Array = owned.vectors @ vector
    of_shared = likeness[shared]
    spread = float(of_shared.std()) if len(of_shared) > 1 else 0.0
    if spread < _LEAST_SPREAD:
        return np.zeros(len(likeness))
    standard: Array = (likeness - of_shared.mean()) / spread
    return standard


_LEAST_SPREAD = 1e-3


def _shared(part: Segment) -> Array:
    found: Array = (part.shared > 0) & part.found()
    return found
