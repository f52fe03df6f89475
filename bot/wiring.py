"""The only place that builds real objects."""

import fcntl
import hashlib
import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.compose import Composer
from bot.library import Library
from bot.links import Links
from bot.service import GuidanceService
from bot.settings import Settings
from corpus import manifest
from corpus.store import Store
from index.analysis import DanishAnalyzer
from index.errors import CorruptIndexError, IndexingError
from index.generations import LAYOUT, current_name
from index.manifests import read_manifest

Progress = Callable[[int, int], None]
"""Told how many passages are done, and how many there are."""

EMBEDDED = "indbygget"
_LOG = logging.getLogger("principbot.indeks")


def service(library: Library, settings: Settings) -> GuidanceService:
    """The service on an opened library."""
    links = Links(str(settings.base_url) if settings.base_url else None)
    return GuidanceService(library, Composer(library, links, DanishAnalyzer().terms))


@contextmanager
def opened_library(settings: Settings, progress: Progress | None = None) -> Iterator[Library]:
    """Store and index, ready: the embedded collection in, the index up to date.

    The first call on an empty data folder builds both; a damaged index is built again.
    """
    store = Store(settings.database)
    try:
        if not is_ready(store, settings):
            with building(settings):
                _prepare(store, settings, progress)
        library = _library(store, settings, progress)
        try:
            yield library
        finally:
            library.close()
    finally:
        store.close()


def _library(store: Store, settings: Settings, progress: Progress | None) -> Library:
    """Open the index; a damaged generation is thrown away and built again from the store."""
    try:
        return Library(store, settings.index, DanishAnalyzer())
    except CorruptIndexError as error:
        _LOG.warning("%s Indekset bygges igen.", error)
    with building(settings):
        drop_current(settings)
        _prepare(store, settings, progress)
    return Library(store, settings.index, DanishAnalyzer())


def _prepare(store: Store, settings: Settings, progress: Progress | None) -> None:
    from bot.building import prepare  # noqa: PLC0415 - readers and builder: a question starts fast

    prepare(store, settings, progress)


def drop_current(settings: Settings) -> None:
    """Remove the generation in use, so that it is built again."""
    name = current_name(settings.index)
    if name is not None:
        shutil.rmtree(settings.index / name, ignore_errors=True)


def is_ready(store: Store, settings: Settings) -> bool:
    """Whether the embedded collection is in and the generation in use shows the store."""
    if store.note(EMBEDDED) != embedded_fingerprint():
        return False
    name = current_name(settings.index)
    if name is None:
        return False
    try:
        built_from = read_manifest(settings.index / name)
    except IndexingError:
        return False
    return (built_from.revision, built_from.version) == (store.revision(), search_version())


@contextmanager
def building(settings: Settings) -> Iterator[None]:
    """Hold the build lock of a data folder; a second builder waits for the first."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with (settings.data / "bygger.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def search_version() -> str:
    """Of the analyzer and everything else that decides what a question finds."""
    return f"{LAYOUT}-{DanishAnalyzer().version}"


def embedded_fingerprint() -> str:
    """Changes with the embedded files and with how they are read."""
    digest = hashlib.sha256(manifest.PARSER_VERSION.encode())
    for source in manifest.sources():
        digest.update(source.raw)
    return digest.hexdigest()[:16]
