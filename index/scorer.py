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
from index.query import SearchWord
from index.statistics import Live, Scoring


@dataclass(frozen=True, slots=True)
class Tools:
    """What all segments are scored with."""

    scoring: Scoring
    scratch: Scratch


@dataclass(frozen=True, slots=True)
class Scored:
    """Passages of one segment with their scores; one column a passage."""

    live: Live
    passages: Array
    scores: Array
    rows: Array
    """The place in the question of each row of the next two."""
    by_word: Array
    chosen: Array
    """The expansion that each word was found by, -1 for none."""


def score_segment(
    live: Live, words: Sequence[SearchWord], mask: Array | None, limit: int, tools: Tools
) -> Scored | None:
    """The best `limit` passages by words, scored with all fields; None without evidence."""
    segment, scoring = live.segment, tools.scoring
    weights, statistics = scoring.weights, scoring.statistics
    clauses, run_weights = clauses_of(live, words)
    drift = statistics.mean_words / segment.average
    passages = find_candidates(segment, clauses, limit, mask, tools.scratch, drift=drift)
    if not len(passages):
        return None
    by_word, chosen = score_words(segment, clauses, passages, scoring)
    scores = by_word.sum(axis=0)
    if len(passages) > limit:
        kept = np.sort(np.argsort(-scores, kind="stable")[:limit])
        passages, scores = passages[kept], scores[kept]
        by_word, chosen = by_word[:, kept], chosen[:, kept]
    text = CandidateText(segment, passages)
    idfs = np.array([word.idf for word in words])
    scores += weights.gram * score_grams(text, words, scoring)
    scores += weights.proximity * score_proximity(text, clauses, idfs, weights.reach)
    scores += weights.document * score_documents(segment, clauses, run_weights, passages, scoring)
    rows = np.array([clause.word for clause in clauses])
    return Scored(live, passages, scores, rows, by_word, chosen)


def clauses_of(
    live: Live, words: Sequence[SearchWord]
) -> tuple[list[Clause], list[tuple[float, ...]]]:
    """What the words are in one segment, without those that are not there.

    The second part gives the weights of the same postings among documents.
    """
    segment = live.segment
    terms = list({expansion.term for word in words for expansion in word.expansions})
    numbers = dict(segment.terms.find_all(terms))
    clauses, run_weights = [], []
    for place, word in enumerate(words):
        postings, runs = [], []
        for at, expansion in enumerate(word.expansions):
            number = numbers.get(expansion.term)
            if number is not None:
                start, stop = segment.offsets[number : number + 2].tolist()
                postings.append(Posting(start, stop, expansion.weight, number, at))
                runs.append(expansion.run_weight)
        if postings:
            bound = max(
                posting.weight * int(segment.highest[posting.term]) / 255 for posting in postings
            )
            size = sum(posting.stop - posting.start for posting in postings)
            clauses.append(Clause(place, tuple(postings), bound, size))
            run_weights.append(tuple(runs))
    return clauses, run_weights
