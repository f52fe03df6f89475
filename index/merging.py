"""Small segments to one, from what is stored: no text is read again."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.analysis import DanishAnalyzer
from index.inversion import SegmentWriter
from index.segment import Segment
from index.weights import default_weights

MOST_SEGMENTS = 4
"""A search visits each of them."""

_LEFT = 2


def to_merge(sizes: Mapping[str, int]) -> list[str]:
    """The names of the smallest segments, once there are too many."""
    if len(sizes) <= MOST_SEGMENTS:
        return []
    ascending = sorted(sizes, key=lambda name: (sizes[name], name))
    return ascending[: len(sizes) - _LEFT]


def merge(segments: Sequence[Segment], folder: Path, analyzer: DanishAnalyzer) -> None:
    """Write one segment of what can still be found in several."""
    writer = SegmentWriter(folder, analyzer, default_weights())
    for segment in segments:
        facets = {name: segment.facet_values(name) for name in segment.facet_names}
        for passage in np.flatnonzero(segment.found()).tolist():
            forms, _ = segment.forms_of(np.array([passage]))
            words = [segment.forms[number] for number in forms.tolist()]
            cut = int(segment.length[passage])
            values = {name: column[passage] for name, column in facets.items()}
            present = {name: value for name, value in values.items() if value}
            writer.add_forms(segment.passages[passage], words[:cut], words[cut:], present)
    writer.close()
