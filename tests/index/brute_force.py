"""The ranking once more, slowly and without any of the engine's arrays."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from index.model import IndexEntry
from index.query import SearchWord
from index.weights import Weights

Terms = list[str]


class BruteForce:
    """Scores every passage of a small collection by all fields."""

    def __init__(
        self,
        passages: Sequence[IndexEntry],
        texts: list[Terms],
        headings: list[Terms],
        weights: Weights,
    ) -> None:
        self._passages = passages
        self._texts = texts
        self._headings = headings
        self._weights = weights
        self._mean = sum(map(len, texts)) / len(texts)
        self._documents = [passage.facets["document"] for passage in passages]

    def rank(self, words: Sequence[SearchWord], forms: list[Terms]) -> list[tuple[str, float]]:
        """Passages with scores, the best first; those without evidence are left out."""
        by_words = [self._words(place, words) for place in range(len(self._texts))]
        found = [place for place, value in enumerate(by_words) if value > 0]
        first = sorted(by_words, reverse=True)[: self._weights.candidates]
        pool = [place for place in found if by_words[place] >= first[-1]]
        grams = self._grams(words, forms)
        scores = {}
        for place in found:
            score = by_words[place]
            if place in pool:
                score += self._weights.gram * grams[place]
                score += self._weights.proximity * self._proximity(place, words)
                score += self._weights.document * self._document(place, words)
            scores[self._passages[place].passage_id] = score
        return sorted(scores.items(), key=lambda item: (-item[1], item[0]))

    def _words(self, place: int, words: Sequence[SearchWord]) -> float:
        weights, text = self._weights, Counter(self._texts[place])
        heading = Counter(self._headings[place])
        relative = len(self._texts[place]) / self._mean
        norm = weights.k1 * (1 - weights.b + weights.b * relative)
        total = 0.0
        for word in words:
            best = 0.0
            for expansion in word.expansions:
                count = text[expansion.term] + weights.heading * heading[expansion.term]
                best = max(best, expansion.weight * count / (count + norm))
            total += best
        return total

    def _grams(self, words: Sequence[SearchWord], forms: list[Terms]) -> list[float]:
        weights = self._weights
        counts = [Counter(gram for form in part for gram in _grams(form)) for part in forms]
        mean = sum(sum(count.values()) for count in counts) / len(counts)
        wanted = {gram for word in words for gram in _grams(word.word.form)}
        met = {gram: min(len(counts), sum(count[gram] for count in counts)) for gram in wanted}
        result = []
        for count in counts:
            relative = sum(count.values()) / mean
            norm = weights.gram_k1 * (1 - weights.gram_b + weights.gram_b * relative)
            result.append(
                sum(
                    _idf(met[gram], len(counts)) * count[gram] / (count[gram] + norm)
                    for gram in wanted
                )
            )
        return result

    def _proximity(self, place: int, words: Sequence[SearchWord]) -> float:
        weights = self._weights
        row_of = {
            expansion.term: row
            for row, word in reversed(list(enumerate(words)))
            for expansion in word.expansions
        }
        read = [*enumerate(self._texts[place])]
        gap = len(read) + 2 * weights.reach
        read += [(gap + at, term) for at, term in enumerate(self._headings[place])]
        events = [(at, row_of[term]) for at, term in read if term in row_of]
        best: dict[tuple[int, int], float] = {}
        for (i, one), (j, other) in combinations(enumerate(events), 2):
            apart = other[0] - one[0]
            if j - i <= 3 and one[1] != other[1] and apart <= weights.reach:
                pair = (min(one[1], other[1]), max(one[1], other[1]))
                value = min(words[pair[0]].idf, words[pair[1]].idf) / apart**2
                best[pair] = max(best.get(pair, 0.0), value)
        return sum(best.values())

    def _document(self, place: int, words: Sequence[SearchWord]) -> float:
        weights = self._weights
        mine = [at for at, name in enumerate(self._documents) if name == self._documents[place]]
        text = Counter(term for at in mine for term in self._texts[at])
        heading = Counter(term for at in mine for term in self._headings[at])
        total = sum(map(len, self._texts)) + sum(map(len, self._headings))
        relative = (text.total() + heading.total()) / (total / len(set(self._documents)))
        norm = weights.document_k1 * (1 - weights.document_b + weights.document_b * relative)
        score = 0.0
        for word in words:
            if word.expansions:
                term = word.expansions[0].term
                count = text[term] + weights.heading * heading[term]
                score += word.expansions[0].run_weight * count / (count + norm)
        return score


def _grams(form: str) -> list[str]:
    padded = f"_{form}_".ljust(4, "_")
    return [padded[at : at + 4] for at in range(len(padded) - 3)]


def _idf(frequency: int, size: int) -> float:
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
