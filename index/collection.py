"""From the store to a searchable generation."""

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from corpus import asked
from corpus.everyday import InstalledLexicon
from corpus.exact import key_of, law_key
from corpus.model import Document
from corpus.store import Store, StoredPassage
from index import asked_calibration, catalogue, checksums, manifests
from index.analysis import DanishAnalyzer
from index.build import build, publish, sweep
from index.catalogue import Catalogue
from index.engine import Engine
from index.errors import IndexWriteError
from index.generations import open_generation, recalibrate
from index.model import IndexEntry
from index.search import Searcher
from index.weights import default_weights

Progress = Callable[[int, int], None]


def rebuild(
    store: Store,
    root: Path,
    analyzer: DanishAnalyzer,
    version: str,
    progress: Progress | None = None,
) -> str:
    """Build the generation of what the store holds now beside the old one, then point to it.

    Returns its name. A generation that exists already is only pointed to.
    `version` names analyzer and data files, so that a change of either makes a new generation.

    Raises:
        IndexWriteError: there is no room, or no right to write.
    """
    with _writing(root):
        return _rebuild(store, root, analyzer, version, progress)


def _rebuild(
    store: Store,
    root: Path,
    analyzer: DanishAnalyzer,
    version: str,
    progress: Progress | None,
) -> str:
    revision, digests = store.revision(), store.digests()
    generation = manifests.generation_of(digests, version)
    folder = root / generation
    if not (folder / manifests.NAME).exists():
        shutil.rmtree(folder, ignore_errors=True)  # left half by a build that was killed
        _, total = store.count()
        records: list[tuple[str, str]] = []
        documents = [held.document for held in store.holdings()]
        known = catalogue.make(
            documents, store.all_relations(), store.corrected("legal_status"), store.collections()
        )
        current = _with_status(documents, known)
        entries = _entries(store, current, records)
        build(_counted(entries, progress, total), root, generation, analyzer=analyzer)
        checksums.write(folder, records)
        catalogue.write(folder, known)
        _calibrate(store, root, generation, analyzer, current)
    manifests.write_manifest(folder, manifests.Manifest(revision, digests, version))
    publish(root, generation)
    sweep(root)
    return generation


@contextmanager
def _writing(root: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            why = "disken er fuld. Ryd op, og prøv igen"
        else:
            why = f"{error.strerror or error}. Kontrollér mappens rettigheder"
        raise IndexWriteError(
            f"Indekset i {root} kan ikke skrives: {why}. Det gamle indeks er urørt."
        ) from error


def _calibrate(
    store: Store,
    root: Path,
    generation: str,
    analyzer: DanishAnalyzer,
    documents: Mapping[str, Document],
) -> None:
    """Let typical questions set the threshold, where the collection has enough of them."""
    opened = open_generation(root, generation)
    searcher = Searcher(root, Engine(opened, default_weights()), analyzer)
    passages = (stored.passage for stored in store.all_passages())
    cases = asked_calibration.cases((documents[p.document_id], p) for p in passages)
    found = asked_calibration.threshold(
        searcher, cases, list(documents.values()), InstalledLexicon()
    )
    if found is not None:
        recalibrate(root / generation, replace(opened.calibration, threshold=found))


def _entries(
    store: Store, documents: Mapping[str, Document], records: list[tuple[str, str]]
) -> Iterator[IndexEntry]:
    for stored in store.all_passages():
        records.append((stored.passage.passage_id, stored.checksum))
        yield entry(documents[stored.passage.document_id], stored)


def _with_status(documents: Iterable[Document], known: Catalogue) -> dict[str, Document]:
    return {
        document.document_id: replace(
            document,
            legal_status=known.status.get(document.document_id, (document.legal_status, ""))[0],
        )
        for document in documents
    }


def _counted(
    entries: Iterable[IndexEntry], progress: Progress | None, total: int
) -> Iterator[IndexEntry]:
    for done, passage in enumerate(entries, start=1):
        yield passage
        if progress is not None:
            progress(done, total)


def entry(document: Document, stored: StoredPassage) -> IndexEntry:
    """A passage as the index takes it."""
    passage = stored.passage
    exact = key_of(document, passage)
    quoted = passage.quoted_source
    heading = [passage.heading or "", *passage.search_terms, quoted.label if quoted else ""]
    heading += asked.questions(document, passage) * 2
    return IndexEntry(
        passage_id=passage.passage_id,
        text=passage.text,
        heading="\n".join(part for part in heading if part),
        facets={
            "collection": document.collection,
            "document": document.document_id,
            "kind": document.kind.value,
            "status": document.legal_status.value,
            "role": passage.role.value,
            "quotable": "ja" if passage.quotable else "nej",
            "exact": exact,
            "section": f"{document.document_id} {exact}" if exact.startswith("§") else "",
            "law": law_key(document) or "",
        },
    )
