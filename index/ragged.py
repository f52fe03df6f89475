"""Stretches of flat arrays, many at a time."""

import numpy as np

from index.files import Array


def stretch_indices(starts: Array, lengths: Array) -> Array:
    """The indices of all stretches one after the other: `[s, s+1 ... s+n-1]` of each."""
    lengths = lengths.astype(np.int64)
    ends = np.cumsum(lengths)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts.astype(np.int64) - (ends - lengths), lengths) + np.arange(total)


def group_sums(values: Array, lengths: Array) -> Array:
    """The sum of each of the consecutive groups of these lengths; 0 for an empty group."""
    sums = np.concatenate((np.zeros(1, np.int64), np.cumsum(values, dtype=np.int64)))
    ends = np.cumsum(lengths.astype(np.int64))
    return sums[ends] - sums[ends - lengths]
