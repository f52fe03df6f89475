"""Thresholds of a collection, measured on itself when its index is built.

Questions are made of words of a passage with words of others among them. Asked with the
passage there they have an answer, with its whole document hidden they have none.
"""

import zlib
from collections.abc import Sequence

import numpy as np

from index.analysis import DanishAnalyzer, QuestionWord
from index.confidence import Calibration
from index.engine import Engine
from index.files import Array
from index.model import Ranking
from index.segment import Segment

_QUESTIONS = 160
_FEWEST = 20
_OWN = 3
_FOREIGN = 2
_WINDOW = 10
"""Words of its own that a question has, out of so many that follow each other, and others."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""By which ends of ids that are alike fall far from each other."""

_MOST_OWN = 1
"""More words of its own elsewhere, and the question may have its answer there too."""

_REFUSED = 0.75
"""Share of the questions without an answer that the threshold refuses."""

_CLEAR = 0.75
"""Share of the right first hits that are clearly ahead."""

_LEAST_CLEAR = 0.2
"""Measured on questions of caseworkers: docs/retrieval.md, "Situational questions"."""


def calibrate(engine: Engine, analyzer: DanishAnalyzer) -> Calibration:
    """The thresholds for the shared collection; the usual ones where it is too small.

    They follow from what the collection holds, not from how its segments came to be.
    """
    answered, hidden, margins = [], [], []
    segments = engine.generation.segments
    shared = engine.scope_of(tuple(_shared(part) for part in segments))
    sampled = list(_sample(segments))
    for part, passage in sampled:
        question = _question(part, passage, sampled, analyzer)
        if question:
            found = engine.rank(question, shared, 2)
            answered.append(found.confidence)
            margins.append(found.margin)
            without = _without(engine, part, passage, question)
            if _own_words(without, question) <= _MOST_OWN:
                hidden.append(without.confidence)
    if len(hidden) < _FEWEST:
        return Calibration()
    return Calibration(
        threshold=round(float(np.quantile(hidden, _REFUSED)), 4),
        clear_margin=max(_LEAST_CLEAR, round(float(np.quantile(margins, 1 - _CLEAR)), 4)),
    )


def _sample(segments: Sequence[Segment]) -> list[tuple[Segment, int]]:
    """Passages of the shared collection; the same for the same collection."""
    chosen = []
    for part in segments:
        usable = np.flatnonzero(_shared(part) & (part.length >= _WINDOW))
        spread = part.passages.tails(usable) * _SPREAD
        if len(spread) > _QUESTIONS:
            most = np.partition(spread, _QUESTIONS - 1)[_QUESTIONS - 1]
            usable, spread = usable[spread <= most], spread[spread <= most]
        chosen += [
            (place, part.passages[passage], part, passage)
            for place, passage in zip(spread.tolist(), usable.tolist(), strict=True)
        ]
    chosen.sort(key=lambda one: one[:2])
    return [(part, passage) for _, _, part, passage in chosen[:_QUESTIONS]]


def _shared(part: Segment) -> Array:
    found: Array = (part.shared > 0) & part.found()
    return found


def _question(
    segment: Segment,
    passage: int,
    others: Sequence[tuple[Segment, int]],
    analyzer: DanishAnalyzer,
) -> tuple[QuestionWord, ...]:
    """Words of the passage, with words of others; a seed of its own for each passage."""
    random = np.random.default_rng(zlib.crc32(segment.passages.raw(passage)))
    own = segment.text_forms(passage)
    first = int(random.integers(0, len(own) - _WINDOW + 1))
    places = first + np.sort(random.permutation(_WINDOW)[:_OWN])
    forms = [segment.forms[int(form)] for form in own[places]]
    for place in random.integers(0, len(others), _FOREIGN).tolist():
        part, other = others[place]
        text = part.text_forms(other)
        forms.append(part.forms[int(text[int(random.integers(0, len(text)))])])
    words = {analyzer.term(form): form for form in forms}
    return tuple(QuestionWord(form, form, term) for term, form in words.items())


def _own_words(ranking: Ranking, question: tuple[QuestionWord, ...]) -> int:
    own = {word.surface for word in question[:_OWN]}
    return len(own & {term.word for hit in ranking.hits[:1] for term in hit.matched})


def _without(
    engine: Engine, part: Segment, passage: int, question: tuple[QuestionWord, ...]
) -> Ranking:
    """The ranking when the passage's document is hidden."""
    masks = []
    for other in engine.generation.segments:
        mask = _shared(other)
        if other is part:
            mask &= other.run != other.run[passage]
        masks.append(mask)
    return engine.rank(question, engine.scope_of(tuple(masks)), 1)
