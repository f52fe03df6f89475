"""The best passages by words with exact scores, as plain loops for numba to compile.

What `index/plain.py` does with arrays, in one pass over windows of passages: impacts are
summed as whole numbers, rounded up, and every passage whose sum says that it can be among
the best so far is scored with rank_bm25's operations in rank_bm25's order, so the scores
are the same to the last bit. Nothing is skipped: looking passages up cost more than reading.
"""

from functools import cache

import numpy as np

from index.counts import TEXT_LIMIT
from index.files import Array
from index.kernel import Kernel

WINDOW = 8_192
"""Passages whose sums are held at a time."""

_HIGHEST_SUM = 1 << 30
"""Sums are whole numbers up to this, rounded up: compilers add and compare many at a time."""

_ROUNDING = 8
"""More than what the least sum can be off."""

_BLOCK = 64
"""Sums that are passed over together; the window is a multiple of it."""


@cache
def compiled_plain() -> Kernel | None:
    """The compiled loops, None where numba is not installed."""
    try:
        from numba import njit  # noqa: PLC0415 - slow to load, and not everywhere
    except ImportError:
        return None
    kernel: Kernel = njit(cache=True, nogil=True, error_model="numpy")(best_by_words)
    return kernel


def best_by_words(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - one loop nest
    passage: Array,
    impact: Array,
    count: Array,
    length: Array,
    forward: Array,
    forward_offsets: Array,
    form_term: Array,
    mask: Array,
    facts: Array,
    rows: Array,
    settings: Array,
    sums: Array,
    scores: Array,
    found: Array,
) -> int:
    """Put the best passages into `found` and their scores into `scores`; returns how many.

    `facts` has a row for each term: where its postings start and stop, its idf, its highest
    impact and its number. `rows` are the question's words as rows of `facts`. `settings` are
    k1, b, the mean length, delta, and the most that impacts have grown since they were
    stored. `mask` is empty when all passages may be found. `sums` is zero before and after.
    """
    k1, b, mean, delta, growth = settings[0], settings[1], settings[2], settings[3], settings[4]
    terms, limit = len(facts), len(scores)
    weight = np.zeros(terms, np.float64)
    constant = 0.0
    for row in rows:
        weight[row] += facts[row, 2] * (k1 + 1) / 255 * growth
        constant += facts[row, 2] * delta
    scale = _HIGHEST_SUM / (255 * weight.sum() + 255)
    step = np.zeros(terms, np.int64)
    cursor = np.zeros(terms, np.int64)
    begin = np.zeros(terms, np.int64)
    stop = np.zeros(terms, np.int64)
    times = np.zeros(terms, np.int64)
    for term in range(terms):
        step[term] = np.int64(weight[term] * scale) + 1
        cursor[term] = np.int64(facts[term, 0])
        stop[term] = np.int64(facts[term, 1])
    filled = 0
    least = np.int64(1)
    while True:
        low_end = np.int64(-1)
        for term in range(terms):
            if cursor[term] < stop[term]:
                first = np.int64(passage[cursor[term]])
                if low_end < 0 or first < low_end:
                    low_end = first
        if low_end < 0:
            break
        high_end = low_end + len(sums)
        for term in range(terms):
            low = cursor[term]
            begin[term] = low
            jump = np.int64(64)
            high = low
            while high < stop[term] and passage[high] < high_end:
                low = high + 1
                high += jump
                jump *= 2
            high = min(high, stop[term])
            while low < high:
                middle = (low + high) >> 1
                if passage[middle] < high_end:
                    low = middle + 1
                else:
                    high = middle
            cursor[term] = low
            value = step[term]
            for at in range(begin[term], low):
                sums[passage[at] - low_end] += value * impact[at]
        for block in range(0, len(sums), _BLOCK):
            most = np.int32(0)
            for at in range(block, block + _BLOCK):
                most = max(most, sums[at])
            if most < least:
                continue
            for inside in range(block, block + _BLOCK):
                if sums[inside] < least:
                    continue
                one = low_end + inside
                if len(mask) and not mask[one]:
                    continue
                for term in range(terms):
                    low, high = begin[term], cursor[term]
                    while low < high:
                        middle = (low + high) >> 1
                        if passage[middle] < one:
                            low = middle + 1
                        else:
                            high = middle
                    times[term] = 0
                    if low < cursor[term] and passage[low] == one:
                        times[term] = count[low] & TEXT_LIMIT
                is_met = False
                for term in range(terms):
                    if times[term] == TEXT_LIMIT:
                        times[term] = 0
                        start = np.int64(forward_offsets[one])
                        for at in range(start, start + length[one]):
                            times[term] += form_term[forward[at]] == facts[term, 4]
                    is_met = is_met or times[term] > 0
                if not is_met:
                    continue
                norm = k1 * (1 - b + b * length[one] / mean)
                score = 0.0
                for row in rows:
                    score += facts[row, 2] * (delta + (times[row] * (k1 + 1)) / (norm + times[row]))
                # The best first; a level one that comes later stands behind.
                if filled < limit:
                    filled += 1
                elif score <= scores[limit - 1]:
                    continue
                place = filled - 1
                while place and score > scores[place - 1]:
                    scores[place] = scores[place - 1]
                    found[place] = found[place - 1]
                    place -= 1
                scores[place] = score
                found[place] = one
                if filled == limit:
                    least = max(
                        np.int64(1), np.int64((scores[limit - 1] - constant) * scale) - _ROUNDING
                    )
        sums[:] = 0
    return filled
