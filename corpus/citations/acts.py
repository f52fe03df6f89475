"""References to acts by their number: `lov nr. 573 af 24. juni 2005`, `BEK 861/2025`."""

import re
from typing import Final

from corpus.citations import dates
from corpus.citations.model import ActRef, Found
from corpus.model import Span

_KINDS: Final = {
    "lov": "LOV",
    "lovbekendtgørelse": "LBK",
    "bekendtgørelse": "BEK",
    "vejledning": "VEJ",
    "cirkulære": "CIR",
    "cirkulæreskrivelse": "CIS",
    "skrivelse": "SKR",
    "anordning": "ANO",
    "kendelse": "KEN",
}
_SHORT: Final = frozenset(_KINDS.values())
_WORD = r"(?:ændrings|ikrafttrædelses)?(?:{})".format(
    "|".join(sorted(_KINDS, key=len, reverse=True))
)
_ACT: Final = re.compile(  # "Lovbekendtgørelse nr. 1284", "LBK nr 1129", "BEK 861/2025"
    rf"(?:(?P<word>{_WORD})(?:n|r|rne|en|s|ns)?\s{{1,3}}nr\.?|(?P<short>{'|'.join(_SHORT)})"
    r"\s{1,3}(?:nr\.?)?)\s{0,3}(?P<number>\d{1,5})(?![\d.]\d|[\w-])(?:/(?P<year>\d{4})(?!\d))?",
    re.IGNORECASE,
)
_PREFIX: Final = re.compile("^(?:ændrings|ikrafttrædelses)")
_NEXT: Final = re.compile(  # ", nr. 380", " samt nr. 12"
    r"(?:,|,?\s{1,3}(?:og|samt|eller))\s{1,3}(?P<nr>nr\.?\s{0,3})(?P<number>\d{1,5})(?![\d.]\d|[\w-])"
    r"(?=\s{1,3}af\s)"
)
_OF: Final = re.compile(r"\s{1,3}af\s{1,3}(?:den\s{1,3}|d\.\s{1,3})?")
_OF_YEAR: Final = re.compile(r"(\d{4})(?![\d./-])")

PLACES: Final = re.compile(
    rf"(?<!\w)(?:{_WORD}(?:n|r|rne|en|s|ns)?\s{{1,3}}nr|(?-i:{'|'.join(_SHORT)})\s)", re.IGNORECASE
)
"""Where such a reference may begin."""


def match(text: str, start: int) -> Found | None:
    """The act, or the acts of a list, that begin at `start`."""
    found = _ACT.match(text, start)
    if found is None or (found["short"] and found["short"].upper() != found["short"]):
        return None
    kind = found["short"] or _KINDS[_PREFIX.sub("", found["word"].lower())]
    act = _act(kind, found["number"], found["year"], text, Span(*found.span()))
    acts = [act]
    while more := _NEXT.match(text, acts[-1].span.end):
        span = Span(more.start("nr"), more.end())
        acts.append(_act(kind, more["number"], None, text, span))
    return tuple(acts), acts[-1].span.end


def _act(kind: str, number: str, year: str | None, text: str, span: Span) -> ActRef:
    if year is not None:
        return ActRef(kind=kind, number=number, year=int(year), span=span)
    of = _OF.match(text, span.end)
    if of is None:
        return ActRef(kind=kind, number=number, span=span)
    date = dates.match(text, of.end())
    if date is not None and date.year is not None:
        span = Span(span.start, date.span.end)
        return ActRef(kind=kind, number=number, year=date.year, date=date.date, span=span)
    if bare := _OF_YEAR.match(text, of.end()):
        span = Span(span.start, bare.end())
        return ActRef(kind=kind, number=number, year=int(bare[1]), span=span)
    return ActRef(kind=kind, number=number, span=span)
