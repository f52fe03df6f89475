"""Between the store's rows and the frozen objects of `corpus.model`."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from corpus.model import (
    Document,
    DocumentId,
    DocumentVersion,
    LegalStatus,
    Metadata,
    Passage,
    PassageId,
    PassageRole,
    QuotedSource,
    Relation,
    RelationKind,
    SourceKind,
    Span,
    VersionId,
)

_DATES = {f.name for f in dataclasses.fields(Metadata) if f.type == (dt.date | None)}
_TUPLES = {f.name for f in dataclasses.fields(Metadata) if f.type == tuple[str, ...]}


def checksum(slices: Iterable[str]) -> str:
    """SHA-256 (hex) of a passage's slices in order; the unit separator keeps them apart."""
    return hashlib.sha256("\x1f".join(slices).encode()).hexdigest()


def metadata_to_json(metadata: Metadata) -> str:
    """Only what the text carries, keys in field order."""
    values = {
        field.name: _plain(getattr(metadata, field.name))
        for field in dataclasses.fields(metadata)
        if getattr(metadata, field.name) not in (None, ())
    }
    return json.dumps(values, ensure_ascii=False)


def metadata_from_json(text: str) -> Metadata:
    """Inverse of `metadata_to_json`; unknown keys of an older version are dropped."""
    known = {field.name for field in dataclasses.fields(Metadata)}
    loaded = {k: _typed(k, v) for k, v in json.loads(text).items() if k in known}
    return Metadata(**loaded)


def document(row: Mapping[str, Any]) -> Document:
    """A document row without its corrections."""
    return Document(
        document_id=DocumentId(row["document_id"]),
        kind=SourceKind(row["kind"]),
        title=row["title"],
        metadata=metadata_from_json(row["metadata"]),
        legal_status=LegalStatus(row["legal_status"]),
        status_checked=date_or_none(row["status_checked"]),
        status_source=row["status_source"],
        collection=row["collection"],
    )


def version(row: Mapping[str, Any]) -> DocumentVersion:
    """A version row with its text."""
    return DocumentVersion(
        version_id=VersionId(row["version_id"]),
        document_id=DocumentId(row["document_id"]),
        text=row["text"],
        raw_sha256=row["raw_sha256"],
        reader=row["reader"],
        reader_version=row["reader_version"],
        file=row["file"],
        valid_from=date_or_none(row["valid_from"]),
        valid_to=date_or_none(row["valid_to"]),
    )


def passage(row: Mapping[str, Any]) -> Passage:
    """A passage row."""
    quoted = json.loads(row["quoted_source"]) if row["quoted_source"] else None
    return Passage(
        passage_id=PassageId(row["passage_id"]),
        document_id=DocumentId(row["document_id"]),
        version_id=VersionId(row["version_id"]),
        ordinal=row["ordinal"],
        spans=tuple(Span(*pair) for pair in json.loads(row["spans"])),
        text=row["text"],
        heading=row["heading"],
        pinpoint=row["pinpoint"],
        role=PassageRole(row["role"]),
        quoted_source=quoted
        and QuotedSource(
            label=quoted["label"],
            kind=SourceKind(quoted["kind"]),
            number=quoted["number"],
            span=Span(*quoted["span"]),
        ),
        frame=row["frame"],
        quotable=bool(row["quotable"]),
        search_terms=tuple(json.loads(row["search_terms"])),
    )


def passage_row(passage: Passage, text: str) -> dict[str, object]:
    """The row of a passage of the stored `text`."""
    quoted = passage.quoted_source
    return {
        "version_id": passage.version_id,
        "ordinal": passage.ordinal,
        "passage_id": passage.passage_id,
        "document_id": passage.document_id,
        "spans": json.dumps([[s.start, s.end] for s in passage.spans]),
        "text": passage.text,
        "heading": passage.heading,
        "pinpoint": passage.pinpoint,
        "role": passage.role.value,
        "quoted_source": quoted
        and json.dumps(
            {
                "label": quoted.label,
                "kind": quoted.kind.value,
                "number": quoted.number,
                "span": [quoted.span.start, quoted.span.end],
            },
            ensure_ascii=False,
        ),
        "frame": passage.frame,
        "quotable": int(passage.quotable),
        "search_terms": json.dumps(passage.search_terms, ensure_ascii=False),
        "checksum": checksum(text[s.start : s.end] for s in passage.spans),
        "retired": None,
    }


def relation(row: Mapping[str, Any]) -> Relation:
    """A relation row."""
    span = json.loads(row["evidence_span"]) if row["evidence_span"] else None
    return Relation(
        source=DocumentId(row["source"]),
        target=DocumentId(row["target"]),
        kind=RelationKind(row["kind"]),
        dated=date_or_none(row["dated"]),
        evidence=row["evidence"],
        evidence_span=Span(*span) if span else None,
    )


def relation_row(relation: Relation) -> dict[str, object]:
    """The row of a relation."""
    span = relation.evidence_span
    return {
        "source": relation.source,
        "target": relation.target,
        "kind": relation.kind.value,
        "dated": iso(relation.dated),
        "evidence": relation.evidence,
        "evidence_span": json.dumps([span.start, span.end]) if span else None,
    }


def iso(date: dt.date | None) -> str | None:
    """ISO 8601, or None."""
    return date.isoformat() if date else None


def date_or_none(text: str | None) -> dt.date | None:
    """Inverse of `iso`."""
    return dt.date.fromisoformat(text) if text else None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _typed(name: str, value: Any) -> Any:
    if name in _DATES:
        return date_or_none(value)
    return tuple(value) if name in _TUPLES else value
