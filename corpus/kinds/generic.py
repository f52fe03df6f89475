"""A text of no kind that is known: natural paragraphs under the headings that show."""

import re
from collections.abc import Iterator, Sequence

from corpus.identity import file_document_id
from corpus.kinds.letter import is_heading, shown
from corpus.model import (
    DocumentId,
    LegalStatus,
    Mark,
    Metadata,
    PassageRole,
    ReadText,
    SourceFile,
    SourceKind,
)
from corpus.paragraphs import Paragraph, paragraphs
from corpus.passages import DocumentDraft, PassageDraft, prose, sentence_runs
from corpus.text import word_count

# "3.2 Partshøring ......... 14"
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\d{1,4}$|\t\d{1,4}$")
_LONG_PARAGRAPH_WORDS = 180


def recognise(read: ReadText) -> bool:
    """Take every text that no other kind has taken."""
    del read
    return True


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Read paragraphs and headings; what the text is worth stays unknown."""
    found = paragraphs(read.text, read.marks)
    drafts = list(_passages(read.text, found, read.marks))
    title = read.fields.get("title") or next(
        (draft.heading for draft in drafts if draft.heading), source.name
    )
    return DocumentDraft(
        document_id=DocumentId(file_document_id("fil", source.name)),
        kind=SourceKind.UKENDT,
        title=title,
        metadata=Metadata(official_url=read.fields.get("url")),
        legal_status=LegalStatus.UKENDT,
        passages=drafts,
    )


def _passages(
    text: str, body: Sequence[Paragraph], marks: Sequence[Mark]
) -> Iterator[PassageDraft]:
    headings = {mark.span.start for mark in marks if mark.kind == "heading"}
    heading: str | None = None
    section: list[Paragraph] = []
    for place, paragraph in enumerate(body):
        following = body[place + 1] if place + 1 < len(body) else None
        if paragraph.start in headings or is_heading(text, paragraph, following):
            yield from _section(text, section, heading)
            heading, section = shown(text, paragraph), []
        else:
            section.append(paragraph)
    yield from _section(text, section, heading)


def _section(
    text: str, section: Sequence[Paragraph], heading: str | None
) -> Iterator[PassageDraft]:
    for draft in prose(text, section, heading):
        words = sum(word_count(text[span.start : span.end]) for span in draft.spans)
        first = draft.spans[0]
        if _CONTENTS_LINE.search(text[first.start : draft.spans[-1].end]):
            yield PassageDraft(
                spans=draft.spans, heading=heading, role=PassageRole.FIGUR, quotable=False
            )
        elif len(draft.spans) == 1 and words > _LONG_PARAGRAPH_WORDS:
            for run in sentence_runs(text, first):
                yield PassageDraft(spans=(run,), heading=heading)
        else:
            yield draft
