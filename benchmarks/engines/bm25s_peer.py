"""bm25s: scores computed at build time, summed by numba over memory-mapped arrays."""

from collections.abc import Sequence
from pathlib import Path

import bm25s

from benchmarks.engines import LIMIT, Passages
from index.weights import default_weights


class Bm25s:
    """Backend numba, opened with mmap."""

    name = "bm25s"

    def build(self, passages: Passages, folder: Path) -> None:
        """Index and save."""
        weights = default_weights()
        retriever = bm25s.BM25(k1=weights.k1, b=weights.b, method="lucene", backend="numba")
        retriever.index(list(passages), show_progress=False)
        retriever.save(str(folder))

    def open(self, folder: Path) -> None:
        """Load with mmap and compile."""
        self._retriever = bm25s.BM25.load(str(folder), mmap=True)
        self._retriever.backend = "numba"
        self._known = self._retriever.vocab_dict

    def top(self, terms: Sequence[str]) -> list[int]:
        """Places of the best passages."""
        known = [term for term in terms if term in self._known]
        if not known:
            return []
        found, _ = self._retriever.retrieve([known], k=LIMIT, show_progress=False, n_threads=1)
        best: list[int] = found[0].tolist()
        return best
