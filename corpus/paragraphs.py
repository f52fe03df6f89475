"""Natural paragraphs of a stored text, whatever its line breaks say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.lines import Layout, Line, read_layout
from corpus.model import Mark, Span
from corpus.sentences import is_abbreviation

_BULLET = re.compile(r"[•●▪◦‣·○]\s*|[–—-]\s+(?=[A-ZÆØÅ”\"»])")
# "2. Det arbejde", "a) hjælp", "(1) Kommunen"; never the "13." of a date.
_NUMBER = re.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\)|[a-zæøå]\))\s+(?=[^\W\d_])")
_END_MARK = re.compile(r"[.:!?…][”\"’»)\]]*(?:\[(?:\.{2,3}|…)\])?$|[”\"»\]]$")
_HYPHEN_END = re.compile(r"[^\W\d_][-\u2010\u00ad]$")
_OPENING_QUOTES = '”"»“'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, heading or list item."""

    spans: tuple[Span, ...]
    """More than one where a page number or running header stands in the middle."""
    text: str
    """Its visual lines without the breaks between them; hyphens as they stand."""
    lines: tuple[Line, ...]
    item: bool
    """An item of a list; its bullet or number is part of it."""
    bullet: bool
    """An item with a bullet or dash, not a number."""

    @property
    def first(self) -> Line:
        """The first visual line."""
        return self.lines[0]

    @property
    def start(self) -> int:
        """Where the paragraph begins."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """Where the paragraph ends."""
        return self.spans[-1].end

    @property
    def complete(self) -> bool:
        """It ends as prose does, with a mark."""
        return bool(_END_MARK.search(self.text))


def paragraphs(text: str, marks: Sequence[Mark] = ()) -> tuple[Paragraph, ...]:
    """Split a text into paragraphs, in order.

    Finds out per file what a line break means: in some files an empty line follows every line, in
    others a line of one space parts paragraphs, in others nothing is wrapped. A paragraph runs on
    over a page where it has no end mark and goes on in small letters.
    """
    layout = read_layout(text, marks)
    groups = [[line] for line in layout.lines[:1]]
    for before, line in pairwise(layout.lines):
        if _parts(before, line, layout):
            groups.append([])
        groups[-1].append(line)
    return tuple(_paragraph(text, group) for group in groups)


def is_item(text: str) -> bool:
    """Tell whether a line begins an item of a list."""
    return bool(_BULLET.match(text) or _NUMBER.match(text))


def _parts(before: Line, line: Line, layout: Layout) -> bool:
    """Decide whether a new paragraph begins with this line."""
    if _runs_on(before, line):
        return False
    blanks = line.blanks - (1 if layout.double_spaced else 0)
    if line.page_start or line.spaced or blanks > 0 or _BULLET.match(line.text):
        return True
    ended = bool(_END_MARK.search(before.text)) and not is_abbreviation(before.text)
    if _NUMBER.match(line.text):
        return ended or is_item(before.text)
    if ended and layout.double_spaced and before.trail > 1:
        return True
    begins = line.text[0].isupper() or line.text[0] in _OPENING_QUOTES
    room = layout.width * 0.9 - len(before.text) - 1
    if not begins or len(line.text.split(maxsplit=1)[0]) > room:
        return False
    return ended or not (layout.space_means_wrapped and before.trail)


def _runs_on(before: Line, line: Line) -> bool:
    """A word or a sentence goes on, whatever stands between: "sagsbe-" / "handling"."""
    first = line.text[0]
    if not first.islower() or _NUMBER.match(line.text):
        return False
    return bool(_HYPHEN_END.search(before.text)) or not _END_MARK.search(before.text)


def _paragraph(text: str, lines: Sequence[Line]) -> Paragraph:
    spans = [lines[0].span]
    for before, line in pairwise(lines):
        if text[before.span.end : line.span.start].strip():
            spans.append(line.span)
        else:
            spans[-1] = Span(spans[-1].start, line.span.end)
    return Paragraph(
        spans=tuple(spans),
        text="\n".join(line.text for line in lines),
        lines=tuple(lines),
        item=is_item(lines[0].text),
        bullet=bool(_BULLET.match(lines[0].text)),
    )
