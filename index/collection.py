"""From the store to a searchable generation."""

import errno
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

from corpus import asked
from corpus.asked import Asked
from corpus.everyday import InstalledLexicon
from corpus.exact import key_of, law_key
from corpus.model import Document, Passage
from corpus.store import Store, StoredPassage
from index import (
    asked_calibration,
    catalogue,
    changes,
    checksums,
    manifests,
    questions,
    vectors,
    wording,
)
from index.analysis import DanishAnalyzer
from index.asked_calibration import Measures
from index.build import build, publish, sweep, update
from index.catalogue import Catalogue
from index.confidence import Calibration
from index.embedding import Embedder
from index.engine import Engine
from index.errors import CorruptIndexError, IndexWriteError, NoIndexError
from index.generations import Generation, current_name, open_generation, recalibrate
from index.model import SHARED, IndexEntry
from index.neighbours import Neighbours
from index.questions import PassageQuestions, TypicalQuestions
from index.search import Searcher
from index.vector_cache import VectorCache
from index.weights import default_weights

Progress = Callable[[int, int], None]

_CHANGING = "om ændring af"
_ENTRY = "ikrafttræden for"
"""In the title of an order that puts an act into force in Greenland or the Faroes."""

_MOST_CHANGED = 0.25
"""Share of the passages from which a full build is as fast, and leaves nothing dead behind."""


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence model to build with."""

    embedder: Embedder
    progress: Progress | None = None
    """Told how many texts it has read, and how many there are."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a generation is made with."""

    analyzer: DanishAnalyzer
    version: str
    """Names the three others and the data files: a change of any makes a new generation."""
    questions: Asked = field(default_factory=asked.installed)
    model: Model | None = None
    """With one the vectors of the passages are built along; what it read before is kept."""


def rebuild(store: Store, root: Path, recipe: Recipe, progress: Progress | None = None) -> str:
    """Make the generation of what the store holds now beside the old one, then point to it.

    Returns its name. What has changed is indexed alone where that is little; what is found is
    the same as after a full build. The thresholds are measured anew each time: they ask a
    bounded number of questions. A generation that exists already is only pointed to.

    Raises:
        IndexWriteError: there is no room, or no right to write.
    """
    with _writing(root):
        return _rebuild(store, root, recipe, progress)


def _rebuild(store: Store, root: Path, recipe: Recipe, progress: Progress | None) -> str:
    revision, digests = store.revision(), store.digests()
    generation = manifests.generation_of(digests, recipe.version)
    folder = root / generation
    if not (folder / manifests.NAME).exists():
        shutil.rmtree(folder, ignore_errors=True)  # left half by a build that was killed
        documents = [held.document for held in store.holdings()]
        known = catalogue.make(
            documents, store.all_relations(), store.corrected("legal_status"), store.collections()
        )
        current = _with_status(documents, known)
        states = _states(store, current)
        made = _Making(store, root, generation, recipe, current, progress)
        base = _base(root, recipe.version)
        if not made.update(base, states):
            made.build()
        checksums.write(folder, store.checksums())
        catalogue.write(folder, known)
        changes.write(folder, states)
        typical = list(_typical(store, current, recipe.questions))
        measures = Measures.of(recipe.questions.elsewhere, _beside(typical))
        if base is None or not questions.carry_over(base, folder, typical):
            questions.write(
                folder,
                typical,
                recipe.analyzer,
                _worded(recipe.analyzer, asked.installed()),
                [one for one in recipe.questions.elsewhere if one not in measures.elsewhere],
            )
        opened = open_generation(root, generation)
        with _read_meaning(opened, recipe, _meant(store, current, recipe.questions)) as near:
            _calibrate(opened, recipe.analyzer, current.values(), measures, near)
    manifests.write_manifest(folder, manifests.Manifest(revision, digests, recipe.version))
    publish(root, generation)
    sweep(root)
    return generation


@dataclass(frozen=True, slots=True)
class _Making:
    """A generation of the documents as they are now."""

    store: Store
    root: Path
    generation: str
    recipe: Recipe
    documents: Mapping[str, Document]
    progress: Progress | None

    def build(self) -> None:
        """Index every passage."""
        _, total = self.store.count()
        entries = self._entries(self.store.all_passages(), total)
        build(entries, self.root, self.generation, analyzer=self.recipe.analyzer)

    def update(self, base: Path | None, states: Mapping[str, str]) -> bool:
        """Index what has changed since the base was built; False where a full build is better.

        That is where there is no sound base of this version, or where more than `_MOST_CHANGED`
        of the passages in its files would be new or withdrawn.
        """
        if base is None:
            return False
        try:
            changed = changes.between(changes.read(base), states)
            total = self.store.count_of(changed.added)
            held = open_generation(self.root, base.name).segments
            gone = sum(part.size - part.live + part.count_of(changed.withdrawn) for part in held)
            if total + gone > _MOST_CHANGED * sum(part.size for part in held):
                return False
            update(
                self.root,
                base.name,
                self.generation,
                added=self._entries(self.store.passages_of(changed.added), total),
                withdrawn=changed.withdrawn,
                analyzer=self.recipe.analyzer,
            )
        except (CorruptIndexError, NoIndexError):
            return False
        return True

    def _entries(self, passages: Iterable[StoredPassage], total: int) -> Iterator[IndexEntry]:
        for done, stored in enumerate(passages, start=1):
            document = self.documents[stored.passage.document_id]
            yield entry(document, stored, self.recipe.questions)
            if self.progress is not None:
                self.progress(done, total)


