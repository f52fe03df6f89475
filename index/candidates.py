"""Which passages can be among the best by words alone: none that can is left out.

Impacts are stored rounded up to 1/255, so a sum of them is an upper bound. Words are
taken from the weightiest to the lightest; once no new passage can reach the best ones,
the rest is only looked up for the passages that are left (MaxScore, Turtle and Flood 1995).
"""

import threading
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from index.files import Array
from index.kernel import Kernel, collect
from index.segment import Segment

_WORTH_PRUNING = 2_000
"""Postings; shorter lists are cheaper to read than to skip."""

_LOOK_UP_COST = 4
"""Postings that can be read in the time that one passage is looked up."""

_NONE = np.empty(0, np.int32)
_ALL = np.empty(0, bool)

_ROUNDING = 1e-3
"""More than what 32-bit sums can be off."""


class Posting(NamedTuple):
    """A stretch of the postings and the most that one of them can add."""

    start: int
    stop: int
    weight: float
    term: int
    expansion: int
    """Place among the expansions of its word."""


class Clause(NamedTuple):
    """One word of the question in one segment; counts by its best posting."""

    word: int
    """Place in the question."""
    postings: tuple[Posting, ...]
    bound: float
    """The most that the word can add."""
    size: int


class Scratch(threading.local):
    """Room for the sums of one thread, all zero between searches but the places."""

    def __init__(self, kernel: Kernel | None = None) -> None:
        self.kernel = kernel
        self.touched = np.zeros(0, np.int32)
        self.sums = np.zeros(0, np.float32)
        self.word = np.zeros(0, np.float32)
        self.marks = np.zeros(0, np.int16)
        self.places = np.empty(0, np.int32)

    def fit(self, size: int) -> None:
        """Make room for so many passages."""
        if len(self.sums) < size:
            self.sums = np.zeros(size, np.float32)
            self.word = np.zeros(size, np.float32)
            if self.kernel is not None:
                self.touched = np.zeros(size, np.int32)

    def marks_for(self, size: int) -> Array:
        """One mark, 0, for each of so many terms."""
        if len(self.marks) < size:
            self.marks = np.zeros(size, np.int16)
        return self.marks

    def places_for(self, size: int) -> Array:
        """One place for each of so many forms; what stands there is left from another search."""
        if len(self.places) < size:
            self.places = np.empty(size, np.int32)
        return self.places


def find_candidates(  # noqa: PLR0913 - a hot loop: no object a call
    segment: Segment,
    clauses: Sequence[Clause],
    limit: int,
    mask: Array | None,
    scratch: Scratch,
    *,
    drift: float = 1.0,
) -> Array:
    """Passages in ascending order, among them the best `limit` by the sum of their words.

    `drift` is the mean length now over the one that the impacts were computed with.
    """
    scratch.fit(segment.size)
    order = sorted(clauses, key=lambda clause: (-clause.bound, clause.word))
    left = [0.0]
    for clause in reversed(order):
        left.append(left[-1] + clause.bound)
    left.reverse()
    slack = sum(clause.bound for clause in order) / 255 + _ROUNDING
    higher, lower = max(1.0, drift), min(1.0, drift)
    if scratch.kernel is not None:
        return _collect(segment, order, left, limit, mask, scratch, slack, lower / higher)
    sums = scratch.sums
    found: Array
    touched: list[Array] = []
    count = 0

    def floor(found: Array) -> float:
        """What a sum must reach to stay possible, before what is left is added."""
        if len(found) < limit:
            return 0.0
        best = np.partition(found, len(found) - limit)[len(found) - limit]
        return float((best - slack) * lower / higher)

    done = 0
    for clause in order:
        if clause.size > _WORTH_PRUNING and clause.size > count // 4 and touched:
            passages = touched[0] if len(touched) == 1 else np.concatenate(touched)
            touched = [passages]
            found = sums[passages]
            least = floor(found)
            if least > left[done]:
                alive = np.count_nonzero(found >= least - left[done])
                if alive * _LOOK_UP_COST < clause.size:
                    break
        fresh = _add(segment, clause, mask, scratch, is_first=not done)
        touched.append(fresh)
        count += len(fresh)
        done += 1
    passages = touched[0] if len(touched) == 1 else np.concatenate([_NONE, *touched])
    found = sums[passages]
    kept, _ = _keep(passages, found, floor(found) - left[done])
    kept = np.sort(kept)
    found = sums[kept]
    sums[passages] = 0
    passages = kept
    for at in range(done, len(order)):
        found = found + _look_up(segment, order[at], passages)
        passages, found = _keep(passages, found, floor(found) - left[at + 1])
    return passages


