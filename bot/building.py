"""From files to a searchable collection; loaded only when something is built."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial

from bot import semantic
from bot.freshness import EMBEDDED, Progress, analyzer, embedded_fingerprint, search_version
from bot.progress import READING, told
from bot.settings import Settings
from corpus import asked, manifest
from corpus.ingest import ReportRow, ingest
from corpus.kinds import registry as kinds
from corpus.model import SkippedFile, SourceFile
from corpus.readers import registry as readers
from corpus.readers.sandbox import Sandbox
from corpus.store import Store
from index import collection


def prepare(store: Store, settings: Settings, progress: Progress | None = None) -> None:
    """Ingest the embedded collection where it is missing or old, and build the index.

    Call it with the build lock held.
    """
    fingerprint = embedded_fingerprint()
    if store.note(EMBEDDED) != fingerprint:
        for _ in ingest_sources(store, manifest.sources()):
            pass
        store.set_note(EMBEDDED, fingerprint)
    rebuild_index(store, settings, progress)


def rebuild_index(store: Store, settings: Settings, progress: Progress | None = None) -> str:
    """Build the generation of what the store holds and put it in use; returns its name.

    Raises:
        DataFileError: a file of the operator's own typical questions is broken.
        NoModelError: likeness in meaning is switched on, and its model is not installed.
        SettingsError: the folder of those questions is not there.
    """
    embedder = semantic.embedder(settings)
    recipe = collection.Recipe(
        analyzer(),
        search_version(settings),
        asked.own(settings.questions),
        collection.Model(embedder, told(READING)) if embedder else None,
    )
    return collection.rebuild(store, settings.index, recipe, progress)


def ingest_sources(
    store: Store, sources: Iterable[SourceFile | SkippedFile]
) -> Iterator[ReportRow]:
    """Files into the store with the real readers and kinds; one limited child reads them all."""
    with closing(Sandbox()) as sandbox:
        yield from ingest(store, sources, partial(readers.read, sandbox=sandbox), kinds.parse)
