"""How often a term stands in a passage: text and heading packed into 16 bits."""

from index.files import Array

TEXT_LIMIT = 1023
HEADING_LIMIT = 63
"""Counts are stored up to these."""

HEADING_SHIFT = 10


def whole_count(packed: Array, heading: float) -> Array:
    """Counts as the ranking uses them: the text's and `heading` times the heading's."""
    return (packed & TEXT_LIMIT) + heading * (packed >> HEADING_SHIFT)


def text_count(packed: Array) -> Array:
    """The text's counts alone."""
    return packed & TEXT_LIMIT