def _collect(  # noqa: PLR0913, PLR0917 - a hot loop: no object a call
    segment: Segment,
    order: Sequence[Clause],
    left: Sequence[float],
    limit: int,
    mask: Array | None,
    scratch: Scratch,
    slack: float,
    ratio: float,
) -> Array:
    """The same by compiled loops."""
    postings = [posting for clause in order for posting in clause.postings]
    ends = list(accumulate(len(clause.postings) for clause in order))
    limit = min(limit, segment.size)
    count = (scratch.kernel or collect)(
        segment.passage,
        segment.impact,
        np.array([posting.start for posting in postings], np.int64),
        np.array([posting.stop for posting in postings], np.int64),
        np.array([posting.weight / 255 for posting in postings], np.float32),
        np.array(ends, np.int64),
        np.array(left),
        _ALL if mask is None else mask,
        limit,
        slack,
        ratio,
        scratch.sums,
        scratch.word,
        scratch.touched,
        np.empty(limit, np.float32),
    )
    return np.sort(scratch.touched[:count])


def impacts_at(segment: Segment, posting: Posting, passages: Array) -> tuple[Array, Array]:
    """Where a term stands among some passages (ascending): their places, its postings'."""
    mine = segment.passage[posting.start : posting.stop]
    if len(mine) < len(passages) // 8:
        places = np.minimum(passages.searchsorted(mine), len(passages) - 1)
        at = np.flatnonzero(passages[places] == mine)
        return places[at], at + posting.start
    at = np.minimum(mine.searchsorted(passages), len(mine) - 1)
    places = (mine[at] == passages).nonzero()[0]
    return places, at[places] + posting.start


def _add(
    segment: Segment, clause: Clause, mask: Array | None, scratch: Scratch, *, is_first: bool
) -> Array:
    """Add a word to the sums; returns the passages that had none before."""
    sums = scratch.sums
    if len(clause.postings) == 1:
        passages, values = _values(segment, clause.postings[0], mask)
        if is_first:
            sums[passages] = values
            return passages
        before = sums[passages]
        sums[passages] = before + values
        new: Array = passages[before == 0]
        return new
    word = scratch.word
    parts = [_values(segment, posting, mask) for posting in clause.postings]
    for passages, values in parts:
        word[passages] = np.maximum(word[passages], values)
    fresh = []
    for passages, _ in parts:
        before = sums[passages]
        values = word[passages]
        word[passages] = 0
        sums[passages] = before + values
        fresh.append(passages[before == 0])
    return np.concatenate(fresh)


def _values(segment: Segment, posting: Posting, mask: Array | None) -> tuple[Array, Array]:
    passages = segment.passage[posting.start : posting.stop]
    impact = segment.impact[posting.start : posting.stop]
    if mask is not None:
        kept = mask[passages]
        passages, impact = passages[kept], impact[kept]
    values: Array = np.multiply(impact, np.float32(posting.weight / 255), dtype=np.float32)
    return passages, values


def _look_up(segment: Segment, clause: Clause, passages: Array) -> Array:
    values: Array = np.zeros(len(passages), np.float32)
    for posting in clause.postings:
        places, at = impacts_at(segment, posting, passages)
        weight = np.float32(posting.weight / 255)
        found = np.multiply(segment.impact[at], weight, dtype=np.float32)
        values[places] = np.maximum(values[places], found)
    return values


def _keep(passages: Array, found: Array, least: float) -> tuple[Array, Array]:
    if least <= 0:
        return passages, found
    kept = found >= least
    return passages[kept], found[kept]
