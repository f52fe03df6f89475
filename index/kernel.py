"""The sums of `index/candidates.py` as plain loops, for numba to compile where it is installed.

The same passages come out as without it; tests run the loops uncompiled. Worth it only in a
process that answers many questions: loading numba takes longer than a hundred searches.
"""

from collections.abc import Callable
from functools import cache

from index.files import Array

Kernel = Callable[..., int]

_LOOK_UP_COST = 12
_WORTH_PRUNING = 512


@cache
def compiled() -> Kernel | None:
    """The compiled loops, None where numba is not installed."""
    try:
        from numba import njit  # noqa: PLC0415 - slow to load, and not everywhere
    except ImportError:
        return None
    kernel: Kernel = njit(cache=True, nogil=True)(collect)
    return kernel


def collect(  # noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - one loop nest for the compiler
    passage: Array,
    impact: Array,
    starts: Array,
    stops: Array,
    weights: Array,
    ends: Array,
    left: Array,
    mask: Array,
    limit: int,
    slack: float,
    ratio: float,
    sums: Array,
    word: Array,
    touched: Array,
    heap: Array,
) -> int:
    """Put the passages that can be among the best into `touched`; returns how many.

    Words are the groups of postings up to each of `ends`; `left[i]` is the most that the
    words from i on can add. `mask` is empty when all passages may be found. `sums` and
    `word` are all zero before and after.
    """
    count = 0
    first = 0
    is_pruning = False
    for clause in range(len(ends) + 1):
        last = ends[clause] if clause < len(ends) else first
        size = 0
        for posting in range(first, last):
            size += stops[posting] - starts[posting]
        if count >= limit and (size > _WORTH_PRUNING or clause == len(ends)):
            # The limit-th best sum so far, by a heap whose smallest stands first.
            for place in range(limit):
                heap[place] = 0.0
            for at in range(count):
                value = sums[touched[at]]
                if value > heap[0]:
                    place = 0
                    while True:
                        child = 2 * place + 1
                        if child >= limit:
                            break
                        if child + 1 < limit and heap[child + 1] < heap[child]:
                            child += 1
                        if heap[child] >= value:
                            break
                        heap[place] = heap[child]
                        place = child
                    heap[place] = value
            least = (heap[0] - slack) * ratio
            if least > left[clause]:
                is_pruning = True
            if is_pruning or clause == len(ends):
                alive = 0
                for at in range(count):
                    found = touched[at]
                    if sums[found] >= least - left[clause]:
                        touched[alive] = found
                        alive += 1
                    else:
                        sums[found] = 0.0
                count = alive
        if is_pruning and count * _LOOK_UP_COST < size:
            for at in range(count):
                found = touched[at]
                best = 0.0
                for posting in range(first, last):
                    low, high = starts[posting], stops[posting]
                    while low < high:
                        middle = (low + high) >> 1
                        if passage[middle] < found:
                            low = middle + 1
                        else:
                            high = middle
                    if low < stops[posting] and passage[low] == found:
                        best = max(best, weights[posting] * impact[low])
                sums[found] += best
        else:
            is_alone = last - first == 1
            for posting in range(first, last):
                weight = weights[posting]
                for at in range(starts[posting], stops[posting]):
                    found = passage[at]
                    before = sums[found]
                    if before == 0.0 and (is_pruning or (len(mask) and not mask[found])):
                        continue
                    value = weight * impact[at]
                    if is_alone:
                        sums[found] = before + value
                    elif value > word[found]:
                        sums[found] = before + (value - word[found])
                        word[found] = value
                    if before == 0.0:
                        touched[count] = found
                        count += 1
            if not is_alone:
                for posting in range(first, last):
                    for at in range(starts[posting], stops[posting]):
                        word[passage[at]] = 0.0
        first = last
    for at in range(count):
        sums[touched[at]] = 0.0
    return count
