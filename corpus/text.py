"""Danish reading rules: how a stored text is shown, and the way back to its offsets.

Cleaning changes a copy; the place that a quote points to never moves.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Span
from corpus.sentences import ends_before_turn, leads, sentences, turns

__all__ = [
    "Clean",
    "clean",
    "display",
    "ends_before_turn",
    "leads",
    "sentences",
    "turns",
    "word_count",
]

_LINE_BREAKS = "\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029"
_SOFT_HYPHEN = "\u00ad"
# A hyphen that ends a line, also before a blank line or a page start: "sagsbe-\n handling".
_HYPHEN_AT_LINE_END = re.compile(
    rf"(?<=[^\W_])(?P<hyphen>[-\u2010\u00ad])"
    rf"(?P<gap>[^\S{_LINE_BREAKS}]*[{_LINE_BREAKS}]\s*)(?P<after>[^\W_]{{1,12}})"
)
# The letters before the hyphen: "e-mail" and "SR-uddannelsen" keep theirs.
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_LONG_WORD = 9
_GAP = re.compile(r"\s+")
# White space other than single blanks between words: without it nothing is joined or collapsed.
_UNTIDY = re.compile(r"[^\S ]|  |^ | $")
# "social-\nog ældreområdet": the hyphen stands for the word that follows later.
_COORDINATORS = frozenset({"og", "eller", "samt", "såvel", "henholdsvis", "hhv"})


def display(verbatim: Sequence[str]) -> str:
    """Give the slices of a quote as people read them.

    Joins hyphenated line ends, also over blank lines, page starts and between slices, and
    collapses white space to single spaces. Changes nothing else: misprints, quote marks and
    Unicode forms stay. The hyphen stays in "social- og", before a capital or a digit, and after
    a letter or an abbreviation of its own ("e-mail", "SR-uddannelsen").
    """
    joined = "\n".join(verbatim)
    if _UNTIDY.search(joined) is None:
        return joined
    pieces, position = [], 0
    for start, end, replacement in _edits(joined):
        pieces += [joined[position:start], replacement]
        position = end
    pieces.append(joined[position:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Clean:
    """A displayed copy of a stored text, and where each of its characters stands there."""

    text: str
    offsets: tuple[int, ...]
    """For each character of `text` its code point in the stored text, rising."""

    def span(self, start: int, end: int) -> Span:
        """Map `text[start:end]`, not empty, back to the stored text.

        Raises:
            ValueError: the stretch is empty or outside the copy.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no stretch {start}:{end} in a copy of {len(self.text)} characters")
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def clean(text: str, spans: Sequence[Span]) -> Clean:
    """Give `display` of these spans of a stored text together with its offset map.

    Raises:
        ValueError: a span reaches outside the text.
    """
    if any(span.end > len(text) for span in spans):
        raise ValueError("a span reaches outside the text")
    joined = "\n".join(text[span.start : span.end] for span in spans)
    origin = [offset for span in spans for offset in range(span.start, span.end + 1)]
    characters: list[str] = []
    offsets: list[int] = []
    position = 0
    for start, end, replacement in [*_edits(joined), (len(joined), len(joined), "")]:
        characters += [joined[position:start], replacement]
        offsets += [*origin[position:start], *origin[start : start + len(replacement)]]
        position = end
    return Clean("".join(characters), tuple(offsets))


def word_count(text: str) -> int:
    """Count words as a reader does: runs between white space that hold a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what `display` changes, in order: (start, end, replacement).

    A replacement is never longer than what it replaces.
    """
    joins = {}
    for found in _HYPHEN_AT_LINE_END.finditer(text):
        replacement = _replacement(text, found)
        if replacement is not None:
            joins[found.end("gap")] = (found.start("hyphen"), replacement)
    last = len(text)
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        if end in joins:
            yield joins[end][0], end, joins[end][1]
        elif start == 0 or end == last:
            yield start, end, ""
        elif gap.group() != " ":
            yield start, end, " "


def _replacement(text: str, found: re.Match[str]) -> str | None:
    """Say what a hyphen and its line end become: nothing, a hyphen, or None for no join."""
    hyphen, after = found["hyphen"], found["after"]
    if hyphen == _SOFT_HYPHEN:
        return ""
    if after.lower() in _COORDINATORS:
        return None
    if not after[0].islower() or not text[found.start() - 1].isalpha():
        return hyphen
    word = _WORD_BEFORE.search(text[max(0, found.start() - _LONG_WORD) : found.start()])
    before = word.group() if word else ""
    own = len(before) == 1 or (before.isupper() and len(before) < _LONG_WORD)
    return hyphen if own else ""
