"""What a generation knows of its documents beside the passages: status, replacement, counts.

Kept as one small file, so that a question needs no walk through the store.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from corpus.model import Document, DocumentId, LegalStatus, Relation, RelationKind, SourceKind
from corpus.summary import Summary, summarise
from corpus.validity import Validity, derive_status, ended_reasons
from index.errors import CorruptIndexError
from index.model import SHARED

NAME = "katalog.json"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The documents of one generation."""

    summaries: Mapping[str, Summary]
    """By collection."""
    status: Mapping[str, tuple[LegalStatus, str]]
    """What relations and version chains say of a document, and why; a correction wins.

    Also of documents that are only spoken of.
    """
    replaced_by: Mapping[str, str]
    """Historic document -> the one that took its place, where both are here."""


def make(
    documents: Iterable[Document],
    relations: Iterable[Relation],
    corrected: frozenset[str],
    owners: Mapping[str, str],
) -> Catalogue:
    """The catalogue of these documents; `corrected` ones keep the status set by hand.

    `owners` names each document's collection. What a collection's documents say of others holds
    within the collection alone; what the shared ones say holds everywhere.
    """
    seen, links = list(documents), list(relations)
    shared = [link for link in links if owners.get(link.source, SHARED) == SHARED]
    grouped: dict[str, list[Document]] = defaultdict(list)
    for document in seen:
        grouped[document.collection].append(document)
    known = {document.document_id for document in seen}
    spoken_of = {
        name: (LegalStatus.HISTORISK, reason)
        for name, reason in ended_reasons(shared).items()
        if name not in known
    }
    derived: dict[DocumentId, Validity] = dict(spoken_of)
    for name in grouped:
        said = [link for link in links if owners.get(link.source, SHARED) in {SHARED, name}]
        derived |= _judged(name, grouped, said)
    return Catalogue(
        summaries={name: summarise(members) for name, members in grouped.items()},
        status={name: found for name, found in derived.items() if name not in corrected},
        replaced_by={
            old: new
            for old, new in _replacements(links, known).items()
            if owners.get(new, SHARED) in {SHARED, owners.get(old)}
        },
    )


def write(folder: Path, catalogue: Catalogue) -> None:
    """Write the catalogue into a generation's folder."""
    plain = {
        "summaries": {
            name: [summary.counts, summary.years, summary.is_embedded]
            for name, summary in catalogue.summaries.items()
        },
        "status": catalogue.status,
        "replaced_by": catalogue.replaced_by,
    }
    (folder / NAME).write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")


def read(folder: Path) -> Catalogue:
    """The catalogue of a generation.

    Raises:
        CorruptIndexError: it is missing or broken.
    """
    try:
        plain = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Catalogue(
            summaries={
                name: Summary(
                    {SourceKind(kind): count for kind, count in counts.items()},
                    (years[0], years[1]) if years else None,
                    embedded,
                )
                for name, (counts, years, embedded) in plain["summaries"].items()
            },
            status={n: (LegalStatus(s), why) for n, (s, why) in plain["status"].items()},
            replaced_by=plain["replaced_by"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorruptIndexError(f"{folder.name}/{NAME} mangler eller er beskadiget.") from error


def _judged(
    name: str, grouped: Mapping[str, list[Document]], said: Iterable[Relation]
) -> dict[DocumentId, Validity]:
    """What a collection's own documents come to, beside the shared ones."""
    others = grouped.get(SHARED, []) if name != SHARED else []
    own = {document.document_id for document in grouped[name]}
    judged = derive_status([*others, *grouped[name]], said)
    return {key: found for key, found in judged.items() if key in own}


def _replacements(relations: Iterable[Relation], known: AbstractSet[DocumentId]) -> dict[str, str]:
    """Old -> new by reprint; other ends have no single successor."""
    reprints = [link for link in relations if link.kind is RelationKind.GENOPTRYKT_SOM]
    return {
        str(link.source): str(link.target)
        for link in reprints
        if {link.source, link.target} <= known
    }
