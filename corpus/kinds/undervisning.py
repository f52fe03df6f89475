"""Teaching material: slides with the teacher's own words and quotes of others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from corpus.datafiles import load
from corpus.dates import latest_year
from corpus.identity import file_document_id
from corpus.kinds.letter import shown
from corpus.model import (
    DocumentId,
    LegalStatus,
    Metadata,
    PassageRole,
    QuotedSource,
    ReadText,
    Relation,
    RelationKind,
    SourceFile,
    SourceKind,
    Span,
)
from corpus.paragraphs import Paragraph, paragraphs
from corpus.passages import QUOTE_WORDS, DocumentDraft, PassageDraft
from corpus.slides import Slide, slides
from corpus.text import display, word_count

# "[Ankestyrelsens principmedd. 34-18]" alone in a paragraph.
_TAG = re.compile(r"\[(?P<label>[^\[\]]{4,200})\]")
# "” Kommunen kan ikke": an opening mark that nothing closes is no part of the quote.
_LOOSE_OPENING = re.compile(r"[”\"»“]\s+(?=\S)")
_CLOSING = re.compile(r"[”\"«](?!\w)")
_FEWEST_SLIDES = 5
_FEWEST_BULLETS = 10
_BULLET_SHARE = 0.25
_MOST_WORDS_A_PARAGRAPH = 20


def recognise(read: ReadText) -> bool:
    """Tell slides by their marks, or by many page starts and bullets among short paragraphs."""
    if any(mark.kind == "slide" for mark in read.marks):
        return True
    found = paragraphs(read.text, read.marks)
    bullets = sum(paragraph.bullet for paragraph in found)
    pages = sum(paragraph.first.page_start for paragraph in found)
    words = word_count(read.text)
    return (
        pages >= _FEWEST_SLIDES
        and bullets >= max(_FEWEST_BULLETS, _BULLET_SHARE * len(found))
        and words <= _MOST_WORDS_A_PARAGRAPH * len(found)
    )


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Read slides, headings and quoted sources; an author is not looked for in running text."""
    year = latest_year(display([read.text]))
    document_id = file_document_id("uv", source.name)
    deck = slides(paragraphs(read.text, read.marks), read.marks)
    drafts = _repeats_left_out(
        read.text, [draft for slide in deck for draft in _passages(read.text, slide)]
    )
    title = read.fields.get("title") or next(
        (draft.heading for draft in drafts if draft.heading), source.name
    )
    return DocumentDraft(
        document_id=document_id,
        named_by_file=True,
        kind=SourceKind.UNDERVISNING,
        title=title,
        metadata=Metadata(year_from=year, year_to=year),
        legal_status=LegalStatus.IKKE_RELEVANT,
        passages=drafts,
        relations=tuple(_relations(document_id, drafts)),
    )


def quoted_source(label: str, span: Span) -> QuotedSource:
    """Say what a tag names: `Ankestyrelsens principmedd. 34-18` is principmeddelelse 34-18.

    A tag that names no kind is left `UKENDT`.
    """
    for pattern, kind in _tag_rules():
        if found := pattern.search(label):
            number = found.groupdict().get("number")
            return QuotedSource(label=label, kind=kind, number=number, span=span)
    return QuotedSource(label=label, kind=SourceKind.UKENDT, number=None, span=span)


@cache
def _tag_rules() -> tuple[tuple[re.Pattern[str], SourceKind], ...]:
    rows = load("citeret_via.toml")["regel"]
    return tuple(
        (re.compile(row["moenster"], re.IGNORECASE), SourceKind(row["art"])) for row in rows
    )


def _passages(text: str, slide: Slide) -> Iterator[PassageDraft]:
    """Make one passage of a slide, or one a quoted source or box where it has several."""
    heading = shown(text, slide.title) if slide.title else None
    group: list[Paragraph] = []
    for paragraph in slide.paragraphs:
        words = shown(text, paragraph)
        tag = _TAG.fullmatch(words)
        if tag is None:
            group.append(paragraph)
        elif group:
            whole = Span(paragraph.start, paragraph.end)
            yield _quote(text, group, heading, quoted_source(tag["label"], whole))
            group = []
    boxes = _boxes(text, group)
    for box in boxes:
        beside = [
            shown(text, paragraph) for other in boxes if other is not box for paragraph in other
        ]
        yield PassageDraft(
            spans=tuple(span for paragraph in box for span in paragraph.spans),
            heading=heading,
            role=PassageRole.FIGUR if slide.loose else PassageRole.BROEDTEKST,
            quotable=not slide.loose,
            search_terms=tuple(beside),
        )


def _boxes(text: str, group: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """Part a slide that is too long to be quoted whole at the page starts inside it.

    A converter leaves one where a new text box begins.
    """
    words = sum(word_count(shown(text, paragraph)) for paragraph in group)
    boxes: list[list[Paragraph]] = []
    for paragraph in group:
        if not boxes or (words > QUOTE_WORDS and paragraph.first.page_start):
            boxes.append([])
        boxes[-1].append(paragraph)
    return boxes


def _repeats_left_out(text: str, drafts: Sequence[PassageDraft]) -> Sequence[PassageDraft]:
    """Quote a slide that returns only where it stands first, with bullets or without."""
    seen: set[str] = set()
    kept: list[PassageDraft] = []
    for draft in drafts:
        words = display([text[span.start : span.end] for span in draft.spans])
        key = " ".join(words.replace("•", " ").casefold().split())
        kept.append(replace(draft, quotable=False) if key in seen else draft)
        seen.add(key)
    return kept


def _quote(
    text: str, group: Sequence[Paragraph], heading: str | None, quoted: QuotedSource
) -> PassageDraft:
    number = (f"{quoted.kind.value} {quoted.number}",) if quoted.number else ()
    return PassageDraft(
        spans=_unmarked(text, tuple(span for paragraph in group for span in paragraph.spans)),
        heading=heading,
        quoted_source=quoted,
        search_terms=(quoted.label, *number),
    )


def _unmarked(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Leave out an opening quote mark that stands apart and is never closed."""
    opening = _LOOSE_OPENING.match(text, spans[0].start, spans[-1].end)
    if opening is None or _CLOSING.search(text, opening.end(), spans[-1].end):
        return spans
    return (Span(opening.end(), spans[0].end), *spans[1:])


def _relations(document_id: DocumentId, drafts: Sequence[PassageDraft]) -> Iterator[Relation]:
    for draft in drafts:
        quoted = draft.quoted_source
        if quoted and quoted.kind is SourceKind.PRINCIPMEDDELELSE and quoted.number:
            yield Relation(
                source=document_id,
                target=DocumentId(f"pm-{quoted.number}"),
                kind=RelationKind.CITERER,
                dated=None,
                evidence=quoted.label,
                evidence_span=quoted.span,
            )
