"""The list of sources: by kind and label, and searched with the same core."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel

from bot import house_style, labels, messages, privacy
from bot.answer import Reason
from bot.holdings import number
from bot.links import document_path, passage_path
from bot.service import LONGEST_QUESTION
from bot.web import facts
from bot.web.site import Site, page
from corpus.authority import authority
from corpus.model import Document, LegalStatus, Passage, SourceKind
from index.model import Filters

_HERE = "/kilder"
_A_PAGE = 60
_HITS = 20
_SNIPPET = 320
"""Code points of a hit in a list; the whole passage is a tap away."""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the list."""

    title: str
    path: str
    facts: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one kind."""

    label: str
    line: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind that the list can be limited to."""

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """A passage in a list of places."""

    path: str
    citation: str
    label: str
    line: str
    status: LegalStatus
    text: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """What the page shows: a search's places, or a page of the list."""

    sought: str = ""
    title: str = ""
    hits: Sequence[Place] = ()
    groups: Sequence[Group] = ()
    number: int = 1
    pages: int = 1


class Sent(BaseModel):
    """The fields of the search form."""

    soeg: str = ""
    art: SourceKind | None = None


def routes(site: Site) -> APIRouter:
    """The list and its search."""
    router = APIRouter()

    def listed(
        request: Request,
        art: SourceKind | None = None,
        side: Annotated[int, Query(ge=1, le=100_000)] = 1,
    ) -> Response:
        return _list(site, request, art, side)

    def found(request: Request, sent: Annotated[Sent, Form()]) -> Response:
        sought = " ".join(sent.soeg.split())
        if not sought:
            return _list(site, request, sent.art, 1)
        if privacy.find_cpr(sought):
            stopped = _Shown(title=messages.heading(Reason.PERSONOPLYSNINGER))
            return _page(site, request, sent.art, stopped)
        places = _search(site, request, sought[:LONGEST_QUESTION], sent.art)
        title = _count(len(places))
        return _page(site, request, sent.art, _Shown(sought=sought, title=title, hits=places))

    router.add_api_route("/kilder", listed, methods=["GET"])
    router.add_api_route("/kilder", found, methods=["POST"])
    return router


def place(document: Document, passage: Passage) -> Place:
    """A passage as a list shows it."""
    label = labels.of(document, passage)
    text = passage.text
    return Place(
        path=passage_path(passage.document_id, passage.passage_id),
        citation=house_style.cite(document, passage),
        label=label.name,
        line=label.line,
        status=label.status,
        text=text if len(text) <= _SNIPPET else f"{text[:_SNIPPET].rsplit(' ', 1)[0]} […]",
    )


def _list(site: Site, request: Request, kind: SourceKind | None, number: int) -> Response:
    documents = [d for d in _documents(site, request) if kind in {None, d.kind}]
    pages = max(1, -(-len(documents) // _A_PAGE))
    number = min(number, pages)
    shown = documents[(number - 1) * _A_PAGE : number * _A_PAGE]
    listed = _Shown(groups=list(_groups(shown)), number=number, pages=pages)
    return _page(site, request, kind, listed)


def _page(site: Site, request: Request, kind: SourceKind | None, shown: _Shown) -> Response:
    documents = _documents(site, request)
    counts = {k: sum(d.kind is k for d in documents) for k in SourceKind}
    only = f"art={quote(kind.value)}&" if kind else ""
    return page(
        "sources.html",
        _HERE,
        {
            "summary": f"Samlingen har {site.library.holdings(site.seen(request)).describe()}.",
            "limit": LONGEST_QUESTION,
            "sought": shown.sought,
            "kind": kind.value if kind else "",
            "kinds": [Choice(k.value, k.value.capitalize(), n) for k, n in counts.items() if n],
            "total": len(documents),
            "found_title": shown.title,
            "hits": shown.hits,
            "groups": shown.groups,
            "page": shown.number,
            "pages": shown.pages,
            "address": lambda n: f"/kilder?{only}side={n}",
        },
    )


def _search(site: Site, request: Request, text: str, kind: SourceKind | None) -> list[Place]:
    site.library.refresh()
    allowed = {"collection": site.seen(request)}
    if kind is not None:
        allowed["kind"] = frozenset({kind.value})
    ranking = site.library.search(text, Filters(allowed), _HITS)
    passages = [site.library.passage(hit.passage_id).passage for hit in ranking.hits]
    return [place(site.library.holding(p.document_id).document, p) for p in passages]


def _documents(site: Site, request: Request) -> list[Document]:
    return [held.document for held in site.holdings(request)]


def _count(places: int) -> str:
    if places == 0:
        return "Ingen steder fundet"
    return "Fundet ét sted" if places == 1 else f"Fundet {number(places)} steder"


def _groups(documents: Sequence[Document]) -> Iterator[Group]:
    for kind in SourceKind:
        of_kind = [d for d in documents if d.kind is kind]
        if of_kind:
            label = authority(kind).label
            name = kind.value.capitalize() if label.startswith("Lov /") else label
            yield Group(name, facts.worth(of_kind[0]), tuple(map(_row, of_kind)))


def _row(document: Document) -> Row:
    meta = document.metadata
    date = house_style.date_of(document)
    known = [
        meta.number and f"Nr. {meta.number}",
        house_style.long_date(date) if date else "dato ikke oplyst",
    ]
    return Row(
        title=document.title,
        path=document_path(document.document_id),
        facts=tuple(fact for fact in known if fact),
        state=labels.validity(document),
    )
