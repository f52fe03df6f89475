"""The seven principles: sentence, where it stands, check question."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from bot import house_style
from bot.links import passage_path
from bot.web.site import Site, page
from corpus import principles
from corpus.model import Passage
from corpus.principles import Principle

_HERE = "/principper"


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that states a principle."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """A principle with its places in the collection."""

    principle: Principle
    sentence: str
    """With `[sic]` after the source's misprints."""
    hook: str
    places: tuple[Place, ...]


def routes(site: Site) -> APIRouter:
    """The page of the seven."""
    router = APIRouter()

    def seven(request: Request) -> Response:
        known = principles.load()
        held = next(
            (h for h in site.holdings(request) if h.file == known.file),
            None,
        )
        passages = site.library.store.passages(held.document.document_id) if held else []
        source = house_style.cite_document(held.document) if held else "undervisningsmateriale"
        return page(
            "principles.html",
            _HERE,
            {
                "source": source[0].lower() + source[1:],
                "pairing": known.pairing,
                "rows": [_row(principle, passages) for principle in known.all],
            },
        )

    router.add_api_route("/principper", seven, methods=["GET"])
    return router


def _row(principle: Principle, passages: list[Passage]) -> Row:
    sentence = principle.sentence
    for misprint in principle.sic:
        sentence = sentence.replace(misprint, f"{misprint} [sic]")
    hook = f"{principle.hook[0].upper()}{principle.hook[1:]}."
    return Row(principle, sentence, hook, tuple(_places(principle, passages)))


def _places(principle: Principle, passages: list[Passage]) -> Iterator[Place]:
    """The slide with the sentence, and the slides with the decisions that state it."""
    for passage in passages:
        quoted = passage.quoted_source
        holds = any(
            span.start <= place.start and place.end <= span.end
            for span in passage.spans
            for place in principle.spans
        )
        states = quoted is not None and quoted.number in principle.sources
        if holds or states:
            name = quoted.label if quoted and states else passage.pinpoint
            yield Place(name, passage_path(passage.document_id, passage.passage_id))
