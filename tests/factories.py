"""Small real objects for tests."""

import datetime as dt
import hashlib

from corpus.model import (
    Document,
    DocumentId,
    DocumentVersion,
    LegalStatus,
    Metadata,
    ParsedDocument,
    Passage,
    PassageId,
    Relation,
    SourceKind,
    Span,
    VersionId,
)

TEXT = "Kommunen skal høre parten.\n\nDet gælder, før der træffes afgørelse.\n"


def document(
    document_id: str = "pm-1-26",
    *,
    kind: SourceKind = SourceKind.PRINCIPMEDDELELSE,
    status: LegalStatus = LegalStatus.GAELDENDE,
    metadata: Metadata | None = None,
    title: str = "Principmeddelelse 1-26",
    collection: str = "faelles",
) -> Document:
    return Document(
        document_id=DocumentId(document_id),
        kind=kind,
        title=title,
        metadata=metadata or Metadata(number="1-26", signed=dt.date(2026, 3, 4)),
        legal_status=status,
        status_checked=dt.date(2026, 3, 29),
        status_source="ast.dk",
        collection=collection,
    )


def passages(document_id: str, version_id: str, text: str) -> tuple[Passage, ...]:
    """One passage a paragraph."""
    found: list[Passage] = []
    start = 0
    for part in text.split("\n\n"):
        end = start + len(part.rstrip())
        found.append(passage(document_id, version_id, Span(start, end), part.strip(), len(found)))
        start += len(part) + 2
    return tuple(found)


def passage(document_id: str, version_id: str, span: Span, text: str, ordinal: int = 0) -> Passage:
    key = f"{document_id}:{text}:{ordinal}"
    return Passage(
        passage_id=PassageId(hashlib.sha256(key.encode()).hexdigest()[:16]),
        document_id=DocumentId(document_id),
        version_id=VersionId(version_id),
        ordinal=ordinal,
        spans=(span,),
        text=text,
        heading="Begrundelse",
        pinpoint=f"afsnit {ordinal + 1}",
    )


def parsed(
    document_id: str = "pm-1-26",
    text: str = TEXT,
    *,
    held: Document | None = None,
    relations: tuple[Relation, ...] = (),
) -> ParsedDocument:
    raw = hashlib.sha256(text.encode()).hexdigest()
    version_id = VersionId(hashlib.sha256(f"{document_id}{raw}".encode()).hexdigest()[:16])
    return ParsedDocument(
        document=held or document(document_id),
        version=DocumentVersion(
            version_id=version_id,
            document_id=DocumentId(document_id),
            text=text,
            raw_sha256=raw,
            reader="tekst",
            reader_version="1",
            file=f"{document_id}.txt",
        ),
        passages=passages(document_id, version_id, text),
        relations=relations,
    )
