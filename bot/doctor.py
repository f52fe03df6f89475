"""What is wrong with the data folder, and mending what can be mended."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot import building, freshness
from bot.settings import Settings
from corpus.store import Store
from index.build import check
from index.checksums import Checksums
from index.errors import CorruptIndexError, IndexingError
from index.generations import current_name, open_generation


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined."""

    text: str
    is_fault: bool = False


def examine(settings: Settings, progress: freshness.Progress | None = None) -> Iterator[Finding]:
    """Database, checksums and index; a damaged index is built again from the store."""
    yield Finding(f"Datamappe: {settings.data}")
    store = Store(settings.database)
    try:
        documents, passages = store.count()
        yield Finding(f"Samling: {documents} dokumenter, {passages} passager")
        for fault in store.check():
            yield Finding(fault, is_fault=True)
        yield from _index(store, settings, passages, progress)
    finally:
        store.close()


def _index(
    store: Store, settings: Settings, passages: int, progress: freshness.Progress | None
) -> Iterator[Finding]:
    name = current_name(settings.index)
    if name is not None:
        try:
            check(open_generation(settings.index, name), passages)
            _compare(store, Checksums(settings.index / name))
        except IndexingError as error:
            yield Finding(f"Indeks: {error}", is_fault=True)
            freshness.drop_current(settings)
    with freshness.building(settings):
        if freshness.is_ready(store, settings):
            yield Finding(f"Indeks: {name} er helt")
            return
        building.prepare(store, settings, progress)
    yield Finding(f"Indekset er bygget igen: {current_name(settings.index)}")


def _compare(store: Store, recorded: Checksums) -> None:
    """Every passage's checksum as the generation recorded it.

    Raises:
        CorruptIndexError: one differs from the store's.
    """
    for stored in store.all_passages():
        if recorded.get(stored.passage.passage_id) != stored.checksum:
            raise CorruptIndexError(f"Kontrolsummen for {stored.passage.passage_id} er en anden.")
