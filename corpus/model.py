"""What the collection is made of: documents, their versions, passages, relations.

Offsets are code points into the stored text of one document version and are half-open.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

DocumentId = NewType("DocumentId", str)
"""Stable name of a document, from kind and number: `pm-34-18`, `spm-sou-2019-274`."""

VersionId = NewType("VersionId", str)
"""Hash of (document id, raw bytes, reader, reader version)."""

PassageId = NewType("PassageId", str)
"""Hash of (document id, normalised text, ordinal among equal texts of the document)."""


class SourceKind(StrEnum):
    """What a document is; its label and weight stand in `corpus/data/retskildevaerdi.toml`."""

    LOV = "lov"
    BEKENDTGOERELSE = "bekendtgørelse"
    DOM = "dom"
    PRINCIPMEDDELELSE = "principmeddelelse"
    OMBUDSMANDSUDTALELSE = "ombudsmandsudtalelse"
    FORARBEJDER = "forarbejder"
    VEJLEDNING = "vejledning"
    MINISTERSVAR = "ministersvar"
    HOERINGSSVAR = "høringssvar"
    UNDERVISNING = "undervisning"
    INTERNT_SVAR = "internt svar"
    KOMMUNALT = "kommunalt materiale"
    UKENDT = "ukendt"


class LegalStatus(StrEnum):
    """Whether a source holds; `IKKE_RELEVANT` for kinds that never are law."""

    GAELDENDE = "gaeldende"
    HISTORISK = "historisk"
    UKENDT = "ukendt"
    IKKE_RELEVANT = "ikke_relevant"


class RelationKind(StrEnum):
    """How one document stands to another."""

    KASSERER = "kasserer"
    AENDRER = "ændrer"
    OMSKRIVER = "omskriver"
    SAMMENSKRIVER = "sammenskriver"
    GENOPTRYKT_SOM = "genoptrykt_som"
    ANVENDER = "anvender"
    CITERER = "citerer"
    OPHAEVER = "ophæver"


class PassageRole(StrEnum):
    """The part a passage plays in its document; ranking and labels read it."""

    BROEDTEKST = "brødtekst"
    DOKUMENTHOVED = "dokumenthoved"
    SPOERGSMAAL = "spørgsmål"
    FASTSLAAR = "fastslår"
    BAGGRUND = "baggrund"
    REGLER = "regler"
    KONKRET_SAG = "konkret_sag"
    BEGRUNDELSE = "begrundelse"
    BESTEMMELSE = "bestemmelse"
    FIGUR = "figur"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a stored text: `text[start:end]`, code points, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuotedSource:
    """A source that a document quotes, as 004 quotes 34-18: "citeret via"."""

    label: str
    """The tag as the document prints it, without brackets."""
    kind: SourceKind
    number: str | None
    span: Span
    """Where the tag stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document says of itself. `None` = the text does not carry it ("ikke oplyst")."""

    number: str | None = None
    sender: str | None = None
    recipient: str | None = None
    subject: str | None = None
    author: str | None = None
    owner: str | None = None
    chain: str | None = None
    """Key that the versions of one act share, as `lov om social service`; None when unknown."""
    committee: str | None = None
    question_number: str | None = None
    proposal: str | None = None
    """The bill or motion that a question belongs to, as `B 23`; None for alm. del."""
    alm_del: bool | None = None
    asker: str | None = None
    minister: str | None = None
    """The office, as printed: `social- og indenrigsministeren`."""
    signer: str | None = None
    case_number: str | None = None
    document_number: str | None = None
    provisional: bool | None = None
    asked: dt.date | None = None
    answered: dt.date | None = None
    dated: dt.date | None = None
    signed: dt.date | None = None
    published: dt.date | None = None
    in_force_from: dt.date | None = None
    """When an act or order says that it enters into force; None where it says several days."""
    journal_number: str | None = None
    laws: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    official_url: str | None = None
    year_from: int | None = None
    year_to: int | None = None
    """The years that the text itself is from, where it carries no date."""


@dataclass(frozen=True, slots=True)
class Document:
    """One source under its stable id, as it stands now."""

    document_id: DocumentId
    kind: SourceKind
    title: str
    metadata: Metadata
    legal_status: LegalStatus
    status_checked: dt.date | None = None
    status_source: str | None = None
    collection: str = "faelles"
    """`faelles` is seen by all; others are limited to a scope."""


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One stored text, written once."""

    version_id: VersionId
    document_id: DocumentId
    text: str
    raw_sha256: str
    reader: str
    reader_version: str
    file: str
    """The source file's original name."""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is found and quoted: a natural paragraph, a slide, a stykke."""

    passage_id: PassageId
    document_id: DocumentId
    version_id: VersionId
    ordinal: int
    """Place in the document, from 0."""
    spans: tuple[Span, ...]
    """One per paragraph; never across a page number or a running header."""
    text: str
    """`display` of the spans: what is indexed and read, never what is quoted from."""
    heading: str | None
    pinpoint: str
    """Where it stands, for people: `»Svar«, linje 23`, `§ 4, stk. 5`."""
    role: PassageRole = PassageRole.BROEDTEKST
    quoted_source: QuotedSource | None = None
    frame: str | None = None
    """Key of a fixed text in `corpus/data/rammer.toml`; such a passage is never quoted alone."""
    quotable: bool = True
    """False for tables of contents, lost charts and loose boxes: found, never an answer."""
    search_terms: tuple[str, ...] = ()
    """More text to find it by (law names, provision numbers); never shown."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A dated and sourced link between two documents; `target` may not be in the collection."""

    source: DocumentId
    target: DocumentId
    kind: RelationKind
    dated: dt.date | None
    evidence: str
    """The words that say so, or the manifest's name."""
    evidence_span: Span | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file, or one member of a container (zip, mail, JSON lines), as bytes."""

    name: str
    """Original name; a member is `container#member`."""
    raw: bytes


@dataclass(frozen=True, slots=True)
class SkippedFile:
    """A file that a connector does not hand on, and why; a line of the report."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A structural place that the format itself tells: page, slide, heading, § ..."""

    kind: str
    """`blocks`, `page`, `slide`, `heading`, `kapitel`, `paragraf`, `stk`, `nr`, `table` ..."""
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class ReadText:
    """What a reader gives: the text to store, before any joining."""

    text: str
    reader: str
    reader_version: str
    marks: tuple[Mark, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """Metadata that the format carries beside the text: `title`, `url`, `status`, `date` ..."""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document ready for the store: what `kinds` and `passages` made of one text."""

    document: Document
    version: DocumentVersion
    passages: tuple[Passage, ...]
    relations: tuple[Relation, ...] = ()
    warnings: tuple[str, ...] = field(default=())
