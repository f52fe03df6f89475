"""A segment in the next generation, without the documents that have been withdrawn."""

import json
from collections.abc import Collection
from pathlib import Path

import numpy as np

from index.files import Array, link, write_array
from index.ragged import group_sums, stretch_indices
from index.segment import Segment, read_meta

_REPLACED = frozenset(
    (
        "segment.json",
        "kept.u1",
        "frequency.i4",
        "run_frequency.i4",
        "form_count.i8",
        "gram.frequency",
    )
)


def carry_over(segment: Segment, folder: Path, withdrawn: Collection[str]) -> bool:
    """Link a segment's files into another folder; counts without the withdrawn documents.

    Says whether anything is left; if not, nothing is written.
    """
    gone = segment.allowed("document", frozenset(withdrawn)) & segment.found()
    if int(gone.sum()) == segment.live:
        return False
    folder.mkdir()
    for path in segment.folder.iterdir():
        if path.name not in _REPLACED or not gone.any():
            link(path, folder / path.name)
    if gone.any():
        _write_counts(segment, folder, gone)
    return True


def _write_counts(segment: Segment, folder: Path, gone: Array) -> None:
    kept = segment.found() & ~gone
    write_array(folder / "kept.u1", kept.astype(np.uint8))
    shared = np.flatnonzero(gone & (segment.shared > 0)).astype(np.int32)
    forms, lengths = segment.forms_of(shared)
    terms, runs = segment.form_term[forms], np.repeat(segment.run[shared], lengths)
    passages = np.repeat(shared, lengths)
    _write_less(folder / "frequency.i4", segment.frequency, _once(terms, passages))
    _write_less(folder / "run_frequency.i4", segment.run_frequency, _once(terms, runs))
    _write_less(folder / "form_count.i8", segment.form_count, forms)
    table = segment.grams
    begins = table.offsets[forms].astype(np.int64)
    counts = table.offsets[forms + 1].astype(np.int64) - begins
    grams = table.known.searchsorted(table.keys[stretch_indices(begins, counts)])
    _write_less(folder / "gram.frequency", table.frequency, grams)
    meta = read_meta(segment.folder)
    totals = meta["shared"]
    meta["live"] = int(kept.sum())
    totals["passages"] -= len(shared)
    totals["words"] -= int(segment.length[shared].sum())
    totals["all_words"] -= int(lengths.sum())
    totals["grams"] -= int(group_sums(counts, lengths).sum())
    totals["runs"] -= len(np.unique(segment.run[shared]))
    (folder / "segment.json").write_text(json.dumps(meta), "utf-8")


def _write_less(path: Path, counts: Array, numbers: Array) -> None:
    """Write counts less one for each time that a number is named."""
    less = counts.copy()
    less -= np.bincount(numbers, minlength=len(counts)).astype(counts.dtype)
    write_array(path, less)


def _once(terms: Array, places: Array) -> Array:
    """The term of each pair, every pair once."""
    pairs = np.unique(np.stack((places, terms)), axis=1)
    once: Array = pairs[1]
    return once
