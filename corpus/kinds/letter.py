"""The parts that official letters share: head, headings, signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import PassageRole
from corpus.paragraphs import Paragraph
from corpus.passages import PassageDraft
from corpus.text import display

_GREETING = re.compile(r"(?:med\s+)?(?:venlig|bedste|de\s+bedste)\s+hilsen\b|mvh\b", re.IGNORECASE)
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
