"""From paragraphs to passages: what is found and quoted, and where it stands."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.identity import passage_id, raw_sha256, version_id
from corpus.lines import LineNumbers
from corpus.model import (
    Document,
    DocumentId,
    DocumentVersion,
    LegalStatus,
    Mark,
    Metadata,
    ParsedDocument,
    Passage,
    PassageRole,
    QuotedSource,
    ReadText,
    Relation,
    SourceFile,
    SourceKind,
    Span,
)
from corpus.paragraphs import Paragraph
from corpus.sentences import ends_before_turn, leads, limits, sentences
from corpus.text import display, word_count

QUOTE_WORDS = 90
"""A passage of at most so many words is quoted whole."""

_LONG_PARAGRAPH_WORDS = 2 * QUOTE_WORDS
_PLACES = {"page": "side", "slide": "dias"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageDraft:
    """A passage before it has its ids: what a kind says about a stretch of text."""

    spans: tuple[Span, ...]
    heading: str | None = None
    pinpoint: str | None = None
    """Where it stands, where the kind knows better than heading and line."""
    role: PassageRole = PassageRole.BROEDTEKST
    quoted_source: QuotedSource | None = None
    frame: str | None = None
    quotable: bool = True
    search_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """What a kind makes of a text: everything but ids of versions and passages."""

    document_id: DocumentId
    named_by_file: bool = False
    """The text carries no name of its own, so the file's name had to do."""
    kind: SourceKind
    title: str
    metadata: Metadata
    legal_status: LegalStatus
    status_checked: dt.date | None = None
    status_source: str | None = None
    passages: Sequence[PassageDraft]
    relations: Sequence[Relation] = ()
    warnings: Sequence[str] = ()


def assemble(source: SourceFile, read: ReadText, draft: DocumentDraft) -> ParsedDocument:
    """Make the document that the store takes."""
    version = DocumentVersion(
        version_id=version_id(draft.document_id, source, read),
        document_id=draft.document_id,
        text=read.text,
        raw_sha256=raw_sha256(source),
        reader=read.reader,
        reader_version=read.reader_version,
        file=source.name,
    )
    return ParsedDocument(
        document=Document(
            document_id=draft.document_id,
            kind=draft.kind,
            title=draft.title,
            metadata=draft.metadata,
            legal_status=draft.legal_status,
            status_checked=draft.status_checked,
            status_source=draft.status_source,
        ),
        version=version,
        passages=_passages(version, read, draft.passages),
        relations=tuple(draft.relations),
        warnings=tuple(draft.warnings),
    )


def prose(
    text: str,
    paragraphs: Iterable[Paragraph],
    heading: str | None = None,
    role: PassageRole = PassageRole.BROEDTEKST,
) -> list[PassageDraft]:
    """Make passages of running text: one a paragraph.

    A list stays with the words that lead into it. A paragraph stays with the next one where that
    begins by limiting it and both are short enough to be quoted together. Only a list or paragraph
    more than twice as long as a quote is cut, between items or sentences.
    """
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if groups and _belongs(text, groups[-1], paragraph):
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    return [
        PassageDraft(spans=spans, heading=heading, role=role)
        for group in groups
        for spans in _cut(text, tuple(span for paragraph in group for span in paragraph.spans))
    ]


def sentence_runs(text: str, span: Span, words: int = QUOTE_WORDS) -> tuple[Span, ...]:
    """Cut a long paragraph into runs of whole sentences of at most so many words each.

    A run goes on over the limit rather than end before a clause that turns it.
    """
    runs: list[Span] = []
    length = 0
    for sentence in sentences(text, span):
        more = word_count(text[sentence.start : sentence.end])
        if runs and (length + more <= words or ends_before_turn(text, runs[-1], span)):
            runs[-1] = Span(runs[-1].start, sentence.end)
            length += more
        else:
            runs.append(sentence)
            length = more
    return tuple(runs)


def _cut(text: str, spans: tuple[Span, ...]) -> list[tuple[Span, ...]]:
    whole = spans[0]
    if len(spans) > 1 or word_count(text[whole.start : whole.end]) <= _LONG_PARAGRAPH_WORDS:
        return [spans]
    return [(run,) for run in sentence_runs(text, whole)]


def _belongs(text: str, group: Sequence[Paragraph], paragraph: Paragraph) -> bool:
    words = sum(word_count(text[s.start : s.end]) for p in (*group, paragraph) for s in p.spans)
    if paragraph.item:
        joins = group[-1].item or leads(group[-1].text)
        return joins and words <= _LONG_PARAGRAPH_WORDS
    return not group[-1].item and limits(paragraph.text) and words <= QUOTE_WORDS


def _passages(
    version: DocumentVersion, read: ReadText, drafts: Iterable[PassageDraft]
) -> tuple[Passage, ...]:
    numbers = LineNumbers(read.text)
    seen: Counter[str] = Counter()
    passages: list[Passage] = []
    for ordinal, draft in enumerate(drafts):
        text = display([read.text[span.start : span.end] for span in draft.spans])
        first = passage_id(version.document_id, text, 0)
        name = passage_id(version.document_id, text, seen[first]) if seen[first] else first
        seen[first] += 1
        passages.append(
            Passage(
                passage_id=name,
                document_id=version.document_id,
                version_id=version.version_id,
                ordinal=ordinal,
                spans=draft.spans,
                text=text,
                heading=draft.heading,
                pinpoint=draft.pinpoint or _pinpoint(draft, numbers, read.marks),
                role=draft.role,
                quoted_source=draft.quoted_source,
                frame=draft.frame,
                quotable=draft.quotable,
                search_terms=draft.search_terms,
            )
        )
    return tuple(passages)


def _pinpoint(draft: PassageDraft, numbers: LineNumbers, marks: Sequence[Mark]) -> str:
    """Say where a passage stands: `»Svar«, linje 52-60`, `»Svar«, side 2`."""
    start, end = draft.spans[0].start, draft.spans[-1].end
    pages = [mark for mark in marks if mark.kind in _PLACES and mark.span.start <= start]
    if pages:
        place = f"{_PLACES[pages[-1].kind]} {pages[-1].label}"
    else:
        first, last = numbers.at(start), numbers.at(end - 1)
        place = f"linje {first}" if first == last else f"linje {first}-{last}"
    if draft.heading:
        return f"»{draft.heading}«, {place}"
    return f"dokumenthoved, {place}" if draft.role is PassageRole.DOKUMENTHOVED else place
