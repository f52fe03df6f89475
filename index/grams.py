"""4-grams inside words: `klage` -> `_kla`, `klag`, `lage`, `age_`.

They bridge compounds, inflection and misprints. Passages are not indexed by them: the
grams of each form are stored once, and the first candidates are scored from their forms.
A gram is four bytes of the folded word, packed into one number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.files import Array
from index.ragged import stretch_indices

_LENGTH = 4
_SPREAD = np.uint32(2654435761)


@dataclass(frozen=True, slots=True)
class GramTable:
    """The grams of each form of a segment, and how often each gram is met."""

    keys: Array
    sieve: Array
    offsets: Array
    known: Array
    """All grams in order."""
    frequency: Array
    """In how many passages of the shared collection, at most."""


def pack(form: str) -> list[int]:
    """The grams of one word, each once, in order."""
    padded = _padded(form.encode("utf-8", "replace"))
    windows = (padded[at : at + _LENGTH] for at in range(len(padded) - _LENGTH + 1))
    return list(dict.fromkeys(int.from_bytes(window, "little") for window in windows))


def grams_of_forms(raws: Iterable[bytes]) -> tuple[Array, Array]:
    """The grams of many forms as one flat array, and where each form's begin."""
    padded = [_padded(raw) for raw in raws]
    lengths = np.fromiter(map(len, padded), np.int64, len(padded))
    blob = np.frombuffer(b"".join(padded), np.uint8).astype(np.uint32)
    starts = np.cumsum(lengths) - lengths
    counts = lengths - _LENGTH + 1
    at = stretch_indices(starts, counts)
    keys = blob[at] | blob[at + 1] << 8 | blob[at + 2] << 16 | blob[at + 3] << 24
    offsets = np.zeros(len(padded) + 1, np.uint64)
    np.cumsum(counts, out=offsets[1:])
    return keys.astype(np.uint32), offsets


def find_grams(table: GramTable, forms: Array, wanted: Sequence[int]) -> tuple[Array, Array]:
    """Which of some forms have which wanted grams: places of both, by form, one pair an element.

    A form that has a gram twice stands with it twice. `wanted` is in ascending order.
    """
    keys = np.array(wanted, np.uint32)
    begins = table.offsets[forms].astype(np.int64)
    counts = table.offsets[forms + 1].astype(np.int64) - begins
    sieve = np.zeros(1 << 16, bool)
    sieve[sieve_of(keys)] = True
    at = stretch_indices(begins, counts)
    likely = sieve[table.sieve[at]].nonzero()[0]
    found = table.keys[at[likely]]
    places = np.minimum(keys.searchsorted(found), len(keys) - 1)
    right = keys[places] == found
    return counts.cumsum().searchsorted(likely[right], side="right"), places[right]


def sieve_of(keys: Array) -> Array:
    """16 bits of each gram, by which most of those that are not wanted fall through."""
    bits: Array = (keys * _SPREAD >> np.uint32(16)).astype(np.uint16)
    return bits


def _padded(raw: bytes) -> bytes:
    return (b"_" + raw + b"_").ljust(_LENGTH, b"_")
