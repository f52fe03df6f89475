"""The only place that builds real objects."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot import semantic
from bot.compose import Composer
from bot.freshness import Progress, analyzer, building, drop_current, is_ready
from bot.library import Library
from bot.links import Links
from bot.service import GuidanceService
from bot.settings import Settings
from corpus.everyday import InstalledLexicon
from corpus.store import Store
from index.errors import CorruptIndexError

_LOG = logging.getLogger("principbot.indeks")


def service(library: Library, settings: Settings) -> GuidanceService:
    """The service on an opened library."""
    return GuidanceService(library, composer(library, settings), InstalledLexicon())


def composer(library: Library, settings: Settings) -> Composer:
    """Makes checked quotes of an opened library's passages."""
    return Composer(library, links(settings), analyzer().terms)


def links(settings: Settings) -> Links:
    """Addresses in our own reader."""
    return Links(str(settings.base_url) if settings.base_url else None)


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
    embedder = semantic.embedder(settings)
    try:
        return Library(store, settings.index, analyzer(), embedder)
    except CorruptIndexError as error:
        _LOG.warning("%s Indekset bygges igen.", error)
    with building(settings):
        drop_current(settings)
        _prepare(store, settings, progress)
    return Library(store, settings.index, analyzer(), embedder)


def _prepare(store: Store, settings: Settings, progress: Progress | None) -> None:
    from bot.building import prepare  # noqa: PLC0415 - readers and builder: a question starts fast

    prepare(store, settings, progress)