def _base(root: Path, version: str) -> Path | None:
    """The folder of the generation in use, where analyzer and data files are still the same."""
    name = current_name(root)
    try:
        if name and manifests.read_manifest(root / name).version == version:
            return root / name
    except CorruptIndexError:
        pass
    return None


def _states(store: Store, documents: Mapping[str, Document]) -> dict[str, str]:
    """What the entries of each document follow from: what is stored of it, and its status."""
    digests = store.document_digests()
    return {
        name: f"{digests[name]} {document.legal_status.value}"
        for name, document in documents.items()
    }


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
    opened: Generation,
    analyzer: DanishAnalyzer,
    documents: Iterable[Document],
    measures: Measures,
    near: Neighbours | None,
) -> None:
    """Let questions that no text answers set the threshold, where that can be told."""
    searcher = Searcher(
        opened.folder.parent,
        Engine(opened, default_weights()),
        analyzer,
        questions=TypicalQuestions(opened.folder, analyzer, near),
    )
    found = asked_calibration.threshold(searcher, measures, documents, InstalledLexicon())
    if found is not None:
        margin = max(opened.calibration.clear_margin, asked_calibration.CLEAR_MARGIN)
        recalibrate(opened.folder, Calibration(threshold=found, clear_margin=margin))


def _asked_for(
    store: Store, documents: Mapping[str, Document], asked_at: Asked
) -> Iterator[tuple[Document, Passage]]:
    """The passages of the documents that can have typical questions."""
    names = [name for name, document in documents.items() if asked_at.may_have_questions(document)]
    for stored in store.passages_of(names):
        yield documents[stored.passage.document_id], stored.passage


def _typical(
    store: Store, documents: Mapping[str, Document], asked_at: Asked
) -> Iterator[PassageQuestions]:
    yield PassageQuestions("", unanswered=asked_at.elsewhere)
    for document, passage in _asked_for(store, documents, asked_at):
        yield PassageQuestions(
            passage.passage_id,
            asked_at.answered(document, passage),
            asked_at.unanswered(document, passage),
            key_of(document, passage),
            document.document_id,
            is_shared=document.collection == SHARED,
        )


def _beside(typical: Iterable[PassageQuestions]) -> Sequence[str]:
    """What people ask at the passages that all may see, and none of them answers."""
    shared = [row for row in typical if row.is_shared and row.passage_id]
    answered = frozenset(chain.from_iterable(row.answered for row in shared))
    return sorted(frozenset(chain.from_iterable(row.unanswered for row in shared)) - answered)


@lru_cache(maxsize=1)
def _worded(reader: DanishAnalyzer, known: Asked) -> wording.Counts:
    """How the questions that come with the package are worded."""
    answered, unanswered = known.answered_and_not()
    return wording.count(map(reader.phrases, answered), map(reader.phrases, unanswered))


def _meant(
    store: Store, documents: Mapping[str, Document], asked_at: Asked
) -> Iterator[vectors.Meant]:
    for stored in store.all_passages():
        passage = stored.passage
        said = asked_at.questions(documents[passage.document_id], passage)
        yield vectors.Meant(passage.passage_id, passage.text, said)


@contextmanager
def _read_meaning(
    opened: Generation, recipe: Recipe, meant: Iterable[vectors.Meant]
) -> Iterator[Neighbours | None]:
    """Write the vectors of a generation, where it is built with a model.

    Gives what tells the nearest questions in meaning; what was read before is not read again.
    """
    if (model := recipe.model) is None:
        yield None
        return
    compared = TypicalQuestions(opened.folder, recipe.analyzer).compared()
    texts = vectors.Texts(meant, compared)
    with VectorCache(opened.folder.parent, model.embedder) as cache:
        vectors.write(opened.folder, opened.segments, texts, cache, model.progress)
        read = vectors.open_vectors(opened.folder, opened.segments, cache)
        yield read.neighbours(lambda asked: cache.questions([asked])[0]) if read else None
        cache.forget_others()


def _with_status(documents: Iterable[Document], known: Catalogue) -> dict[str, Document]:
    return {
        document.document_id: replace(
            document,
            legal_status=known.status.get(document.document_id, (document.legal_status, ""))[0],
        )
        for document in documents
    }


def entry(document: Document, stored: StoredPassage, asked_at: Asked) -> IndexEntry:
    """A passage as the index takes it."""
    passage = stored.passage
    exact = key_of(document, passage)
    quoted = passage.quoted_source
    heading = [passage.heading or "", *passage.search_terms, quoted.label if quoted else ""]
    heading += asked_at.questions(document, passage)
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
            "form": _form(document),
        },
    )


def _form(document: Document) -> str:
    """Acts that change another act, and orders that put one into force elsewhere."""
    if _CHANGING in document.title.casefold():
        return "ændring"
    return "ikrafttræden" if _ENTRY in document.title.casefold() else ""
