"""The only door to rank_bm25: the reference that our ranking is compared with.

rank_bm25 0.2.2 fails on an empty collection, returns passages that match nothing, and gives
negative scores in some variants; nothing of that is used here.
"""

from collections.abc import Mapping, Sequence

from rank_bm25 import BM25Plus

from index.errors import IndexingError


class Reference:
    """BM25Plus over ready terms."""

    def __init__(self, passages: Sequence[Sequence[str]], k1: float, b: float) -> None:
        if not any(passages):
            raise IndexingError("rank_bm25 cannot rank an empty collection")
        self._ranker = BM25Plus([list(terms) for terms in passages], k1=k1, b=b)
        self._terms: Sequence[Mapping[str, int]] = self._ranker.doc_freqs

    def top(self, terms: Sequence[str], limit: int = 10) -> list[tuple[int, float]]:
        """Places of the best passages with their scores; only those that have a term."""
        scores = self._ranker.get_scores(list(terms)).tolist()
        matching = [
            place for place, found in enumerate(self._terms) if any(term in found for term in terms)
        ]
        ranked = sorted(matching, key=lambda place: (-scores[place], place))[:limit]
        return [(place, scores[place]) for place in ranked]
