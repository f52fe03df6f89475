"""The word field alone with whole counts, scored as rank_bm25's BM25Plus scores it.

The reference that the engine is held to: the top passages and their scores are the same to
the last bit, since candidates are scored with the same operations in the same order.
"""

import math
import threading
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.candidates import Clause, Posting, Scratch, find_candidates
from index.counts import text_count
from index.engine import Engine
from index.files import Array
from index.kernel import Kernel
from index.lexicon import TermFacts
from index.plain_kernel import WINDOW
from index.ragged import stretch_indices
from index.segment import Segment

DELTA = 1.0
"""BM25Plus's own default."""

_MOST_KEPT = 100_000
"""Terms that are remembered between searches."""

_ALL = np.empty(0, bool)


class _Facts(NamedTuple):
    """A term in one segment, as `index/plain_kernel.py` takes it."""

    start: int
    stop: int
    idf: float
    highest: int
    number: int


class _Room(threading.local):
    """Room for the compiled loops of one thread."""

    def __init__(self) -> None:
        self.sums = np.zeros(WINDOW, np.int32)


class PlainRanker:
    """Ranks the shared passages of a generation by terms."""

    def __init__(self, engine: Engine, kernel: Kernel | None = None) -> None:
        self._segments = engine.generation.segments
        self._weights = engine.scoring.weights
        self._lexicon = engine.scope_of(tuple(part.kept for part in self._segments)).lexicon
        totals = engine.scoring.statistics.totals
        self.size = totals.passages
        """Passages that are ranked."""
        self.mean_words = totals.words / max(1, totals.passages)
        self._kernel = kernel
        self._scratch = Scratch()
        self._room = _Room()
        self._masks = [_shared(part) for part in self._segments]
        self._facts: dict[str, tuple[_Facts, ...]] = {}

    def top(self, terms: Sequence[str], limit: int = 10) -> list[tuple[str, float]]:
        """Passages with their scores, the best first; level ones in the order they were added.

        A term that stands twice in the question counts twice.
        """
        if limit <= 0:
            return []
        if self._kernel is not None:
            return self._top(self._kernel, terms, limit)
        self._lexicon.known(terms)
        best: list[tuple[float, int, int]] = []
        for place in range(len(self._segments)):
            passages = self._candidates(place, terms, limit)
            scores = self._score(place, terms, passages)
            best += [
                (-value, place, passage)
                for value, passage in zip(scores.tolist(), passages.tolist(), strict=True)
            ]
        names = [part.passages for part in self._segments]
        ranked = [one for one in sorted(best)[:limit] if one[0] < math.inf]
        return [(names[place][passage], -value) for value, place, passage in ranked]

    def idf(self, frequency: int) -> float:
        """BM25Plus's weight of a term; never negative."""
        return math.log((self.size + 1) / frequency)

    def _top(self, kernel: Kernel, terms: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """The same by compiled loops."""
        weights, room = self._weights, self._room
        kept = self._facts
        known = [kept.get(term) or self._remember(term) for term in terms]
        best: list[tuple[float, int, int]] = []
        for place, segment in enumerate(self._segments):
            facts = [one[place] for one in known if one[place].idf]
            if not facts:
                continue
            rows = {one: row for row, one in enumerate(dict.fromkeys(facts))}
            mask = self._masks[place]
            scores = np.empty(min(limit, segment.size))
            found = np.empty(len(scores), np.int64)
            growth = max(1.0, self.mean_words / segment.average)
            count = kernel(
                segment.passage,
                segment.impact,
                segment.count,
                segment.length,
                segment.forward,
                segment.forward_offsets,
                segment.form_term,
                _ALL if mask is None else mask,
                np.array(list(rows), np.float64),
                np.array([rows[one] for one in facts], np.int64),
                np.array((weights.k1, weights.b, self.mean_words, DELTA, growth)),
                room.sums,
                scores,
                found,
            )
            best += [
                (-value, place, passage)
                for value, passage in zip(
                    scores[:count].tolist(), found[:count].tolist(), strict=True
                )
            ]
        names = [part.passages for part in self._segments]
        ranked = best if len(names) == 1 else sorted(best)[:limit]
        return [(names[place][passage], -value) for value, place, passage in ranked]

    def _remember(self, term: str) -> tuple[_Facts, ...]:
        facts = self._lexicon.facts(term)
        frequency = self._frequency(facts)
        idf = self.idf(frequency) if frequency else 0.0
        result = []
        for part, number in zip(self._segments, facts.numbers, strict=True):
            if number < 0:
                result.append(_Facts(0, 0, idf, 0, -1))
                continue
            start, stop = part.offsets[number : number + 2].tolist()
            result.append(_Facts(start, stop, idf, int(part.highest[number]), number))
        if len(self._facts) >= _MOST_KEPT:
            self._facts = {}
        self._facts[term] = tuple(result)
        return self._facts[term]

    def _candidates(self, place: int, terms: Sequence[str], limit: int) -> Array:
        segment, clauses = self._segments[place], []
        for row, (term, times) in enumerate(Counter(terms).items()):
            facts = self._lexicon.facts(term)
            frequency = self._frequency(facts)
            if facts.numbers[place] >= 0 and frequency:
                number = facts.numbers[place]
                start, stop = segment.offsets[number : number + 2].tolist()
                weight = times * self.idf(frequency) * (self._weights.k1 + 1)
                posting = Posting(start, stop, weight, number, 0)
                bound = weight * int(segment.highest[number]) / 255
                clauses.append(Clause(row, (posting,), bound, stop - start))
        if segment.has_headings:
            limit = segment.size  # impacts hold headings too, so they bound from above alone
        drift = self.mean_words / segment.average
        mask = self._masks[place]
        return find_candidates(segment, clauses, limit, mask, self._scratch, drift=drift)

    def _score(self, place: int, terms: Sequence[str], passages: Array) -> Array:
        segment, weights = self._segments[place], self._weights
        facts = [self._lexicon.facts(term) for term in terms]
        known = [(one.numbers[place], met) for one in facts if (met := self._frequency(one))]
        if not known or not len(passages):
            return np.full(len(passages), -math.inf)
        counts = _counts(segment, [number for number, _ in known], passages)
        lengths = segment.length[passages].astype(np.int64)
        norm = weights.k1 * (1 - weights.b + weights.b * lengths / self.mean_words)
        parts = DELTA + (counts * (weights.k1 + 1)) / (norm + counts)
        scores = np.zeros(len(passages))
        for part, (_, met) in zip(parts, known, strict=True):
            scores += self.idf(met) * part
        scores[~counts.any(axis=0)] = -math.inf
        return scores

    def _frequency(self, facts: TermFacts) -> int:
        """In how many texts a term stands, headings apart."""
        if not any(part.has_headings for part in self._segments):
            return facts.frequency
        total = 0
        for part, mask, number in zip(self._segments, self._masks, facts.numbers, strict=True):
            if number >= 0:
                start, stop = part.offsets[number : number + 2].tolist()
                inside = text_count(part.count[start:stop]) > 0
                if mask is not None:
                    inside &= mask[part.passage[start:stop]]
                total += int(inside.sum())
        return total


def _counts(segment: Segment, numbers: Sequence[int], passages: Array) -> Array:
    """How often each term (rows) stands in the text of each passage, from what it says."""
    starts = segment.forward_offsets[passages].astype(np.int64)
    lengths = segment.length[passages].astype(np.int64)
    terms = segment.form_term[segment.forward[stretch_indices(starts, lengths)]]
    met = np.zeros((len(numbers), len(terms) + 1), np.int64)
    np.cumsum(terms == np.array(numbers, np.int32)[:, None], axis=1, out=met[:, 1:])
    ends = lengths.cumsum()
    counts: Array = met[:, ends] - met[:, ends - lengths]
    return counts


def _shared(part: Segment) -> Array | None:
    shared: Array = (part.shared > 0) & part.found()
    return None if shared.all() else shared
