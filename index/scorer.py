"""The passages of one segment that answer a question best, with all parts of their scores."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.candidates import Clause, Posting, Scratch, find_candidates
from index.fields import (
    CandidateText,
    score_documents,
    score_grams,
    score_proximity,
    score_words,
)
from index.files import Array
from index.model import Hint
from index.priors import Priors
from index.query import SearchWord
from index.segment import Segment
from index.statistics import Scoring

MOST_LEVEL = 4
"""Times the limit; of more passages that are level those with the least ids are taken, so that
the choice does not depend on how the segments came to be."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What all segments are scored with."""

    segments: Sequence[Segment]
    priors: Sequence[Priors]
    scoring: Scoring
    scratch: Scratch


@dataclass(frozen=True, slots=True)
class Scored:
    """Passages of one segment with their scores; one column a passage."""

    place: int
    """Of the segment among all."""
    segment: Segment
    passages: Array
    firsts: Array
    """Scores by words alone."""
    scores: Array
    """With all fields for the best by words, by words alone for the others."""
    rows: Array
    """The place in the question of each row of the next two."""
    by_word: Array
    chosen: Array
    """The expansion that each word was found by, -1 for none."""


def score_segment(  # noqa: PLR0913, PLR0917 - a hot loop: no object a call
    place: int,
    words: Sequence[SearchWord],
    mask: Array | None,
    limit: int,
    tools: Tools,
    hints: Sequence[Hint] = (),
) -> Scored | None:
    """At least the best `limit` passages by words of one segment; None without evidence."""
    segment, scoring = tools.segments[place], tools.scoring
    clauses = clauses_of(segment, place, words)
    drift = scoring.statistics.mean_words / segment.average
    pool = scoring.weights.candidates
    most = max(limit, pool)
    passages = find_candidates(segment, clauses, most, mask, tools.scratch, drift=drift)
    if not len(passages):
        return None
    by_word, chosen = score_words(segment, clauses, passages, scoring)
    firsts = by_word.sum(axis=0)
    kept = _best(firsts, most, segment, passages)
    passages, firsts = passages[kept], firsts[kept]
    by_word, chosen = by_word[:, kept], chosen[:, kept]
    scores = firsts.copy()
    inside = _best(firsts, pool, segment, passages)
    text = CandidateText(segment, passages[inside], tools.scratch)
    scores[inside] += _other_fields(text, words, clauses, tools)
    scores *= tools.priors[place].factors(passages)
    for hint in hints:
        scores[inside] += hint.points * segment.allowed(hint.facet, hint.values)[text.passages]
    rows = np.array([clause.word for clause in clauses])
    return Scored(place, segment, passages, firsts, scores, rows, by_word, chosen)


def _other_fields(
    text: CandidateText,
    words: Sequence[SearchWord],
    clauses: Sequence[Clause],
    tools: Tools,
) -> Array:
    scoring, weights = tools.scoring, tools.scoring.weights
    idfs = np.array([word.idf for word in words])
    scores = weights.gram * score_grams(text, words, scoring)
    scores += weights.proximity * score_proximity(text, clauses, idfs, weights.reach, tools.scratch)
    scores += weights.document * score_documents(text, words, clauses, scoring)
    return scores


def _best(scores: Array, limit: int, segment: Segment, passages: Array) -> Array:
    """The places of the best, ascending, with those that are level with the last one."""
    if len(scores) <= limit:
        return np.arange(len(scores))
    least = np.partition(scores, -limit)[-limit]
    kept = np.flatnonzero(scores >= least)
    if len(kept) <= MOST_LEVEL * limit:
        return kept
    level = kept[scores[kept] == least]
    first = segment.passages.first(passages[level], MOST_LEVEL * limit)
    return np.sort(np.append(kept[scores[kept] > least], level[first]))


def clauses_of(segment: Segment, place: int, words: Sequence[SearchWord]) -> list[Clause]:
    """What the words are in one segment, the `place`-th, without those that are not there."""
    clauses = []
    for row, word in enumerate(words):
        postings = []
        for at, expansion in enumerate(word.expansions):
            number = expansion.facts.numbers[place]
            if number >= 0:
                start, stop = segment.offsets[number : number + 2].tolist()
                postings.append(Posting(start, stop, expansion.weight, number, at))
        if postings:
            bound = max(
                posting.weight * int(segment.highest[posting.term]) / 255 for posting in postings
            )
            size = sum(posting.stop - posting.start for posting in postings)
            clauses.append(Clause(row, tuple(postings), bound, size))
    return clauses
