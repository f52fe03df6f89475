"""The parts that official letters share: head, headings, signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import PassageRole, Span
from corpus.paragraphs import Paragraph
from corpus.passages import PassageDraft
from corpus.text import clean, display, word_count

_GREETING = re.compile(r"(?:med\s+)?(?:venlig|bedste|de\s+bedste)\s+hilsen\b|mvh\b", re.IGNORECASE)
_HEADING_WORDS = 14
_OPENING_CHARACTERS = 5000


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter without its signature and whatever a converter left behind it."""

    body: tuple[Paragraph, ...]
    signer: str | None


def opening(text: str) -> str:
    """Give the displayed beginning of a text, enough to know what it is."""
    return display([text[:_OPENING_CHARACTERS]])


def shown(text: str, paragraph: Paragraph) -> str:
    """Give a paragraph as people read it."""
    return display([text[span.start : span.end] for span in paragraph.spans])


def unsigned(text: str, paragraphs: Sequence[Paragraph]) -> Letter:
    """Part a letter from its signature: "Med venlig hilsen" and what follows."""
    for place, paragraph in enumerate(paragraphs):
        if _GREETING.match(paragraph.text):
            names = [_GREETING.sub("", shown(text, paragraph)).strip(" ,")]
            names += [shown(text, following) for following in paragraphs[place + 1 : place + 2]]
            return Letter(tuple(paragraphs[:place]), next(filter(None, names), None))
    return Letter(tuple(paragraphs), None)


def head(paragraphs: Sequence[Paragraph]) -> list[PassageDraft]:
    """Make the passage »Dokumenthoved« of the lines before a letter's text."""
    spans = tuple(span for paragraph in paragraphs for span in paragraph.spans)
    if not spans:
        return []
    return [PassageDraft(spans=spans, role=PassageRole.DOKUMENTHOVED)]


def is_heading(text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Tell a heading by its shape: a few words without an end mark in front of other text."""
    if following is None or paragraph.item or paragraph.complete or following.item:
        return False
    first = text[following.start]
    return word_count(paragraph.text) <= _HEADING_WORDS and not first.islower()


def place_of(text: str, pattern: re.Pattern[str], within: Span) -> Span | None:
    """Find a pattern in the displayed text; gives its place in the stored text."""
    copy = clean(text, [within])
    found = pattern.search(copy.text)
    return copy.span(*found.span()) if found and found.group() else None
