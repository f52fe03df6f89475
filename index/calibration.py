"""Thresholds of a collection, measured on itself when its index is built.

Questions are made of words of a passage with words of others among them. Asked with the
passage there they have an answer, with its whole document hidden they have none.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from index.analysis import DanishAnalyzer, QuestionWord
from index.confidence import Calibration
from index.engine import Engine
from index.files import Array
from index.model import Filters, Ranking
from index.segment import Segment

_QUESTIONS = 160
_FEWEST = 20
_OWN = 3
_FOREIGN = 2
_WINDOW = 10
"""Words of its own that a question has, out of so many that follow each other, and others."""

_MOST_OWN = 1
"""More words of its own elsewhere, and the question may have its answer there too."""

_REFUSED = 0.75
"""Share of the questions without an answer that the threshold refuses."""

_CLEAR = 0.75
"""Share of the right first hits that are clearly ahead."""

_LEAST_CLEAR = 0.2
"""Measured on questions of caseworkers: docs/retrieval.md, "Situational questions"."""


def calibrate(engine: Engine, analyzer: DanishAnalyzer) -> Calibration:
    """The thresholds for the shared collection; the usual ones where it is too small."""
    answered, hidden, margins = [], [], []
    for part, passage in _sample(engine.generation.segments):
        question = _question(part, passage, analyzer)
        if question:
            found = engine.rank(question, engine.scope(Filters()), 2)
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


def _sample(segments: Sequence[Segment]) -> Iterator[tuple[Segment, int]]:
    """Passages of the shared collection, evenly spread; the same for the same collection."""
    places = [
        (part, passage) for part in segments for passage in np.flatnonzero(_usable(part)).tolist()
    ]
    step = max(1, len(places) // _QUESTIONS)
    yield from places[::step][:_QUESTIONS]


def _usable(part: Segment) -> Array:
    usable = (part.shared > 0) & (part.length >= _WINDOW)
    found: Array = usable & part.found()
    return found


def _question(segment: Segment, passage: int, analyzer: DanishAnalyzer) -> tuple[QuestionWord, ...]:
    """Words of the passage, with words of others; a seed of its own for each passage."""
    random = np.random.default_rng(passage)
    start = int(segment.forward_offsets[passage])
    first = start + int(random.integers(0, int(segment.length[passage]) - _WINDOW + 1))
    own = first + np.sort(random.permutation(_WINDOW)[:_OWN])
    foreign = random.integers(0, len(segment.forward), _FOREIGN)
    forms = [segment.forms[int(segment.forward[at])] for at in [*own, *foreign]]
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
        mask = other.found()
        if other is part:
            mask &= other.run != other.run[passage]
        masks.append(mask)
    return engine.rank(question, engine.scope_of(tuple(masks)), 1)
