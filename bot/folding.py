"""Near-identical passages shown as one: copies stay indexed, folding happens at answer time."""

import re
from collections.abc import Sequence

from corpus.model import Passage

_SHINGLE = 4
_SAME = 0.7
"""Share of the shorter passage's word 4-grams that the other must hold."""


def fold(passages: Sequence[Passage]) -> list[list[int]]:
    """Groups of indexes of near-identical passages, in the order of their first member."""
    groups: list[list[int]] = []
    shingles = [_shingles(passage.text) for passage in passages]
    for index, own in enumerate(shingles):
        for group in groups:
            if _same(shingles[group[0]], own):
                group.append(index)
                break
        else:
            groups.append([index])
    return groups


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < _SHINGLE:
        return frozenset([tuple(words)])
    return frozenset(
        tuple(words[start : start + _SHINGLE]) for start in range(len(words) - _SHINGLE + 1)
    )


def _same(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    return len(one & other) >= _SAME * max(1, min(len(one), len(other)))
