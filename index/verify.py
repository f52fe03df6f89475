"""Replays questions made of a collection's own words against rank_bm25, and checks the files."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.bm25 import Reference
from index.build import check
from index.engine import Engine
from index.generations import open_generation
from index.plain import PlainRanker
from index.plain_kernel import compiled_plain
from index.segment import Segment
from index.weights import default_weights

_QUESTIONS = 40
_LONGEST = 6
_MOST_PASSAGES = 20_000
"""rank_bm25 needs about 6 KB of memory a passage; beyond this, only the files are checked."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked."""

    generation: str
    passages: int
    questions: int
    """How many were replayed; 0 when the collection is too large or empty."""
    differences: tuple[str, ...]
    """One line for each question that was ranked otherwise; empty when all is well."""


def verify(root: Path) -> Verification:
    """Check every file of the generation in use, and its ranking by words.

    Raises:
        NoIndexError: nothing has been built.
        CorruptIndexError: a file is damaged; it is named.
    """
    generation = open_generation(root)
    check(generation, sum(part.size for part in generation.segments))
    engine = Engine(generation, default_weights())
    ours = PlainRanker(engine, compiled_plain())
    if not 0 < ours.size <= _MOST_PASSAGES:
        return Verification(generation.name, ours.size, 0, ())
    names, texts = [], []
    for part in generation.segments:
        for passage in np.flatnonzero(_ranked(part)).tolist():
            names.append(part.passages[passage])
            texts.append(part.text_terms(passage))
    if not any(texts):
        return Verification(generation.name, ours.size, 0, ())
    weights = engine.scoring.weights
    reference = Reference(texts, weights.k1, weights.b)
    asked, differences = 0, []
    for terms in _questions(texts):
        asked += 1
        expected = [(names[place], score) for place, score in reference.top(terms)]
        found = ours.top(terms)
        if found != expected:
            differences.append(f"{' '.join(terms)}: {found[:1]} instead of {expected[:1]}")
    return Verification(generation.name, ours.size, asked, tuple(differences))


def _ranked(part: Segment) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return (part.shared > 0) & part.found()


def _questions(texts: list[list[str]]) -> Iterator[list[str]]:
    """Words of two passages each; the same ones for the same collection."""
    random = np.random.default_rng(len(texts))
    filled = [terms for terms in texts if terms]
    for number in range(_QUESTIONS):
        length = 1 + number % _LONGEST
        pools = [filled[int(place)] for place in random.integers(0, len(filled), 2)]
        words = pools[0] + pools[1]
        yield [words[int(at)] for at in random.integers(0, len(words), length)]
