"""Everything in the collection that cites a provision."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from bot.errors import NotFoundError
from bot.house_style import law_title
from bot.web.site import Site, page
from bot.web.sources import place
from corpus import laws
from corpus.citations import ProvisionRef, Reading, find, sieve
from corpus.laws import Law
from corpus.model import Document, DocumentId, Passage, SourceKind

_HERE = "/kilder"
_MOST = 100
"""Places on one page; the number of all is said."""
_REMEMBERED = 200
"""Provisions whose passages are kept in memory."""
_NUMBER = re.compile(r"(?:§ ?)?(\d{1,4}) ?([a-zæøå]?)", re.IGNORECASE)
"""Such as `85`, `52a`, `§ 52 a`."""
_ACTS = frozenset({SourceKind.LOV, SourceKind.BEKENDTGOERELSE})


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paragraf of a law of the register."""

    law: Law
    number: str
    letter: str | None

    @property
    def name(self) -> str:
        """`serviceloven § 52 a`."""
        return f"{self.law.key} § {self.number}{f' {self.letter}' if self.letter else ''}"

    def is_cited(self, reference: ProvisionRef) -> bool:
        """Whether a reference names it, or a range that it lies in."""
        if reference.law != self.law.key:
            return False
        if (reference.paragraf, reference.letter) == (self.number, self.letter):
            return True
        if reference.stk or reference.nr or not (reference.to or "").isdecimal():
            return False
        return int(reference.paragraf) <= int(self.number) <= int(reference.to or 0)


def routes(site: Site) -> APIRouter:
    """The page of a provision."""
    router = APIRouter()
    remembered = _Remembered(site)

    def provision(
        request: Request,
        law: Annotated[str, Path(max_length=120)],
        number: Annotated[str, Path(max_length=20)],
    ) -> Response:
        wanted = _wanted(law, number)
        held = {h.document.document_id: h.document for h in site.holdings(request)}
        cited = [
            (held[passage.document_id], passage)
            for passage in remembered.citing(wanted)
            if passage.document_id in held
        ]
        moved = laws.load().moved(
            ProvisionRef(law=wanted.law.key, paragraf=wanted.number, letter=wanted.letter)
        )
        return page(
            "provision.html",
            _HERE,
            {
                "name": wanted.name[0].upper() + wanted.name[1:],
                "summary": _summary(len(cited)),
                "moved": moved.text if moved else "",
                "source": moved.source if moved else "",
                "hits": [place(document, passage) for document, passage in cited[:_MOST]],
            },
        )

    router.add_api_route("/paragraf/{law}/{number}", provision, methods=["GET"])
    return router


def _wanted(law: str, number: str) -> Wanted:
    known = laws.load().resolve(law.replace("-", " "), question=True) or laws.load().resolve(
        law, question=True
    )
    read = _NUMBER.fullmatch(number.strip())
    if known is None:
        raise NotFoundError(
            "Loven kender jeg ikke under det navn. Prøv det navn eller den forkortelse, som den"
            " normalt har, for eksempel /paragraf/serviceloven/85 eller /paragraf/RSL/10."
        )
    if read is None:
        raise NotFoundError("Det er ikke et paragrafnummer. Skriv for eksempel 85 eller 52a.")
    return Wanted(known, str(int(read[1])), read[2].lower() or None)


def _summary(count: int) -> str:
    if count == 0:
        return "Ingen steder i samlingen nævner bestemmelsen."
    places = "ét sted" if count == 1 else f"{count} steder"
    shown = f" De første {_MOST} vises." if count > _MOST else ""
    return f"Nævnes {places} i samlingen.{shown}"


class _Remembered:
    """Passages by provision, until the store changes."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._revision = ""
        self._found: dict[Wanted, tuple[Passage, ...]] = {}

    def citing(self, wanted: Wanted) -> tuple[Passage, ...]:
        """All that cite it, whatever the scope."""
        revision = self._site.library.store.revision()
        if revision != self._revision or len(self._found) > _REMEMBERED:
            self._revision, self._found = revision, {}
        if wanted not in self._found:
            self._found[wanted] = tuple(_search(self._site, wanted))
        return self._found[wanted]


def _search(site: Site, wanted: Wanted) -> Iterator[Passage]:
    documents = {h.document.document_id: h.document for h in site.shelf.holdings()}
    own = {name: _own_law(document) for name, document in documents.items()}
    names_the_number, names_the_law = sieve.number(wanted.number), sieve.law(wanted.law)

    def may(name: str, text: str) -> bool:
        is_own = own[DocumentId(name)] == wanted.law.key
        return names_the_number(text) and (is_own or names_the_law(text))

    for passage in site.library.store.passages_with_number(wanted.number, may):
        document = documents[passage.document_id]
        reading = Reading.ACT if document.kind in _ACTS else Reading.PROSE
        references = find(passage.text, reading, own[passage.document_id])
        if any(isinstance(r, ProvisionRef) and wanted.is_cited(r) for r in references):
            yield passage


def _own_law(document: Document) -> str | None:
    """What a bare § means in an act: the act itself."""
    if document.kind is not SourceKind.LOV:
        return None
    own = laws.load().resolve(law_title(document))
    return own.key if own else None
