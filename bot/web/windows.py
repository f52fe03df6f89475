"""A stored text cut into pages, and a page into passages and what stands between them.

Everything that is stored is shown: text that belongs to no passage (headings, page numbers,
letterheads) stands where it stands, only softer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.quoting import paragraphs
from corpus.model import Passage, Span
from corpus.store import Store
from corpus.text import display

PAGE = 20_000
"""Code points a page; a page ends where a passage starts, so it may be up to twice as long."""

_BLANK_LINE = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Block:
    """Some paragraphs of one passage, or of the text between passages."""

    passage: Passage | None
    paragraphs: tuple[str, ...]
    is_start: bool = False
    """The passage starts here: its anchor."""
    is_heading: bool = False
    before: str = ""
    """Signs before the passage on its first line: a bullet, an opening quote mark."""


@dataclass(frozen=True, slots=True)
class Window:
    """One page of a stored text."""

    number: int
    """From 1."""
    count: int
    blocks: tuple[Block, ...]
    start: int
    """Where the page begins in the stored text."""
    text: str
    """The stored text of the page."""

    def slices(self, spans: Sequence[Span]) -> tuple[str, ...] | None:
        """The stored text at `spans`; None when they reach outside the page."""
        end = self.start + len(self.text)
        if any(span.start < self.start or span.end > end for span in spans):
            return None
        return tuple(self.text[s.start - self.start : s.end - self.start] for s in spans)


def page_of(start: int) -> int:
    """The number of the page on which a passage that starts here is found."""
    return start // PAGE + 1


def window(store: Store, version_id: str, number: int) -> Window | None:
    """A page of a version's text; None when there is no such page."""
    length = store.length(version_id)
    count = max(1, -(-length // PAGE))
    if not 1 <= number <= count:
        return None
    start = 0 if number == 1 else _edge(store, version_id, (number - 1) * PAGE)
    end = length if number == count else _edge(store, version_id, number * PAGE)
    inside = store.passages_from(version_id, start, end)
    before = store.passage_before(version_id, start)
    if before is not None and max(span.end for span in before.spans) > start:
        inside = [before, *inside]
    text = store.stretch(version_id, start, end)
    return Window(number, count, tuple(blocks(text, start, inside)), start, text)


def blocks(text: str, base: int, passages: Sequence[Passage]) -> Iterator[Block]:
    """Cut `text`, which starts at `base` of the stored text, at the passages' spans."""
    run: list[Span] = []
    owner: Passage | None = None
    gap = signs = before = ""
    for span, passage in _pieces(text, base, passages):
        part = text[span.start - base : span.end - base]
        if passage is None:
            gap, signs = _signs(part)
            if not part.strip():
                continue
        if run and (passage is None or passage is not owner):
            yield _block(text, base, run, owner, before)
            run = []
        if passage is None:
            following = next((p for p in passages if p.spans[0].start >= span.end), None)
            yield from _between(gap, following.heading if following else None)
        else:
            before = before if run else signs
            run.append(span)
        owner = passage
    if run:
        yield _block(text, base, run, owner, before)
    elif signs:
        yield Block(None, (signs,))


def _pieces(
    text: str, base: int, passages: Sequence[Passage]
) -> Iterator[tuple[Span, Passage | None]]:
    """The whole stretch as spans in order, each with its passage; overlaps go to the first."""
    end, cursor = base + len(text), base
    claimed = [(span, number) for number, p in enumerate(passages) for span in p.spans]
    for span, number in sorted(claimed):
        first, last = max(span.start, cursor), min(span.end, end)
        if last <= first:
            continue
        yield Span(cursor, first), None
        yield Span(first, last), passages[number]
        cursor = last
    yield Span(cursor, end), None


def _block(text: str, base: int, run: Sequence[Span], owner: Passage | None, before: str) -> Block:
    slices = [text[span.start - base : span.end - base] for span in run]
    is_start = owner is not None and run[0].start == owner.spans[0].start
    return Block(owner, paragraphs(slices), is_start=is_start, before=before)


def _signs(gap: str) -> tuple[str, str]:
    """The text between passages, and the signs that stand before the next one on its line."""
    last_line = gap.rpartition("\n")[2]
    if any(map(str.isalnum, last_line)):
        return gap, ""
    return gap[: len(gap) - len(last_line)], last_line.strip()


def _between(gap: str, heading: str | None) -> Iterator[Block]:
    """The text between passages; a line that is the next passage's heading is one here."""
    for part in _BLANK_LINE.split(gap):
        above, _, last = part.rstrip().rpartition("\n")
        if heading is not None and _shown(last).rstrip(":") == heading.rstrip(":"):
            if _shown(above):
                yield Block(None, (_shown(above),))
            yield Block(None, (_shown(last),), is_heading=True)
        elif _shown(part):
            yield Block(None, (_shown(part),))


def _shown(part: str) -> str:
    return display([part])


def _edge(store: Store, version_id: str, at: int) -> int:
    """Where the page that covers `at` starts: with its first passage, else in the middle."""
    first = store.passages_from(version_id, at, at + PAGE, limit=1)
    return first[0].spans[0].start if first else at
