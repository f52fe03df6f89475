"""The real application over the embedded collection, and over small documents."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from bot import wiring
from bot.access import AccessRules
from bot.library import Library
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.server import site
from bot.web.site import Site
from corpus.model import ParsedDocument
from corpus.store import Store

TODAY = dt.date(2026, 11, 22)
Open = Callable[[Site], TestClient]


def client_of(shown: Site) -> TestClient:
    """A browser on the machine itself."""
    app = create_app(shown, AccessRules())
    return TestClient(
        app,
        base_url="http://127.0.0.1",
        client=("127.0.0.1", 50_000),
        raise_server_exceptions=False,
    )


@pytest.fixture(scope="session")
def embedded(library: Library, settings: Settings) -> Site:
    """The five documents."""
    made = site(library, settings)
    return Site(made.service, made.library, made.shelf, lambda: TODAY)


@pytest.fixture
def browser(embedded: Site) -> TestClient:
    return client_of(embedded)


@pytest.fixture
def put(own_settings: Settings) -> Iterator[Callable[..., Site]]:
    """Store documents beside the five, index them, and open the pages on them."""
    settings = own_settings
    opened = []

    def stored(*documents: ParsedDocument, change: Callable[[Store], None] | None = None) -> Site:
        with wiring.opened_library(settings) as library:
            for document in documents:
                library.store.put(document)
            if change is not None:
                change(library.store)
        manager = wiring.opened_library(settings)
        library = manager.__enter__()
        opened.append(manager)
        made = site(library, settings)
        return Site(made.service, made.library, made.shelf, lambda: TODAY)

    yield stored
    for manager in opened:
        manager.__exit__(None, None, None)
