"""What the pages stand on, and how a page is made."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse

from bot.errors import NotFoundError
from bot.library import SHARED_ONLY, Library
from bot.service import EVERYBODY, GuidanceService, Scope
from bot.web.door import Door
from bot.web.shelf import Shelf
from bot.web.templates import environment
from corpus.store import Holding

ScopeOf = Callable[[Request], Scope]
"""Who asks; decides what a page may show."""


def everybody(_request: Request) -> Scope:
    """The scope of a page that is open to all who reach it."""
    return EVERYBODY


@dataclass(frozen=True, slots=True)
class Site:
    """The service and the collection, for the pages."""

    service: GuidanceService
    library: Library
    shelf: Shelf
    today: Callable[[], dt.date]
    base_url: str | None = None
    scope_of: ScopeOf = everybody
    door: Door | None = None
    """None where there is no state: nothing is limited, stopped or recorded."""

    def seen(self, request: Request) -> frozenset[str]:
        """Names of the collections that this request may see."""
        return SHARED_ONLY | self.scope_of(request).collections

    def holding(self, request: Request, document_id: str) -> Holding:
        """A document that this request may see.

        Raises:
            NotFoundError: it was never here, or belongs to another scope; the same words for both.
        """
        held = self.shelf.holding(document_id)
        if held is None or held.document.collection not in self.seen(request):
            raise NotFoundError(
                "Kilden findes ikke i denne samling. Måske er adressen skrevet forkert,"
                " eller den er fra en anden samling."
            )
        return held

    def holdings(self, request: Request) -> list[Holding]:
        """The documents that this request may see, by id."""
        seen = self.seen(request)
        return [held for held in self.shelf.holdings() if held.document.collection in seen]

    def address(self, request: Request, path: str) -> str:
        """A path as a whole address that can be given to others."""
        root = self.base_url or str(request.base_url)
        return f"{root.rstrip('/')}{path}"


def page(
    template: str,
    here: str,
    values: Mapping[str, object],
    *,
    code: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """A page; `here` is the part of the site that the menu marks."""
    text = environment().get_template(template).render(here=here, **values)
    return HTMLResponse(text, code, headers)


def web_address(url: str | None) -> str | None:
    """An address that a page may link to; None for anything but http and https."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
