"""One opened generation and how questions are ranked on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.analysis import QuestionWord
from index.candidates import Scratch
from index.confidence import signal
from index.fields import CandidateText
from index.files import Array
from index.generations import Generation
from index.kernel import Kernel
from index.lexicon import ScopedLexicon
from index.meaning import Likeness
from index.model import Filters, Hint, Hit, MatchedTerm, Ranking
from index.parlance import Heard
from index.priors import Priors
from index.query import SearchWord, prepare
from index.scorer import MOST_LEVEL, Scored, Tools, score_segment
from index.segment import Segment
from index.statistics import Scoring, Statistics
from index.weights import Weights

_DIGITS = 3
"""Decimals that count of what people ask, so that two machines order alike."""

_SCOPES = 16
"""Filters whose masks and terms are kept at hand."""


@dataclass(frozen=True, slots=True)
class _Best:
    """One of the best passages: a column of `Scored`."""

    name: str
    score: float
    """By its words and what the law says of it."""
    scored: Scored
    column: int
    asked: float = 0.0
    """What it loses or wins by how people ask there, against the first."""
    added: float = 0.0
    """What its meaning adds to the score."""
    words_rank: int = 0
    """From 1: its rank without what is added; 0 where nothing is."""

    @property
    def total(self) -> float:
        """What it is ranked by."""
        return self.score + self.asked + self.added

    @property
    def passage(self) -> int:
        """Its number in its segment."""
        return int(self.scored.passages[self.column])


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be found."""

    masks: tuple[Array | None, ...]
    """For each segment the passages that pass, None for all."""
    lexicon: ScopedLexicon


class Engine:
    """What a searcher reads from: one generation, never changed."""

    def __init__(
        self, generation: Generation, weights: Weights, kernel: Kernel | None = None
    ) -> None:
        self.generation = generation
        self.scoring = Scoring(Statistics(generation.segments), weights)
        priors = [Priors(part, weights.law) for part in generation.segments]
        self.tools = Tools(generation.segments, priors, self.scoring, Scratch(kernel))
        self._scopes: dict[object, Scope] = {}

    def scope(self, filters: Filters) -> Scope:
        """What passes the filters; remembered."""
        key = frozenset(filters.allowed.items())
        scope = self._scopes.get(key)
        if scope is None:
            scope = self.scope_of(tuple(_mask(part, filters) for part in self.generation.segments))
            if len(self._scopes) >= _SCOPES:
                self._scopes.clear()
            self._scopes[key] = scope
        return scope

    def scope_of(self, masks: tuple[Array | None, ...]) -> Scope:
        """A scope of these passages."""
        return Scope(masks, ScopedLexicon(self.generation.segments, masks))

    def rank(  # noqa: PLR0913 - options of one question
        self,
        question: Sequence[QuestionWord],
        scope: Scope,
        limit: int,
        hints: Sequence[Hint] = (),
        *,
        heard: Heard | None = None,
        likeness: Likeness | None = None,
    ) -> Ranking:
        """The best passages in the scope.

        How the question was `heard` beside those of each passage, and `likeness` in meaning,
        order the pool that is best by words; whether there is an answer is decided without
        meaning.
        """
        words = prepare(question, scope.lexicon, self.scoring)
        scored = [
            part
            for place, mask in enumerate(scope.masks)
            if (part := score_segment(place, words, mask, limit, self.tools, hints))
        ]
        pool = self.scoring.weights.candidates
        if likeness is None and heard is None:
            return _ranking(self, words, _best(scored, pool, limit))
        found = _best(scored, pool, max(pool, limit))
        by_words = [*self._as_asked(found[:pool], heard), *found[pool:]]
        if likeness is None:
            return _ranking(self, words, by_words[:limit])
        decides = _ranking(self, words, by_words[:limit])
        best = self._by_meaning(by_words, likeness)
        return replace(
            _ranking(self, words, best[:limit]),
            confidence=decides.confidence,
            by_words=decides.hits,
            by_meaning=self._without_words(likeness, scope, scored, best[:1]),
        )

    def _as_asked(self, best: Sequence[_Best], heard: Heard | None) -> Sequence[_Best]:
        """The passages of the pool, ordered by words and by how people ask there.

        What is first keeps its score, so that how sure it is follows from its words.
        """
        if heard is None or not best:
            return best
        weight = self.scoring.weights.parlance
        lost = {one.name: round(weight * heard.behind(one.name), _DIGITS) for one in best}
        ordered = sorted(best, key=lambda one: (lost[one.name] - one.score, one.name))
        first = lost[ordered[0].name]
        return [replace(one, asked=first - lost[one.name]) for one in ordered]

    def _by_meaning(self, best: Sequence[_Best], likeness: Likeness) -> list[_Best]:
        """The same passages, ordered by words and meaning together."""
        highest = self.scoring.statistics.highest_idf
        added = [
            replace(
                one,
                added=likeness.points(one.scored.place, one.passage, highest),
                words_rank=rank,
            )
            for rank, one in enumerate(best, 1)
        ]
        return sorted(added, key=lambda one: (-one.total, one.name))

    def _without_words(
        self,
        likeness: Likeness,
        scope: Scope,
        scored: Sequence[Scored],
        first: Sequence[_Best],
    ) -> Hit | None:
        """The passage nearest in meaning, where no word found it and nothing found beats it."""
        nearest = likeness.nearest(scope.masks)
        if nearest is None:
            return None
        place, passage = nearest
        if any(part.place == place and passage in part.passages for part in scored):
            return None
        highest = self.scoring.statistics.highest_idf
        score = likeness.points(place, passage, highest)
        if first and first[0].total >= score:
            return None
        name = self.generation.segments[place].passages[passage]
        return Hit(name, 1, score, (), is_lifted=True)


