"""Running text under headings: which paragraphs are headings, and the passages below each."""

import re
from collections.abc import Collection, Iterator, Sequence

from corpus.model import PassageRole
from corpus.paragraphs import Paragraph
from corpus.passages import PassageDraft, prose
from corpus.text import display, word_count

_HEADING_WORDS = 14
# "## Partshøring" as Markdown writes headings
_MARKDOWN = re.compile(r"#{1,6}\s+")
# "3.2 Partshøring ......... 14"
_CONTENTS_LINE = re.compile(
    r"(?:\.[ \t]?){4}[ \t]{0,9}\d{1,4}[ \t]*$|\t\d{1,4}[ \t]*$", re.MULTILINE
)


def sections(
    text: str, body: Sequence[Paragraph], marked: Collection[int] = ()
) -> list[PassageDraft]:
    """Make passages of paragraphs under the headings that show, or that start at `marked` places.

    A table of contents is kept to be found, never to be quoted. A heading without text of its own
    is a passage, so that no words are lost.
    """
    drafts: list[PassageDraft] = []
    heading: Paragraph | None = None
    section: list[Paragraph] = []
    for place, paragraph in enumerate(body):
        following = body[place + 1] if place + 1 < len(body) else None
        if paragraph.start in marked or is_heading(text, paragraph, following):
            drafts += _section(text, heading, section)
            heading, section = paragraph, []
        else:
            section.append(paragraph)
    return [*drafts, *_section(text, heading, section)]


def is_heading(text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Tell a heading by its shape: a few words without an end mark in front of other text."""
    if _MARKDOWN.match(paragraph.text):
        return True
    if following is None or paragraph.item or paragraph.complete or following.item:
        return False
    first = text[following.start]
    return word_count(paragraph.text) <= _HEADING_WORDS and not first.islower()


def _section(
    text: str, heading: Paragraph | None, section: Sequence[Paragraph]
) -> Iterator[PassageDraft]:
    if heading and not section:
        yield from prose(text, [heading])
    name = _MARKDOWN.sub("", _shown(text, heading)) if heading else None
    for draft in prose(text, section, name):
        words = text[draft.spans[0].start : draft.spans[-1].end]
        if _CONTENTS_LINE.search(words):
            yield PassageDraft(
                spans=draft.spans, heading=name, role=PassageRole.FIGUR, quotable=False
            )
        else:
            yield draft


def _shown(text: str, paragraph: Paragraph) -> str:
    return display([text[span.start : span.end] for span in paragraph.spans])
