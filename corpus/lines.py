"""The visual lines of a stored text, its pages, and what the layout tells about it."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model import Mark, Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTENT = re.compile(r"[^\r\n]*\S[^\r\n]*")
# "18", "- 3 -", "Side 3 af 10" alone on a line.
_PAGE_NUMBER = re.compile(
    r"(?:side\s+)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:af|/)\s*\d{1,4})?", re.IGNORECASE
)
_LEAST_WIDTH = 30
"""Nothing narrower is wrapped: shorter lines are phrases."""
_FEWEST_PAGES = 3
_BULLETS = "•●▪◦‣·○–—-"
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that holds something, without the white space around it."""

    text: str
    span: Span
    blanks: int
    """Empty lines since the line before."""
    spaced: bool
    """One of those empty lines holds spaces."""
    page_start: bool
    """A new page or slide begins here: a mark, a form feed, or its trace, one leading space."""
    trail: int
    """Spaces after the last character."""
    indent: str


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is broken into lines; every rule about paragraphs reads it."""

    lines: tuple[Line, ...]
    double_spaced: bool
    """An empty line follows every visual line, so it says nothing about paragraphs."""
    width: int
    """Length in characters that lines are wrapped at: nine of ten are no longer."""
    space_means_wrapped: bool
    """Only some lines end in a space: those that the writer did not break."""


class LineNumbers:
    """Line numbers, from 1, of places in a stored text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def at(self, offset: int) -> int:
        """Give the number of the line that this code point stands on."""
        return bisect_right(self._starts, offset)


def read_layout(text: str, marks: Sequence[Mark] = ()) -> Layout:
    """Give the layout of a text, without lone page numbers and running headers.

    A mark `blocks` tells that the reader itself parted the paragraphs by blank lines.
    """
    told = any(mark.kind == "blocks" for mark in marks)
    pages = sorted(mark.span.start for mark in marks if mark.kind in {"page", "slide"})
    lines = list(_visual_lines(text, pages))
    numbered = [*lines, None]
    kept = [line for line, after in pairwise(numbered) if line and not _is_page_number(line, after)]
    running = _running_headers(kept)
    kept = [line for line in kept if not (running and _shape(line) in running)]
    followed = sum(line.blanks > 0 for line in kept[1:])
    lengths = sorted(len(line.text) for line in kept) or [0]
    whole = [line for line in kept if not line.text.endswith("-")]
    return Layout(
        lines=tuple(kept),
        double_spaced=not told and len(kept) > 5 and followed > 0.8 * (len(kept) - 1),
        width=max(_LEAST_WIDTH, lengths[(9 * (len(lengths) - 1)) // 10]),
        space_means_wrapped=sum(line.trail > 0 for line in whole) < 0.8 * len(whole),
    )


def _visual_lines(text: str, pages: Sequence[int]) -> Iterator[Line]:
    previous_end = 0
    for found in _CONTENT.finditer(text):
        raw = found.group()
        content = raw.strip()
        start = found.start() + len(raw) - len(raw.lstrip())
        between = text[previous_end:start]
        gaps = _LINE_END.split(between)[1:-1]
        indent = text[found.start() : start]
        marked = bisect_left(pages, start + 1) > bisect_left(pages, previous_end)
        yield Line(
            text=content,
            span=Span(start, start + len(content)),
            blanks=len(gaps),
            spaced=any(gap.strip("\f") for gap in gaps),
            page_start="\f" in between or indent == " " or marked,
            trail=len(raw.rstrip("\f")) - len(raw.rstrip()),
            indent=indent,
        )
        previous_end = start + len(content)


def _is_page_number(line: Line, after: Line | None) -> bool:
    """A number that ends a page: alone, and a new page, a wide gap or the end follows."""
    if not (line.blanks or line.page_start) or not _PAGE_NUMBER.fullmatch(line.text):
        return False
    return after is None or after.page_start or after.blanks >= 3


def _running_headers(lines: Sequence[Line]) -> frozenset[str]:
    """Find first and last lines of pages that stand, but for numbers, on most of the pages."""
    tops = [line for line in lines if line.page_start]
    ends = [line for line, after in pairwise(lines) if after.page_start]
    seen = Counter(_shape(line) for line in (*tops, *ends) if line.text[0] not in _BULLETS)
    most = max(_FEWEST_PAGES, len(tops) / 2)
    return frozenset(shape for shape, times in seen.items() if times >= most)


def _shape(line: Line) -> str:
    return _DIGITS.sub("#", line.text)