def _mask(part: Segment, filters: Filters) -> Array | None:
    if not filters.allowed:
        return part.kept
    mask = part.found()
    for name, values in filters.allowed.items():
        mask &= part.allowed(name, values)
    return mask


def _best(scored: Sequence[Scored], pool: int, limit: int) -> list[_Best]:
    """The best of all segments; beyond the pool that is best by words, by words alone."""
    if not scored:
        return []
    best = []
    for part, inside in zip(scored, _pool(scored, pool), strict=True):
        scores = np.where(inside, part.scores, part.firsts)
        columns = np.arange(len(scores))
        if len(scores) > limit:
            columns = np.flatnonzero(scores >= np.partition(scores, -limit)[-limit])
        names = part.segment.passages
        best += [
            _Best(names[int(part.passages[at])], float(scores[at]), part, at)
            for at in columns.tolist()
        ]
    return sorted(best, key=lambda one: (-one.score, one.name))[:limit]


def _pool(scored: Sequence[Scored], pool: int) -> list[Array]:
    """For each segment which of its passages are among the best by words of all segments."""
    firsts = np.concatenate([part.firsts for part in scored])
    least = np.partition(firsts, -pool)[-pool] if len(firsts) > pool else 0.0
    inside = [part.firsts >= least for part in scored]
    level = [np.flatnonzero(part.firsts == least) for part in scored]
    if len(scored) > 1 and sum(map(len, level)) > MOST_LEVEL * pool:
        named = sorted(
            (part.segment.passages.raw(int(part.passages[at])), place, at)
            for place, (part, found) in enumerate(zip(scored, level, strict=True))
            for at in found.tolist()
        )
        for _, place, at in named[MOST_LEVEL * pool :]:
            inside[place][at] = False
    return inside


def _ranking(engine: Engine, words: Sequence[SearchWord], best: Sequence[_Best]) -> Ranking:
    calibration = engine.generation.calibration
    hits = tuple(
        Hit(one.name, rank, one.total, _matched(words, one), is_lifted=one.words_rank > rank)
        for rank, one in enumerate(best, 1)
    )
    ahead = 1 - max(0.0, best[1].total) / best[0].total if len(best) > 1 else float(bool(best))
    surfaces = {word.word.term: word.word.surface for word in words if not word.word.stands_for}
    met = {word.word.term for word in words if word.is_known and not word.word.stands_for}
    met |= _met(words, best[0]) if best else set()
    return Ranking(
        hits=hits,
        confidence=_confidence(engine, words, best[0]) if best else 0.0,
        threshold=calibration.threshold,
        margin=ahead,
        clear_margin=calibration.clear_margin,
        words=tuple(dict.fromkeys(surfaces.values())),
        missed=tuple(
            dict.fromkeys(surface for term, surface in surfaces.items() if term not in met)
        ),
        generation=engine.generation.name,
    )


def _met(words: Sequence[SearchWord], one: _Best) -> set[str]:
    """Terms of the question that a hit holds, in their own or in other words."""
    part = one.scored
    found = [
        words[row].word
        for row, at in zip(part.rows.tolist(), part.chosen[:, one.column].tolist(), strict=True)
        if at >= 0
    ]
    return {term for word in found for term in (word.stands_for or {word.term})}


def _confidence(engine: Engine, words: Sequence[SearchWord], best: _Best) -> float:
    part = best.scored
    passage = part.passages[best.column : best.column + 1]
    text = CandidateText(part.segment, passage, engine.tools.scratch)
    chosen = np.full(len(words), -1)
    chosen[part.rows] = part.chosen[:, best.column]
    return signal(words, chosen, best.score, text, engine.scoring.statistics.highest_idf)


def _matched(words: Sequence[SearchWord], one: _Best) -> tuple[MatchedTerm, ...]:
    part = one.scored
    matched = [
        MatchedTerm(
            words[row].word.surface,
            words[row].expansions[at].term,
            value / max(one.score, one.total),
        )
        for row, at, value in zip(
            part.rows.tolist(),
            part.chosen[:, one.column].tolist(),
            part.by_word[:, one.column].tolist(),
            strict=True,
        )
        if at >= 0
    ]
    return tuple(sorted(matched, key=lambda term: -term.share))
