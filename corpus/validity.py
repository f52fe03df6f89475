"""What can be said of a document's validity from what the collection holds, and as of a day.

Pure functions: they read documents and relations, and change nothing.
What is not done: nothing becomes `gaeldende` here. That a text is the newest in the collection
does not show that it is in force; only its official site can say so.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corpus.model import Document, DocumentId, LegalStatus, Relation, RelationKind, SourceKind

Validity = tuple[LegalStatus, str]
"""A status, and the words that say why: "praksis ændret ved 1-25", "genoptrykt som 1-26"."""

_ENDS_TARGET = {
    RelationKind.KASSERER: "praksis ændret ved {}",
    RelationKind.SAMMENSKRIVER: "sammenskrevet i {}",
    RelationKind.OMSKRIVER: "omskrevet ved {}",
    RelationKind.OPHAEVER: "ophævet ved {}",
}
"""Relations after which the target no longer applies, and how that is said."""


def derive_status(
    documents: Iterable[Document], relations: Iterable[Relation], on: dt.date | None = None
) -> Mapping[DocumentId, Validity]:
    """Status and reason of each document about which something in hand speaks.

    With `on` what takes effect after that day is left out.
    Relations speak first, then the version chain, then the document's own status; documents about
    which nothing speaks are left out.
    A document without legal force (`ikke_relevant`) is never touched.
    """
    known = {document.document_id: document for document in documents}
    found: dict[DocumentId, Validity] = {}
    for document in known.values():
        if document.legal_status not in (LegalStatus.UKENDT, LegalStatus.IKKE_RELEVANT):
            source = document.status_source or "kilden selv"
            found[document.document_id] = (document.legal_status, source)
    begun = [d for d in known.values() if on is None or _begins(d, on)]
    for older, newer in _superseded(begun):
        found[older.document_id] = (
            LegalStatus.HISTORISK,
            f"afløst af {_short(known, newer.document_id)}",
        )
    for relation in relations:
        if on is not None and relation.dated is not None and relation.dated > on:
            continue
        target = _ends(relation)
        if target is not None and _may_end(known.get(target)):
            found[target] = (LegalStatus.HISTORISK, _reason(relation, known))
    return found


def in_force_on(documents: Iterable[Document], date: dt.date) -> frozenset[DocumentId]:
    """The documents that a question as of a day may be answered from.

    Of each version chain the newest that had begun by then; of other documents those that were
    dated by then. A document without a date is left out of no answer: it is kept.
    What ended a document without a successor in its chain is not known here; see `derive_status`
    with the relations dated by then.
    """
    chosen: set[DocumentId] = set()
    for key, versions in _chains(documents).items():
        begun = [document for document in versions if _begins(document, date)]
        if key is None:
            chosen.update(document.document_id for document in begun)
        elif begun:
            chosen.add(max(begun, key=_start).document_id)
    return frozenset(chosen)


def ended_by(relations: Iterable[Relation], date: dt.date) -> frozenset[DocumentId]:
    """Documents that a relation dated on or before a day says no longer apply."""
    ended = (
        _ends(relation)
        for relation in relations
        if relation.dated is not None and relation.dated <= date
    )
    return frozenset(target for target in ended if target is not None)


def ended_reasons(relations: Iterable[Relation]) -> Mapping[DocumentId, str]:
    """Why documents no longer apply, also those that the collection does not hold."""
    return {
        target: _reason(relation, {})
        for relation in relations
        if (target := _ends(relation)) is not None
    }


def _ends(relation: Relation) -> DocumentId | None:
    """The document that a relation ends; consolidating an amending act does not end that act."""
    if relation.kind is RelationKind.GENOPTRYKT_SOM:
        return relation.source
    if relation.kind not in _ENDS_TARGET:
        return None
    same_sort = relation.source.partition("-")[0] == relation.target.partition("-")[0]
    if relation.kind is RelationKind.SAMMENSKRIVER and not same_sort:
        return None
    return relation.target


def _reason(relation: Relation, known: Mapping[DocumentId, Document]) -> str:
    if relation.kind is RelationKind.GENOPTRYKT_SOM:
        return f"genoptrykt som {_short(known, relation.target)}"
    return _ENDS_TARGET[relation.kind].format(_short(known, relation.source))


def _may_end(document: Document | None) -> bool:
    return document is not None and document.legal_status is not LegalStatus.IKKE_RELEVANT


def _superseded(documents: Iterable[Document]) -> Iterable[tuple[Document, Document]]:
    """(older, newest) where a newer consolidation of the same act is in the collection.

    Orders of the same name are left to the words that repeal them: several may apply at a time.
    """
    for key, versions in _chains(documents).items():
        if key is None:
            continue
        acts = sorted((d for d in versions if d.kind is SourceKind.LOV), key=_start)
        consolidations = [d for d in acts if d.document_id.startswith("lbk-")]
        if consolidations:
            newest = consolidations[-1]
            yield from ((d, newest) for d in acts if _start(d) < _start(newest))


def _chains(documents: Iterable[Document]) -> Mapping[str | None, Sequence[Document]]:
    chains: dict[str | None, list[Document]] = defaultdict(list)
    for document in documents:
        chains[document.metadata.chain].append(document)
    return chains


def _start(document: Document) -> dt.date:
    return document.metadata.in_force_from or document.metadata.dated or dt.date.min


def _begins(document: Document, date: dt.date) -> bool:
    return _start(document) <= date


def _short(known: Mapping[DocumentId, Document], document_id: DocumentId) -> str:
    """The number as people write it; the id's own where the document is not in the collection."""
    document = known.get(document_id)
    if document is not None and document.metadata.number:
        return document.metadata.number
    word, _, rest = document_id.partition("-")
    if word == "pm":
        return rest.upper()
    year, _, number = rest.partition("-")
    return f"{word.upper()} nr. {number} af {year}" if number else document_id
