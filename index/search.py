"""Question to ranking."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.analysis import DanishAnalyzer
from index.candidates import Scratch
from index.confidence import signal
from index.fields import CandidateText
from index.files import Array
from index.generations import Generation, current_name, open_generation
from index.lexicon import ScopedLexicon
from index.model import Filters, Hit, MatchedTerm, Ranking
from index.query import SearchWord, prepare
from index.scorer import Scored, Tools, score_segment
from index.statistics import Live, Scoring, Statistics
from index.weights import Weights, default_weights

_LONGEST_QUESTION = 20_000
"""Characters that are read; a question has a few hundred."""

_SCOPES = 16
"""Filters whose masks and terms are kept at hand."""


@dataclass(frozen=True, slots=True)
class _Best:
    """One of the best passages: a column of `Scored`."""

    name: str
    score: float
    scored: Scored
    column: int


class _State:
    """What a searcher reads from: one generation, never changed."""

    def __init__(self, generation: Generation, weights: Weights) -> None:
        self.generation = generation
        self.scoring = Scoring(Statistics(generation.live), weights)
        self.tools = Tools(generation.live, self.scoring, Scratch())
        self._scopes: dict[object, tuple[tuple[Array | None, ...], ScopedLexicon]] = {}

    def scope(self, filters: Filters) -> tuple[tuple[Array | None, ...], ScopedLexicon]:
        """For each segment the passages that pass (None for all), and their terms."""
        key = frozenset(filters.allowed.items())
        scope = self._scopes.get(key)
        if scope is None:
            live = self.generation.live
            masks = tuple(_mask(part, filters) for part in live)
            scope = masks, ScopedLexicon(live, masks)
            if len(self._scopes) >= _SCOPES:
                self._scopes.clear()
            self._scopes[key] = scope
        return scope


class Searcher:
    """Answers questions from one generation until it is reopened; safe in threads."""

    def __init__(
        self, root: Path, generation: Generation, analyzer: DanishAnalyzer, weights: Weights
    ) -> None:
        self._root = root
        self._analyzer = analyzer
        self._weights = weights
        self._state = _State(generation, weights)

    @property
    def generation(self) -> str:
        """The name of the generation that is searched."""
        return self._state.generation.name

    @property
    def size(self) -> int:
        """How many passages can be found."""
        return sum(
            live.segment.size if live.kept is None else int(live.kept.sum())
            for live in self._state.generation.live
        )

    def fresh(self) -> bool:
        """Whether the pointer still names the generation that is searched."""
        return current_name(self._root) == self.generation

    def reopen_if_changed(self) -> bool:
        """Take up a newer generation if there is one; says whether it did.

        Searches that are under way finish on the old one.
        """
        if self.fresh():
            return False
        self._state = _State(open_generation(self._root), self._weights)
        return True

    def search(self, question: str, filters: Filters | None = None, limit: int = 10) -> Ranking:
        """The best passages for a question; none without evidence, never an exception."""
        state = self._state
        masks, lexicon = state.scope(filters or Filters())
        words = self._analyzer.question(question[:_LONGEST_QUESTION])
        prepared = prepare(words, lexicon, state.scoring)
        scored = [
            found
            for place, mask in enumerate(masks)
            if (found := score_segment(place, prepared, mask, limit, state.tools))
        ]
        return _ranking(state, prepared, _best(scored, self._weights.candidates, limit))


def open_index(
    root: Path, *, analyzer: DanishAnalyzer | None = None, weights: Weights | None = None
) -> Searcher:
    """Open the generation that the pointer names.

    Raises:
        NoIndexError: nothing has been built.
        CorruptIndexError: a file is damaged; it is named.
    """
    generation = open_generation(root)
    return Searcher(root, generation, analyzer or DanishAnalyzer(), weights or default_weights())


def _mask(live: Live, filters: Filters) -> Array | None:
    if not filters.allowed:
        return live.kept
    mask = np.ones(live.segment.size, bool) if live.kept is None else live.kept.copy()
    for name, values in filters.allowed.items():
        mask &= live.segment.allowed(name, values)
    return mask


def _best(scored: Sequence[Scored], pool: int, limit: int) -> list[_Best]:
    """The best of all segments; beyond the pool that is best by words, by words alone."""
    if not scored:
        return []
    firsts = np.concatenate([part.firsts for part in scored])
    least = np.partition(firsts, -pool)[-pool] if len(firsts) > pool else 0.0
    best = []
    for part in scored:
        scores = np.where(part.firsts >= least, part.scores, part.firsts)
        columns = np.arange(len(scores))
        if len(scores) > limit:
            columns = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
        names = part.live.segment.passages
        best += [
            _Best(names[int(part.passages[at])], float(scores[at]), part, at)
            for at in columns.tolist()
        ]
    return sorted(best, key=lambda one: (-one.score, one.name))[:limit]


def _ranking(state: _State, words: Sequence[SearchWord], best: Sequence[_Best]) -> Ranking:
    calibration = state.generation.calibration
    hits = tuple(
        Hit(one.name, rank, one.score, _matched(words, one)) for rank, one in enumerate(best, 1)
    )
    ahead = 1 - best[1].score / best[0].score if len(best) > 1 else float(bool(best))
    surfaces = dict.fromkeys(word.word.surface for word in words)
    met = {word.word.surface for word in words if word.is_known}
    met.update(term.word for hit in hits[:1] for term in hit.matched)
    return Ranking(
        hits=hits,
        confidence=_confidence(state, words, best[0]) if best else 0.0,
        threshold=calibration.threshold,
        margin=ahead,
        clear_margin=calibration.clear_margin,
        words=tuple(surfaces),
        missed=tuple(surface for surface in surfaces if surface not in met),
        generation=state.generation.name,
    )


def _confidence(state: _State, words: Sequence[SearchWord], best: _Best) -> float:
    part = best.scored
    text = CandidateText(part.live.segment, part.passages[best.column : best.column + 1])
    chosen = np.full(len(words), -1)
    chosen[part.rows] = part.chosen[:, best.column]
    return signal(words, chosen, best.score, text, state.scoring.statistics.highest_idf)


def _matched(words: Sequence[SearchWord], one: _Best) -> tuple[MatchedTerm, ...]:
    part = one.scored
    matched = [
        MatchedTerm(words[row].word.surface, words[row].expansions[at].term, value / one.score)
        for row, at, value in zip(
            part.rows.tolist(),
            part.chosen[:, one.column].tolist(),
            part.by_word[:, one.column].tolist(),
            strict=True,
        )
        if at >= 0
    ]
    return tuple(sorted(matched, key=lambda term: -term.share))
