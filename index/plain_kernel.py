"""The best passages by words with exact scores, as plain loops for numba to compile.

What `index/plain.py` does with arrays, in one pass over windows of passages: once the best
so far are known, words that cannot lift a passage among them are only looked up (MaxScore).
Every passage that can still be among the best is scored with rank_bm25's operations in
rank_bm25's order, so the scores are the same to the last bit.
"""

from functools import cache

import numpy as np

from index.counts import TEXT_LIMIT
from index.files import Array
from index.kernel import Kernel

WINDOW = 16_384
"""Passages whose sums are held at a time."""

_HIGHEST_SUM = 1 << 30
"""Sums are whole numbers up to this, rounded up: compilers add and compare many at a time."""

_ROUNDING = 8
"""More than what the least sum can be off."""

_BLOCK = 64
"""Sums that are passed over together; the window is a multiple of it."""

_WORTH = 4
"""Words are only looked up once they can add less than this part of the least sum."""


@cache
def compiled_plain() -> Kernel | None:
    """The compiled loops, None where numba is not installed."""
    try:
        from numba import njit  # noqa: PLC0415 - slow to load, and not everywhere
    except ImportError:
        return None
    kernel: Kernel = njit(cache=True, nogil=True, error_model="numpy")(best_by_words)
    return kernel


def best_by_words(  # noqa: C901, PLR0912, PLR0913, PLR0914, PLR0915, PLR0917 - one loop nest
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
    # Weightiest first; left[i] is the most that the terms from i on can add.
    order = np.argsort(-(weight * facts[:, 3]))
    scale = _HIGHEST_SUM / (255 * weight.sum() + 255)
    left = np.zeros(terms + 1, np.int64)
    step = np.zeros(terms, np.int64)
    cursor = np.zeros(terms, np.int64)
    begin = np.zeros(terms, np.int64)
    stop = np.zeros(terms, np.int64)
    times = np.zeros(terms, np.int64)
    for place in range(terms - 1, -1, -1):
        row = order[place]
        step[place] = np.int64(weight[row] * scale) + 1
        left[place] = left[place + 1] + step[place] * np.int64(facts[row, 3])
        cursor[place] = np.int64(facts[row, 0])
        stop[place] = np.int64(facts[row, 1])
    filled = 0
    least = np.int64(1)
    driving = terms
    while True:
        while driving and left[driving - 1] * _WORTH < least:
            driving -= 1
        if left[0] < least:
            break
        low_end = np.int64(-1)
        for place in range(driving):
            if cursor[place] < stop[place]:
                first = np.int64(passage[cursor[place]])
                if low_end < 0 or first < low_end:
                    low_end = first
        if low_end < 0:
            break
        high_end = low_end + len(sums)
        for place in range(terms):
            low = cursor[place]
            begin[place] = low
            if place >= driving:
                continue
            jump = np.int64(64)
            high = low
            while high < stop[place] and passage[high] < high_end:
                low = high + 1
                high += jump
                jump *= 2
            high = min(high, stop[place])
            while low < high:
                middle = (low + high) >> 1
                if passage[middle] < high_end:
                    low = middle + 1
                else:
                    high = middle
            cursor[place] = low
            value = step[place]
            for at in range(begin[place], low):
                sums[passage[at] - low_end] += value * impact[at]
        needed = max(np.int64(1), least - left[driving])
        for block in range(0, len(sums), _BLOCK):
            most = np.int32(0)
            for at in range(block, block + _BLOCK):
                most = max(most, sums[at])
            if most < needed:
                continue
            for inside in range(block, block + _BLOCK):
                if sums[inside] < needed:
                    continue
                one = low_end + inside
                if len(mask) and not mask[one]:
                    continue
                total = np.int64(sums[inside])
                is_possible = True
                for turn in range(terms):
                    place = driving + turn
                    if place < terms:
                        if total + left[place] < least:
                            is_possible = False
                            break
                        low = begin[place]
                        jump = np.int64(1)
                        high = low
                        while high < stop[place] and passage[high] < one:
                            low = high + 1
                            high += jump
                            jump *= 2
                        high = min(high, stop[place])
                    else:
                        place -= terms
                        low, high = begin[place], cursor[place]
                    while low < high:
                        middle = (low + high) >> 1
                        if passage[middle] < one:
                            low = middle + 1
                        else:
                            high = middle
                    times[order[place]] = 0
                    if place >= driving:
                        begin[place] = cursor[place] = low
                    if low < stop[place] and passage[low] == one:
                        times[order[place]] = count[low] & TEXT_LIMIT
                        if place >= driving:
                            total += step[place] * impact[low]
                if not is_possible or total < least:
                    continue
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
                    least = max(1, np.int64((scores[limit - 1] - constant) * scale) - _ROUNDING)
                    needed = max(np.int64(1), least - left[driving])
        sums[:] = 0
    return filled
