"""Is there an answer? The signal of one ranking, and the thresholds of a collection.

Signal: the square root of the first passage's score over the highest idf, times how much of
the question, weighed by rarity, it has, damped.
Source: measured against other signals, docs/retrieval.md, "Abstention".
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.fields import CandidateText
from index.files import Array
from index.grams import pack
from index.query import SearchWord

_COVER = 0.5
"""Exponent of the share of the question that is met: a situation told in many words is rarely
met in all of them."""

_LEAST_SHARE = 0.5
"""A word of which less than half the 4-grams are there is missing."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured on the collection when the index was built."""

    threshold: float = 0.5
    """Below it the collection does not answer."""
    clear_margin: float = 0.1
    """From here on the first hit is clearly ahead."""


def signal(
    words: Sequence[SearchWord],
    chosen: Array,
    score: float,
    text: CandidateText,
    highest_idf: float,
) -> float:
    """The confidence in the first hit, from 0; rarely above 2."""
    own = [word for word in words if not word.word.stands_for]
    total = sum(word.idf for word in own)
    if not total:
        return 0.0
    said_otherwise = _said_otherwise(words, chosen)
    covers = _covers(words, chosen, text)
    covered = sum(
        word.idf * max(cover, said_otherwise.get(word.word.term, 0.0))
        for word, cover in zip(words, covers, strict=True)
        if not word.word.stands_for
    )
    return float((covered / total) ** _COVER * math.sqrt(max(0.0, score) / highest_idf))


def _said_otherwise(words: Sequence[SearchWord], chosen: Array) -> dict[str, float]:
    """How well terms of the question are covered by other words for them."""
    covered: dict[str, float] = {}
    for word, expansion in zip(words, chosen, strict=True):
        if expansion == 0 and word.is_known:
            for term in word.word.stands_for:
                covered[term] = max(covered.get(term, 0.0), word.word.weight)
    return covered


def _covers(words: Sequence[SearchWord], chosen: Array, text: CandidateText) -> list[float]:
    """How much of each word the passage has: all of a word of its own, else by its 4-grams."""
    is_met = [not at and word.is_known for word, at in zip(words, chosen.tolist(), strict=True)]
    grams = [[] if met else pack(word.word.form) for word, met in zip(words, is_met, strict=True)]
    wanted = sorted({gram for one in grams for gram in one})
    there = set(np.array(wanted)[text.count_grams(wanted)[0] > 0].tolist()) if wanted else set()
    shares = [sum(gram in there for gram in one) / max(1, len(one)) for one in grams]
    return [
        1.0 if met else share if share >= _LEAST_SHARE else 0.0
        for met, share in zip(is_met, shares, strict=True)
    ]
