"""Who cites a decision, a provision or a document, and how."""

from dataclasses import asdict, dataclass
from typing import Any

from bot import house_style, references
from bot.library import SHARED_ONLY, Library
from corpus.model import Relation
from index.model import Filters

_MOST = 50


@dataclass(frozen=True, slots=True)
class Citing:
    """One document that stands in a relation to what was asked for."""

    document_id: str
    title: str
    relation: str
    direction: str
    """`fra` when the other document cites it, `til` when it cites the other."""
    dated: str | None
    evidence: str
    passage_id: str | None = None
    citation: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def citing(
    library: Library, reference: str, collections: frozenset[str] = frozenset()
) -> list[Citing]:
    """What a scope can see that cites the reference: dated relations first, then passages."""
    seen = SHARED_ONLY | collections
    targets = _targets(reference)
    relations = {
        (relation, target) for target in targets for relation in library.store.relations(target)
    }
    rows = [_row(library, relation, target, seen) for relation, target in relations]
    found = sorted(filter(None, rows), key=lambda row: (row.dated or "", row.document_id))
    return found + _passages(library, reference, seen, targets)


def _targets(reference: str) -> frozenset[str]:
    """The documents that the reference names: an id, a decision, an act."""
    named = references.read(reference)
    ids = {reference.strip(), *named.documents}
    ids |= {f"pm-{key.partition(':')[2]}" for key in named.keys if key.startswith("pm:")}
    return frozenset(ids)


def _row(library: Library, relation: Relation, target: str, seen: frozenset[str]) -> Citing | None:
    is_from = relation.target == target
    ends = (relation.source, relation.target)
    # The one that was asked for too: a foreign document's own id tells nothing of it.
    held_ends = [library.store.holding(end) for end in ends]
    if any(end is not None and end.document.collection not in seen for end in held_ends):
        return None
    other, held = str(ends[not is_from]), held_ends[not is_from]
    return Citing(
        document_id=other,
        title=held.document.title if held else "ikke i samlingen",
        relation=relation.kind.value,
        direction="fra" if is_from else "til",
        dated=relation.dated.isoformat() if relation.dated else None,
        evidence=relation.evidence,
    )


def _passages(
    library: Library, reference: str, seen: frozenset[str], targets: frozenset[str]
) -> list[Citing]:
    """Passages of other documents whose words hold the reference itself."""
    wanted = references.read(reference)
    rows = []
    for hit in library.search(reference, Filters({"collection": seen}), _MOST).hits:
        passage = library.passage(hit.passage_id).passage
        if passage.document_id in targets or not references.cites(passage.text, wanted):
            continue
        held = library.holding(passage.document_id)
        rows.append(
            Citing(
                document_id=passage.document_id,
                title=held.document.title,
                relation="citerer",
                direction="fra",
                dated=None,
                evidence=passage.text,
                passage_id=passage.passage_id,
                citation=house_style.cite(held.document, passage),
            )
        )
    return rows
