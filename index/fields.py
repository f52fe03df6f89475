"""Parts of the score of a candidate: its words, 4-grams, closeness, and its document.

All functions take the candidates of one segment in ascending order and return one number
for each, in the same order.
"""

from collections.abc import Sequence

import numpy as np

from index.candidates import Clause, Posting, Scratch, impacts_at
from index.counts import whole_count
from index.files import Array
from index.grams import find_grams, pack
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
    """The forms of the candidates in reading order, read once.

    `forms` holds each of them once; `order` says which one stands at each place of the text.
    """

    def __init__(self, segment: Segment, passages: Array, scratch: Scratch) -> None:
        self.segment = segment
        self.passages = passages
        text, self.lengths = segment.forms_of(passages)
        self.ends = self.lengths.cumsum()
        # Each form keeps the last place that was written to it, so that place stands for it.
        places = scratch.places_for(len(segment.forms))
        every = np.arange(len(text), dtype=np.int32)
        places[text] = every
        self.forms = text[places[text] == every]
        places[self.forms] = every[: len(self.forms)]
        self.order = places[text]

    def count_grams(self, wanted: Sequence[int]) -> Array:
        """How often each passage (rows) has each wanted gram; `wanted` is in ascending order."""
        form, gram = find_grams(self.segment.grams, self.forms, wanted)
        sizes = np.bincount(form, minlength=len(self.forms))
        at = sizes[self.order].nonzero()[0]
        met = self.order[at]
        passage = np.repeat(self.ends.searchsorted(at, side="right"), sizes[met])
        grams = gram[stretch_indices((sizes.cumsum() - sizes)[met], sizes[met])]
        rows, columns = len(self.passages), len(wanted)
        cells = np.bincount(passage * columns + grams, minlength=rows * columns)
        return cells.reshape(rows, columns)


def score_grams(text: CandidateText, words: Sequence[SearchWord], scoring: Scoring) -> Array:
    """BM25 over the 4-grams of the question's words."""
    own = [word.word.form for word in words if not word.word.stands_for]
    wanted = sorted({gram for form in own for gram in pack(form)})
    if not wanted or not len(text.forms):
        return np.zeros(len(text.passages))
    counts = text.count_grams(wanted)
    relative = text.segment.gram_length[text.passages] / scoring.statistics.mean_grams
    norm = scoring.weights.gram_k1 * (
        1 - scoring.weights.gram_b + scoring.weights.gram_b * relative
    )
    idfs = scoring.statistics.gram_idfs(np.array(wanted, np.uint32))
    scores: Array = (counts / (counts + norm[:, None]) * idfs).sum(axis=1)
    return scores


def score_proximity(
    text: CandidateText, clauses: Sequence[Clause], idfs: Array, reach: int, scratch: Scratch
) -> Array:
    """Pairs of the question's words: the lesser idf over the squared distance, best place."""
    scores = np.zeros(len(text.passages))
    if len(clauses) < 2:
        return scores
    at, word = _occurrences(text, clauses, scratch)
    ends = text.ends
    passage = ends.searchsorted(at, side="right")
    headings = text.segment.heading_length[text.passages][passage]
    position = at + 2 * reach * (at >= ends[passage] - headings)
    keys, values = [], []
    for lag in range(1, _LAGS + 1):
        one, other = word[:-lag], word[lag:]
        apart = position[lag:] - position[:-lag]
        near = ((passage[lag:] == passage[:-lag]) & (one != other) & (apart <= reach)).nonzero()[0]
        one, other = one[near], other[near]
        pair = np.minimum(one, other) * len(idfs) + np.maximum(one, other)
        keys.append(passage[near] * len(idfs) ** 2 + pair)
        values.append(np.minimum(idfs[one], idfs[other]) / apart[near] ** 2)
    key, value = np.concatenate(keys), np.concatenate(values)
    order = np.lexsort((-value, key))
    key = key[order]
    first = np.ones(len(key), bool)
    first[1:] = key[1:] != key[:-1]
    passage = key[first] // len(idfs) ** 2
    return np.bincount(passage, value[order][first], len(scores))


def _occurrences(
    text: CandidateText, clauses: Sequence[Clause], scratch: Scratch
) -> tuple[Array, Array]:
    """Where words of the question stand among the candidates' forms, and which ones."""
    marks = scratch.marks_for(len(text.segment.terms))
    terms = [posting.term for clause in reversed(clauses) for posting in clause.postings]
    words = [clause.word for clause in reversed(clauses) for _ in clause.postings]
    marks[terms] = np.array(words, np.int16) + 1
    found = marks[text.segment.form_term[text.forms]][text.order]
    marks[terms] = 0
    at = found.nonzero()[0]
    return at, found[at].astype(np.int64) - 1


def score_documents(
    text: CandidateText,
    words: Sequence[SearchWord],
    clauses: Sequence[Clause],
    scoring: Scoring,
) -> Array:
    """BM25 of the documents that the candidates stand in, each read as one text.

    Each word counts by its closest term alone.
    """
    segment = text.segment
    runs, back = np.unique(segment.run[text.passages], return_inverse=True)
    first, last = segment.run_start[runs], segment.run_start[runs + 1]
    offsets = segment.forward_offsets
    lengths = (offsets[last] - offsets[first]).astype(np.float64)
    b = scoring.weights.document_b
    relative = lengths / scoring.statistics.mean_run
    norm = scoring.weights.document_k1 * (1 - b + b * relative)
    scores = np.zeros(len(runs))
    for clause in clauses:
        posting = clause.postings[0]
        if posting.expansion == 0:
            count = _run_counts(segment, posting, first, last, scoring.weights.heading)
            scores += words[clause.word].expansions[0].run_weight * count / (count + norm)
    result: Array = scores[back]
    return result


def _run_counts(
    segment: Segment, posting: Posting, first: Array, last: Array, heading: float
) -> Array:
    mine = segment.passage[posting.start : posting.stop]
    low = mine.searchsorted(first)
    sizes = mine.searchsorted(last) - low
    packed = segment.count[posting.start + stretch_indices(low, sizes)]
    doubled = (2 * whole_count(packed, heading)).astype(np.int64)
    return group_sums(doubled, sizes) / 2
