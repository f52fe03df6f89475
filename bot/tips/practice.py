"""»Ny praksis på jeres område«: what the collection's own dates say has changed, in three lines."""

import datetime as dt
from collections.abc import Iterator, Sequence

from bot import house_style, labels
from bot.library import SHARED_ONLY, Library
from bot.links import Links
from bot.state.records import TipSend, TipState
from bot.tips.port import Line
from corpus.model import Document, RelationKind, SourceKind

PREFIX = "ny-praksis:"
"""Begins the ledger's name of a card; a tip's key has no colon."""
_MOST = 3
_FIRST_DAYS = 31
_KINDS = frozenset(
    {
        SourceKind.LOV,
        SourceKind.BEKENDTGOERELSE,
        SourceKind.DOM,
        SourceKind.PRINCIPMEDDELELSE,
        SourceKind.OMBUDSMANDSUDTALELSE,
        SourceKind.VEJLEDNING,
    }
)
_CHANGES = {
    RelationKind.KASSERER: "kasserer",
    RelationKind.AENDRER: "ændrer",
    RelationKind.OMSKRIVER: "omskriver",
    RelationKind.SAMMENSKRIVER: "sammenskriver",
    RelationKind.GENOPTRYKT_SOM: "genoptrykt som",
    RelationKind.OPHAEVER: "ophæver",
}


def name(today: dt.date) -> str:
    """The ledger's name of this month's card."""
    return f"{PREFIX}{today:%Y-%m}"


def had(history: Sequence[TipSend], today: dt.date) -> bool:
    """Whether the channel has had this month's card."""
    return any(
        send.tip_id == name(today) and send.state is not TipState.SKIPPED for send in history
    )


def since(history: Sequence[TipSend], today: dt.date) -> dt.date:
    """The day after which changes are new to the channel; `history` is latest first."""
    month = name(today)
    for send in history:
        if send.tip_id.startswith(PREFIX) and send.tip_id != month and send.state is TipState.SENT:
            return send.at.date()
    return today - dt.timedelta(days=_FIRST_DAYS)


def lines(library: Library, links: Links, after: dt.date, today: dt.date) -> tuple[Line, ...]:
    """The newest sources dated after one day and no later than another; at most three."""
    dated = [
        (date, held.document)
        for held in library.store.holdings()
        if held.document.collection in SHARED_ONLY
        and held.document.kind in _KINDS
        and (date := house_style.date_of(held.document)) is not None
        and after < date <= today
    ]
    dated.sort(key=lambda row: (row[0], row[1].document_id), reverse=True)
    made = [
        Line(_text(library, document), _address(library, links, document))
        for _, document in dated[:_MOST]
    ]
    if len(dated) > _MOST:
        last = made[-1]
        made[-1] = Line(f"{last.text} · og {len(dated) - _MOST} mere i samlingen", last.url)
    return tuple(made)


def _text(library: Library, document: Document) -> str:
    current = library.holding(document.document_id).document
    parts = [_named(document), labels.validity(current)]
    return " · ".join([*filter(None, parts), *_changed(library, document)])


def _named(document: Document) -> str:
    """The citation; with the subject where the title goes on after the number."""
    number = document.metadata.number
    _, found, subject = document.title.partition(f" {number} " if number else "\x00")
    cited = house_style.cite_document(document)
    return (
        f"{cited} {subject}" if found and document.kind is SourceKind.PRINCIPMEDDELELSE else cited
    )


def _changed(library: Library, document: Document) -> Iterator[str]:
    """`kasserer 14-20, 15-14`."""
    others: dict[str, list[str]] = {}
    for relation in library.store.relations(document.document_id):
        if relation.source == document.document_id and relation.kind in _CHANGES:
            held = library.store.holding(relation.target)
            if held is None or held.document.collection in SHARED_ONLY:
                number = held.document.metadata.number if held else None
                other = number or relation.target.removeprefix("pm-")
                others.setdefault(_CHANGES[relation.kind], []).append(other)
    for verb, found in others.items():
        yield f"{verb} {', '.join(found)}"


def _address(library: Library, links: Links, document: Document) -> str | None:
    first = next(iter(library.store.passages(document.document_id)), None)
    ours = links.passage(document.document_id, first.passage_id) if first else None
    return ours or document.metadata.official_url
