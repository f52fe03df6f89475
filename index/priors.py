"""What a passage is worth in law, where the match is alike: a factor near 1 on its score.

Source: `index/data/vaegte.toml`, section `ret`.
"""

from collections.abc import Mapping

import numpy as np

from index.files import Array
from index.segment import Segment


class Priors:
    """The factors of the passages of one segment."""

    def __init__(self, segment: Segment, weights: Mapping[str, Mapping[str, float]]) -> None:
        self._columns = [
            (segment.facet_codes(name), _factors(segment.facet_table(name), values))
            for name, values in weights.items()
            if name in segment.facet_names
        ]

    def factors(self, passages: Array) -> Array:
        """The product of what the facets of each passage say."""
        product = np.ones(len(passages))
        for codes, factors in self._columns:
            product *= factors[codes[passages]]
        return product


def _factors(table: Mapping[str, int], values: Mapping[str, float]) -> Array:
    factors = np.ones(max(table.values(), default=0) + 1)
    for value, factor in values.items():
        if value in table:
            factors[table[value]] = factor
    return factors
