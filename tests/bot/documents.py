"""Hits for the tests of reminders and premises: passages with the documents they stand in."""

from corpus.model import (
    Document,
    DocumentId,
    LegalStatus,
    Metadata,
    Passage,
    PassageId,
    PassageRole,
    QuotedSource,
    SourceKind,
    Span,
    VersionId,
)


def found(
    text: str,
    kind: SourceKind,
    metadata: Metadata | None = None,
    *,
    role: PassageRole = PassageRole.BROEDTEKST,
    quotes: QuotedSource | None = None,
) -> tuple[Passage, Document]:
    name = kind.value
    document = Document(
        DocumentId(name), kind, name, metadata or Metadata(), LegalStatus.IKKE_RELEVANT
    )
    passage = Passage(
        passage_id=PassageId(f"{name}-0"),
        document_id=document.document_id,
        version_id=VersionId(f"{name}-1"),
        ordinal=0,
        spans=(Span(0, len(text)),),
        text=text,
        heading=None,
        pinpoint="linje 1",
        role=role,
        quoted_source=quotes,
    )
    return passage, document
