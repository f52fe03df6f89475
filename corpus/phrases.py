"""Word patterns of the data files: does a question touch this rule?

Not the analysis of the search (`index/analysis.py`): a pattern is written by a lawyer and must
mean the same tomorrow, so it knows no stemming, no compounds and no fuzzy matching.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MAX_CHARS = 20_000
"""Longer texts are read so far and no further."""

MAX_GAP = 4
"""How many words `..` may stand for."""

_WORD = re.compile(r"[^\W_]+|§")  # "§§ 95 og 96" -> "§", "§", "95", "og", "96"
_PART = re.compile(r"\.\.|[^\W_]*\*[^\W_]*\*?|[^\W_]+|§")  # with the stars, and `..`
_FOLDS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u"})


def fold(text: str) -> str:
    """Small letters, æ ø å as ae oe aa, no soft hyphens: for comparing, never for showing."""
    return unicodedata.normalize("NFKC", text).lower().replace("\xad", "").translate(_FOLDS)


def words(text: str) -> tuple[str, ...]:
    """Folded words of a text in order; `§` counts as a word."""
    return tuple(_WORD.findall(fold(text[:MAX_CHARS])))


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns, any of which may be found in a text.

    A pattern is one or more words side by side: `anden lov`. A star stands for any letters at
    the end or the start of a word: `afslag*`, `*loven`. `..` stands for up to four words.
    """

    patterns: tuple[str, ...]

    def found(self, text: str | Sequence[str]) -> tuple[str, ...]:
        """The patterns that the text holds, in the order of the data file."""
        read = _read(text)
        return tuple(pattern for pattern in self.patterns if _stands_in(pattern, *read))

    def holds(self, text: str | Sequence[str]) -> bool:
        """Whether the text holds any of the patterns."""
        read = _read(text)
        return any(_stands_in(pattern, *read) for pattern in self.patterns)


class PhraseGroups:
    """Groups of patterns, of which most are passed over unread: by how their first words begin."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self._beginning: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for number, patterns in enumerate(groups):
            for pattern in patterns:
                self._beginning[_beginning(pattern)].append((number, pattern))

    def first(self, text: str) -> int | None:
        """The number of the first group that the text holds a pattern of."""
        tokens, distinct = _read(text)
        keys = {"", *(word[:size] for word in distinct for size in (1, _HEAD))}
        near = sorted({pair for key in keys for pair in self._beginning.get(key, ())})
        held = (number for number, pattern in near if _stands_in(pattern, tokens, distinct))
        return next(held, None)


_HEAD = 2
"""Letters of a pattern's first word that it is found by."""


def _beginning(pattern: str) -> str:
    """The first letters of its first word; empty where that is left open."""
    opening = _WORD.match(fold(pattern))
    return opening[0][:_HEAD] if opening else ""


def phrases(patterns: Iterable[str]) -> Phrases:
    """Patterns ready for use."""
    return Phrases(tuple(patterns))


def _read(text: str | Sequence[str]) -> tuple[Sequence[str], frozenset[str]]:
    """The words of a text, and each of them once."""
    tokens = words(text) if isinstance(text, str) else text
    return tokens, frozenset(tokens)


def _stands_in(pattern: str, tokens: Sequence[str], distinct: frozenset[str]) -> bool:
    parts = _parts(pattern)
    first = parts[0] if parts else ".."
    if first.strip("*.") == first:
        if first not in distinct:  # most patterns end here
            return False
    elif first != ".." and not any(_fits(first, word) for word in distinct):
        return False
    return any(_follows(parts, tokens, start) for start in range(len(tokens)))


@lru_cache(maxsize=8192)
def _parts(pattern: str) -> tuple[str, ...]:
    """A pattern's words, folded and parted as a text's are: `a-kasse*` is two."""
    return tuple(_PART.findall(fold(pattern)))


def _follows(parts: Sequence[str], tokens: Sequence[str], start: int) -> bool:
    if not parts:
        return True
    if parts[0] == "..":
        last = min(start + MAX_GAP, len(tokens))
        return any(_follows(parts[1:], tokens, place) for place in range(start, last + 1))
    if start >= len(tokens) or not _fits(parts[0], tokens[start]):
        return False
    return _follows(parts[1:], tokens, start + 1)


def _fits(part: str, word: str) -> bool:
    core = part.strip("*")
    if part.startswith("*") and part.endswith("*"):
        return core in word
    if part.endswith("*"):
        return word.startswith(core)
    if part.startswith("*"):
        return word.endswith(core)
    return word == part
