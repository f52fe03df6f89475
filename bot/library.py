"""The collection and its index, opened together and kept fresh."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot import holdings
from bot.errors import NotFoundError
from bot.holdings import Holdings
from corpus import validity
from corpus.errors import QuoteError
from corpus.model import LegalStatus, Passage, Span
from corpus.store import Holding, Store, StoredPassage
from corpus.store.rows import checksum
from corpus.summary import merge
from index import catalogue
from index.analysis import DanishAnalyzer
from index.catalogue import Catalogue
from index.checksums import Checksums
from index.embedding import Embedder
from index.manifests import generation_of, read_manifest
from index.model import SHARED, Filters, Hint, Hit, OtherWords, Ranking, ResemblanceThere
from index.search import Searcher, open_index
from index.weights import Weights

_AROUND = 64
"""Code points read on both sides of a passage, where a rule of sentences may look."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a stored text, and where it begins; spans are those of the whole text."""

    text: str
    start: int

    def slices(self, spans: Sequence[Span]) -> tuple[str, ...]:
        """The words at `spans`."""
        return tuple(self.text[span.start : span.end] for span in self.inside(spans))

    def inside(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Spans of the whole text as they lie in this part."""
        return tuple(Span(span.start - self.start, span.end - self.start) for span in spans)

    def outside(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """Spans of this part as they lie in the whole text."""
        return tuple(Span(span.start + self.start, span.end + self.start) for span in spans)


@dataclass(slots=True)
class _Open:
    """One generation, opened."""

    searcher: Searcher
    checksums: Checksums
    digests: dict[str, str]
    version: str
    catalogue: Catalogue


class Library:
    """What the service reads: ranked passages, and quotes that are checked when they are read.

    Raises:
        IndexingError: there is no index yet, or it is damaged.
    """

    def __init__(
        self,
        store: Store,
        index_root: Path,
        analyzer: DanishAnalyzer,
        embedder: Embedder | None = None,
        weights: Weights | None = None,
    ) -> None:
        self.store = store
        self._embedder = embedder
        self._weights = weights
        self._root = index_root
        self._analyzer = analyzer
        self._open = self._open_current()

    def refresh(self) -> None:
        """Move to a newer generation, if there is one; a running query keeps its own."""
        if not self._open.searcher.fresh():
            self._open = self._open_current()

    def generation(self, collections: frozenset[str]) -> str:
        """Name of what these collections hold and how it is searched."""
        seen = {n: d for n, d in self._open.digests.items() if n in collections}
        return generation_of(seen, self._open.version)

    def holdings(self, collections: frozenset[str]) -> Holdings:
        """What these collections have."""
        known = self._open.catalogue.summaries
        return holdings.of(merge(known[name] for name in collections if name in known))

    def replacement(self, document_id: str) -> str | None:
        """The document that took a historic one's place, where it is here."""
        return self._open.catalogue.replaced_by.get(document_id)

    def ended(self, document_id: str) -> str | None:
        """Why a document no longer applies, also one that is only spoken of; None if unknown."""
        status, reason = self._open.catalogue.status.get(document_id, (None, ""))
        return reason if status is LegalStatus.HISTORISK else None

    def in_force(self, date: dt.date, collections: frozenset[str]) -> frozenset[str]:
        """The documents of these collections that a question as of a day is answered from."""
        owners = self.store.collections()
        held = (held.document for held in self.store.holdings())
        documents = [document for document in held if document.collection in collections]
        said = (
            r for r in self.store.all_relations() if owners.get(r.source, SHARED) in collections
        )
        ended = validity.ended_by(said, date)
        return frozenset(validity.in_force_on(documents, date)) - ended

    def search(  # noqa: PLR0913 - options of one question
        self,
        question: str,
        filters: Filters,
        limit: int,
        also: Sequence[OtherWords] = (),
        hints: Sequence[Hint] = (),
        *,
        words_alone: bool = False,
    ) -> Ranking:
        """Rank the passages that the filters let through; `also` says parts in other words.

        `words_alone`: likeness in meaning does not count.
        """
        searcher = self._open.searcher
        return searcher.search(question, filters, limit, also, hints, words_alone=words_alone)

    def answered_by(self, passage_id: str) -> Sequence[str]:
        """The typical questions that a passage answers; none for most."""
        return self._open.searcher.answered_by(passage_id)

    def resemblance_at(
        self, question: str, places: frozenset[str], hits: Sequence[Hit]
    ) -> ResemblanceThere | None:
        """How like a question is to what people ask at some places; None where nothing is known.

        `hits` are what was found there.
        """
        return self._open.searcher.resemblance_at(question, places, hits)

    def passage(self, passage_id: str) -> StoredPassage:
        """A passage by id.

        Raises:
            NotFoundError: it was never here.
        """
        stored = self.store.passage(passage_id)
        if stored is None:
            raise NotFoundError(f"Passagen {passage_id} findes ikke i samlingen.")
        return stored

    def holding(self, document_id: str) -> Holding:
        """The document of a passage.

        Raises:
            NotFoundError: it was never here.
        """
        held = self.store.holding(document_id)
        if held is None:
            raise NotFoundError(f"Dokumentet {document_id} findes ikke i samlingen.")
        return self._with_status(held)

    def listed(self) -> list[Holding]:
        """Every document that is not withdrawn, by id, with its status as of now."""
        return [self._with_status(held) for held in self.store.holdings()]

    def verified(self, passage: Passage) -> Excerpt:
        """The stored text around a passage, after the passage's checksum has been compared.

        Raises:
            QuoteError: the stored bytes are not those that the generation recorded.
        """
        first = max(0, min(span.start for span in passage.spans) - _AROUND)
        last = max(span.end for span in passage.spans) + _AROUND
        found = Excerpt(self.store.stretch(passage.version_id, first, last), first)
        recorded = self._open.checksums.get(passage.passage_id)
        if recorded is None or checksum(found.slices(passage.spans)) != recorded:
            raise QuoteError(
                f"{passage.document_id}: passage {passage.passage_id} svarer ikke til sin"
                " kontrolsum og vises ikke. Kør `principbot doctor`."
            )
        return found

    def close(self) -> None:
        """Release the index; the store is closed by who opened it."""
        self._open.checksums.close()

    def _with_status(self, held: Holding) -> Holding:
        """What relations and version chains say goes before the document's own status."""
        derived = self._open.catalogue.status.get(held.document.document_id)
        if derived is None:
            return held
        status, reason = derived
        return replace(
            held, document=replace(held.document, legal_status=status, status_source=reason)
        )

    def _open_current(self) -> _Open:
        searcher = open_index(
            self._root,
            analyzer=self._analyzer,
            weights=self._weights,
            embedder=self._embedder,
        )
        folder = self._root / searcher.generation
        built = read_manifest(folder)
        return _Open(
            searcher, Checksums(folder), built.digests, built.version, catalogue.read(folder)
        )


SHARED_ONLY = frozenset({SHARED})
