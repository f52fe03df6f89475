"""Numbers about the whole collection: from the shared part of all segments alone.

What one tenant adds never moves another's ranking.
"""

import math
from dataclasses import dataclass

import numpy as np

from index.files import Array
from index.segment import Segment, Totals
from index.weights import Weights

_USUAL_LENGTH = 60.0
"""Mean number of words a passage where the shared collection is empty."""


class Statistics:
    """Document frequencies and mean lengths over the segments."""

    def __init__(self, segments: tuple[Segment, ...]) -> None:
        self._segments = segments
        totals = [part.totals for part in segments]
        self.totals = Totals(
            passages=sum(part.passages for part in totals),
            words=sum(part.words for part in totals),
            all_words=sum(part.all_words for part in totals),
            grams=sum(part.grams for part in totals),
            runs=sum(part.runs for part in totals),
        )
        passages = max(1, self.totals.passages)
        self.mean_words = self.totals.words / passages or _USUAL_LENGTH
        self.mean_grams = self.totals.grams / passages or _USUAL_LENGTH
        self.mean_run = self.totals.all_words / max(1, self.totals.runs) or _USUAL_LENGTH
        self.highest_idf = self.idf(0)

    def idf(self, frequency: int) -> float:
        """Weight of a term by the number of passages that have it."""
        return idf(frequency, self.totals.passages)

    def run_idf(self, frequency: int) -> float:
        """Weight of a term by the number of documents that have it."""
        return idf(frequency, self.totals.runs)

    def gram_idfs(self, grams: Array) -> Array:
        """Weights of 4-grams (ascending)."""
        met = np.zeros(len(grams), np.int64)
        for part in self._segments:
            table = part.grams
            if len(table.known):
                places = np.minimum(np.searchsorted(table.known, grams), len(table.known) - 1)
                met += np.where(table.known[places] == grams, table.frequency[places], 0)
        frequency = np.minimum(met, self.totals.passages)
        idfs: Array = np.log1p((self.totals.passages - frequency + 0.5) / (frequency + 0.5))
        return idfs


def idf(frequency: int, size: int) -> float:
    """Weight of what so many of `size` have.

    Source: Robertson and Spärck Jones, in the form that is never negative (Lucene).
    """
    return math.log1p((max(size, frequency) - frequency + 0.5) / (frequency + 0.5))


@dataclass(frozen=True, slots=True)
class Scoring:
    """What every part of a score is measured by."""

    statistics: Statistics
    weights: Weights
