"""rank-bm25: scores every passage in Python; holds everything in memory."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rank_bm25 import BM25Plus

from benchmarks.engines import LIMIT, Passages
from index.weights import default_weights


class RankBm25:
    """The reference."""

    name = "rank-bm25"

    def build(self, passages: Passages, folder: Path) -> None:  # noqa: ARG002 - the peers' common signature
        """Count in memory; nothing is written."""
        weights = default_weights()
        self._ranker = BM25Plus(list(passages), k1=weights.k1, b=weights.b)

    def open(self, folder: Path) -> None:
        """Nothing to open."""

    def top(self, terms: Sequence[str]) -> list[int]:
        """Places of the best passages."""
        scores = self._ranker.get_scores(list(terms))
        best: list[int] = np.argsort(scores)[::-1][:LIMIT].tolist()
        return best
