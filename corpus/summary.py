"""What a set of documents amounts to: how many of each kind, and the years they carry."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import manifest
from corpus.model import Document, SourceKind


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts by kind, first and last year, and whether all are of the embedded collection."""

    counts: dict[SourceKind, int]
    years: tuple[int, int] | None
    is_embedded: bool


def summarise(documents: Iterable[Document]) -> Summary:
    """Count these documents."""
    seen = list(documents)
    years = [year for document in seen for year in years_of(document)]
    embedded = {entry.document_id for entry in manifest.entries()}
    return Summary(
        counts=dict(Counter(document.kind for document in seen)),
        years=(min(years), max(years)) if years else None,
        is_embedded={document.document_id for document in seen} <= embedded,
    )


def merge(summaries: Iterable[Summary]) -> Summary:
    """The summary of several sets together."""
    counts: Counter[SourceKind] = Counter()
    years: list[int] = []
    is_embedded = True
    for summary in summaries:
        counts.update(summary.counts)
        years += summary.years or ()
        is_embedded = is_embedded and summary.is_embedded
    return Summary(dict(counts), (min(years), max(years)) if years else None, is_embedded)


def years_of(document: Document) -> list[int]:
    """The years that a document carries, from its dates or its text."""
    meta = document.metadata
    dates = (meta.dated, meta.signed, meta.published, meta.asked, meta.answered)
    years = [date.year for date in dates if date]
    return years or [year for year in (meta.year_from, meta.year_to) if year]
