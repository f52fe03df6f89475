"""Parts of the score of a candidate: its words, 4-grams, closeness, and its document.

All functions take the candidates of one segment in ascending order and return one number
for each, in the same order.
"""

from collections.abc import Sequence

import numpy as np

from index.candidates import Clause, Posting, impacts_at
from index.counts import whole_count
from index.files import Array
from index.grams import count_grams, pack
from index.query import SearchWord
from index.ragged import group_sums, stretch_indices
from index.segment import Segment
from index.statistics import Scoring

_LAGS = 3
"""Words of the question are close when at most two others of them stand between."""


def score_words(
    segment: Segment,
    clauses: Sequence[Clause],
    passages: Array,
    scoring: Scoring,
) -> tuple[Array, Array]:
    """BM25 of each word (rows) in each candidate, and which expansion gave it (-1: none)."""
    scores = np.zeros((len(clauses), len(passages)))
    chosen = np.full((len(clauses), len(passages)), -1, np.int16)
    lengths = segment.length[passages]
    norm = scoring.weights.k1 * (
        1 - scoring.weights.b + scoring.weights.b * lengths / scoring.statistics.mean_words
    )
    for row, clause in enumerate(clauses):
        for posting in clause.postings:
            places, at = impacts_at(segment, posting, passages)
            count = whole_count(segment.count[at], scoring.weights.heading)
            value = posting.weight * count / (count + norm[places])
            better = value > scores[row, places]
            scores[row, places[better]] = value[better]
            chosen[row, places[better]] = posting.expansion
    return scores, chosen


class CandidateText:
    """The forms of the candidates in reading order, read once."""

    def __init__(self, segment: Segment, passages: Array) -> None:
        self.segment = segment
        self.passages = passages
        self.forms, self.lengths = segment.forms_of(passages)


def score_grams(text: CandidateText, words: Sequence[SearchWord], scoring: Scoring) -> Array:
    """BM25 over the 4-grams of the question's words."""
    wanted = sorted({gram for word in words for gram in pack(word.word.form)})
    if not wanted or not len(text.forms):
        return np.zeros(len(text.passages))
    counts = count_grams(text.segment.grams, text.forms, text.lengths, wanted)
    relative = text.segment.gram_length[text.passages] / scoring.statistics.mean_grams
    norm = scoring.weights.gram_k1 * (
        1 - scoring.weights.gram_b + scoring.weights.gram_b * relative
    )
    idfs = scoring.statistics.gram_idfs(np.array(wanted, np.uint32))
    scores: Array = (counts / (counts + norm[:, None])) @ idfs
    return scores


def score_proximity(
    text: CandidateText, clauses: Sequence[Clause], idfs: Array, reach: int
) -> Array:
    """Pairs of the question's words: the lesser idf over the squared distance, best place."""
    scores = np.zeros(len(text.passages))
    terms = [(posting.term, clause.word) for clause in clauses for posting in clause.postings]
    if len(clauses) < 2 or not len(text.forms):
        return scores
    numbers, first = np.unique(np.array([term for term, _ in terms], np.int32), return_index=True)
    word_of = np.array([word for _, word in terms])[first]
    read = text.segment.form_term[text.forms]
    place = np.minimum(np.searchsorted(numbers, read), len(numbers) - 1)
    at = np.flatnonzero(numbers[place] == read)
    ends = np.cumsum(text.lengths)
    passage = np.searchsorted(ends, at, side="right")
    headings = text.segment.heading_length[text.passages][passage]
    position = at + np.where(at >= ends[passage] - headings, 2 * reach, 0)
    word = word_of[place[at]]
    keys, values = [], []
    for lag in range(1, min(_LAGS + 1, len(at))):
        one, other = word[:-lag], word[lag:]
        apart = position[lag:] - position[:-lag]
        near = (passage[lag:] == passage[:-lag]) & (one != other) & (apart <= reach)
        low, high = np.minimum(one, other)[near], np.maximum(one, other)[near]
        keys.append((passage[lag:][near] * len(idfs) + low) * len(idfs) + high)
        values.append(np.minimum(idfs[low], idfs[high]) / apart[near] ** 2)
    if keys:
        key, value = np.concatenate(keys), np.concatenate(values)
        order = np.lexsort((-value, key))
        best = order[np.diff(key[order], prepend=-1) != 0]
        np.add.at(scores, key[best] // len(idfs) ** 2, value[best])
    return scores


def score_documents(
    segment: Segment,
    clauses: Sequence[Clause],
    run_weights: Sequence[Sequence[float]],
    passages: Array,
    scoring: Scoring,
) -> Array:
    """BM25 of the documents that the candidates stand in, each read as one text."""
    runs, back = np.unique(segment.run[passages], return_inverse=True)
    first, last = segment.run_start[runs], segment.run_start[runs + 1]
    offsets = segment.forward_offsets
    lengths = (offsets[last] - offsets[first]).astype(np.float64)
    b = scoring.weights.document_b
    norm = scoring.weights.document_k1 * (1 - b + b * lengths / scoring.statistics.mean_run)
    scores = np.zeros(len(runs))
    for clause, postings_weights in zip(clauses, run_weights, strict=True):
        best = np.zeros(len(runs))
        for posting, weight in zip(clause.postings, postings_weights, strict=True):
            count = _run_counts(segment, posting, first, last, scoring.weights.heading)
            best = np.maximum(best, weight * count / (count + norm))
        scores += best
    result: Array = scores[back]
    return result


def _run_counts(
    segment: Segment, posting: Posting, first: Array, last: Array, heading: float
) -> Array:
    mine = segment.passage[posting.start : posting.stop]
    low = np.searchsorted(mine, first)
    sizes = np.searchsorted(mine, last) - low
    packed = segment.count[posting.start + stretch_indices(low, sizes)]
    doubled = (2 * whole_count(packed, heading)).astype(np.int64)
    return group_sums(doubled, sizes) / 2
