"""Slides, found by their marks or, where a converter lost them, by page starts and wide gaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.model import Mark
from corpus.paragraphs import Paragraph
from corpus.text import word_count

_WIDE_GAP = 3
_TITLE_WORDS = 12
_LONE_TITLE_WORDS = 8
_BOX_WORDS = 6
_FEWEST_BOXES = 3


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: its title, which is not part of its text, and its paragraphs."""

    title: Paragraph | None
    paragraphs: tuple[Paragraph, ...]

    @property
    def loose(self) -> bool:
        """Nothing but phrases apart from each other: a diagram, a timeline, a lost chart."""
        boxes = self.paragraphs
        if len(boxes) < _FEWEST_BOXES or any(box.item for box in boxes):
            return False
        apart = sum(box.first.blanks > 0 or box.first.page_start for box in boxes[1:])
        ended = sum(box.complete for box in boxes)
        words = sum(word_count(box.text) for box in boxes)
        few, short = ended <= len(boxes) / 5, words <= _BOX_WORDS * len(boxes)
        return few and short and apart >= 0.9 * (len(boxes) - 1)


def slides(paragraphs: Sequence[Paragraph], marks: Sequence[Mark] = ()) -> tuple[Slide, ...]:
    """Group the paragraphs of a deck into slides, in order.

    Slides cannot be counted where the marks are lost: a slide gives many page starts or none.
    """
    starts = [mark.span.start for mark in marks if mark.kind == "slide"]
    if starts:
        return tuple(_slide(list(group), ()) for group in _by_marks(paragraphs, starts))
    found: list[Slide] = []
    titles: list[Paragraph] = []
    for segment in _segments(paragraphs):
        if found and not titles and _continues(found[-1], segment):
            last = found[-1]
            found[-1] = Slide(last.title, (*last.paragraphs, *segment))
        elif titles and not (segment[0].first.page_start and _slide(segment, ()).title is None):
            found.append(_slide([], titles))
            titles = list(segment) if _title_only(segment) else []
            found += [] if titles else [_slide(segment, ())]
        elif _title_only(segment):
            titles += [] if found and _echoes(found[-1], segment[0]) else segment
        else:
            found.append(_slide(segment, titles))
            titles = []
    if titles:
        found.append(_slide([], titles))
    return tuple(found)


def _by_marks(
    paragraphs: Sequence[Paragraph], starts: Sequence[int]
) -> Iterable[Iterable[Paragraph]]:
    def number(paragraph: Paragraph) -> int:
        return sum(start <= paragraph.start for start in starts)

    return (group for _, group in groupby(paragraphs, key=number))


def _segments(paragraphs: Sequence[Paragraph]) -> list[list[Paragraph]]:
    segments: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        begins = paragraph.first.page_start or paragraph.first.blanks >= _WIDE_GAP
        if begins or not segments:
            segments.append([])
        segments[-1].append(paragraph)
    return segments


def _title_only(segment: Sequence[Paragraph]) -> bool:
    """A lone phrase that can only be the title of what follows."""
    only = segment[0]
    ended = only.text.endswith((".", ":", "]"))
    short = word_count(only.text) <= _LONE_TITLE_WORDS
    return len(segment) == 1 and short and not ended and not only.item


def _continues(slide: Slide, segment: Sequence[Paragraph]) -> bool:
    """A page start in the middle of a list: " • Jeg ser hele dig"."""
    return bool(
        segment[0].first.page_start
        and segment[0].item
        and slide.paragraphs
        and slide.paragraphs[-1].item
    )


def _echoes(slide: Slide, title: Paragraph) -> bool:
    """The slide's title, or its beginning, printed once more: " Bagatellisering I"."""
    return slide.title is not None and slide.title.text.startswith(title.text)


def _slide(segment: Sequence[Paragraph], titles: Sequence[Paragraph]) -> Slide:
    """Make a slide; of several titles the longest one is it, the others are loose boxes."""
    if titles:
        title = max(titles, key=_likeness_to_title)
        if not segment:
            return Slide(title, tuple(titles))
        return Slide(title, (*(box for box in titles if box is not title), *segment))
    first = segment[0]
    boxes = Slide(None, tuple(segment))
    apart = len(segment) > 1 and (segment[1].first.blanks > 0 or segment[1].first.page_start)
    short = word_count(first.text) <= _TITLE_WORDS and not first.text.endswith((".", ":"))
    if apart and short and not first.item and not boxes.loose:
        return Slide(first, tuple(segment[1:]))
    return boxes


def _likeness_to_title(paragraph: Paragraph) -> tuple[bool, int]:
    words_alone = not any(character.isdigit() for character in paragraph.text)
    return words_alone, word_count(paragraph.text)
