"""A passage in its place: what stands around it, and whether it still stands."""

from dataclasses import asdict, dataclass
from typing import Any

from bot import house_style, labels
from bot.errors import NotFoundError
from bot.library import Library
from bot.links import passage_of
from corpus import manifest
from corpus.authority import authority
from corpus.store import Holding

_AROUND = 2
"""Passages shown on each side."""


@dataclass(frozen=True, slots=True)
class Part:
    """A passage among its neighbours."""

    passage_id: str
    pinpoint: str
    heading: str | None
    text: str
    is_asked_for: bool


@dataclass(frozen=True, slots=True)
class PassageView:
    """Everything that a reader shows about one passage."""

    passage_id: str
    document_id: str
    title: str
    label_line: str
    citation: str
    file: str
    verbatim: tuple[str, ...]
    remark: str
    """Says when the passage was changed or withdrawn; else empty."""
    around: tuple[Part, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def view(library: Library, address: str) -> PassageView:
    """The passage behind an id or an address of ours.

    Raises:
        NotFoundError: it was never here.
    """
    passage_id = passage_of(address)
    if passage_id is None:
        raise NotFoundError(f"»{address}« er ikke en adresse på en passage.")
    stored = library.passage(passage_id)
    passage = stored.passage
    held = library.holding(passage.document_id)
    now = library.store.passages(passage.document_id)
    near = [p for p in now if abs(p.ordinal - passage.ordinal) <= _AROUND]
    shown = near if stored.is_current else [passage]
    return PassageView(
        passage_id=passage.passage_id,
        document_id=passage.document_id,
        title=held.document.title,
        label_line=labels.of(held.document, passage).line,
        citation=house_style.cite(held.document, passage),
        file=held.file,
        verbatim=library.store.slices(passage.version_id, passage.spans),
        remark="" if stored.is_current else _remark(library, held, passage.ordinal),
        around=tuple(
            Part(p.passage_id, p.pinpoint, p.heading, p.text, p.passage_id == passage.passage_id)
            for p in shown
        ),
    )


def source_row(held: Holding) -> dict[str, str | None]:
    """A document as `sources --json` lists it."""
    document = held.document
    return {
        "document_id": document.document_id,
        "number": document.metadata.number,
        "title": document.title,
        "kind": document.kind.value,
        "file": held.file,
        "retskildevaerdi": authority(document.kind).label,
        "legal_status": document.legal_status.value,
        "checked": document.status_checked.isoformat() if document.status_checked else None,
        "collection": document.collection,
        "official_url": document.metadata.official_url,
        "rights": _rights(document.document_id),
    }


def _rights(document_id: str) -> str | None:
    """What is known of the rights to an embedded document."""
    entries = (entry for entry in manifest.entries() if entry.document_id == document_id)
    return next((entry.rights for entry in entries), None)


def _remark(library: Library, held: Holding, ordinal: int) -> str:
    now = library.store.passages(held.document.document_id)
    same_place = next((p for p in now if p.ordinal == ordinal), None)
    if same_place is None:
        return "Passagen står ikke længere i kilden. Her er den, som den stod."
    return (
        "Passagen er ændret, siden adressen blev givet. Her er den, som den stod;"
        f" nu står der på stedet: {same_place.text}"
    )
