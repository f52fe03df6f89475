"""The reader: a whole stored text, and every passage in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from bot import house_style, labels
from bot.errors import NotFoundError
from bot.links import document_path, passage_path
from bot.quoting import paragraphs
from bot.ris import MEDIA_TYPE, ris
from bot.web import facts, relations, succession
from bot.web.site import Site, page, web_address
from bot.web.windows import Window, page_of, window
from corpus.authority import authority
from corpus.frames import frame
from corpus.model import LegalStatus, Passage
from corpus.store import Holding, StoredPassage
from corpus.store.places import VersionFacts
from corpus.store.rows import checksum

_HERE = "/kilder"
_LONGEST_QUOTE = 6_000
"""Code points that a copy field takes; a longer passage is marked by hand."""
_TOO_LONG = "Passagen er for lang til at kopiere på én gang. Markér det, du skal bruge."
_DAMAGED = "Passagen svarer ikke til sin kontrolsum og må ikke citeres. Giv besked til driften."

Id = Annotated[str, Path(max_length=200)]
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]


@dataclass(frozen=True, slots=True)
class Marked:
    """The passage that an address points to, with what is copied from it."""

    passage_id: str
    citation: str
    label: str
    line: str
    status: LegalStatus
    quote: str
    link: str
    ris: str
    frame: str
    fault: str


@dataclass(frozen=True, slots=True)
class _Opened:
    """A version of a document, open at a page."""

    held: Holding
    version: VersionFacts
    versions: Sequence[VersionFacts]
    window: Window


class _Ris(Response):
    """For the description of the routes."""

    media_type = MEDIA_TYPE


def routes(site: Site) -> APIRouter:
    """Pages of documents and passages."""
    router = APIRouter()

    def document(
        request: Request, document_id: Id, side: PageNumber = 1, udgave: str | None = None
    ) -> Response:
        held = site.holding(request, document_id)
        versions = site.library.store.version_facts(document_id)
        wanted = udgave or held.version_id
        version = next((v for v in versions if v.version_id == wanted), None)
        if version is None:
            raise NotFoundError("Den udgave af kilden findes ikke her.")
        shown = window(site.library.store, version.version_id, side)
        if shown is None:
            raise NotFoundError("Så mange sider har kilden ikke.")
        return _document(site, request, _Opened(held, version, versions, shown), None)

    def passage(request: Request, document_id: Id, passage_id: Id) -> Response:
        held = site.holding(request, document_id)
        stored = _stored(site, held, passage_id)
        if not stored.is_current:
            return _changed(site, held, stored.passage)
        start = stored.passage.spans[0].start
        shown = window(site.library.store, held.version_id, page_of(start))
        if shown is None:
            raise NotFoundError("Passagen findes ikke i kildens tekst.")
        versions = site.library.store.version_facts(document_id)
        version = next(v for v in versions if v.version_id == held.version_id)
        marked = _marked(site, request, stored, _Opened(held, version, versions, shown))
        return _document(site, request, _Opened(held, version, versions, shown), marked)

    def document_ris(request: Request, document_id: Id) -> Response:
        held = site.holding(request, document_id)
        url = site.address(request, document_path(document_id))
        return _file(ris(held.document, None, url, site.today()), document_id)

    def passage_ris(request: Request, document_id: Id, passage_id: Id) -> Response:
        held = site.holding(request, document_id)
        stored = _stored(site, held, passage_id)
        url = site.address(request, passage_path(document_id, passage_id))
        return _file(ris(held.document, stored.passage, url, site.today()), document_id)

    for path, record in (
        ("/kilder/{document_id}/henvisning.ris", document_ris),
        ("/kilder/{document_id}/{passage_id}/henvisning.ris", passage_ris),
    ):
        router.add_api_route(path, record, methods=["GET"], response_class=_Ris)
    router.add_api_route("/kilder/{document_id}", document, methods=["GET"])
    router.add_api_route("/kilder/{document_id}/{passage_id}", passage, methods=["GET"])
    return router


def _stored(site: Site, held: Holding, passage_id: str) -> StoredPassage:
    stored = site.library.store.passage(passage_id)
    if stored is None or stored.passage.document_id != held.document.document_id:
        raise NotFoundError(
            f"»{held.document.title}« har ingen passage med den adresse. Måske er adressen skrevet"
            " forkert, eller den er fra en anden samling."
        )
    return stored


def _document(site: Site, request: Request, opened: _Opened, marked: Marked | None) -> Response:
    held, version = opened.held, opened.version
    document = held.document
    path = document_path(document.document_id)
    is_current = version.version_id == held.version_id
    edition = "" if is_current else f"&udgave={version.version_id}"
    return page(
        "document.html",
        _HERE,
        {
            "title": document.title,
            "group": authority(document.kind).label,
            "label": authority(document.kind).label,
            "line": facts.worth(document),
            "state": labels.validity(document),
            "status": document.legal_status,
            "banner": _banner(site, held, version, is_current=is_current),
            "facts": list(facts.rows(document, version)),
            "relations": relations.of(site.library.store, document.document_id, site.seen(request)),
            "versions": _editions(path, opened.versions, version),
            "official": web_address(document.metadata.official_url),
            "ris": f"{path}/henvisning.ris",
            "window": opened.window,
            "address": lambda number: f"{path}?side={number}{edition}",
            "passage_path": lambda p: passage_path(p.document_id, p.passage_id),
            "place": _place,
            "links": is_current,
            "marked": marked,
        },
    )


@dataclass(frozen=True, slots=True)
class _Edition:
    name: str
    path: str | None


def _place(passage: Passage) -> str:
    """Where a passage stands, without the heading that is read above it."""
    short = passage.pinpoint.removeprefix(f"»{passage.heading}«, ")
    return f"{short[0].upper()}{short[1:]}" if short else "Afsnit"


def _editions(path: str, versions: Sequence[VersionFacts], shown: VersionFacts) -> list[_Edition]:
    return [
        _Edition(
            f"Læst ind d. {facts.moment(v.added)}"
            + (" (nyeste)" if number == 0 else "")
            + (" – vises her" if v is shown else ""),
            None if v is shown else f"{path}?udgave={v.version_id}",
        )
        for number, v in enumerate(versions)
    ]


def _banner(site: Site, held: Holding, version: VersionFacts, *, is_current: bool) -> str:
    withdrawn = site.library.store.withdrawn(held.document.document_id)
    if withdrawn is not None:
        return (
            f"Kilden er taget ud af samlingen d. {facts.moment(withdrawn)} og findes ikke mere ved"
            " søgning. Den vises, så gamle henvisninger kan kontrolleres."
        )
    if not is_current:
        return f"Det er en ældre udgave, læst ind d. {facts.moment(version.added)}."
    return ""


def _marked(site: Site, request: Request, stored: StoredPassage, opened: _Opened) -> Marked:
    held, passage = opened.held, stored.passage
    label = labels.of(held.document, passage)
    parts = opened.window.slices(passage.spans) or _slices(site, passage)
    path = passage_path(passage.document_id, passage.passage_id)
    words = "\n\n".join(paragraphs(parts))
    fault = "" if checksum(parts) == stored.checksum else _DAMAGED
    if not fault and len(words) > _LONGEST_QUOTE:
        fault = _TOO_LONG
    return Marked(
        passage_id=passage.passage_id,
        citation=house_style.cite(held.document, passage),
        label=label.name,
        line=label.line,
        status=label.status,
        quote=f"»{words}«",
        link=site.address(request, path),
        ris=f"{path.removesuffix('#p')}/henvisning.ris",
        frame=frame(passage.frame).text if passage.frame else "",
        fault=fault,
    )


def _slices(site: Site, passage: Passage) -> tuple[str, ...]:
    first = min(span.start for span in passage.spans)
    last = max(span.end for span in passage.spans)
    text = site.library.store.stretch(passage.version_id, first, last)
    return tuple(text[span.start - first : span.end - first] for span in passage.spans)


def _changed(site: Site, held: Holding, old: Passage) -> Response:
    """The passage as it stood, beside what stands there now."""
    store = site.library.store
    document = held.document
    withdrawn = store.withdrawn(document.document_id)
    new = None if withdrawn else succession.successor(store, old)
    stored = next(
        (
            v.added
            for v in store.version_facts(document.document_id)
            if v.version_id == old.version_id
        ),
        None,
    )
    if withdrawn:
        heading = "Kilden er taget ud af samlingen"
        banner = f"Taget ud d. {facts.moment(withdrawn)}. Passagen vises, som den stod."
    elif new is None:
        heading = "Passagen står ikke længere i kilden"
        banner = (
            "Kilden er læst ind igen, og ordene er der ikke mere. Her er passagen, som den stod."
        )
    else:
        heading = "Passagen er ændret"
        banner = "Kilden er læst ind igen, siden adressen blev givet. Brug ordene, som de står nu."
    return page(
        "changed.html",
        _HERE,
        {
            "title": document.title,
            "document": document_path(document.document_id),
            "heading": heading,
            "banner": banner,
            "old": old,
            "old_paragraphs": paragraphs(_slices(site, old)),
            "citation": house_style.cite(document, old),
            "stored": facts.moment(stored) if stored else "",
            "new": new,
            "new_path": passage_path(new.document_id, new.passage_id) if new else "",
            "new_paragraphs": paragraphs(_slices(site, new)) if new else (),
            "new_citation": house_style.cite(document, new) if new else "",
        },
    )


def _file(text: str, name: str) -> Response:
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_"))[:80] or "kilde"
    return _Ris(
        text,
        headers={"Content-Disposition": f'attachment; filename="{safe}.ris"'},
    )
