"""What a source cites and what cites it."""

from dataclasses import dataclass

from bot.house_style import long_date
from bot.links import document_path
from corpus.model import RelationKind
from corpus.store import Store

_NAMES: dict[RelationKind, tuple[str, str]] = {
    RelationKind.KASSERER: ("Kasserer", "Kasseret af"),
    RelationKind.AENDRER: ("Ændrer", "Ændret af"),
    RelationKind.OMSKRIVER: ("Omskriver", "Omskrevet af"),
    RelationKind.SAMMENSKRIVER: ("Sammenskriver", "Sammenskrevet af"),
    RelationKind.GENOPTRYKT_SOM: ("Genoptrykt som", "Genoptryk af"),
    RelationKind.ANVENDER: ("Anvender", "Anvendt af"),
    RelationKind.CITERER: ("Citerer", "Citeres af"),
    RelationKind.OPHAEVER: ("Ophæver", "Ophævet af"),
}
"""From the source's side, and from the target's."""


@dataclass(frozen=True, slots=True)
class Other:
    """The other end of a relation."""

    title: str
    path: str | None
    """None when the collection does not have it."""
    dated: str


def of(store: Store, document_id: str, seen: frozenset[str]) -> list[tuple[str, tuple[Other, ...]]]:
    """Relations by name; documents of other scopes are neither named nor counted."""
    found: dict[str, list[Other]] = {}
    for relation in store.relations(document_id):
        outward = relation.source == document_id
        other_id = relation.target if outward else relation.source
        held = store.holding(other_id)
        if held is not None and held.document.collection not in seen:
            continue
        name = _NAMES[relation.kind][0 if outward else 1]
        dated = f"d. {long_date(relation.dated)}" if relation.dated else ""
        title = held.document.title if held else _name(other_id)
        path = document_path(other_id) if held else None
        found.setdefault(name, []).append(Other(title, path, dated))
    return [(name, tuple(others)) for name, others in found.items()]


def _name(document_id: str) -> str:
    """A document that the collection lacks, as people know it."""
    number = document_id.removeprefix("pm-")
    return document_id if number == document_id else f"principmeddelelse {number.upper()}"
