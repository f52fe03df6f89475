"""From a paragraf to passages: stykker, lists with their stem, whole sentences.

A short paragraf is one passage; else a stykke is one; a longer one is split at its numbers, each
part with the stem of the list, else between sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Span
from corpus.passages import QUOTE_WORDS, sentence_runs
from corpus.sentences import sentences, trim

WHOLE_WORDS = 60
"""A paragraf of at most so many words stays in one piece, stykker and all."""
_STEM_WORDS = 50
"""A stem longer than this is not repeated with each part of its list; its last sentence is."""

# Such as "Stk. 2. ", "Stk. 3 og 4. (Ophævet)", "Stk. 5-7. (Udelades)"
_STK = re.compile(r"(?<=\s)Stk\.\s?(\d+)(?:(?:-|–|\s?og\s?)(\d+))?\.\s")
# Such as " 1) at tilbyde"; in an amending order a line "2. I § 6, stk. 1, ændres"
_NR = re.compile(r"(?:(?<=\s)(?P<list>\d{1,3})\)|(?<=\n)(?P<change>\d{1,3})\.)\s")
# "§ 1 a. ", "§§ 7-8. ", "§§ 63 og 64. ", "§ 1 I bekendtgørelse" (amending orders: no full stop)
_LABEL = re.compile(
    r"(?P<label>§§?\s*(?P<number>\d+)(?:\s?(?P<letter>[a-zæøå]{1,2})(?=\.|-|–|\s+og\s))?"
    r"(?:(?:-|–|\s?og\s|\s?til\s)\s?\d+(?:\s?[a-zæøå]{1,2}(?=\.))?)?)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraf: what is quoted, and where it stands."""

    spans: tuple[Span, ...]
    place: str
    """What follows the paragraf's label: empty, `stk. 2`, `stk. 2, nr. 3-5`."""


@dataclass(frozen=True, slots=True)
class Label:
    """The label that a paragraf's own text begins with."""

    text: str
    """`§ 1 a`, `§§ 7-8`."""
    number: int
    letter: str

    @property
    def key(self) -> str:
        """`1a`: how the paragraf is counted."""
        return f"{self.number}{self.letter}"


def label(text: str, span: Span) -> Label | None:
    """The label at the start of a paragraf's text; None where there is none."""
    found = _LABEL.match(text, span.start, min(span.end, span.start + 60))
    if found is None:
        return None
    words = " ".join(found["label"].replace("§", "§ ").replace("§ § ", "§§ ").split())
    return Label(words, int(found["number"]), found["letter"] or "")


def pieces(text: str, span: Span) -> tuple[Piece, ...]:
    """The passages of one paragraf, in order; its label stays with the first."""
    parts = _stykker(text, span)
    if len(parts) > 1 and _words(text, span) <= WHOLE_WORDS:
        return (Piece(tuple(part for _, part in parts), ""),)
    found: list[Piece] = []
    for name, part in parts:
        place = f"stk. {name}" if name and len(parts) > 1 else ""
        found.extend(_stykke(text, part, place))
    return tuple(found)


def _stykker(text: str, span: Span) -> list[tuple[str, Span]]:
    """Stykker by their labels, which must count upwards from 2; the first has no label."""
    cuts: list[tuple[str, int]] = [("1", span.start)]
    expected = 2
    for found in _STK.finditer(text, span.start, span.end):
        first, last = int(found[1]), int(found[2] or found[1])
        if first == expected and last >= first:
            cuts.append((first_to_last(first, last), found.start()))
            expected = last + 1
    ends = [start for _, start in cuts[1:]] + [span.end]
    parts = (
        (name, trim(text, Span(start, end))) for (name, start), end in zip(cuts, ends, strict=True)
    )
    return [(name, part) for name, part in parts if part is not None]


def first_to_last(first: int, last: int) -> str:
    """`3` or `3-5`."""
    return str(first) if first == last else f"{first}-{last}"


def _stykke(text: str, span: Span, place: str) -> Iterator[Piece]:
    if _words(text, span) <= QUOTE_WORDS:
        yield Piece((span,), place)
        return
    items = _items(text, span)
    if len(items) < 2:
        for run in sentence_runs(text, span):
            yield Piece((run,), place)
        return
    stem = trim(text, Span(span.start, items[0][1].start)) or span
    lead, before = _lead(text, stem)
    for run in before:
        yield Piece((run,), place)
    yield from _grouped(text, lead, items, place)


def _items(text: str, span: Span) -> list[tuple[int, Span]]:
    """Numbers of a list, which must count upwards from 1; what follows the last belongs to it."""
    starts: list[tuple[int, int]] = []
    for found in _NR.finditer(text, span.start, span.end):
        number = int(found["list"] or found["change"])
        if number == len(starts) + 1:
            starts.append((number, found.start()))
    if not starts:
        return []
    ends = [start for _, start in starts[1:]] + [span.end]
    trimmed = (
        (number, trim(text, Span(start, end)))
        for (number, start), end in zip(starts, ends, strict=True)
    )
    return [(number, item) for number, item in trimmed if item is not None]


def _lead(text: str, stem: Span) -> tuple[Span, tuple[Span, ...]]:
    """The words that lead into a list, and the runs of sentences before them."""
    if _words(text, stem) <= _STEM_WORDS:
        return stem, ()
    *_, last = sentences(text, stem)
    if last.start <= stem.start:
        return stem, ()
    return last, sentence_runs(text, Span(stem.start, last.start))


def _grouped(text: str, lead: Span, items: list[tuple[int, Span]], place: str) -> Iterator[Piece]:
    """Neighbouring numbers together as long as they fit, each group with the lead."""
    lead_words = _words(text, lead)
    group: list[tuple[int, Span]] = []
    used = lead_words
    for number, item in items:
        size = _words(text, item)
        if group and used + size > QUOTE_WORDS:
            yield _group(lead, group, place)
            group, used = [], lead_words
        if size + lead_words > QUOTE_WORDS:
            yield from _long_item(text, lead, number, item, place)
            continue
        group.append((number, item))
        used += size
    if group:
        yield _group(lead, group, place)


def _group(lead: Span, group: list[tuple[int, Span]], place: str) -> Piece:
    numbers = first_to_last(group[0][0], group[-1][0])
    return Piece((lead, *(span for _, span in group)), _with(place, numbers))


def _long_item(text: str, lead: Span, number: int, item: Span, place: str) -> Iterator[Piece]:
    room = max(QUOTE_WORDS - _words(text, lead), QUOTE_WORDS // 3)
    for run in sentence_runs(text, item, room):
        yield Piece((lead, run), _with(place, str(number)))


def _with(place: str, numbers: str) -> str:
    return f"{place}, nr. {numbers}" if place else f"nr. {numbers}"


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())
