"""From the lines of all pages to paragraphs: running headers, headings, breaks between blocks."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from corpus.readers.pdf_lines import Line

_DIGITS = re.compile(r"\d+")
_END_OF_BLOCK = re.compile(r"[.:?!”\"»)]$")
_MARGIN = 0.12
"""A running header or footer stands within this share of the page's height from its edge."""
_GAP = 1.4
"""A distance between lines larger than this share of the usual one opens a new block."""
_SHORT = 0.85
"""A line that ends before this share of the column's width may be the last of its block."""
_HEADING = 1.15
"""A line set larger than this share of the body's size is a heading."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page and its lines in the order of the content stream."""

    number: int
    """From 1."""
    label: str
    """As the document prints it, or the number."""
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def landscape(self) -> bool:
        """Wider than high, as slides are."""
        return self.width > self.height

    def with_lines(self, lines: tuple[Line, ...]) -> "Page":
        """The same page with other lines."""
        return Page(self.number, self.label, self.width, self.height, lines)


def without_running_lines(pages: Sequence[Page]) -> tuple[tuple[Page, ...], tuple[str, ...]]:
    """The pages without the lines that repeat at the same place on most of them, and these lines.

    A document of one page keeps all. Numbers count as equal. A line set larger than the body is
    a title and stays: »Sag 1«, »Sag 2«.
    """
    if len(pages) < 2:
        return tuple(pages), ()
    body = body_size(pages)
    seen: Counter[tuple[int, str]] = Counter()
    for page in pages:
        seen.update({_place(line) for line in page.lines if _at_edge(page, line, body)})
    least = max(2, (len(pages) + 1) // 2)
    running = {key for key, count in seen.items() if count >= least}
    kept = tuple(
        page.with_lines(
            tuple(
                line
                for line in page.lines
                if not (_place(line) in running and _at_edge(page, line, body))
            )
        )
        for page in pages
    )
    return kept, tuple(sorted(text for _, text in running))


def body_size(pages: Sequence[Page]) -> float:
    """The font size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.font_size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def is_heading(line: Line, body: float) -> bool:
    """Whether a line is set as a heading: larger than the body, or bold, short and unended."""
    if len(line.text) > 120 or not any(char.isalpha() for char in line.text):
        return False
    larger = body > 0 and line.font_size >= _HEADING * body
    return larger or (line.bold and len(line.text) <= 80 and not line.text.endswith((".", ",")))


def opens_block(previous: Line, line: Line, pitch: float, right: float) -> bool:
    """Whether a blank line belongs before this line.

    `pitch` is the usual distance of two lines, `right` the right edge of the column's text.
    """
    if abs(line.font_size - previous.font_size) > 0.5 or line.bold != previous.bold:
        return True
    down = previous.baseline - line.baseline
    if down < 0:  # a new column, or a box that stands higher
        return not line.text[:1].islower()
    if pitch and down > _GAP * pitch:
        return True
    ended = _END_OF_BLOCK.search(previous.text) is not None
    indented = line.left > previous.left + 8
    short = previous.right < previous.left + _SHORT * (right - previous.left)
    return ended and (indented or short)


def usual_pitch(lines: Sequence[Line]) -> float:
    """Lower median of the distances between neighbouring lines; 0 when there is none."""
    steps = [
        a.baseline - b.baseline
        for a, b in pairwise(lines)
        if 0 < a.baseline - b.baseline < 4 * max(a.font_size, 1.0)
    ]
    return median_low(steps) if steps else 0.0


def jumps_between_columns(lines: Sequence[Line]) -> bool:
    """Whether the stream jumps back and forth across the page: the order may be wrong."""
    if len(lines) < 8:
        return False
    same_height = sum(
        abs(a.baseline - b.baseline) < 2 and b.left > a.right for a, b in pairwise(lines)
    )
    return same_height > len(lines) / 3


def _at_edge(page: Page, line: Line, body: float) -> bool:
    from_edge = min(line.baseline, page.height - line.baseline)
    return from_edge < _MARGIN * page.height and line.font_size < _HEADING * body


def _place(line: Line) -> tuple[int, str]:
    return round(line.baseline / 4), _DIGITS.sub("#", line.text)
