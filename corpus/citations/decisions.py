"""References to Ankestyrelsens decisions and to the ombudsman's reports."""

import re
from typing import Final

from corpus.citations.model import DecisionRef, FobRef, Found
from corpus.model import Span

_WORDS: Final = {"m": "principmeddelelse", "a": "principafgørelse"}
_NUMBER = r"(?:(?P<series>[A-ZÆØÅ])-)?(?P<number>\d{1,3})-(?P<year>\d{2})(?![\w/]|-\d)"
_NAMED: Final = re.compile(  # "principmeddelelserne 34-18", "Principmedd. 34-18", "PM'er 3-26"
    r"(?:[Pp]rincip(?P<word>[ma])[a-zæøå]{2,16}\.?|P(?P<short>[MA])(?:['’]?er(?:ne)?)?)"
    rf"\s{{1,3}}(?:nr\.?\s{{0,3}})?{_NUMBER}"
)
_SM: Final = re.compile(  # "SM B 4-87"
    r"SM\s{1,3}(?P<series>[A-ZÆØÅ])[ -](?P<number>\d{1,3})-(?P<year>\d{2})(?![\w/]|-\d)"
)
_SERIES: Final = re.compile(
    r"(?P<series>[A-ZÆØÅ])-(?P<number>\d{1,3})-(?P<year>\d{2})(?![\w/]|-\d)"
)
_BARE: Final = re.compile(rf"{_NUMBER}(?!\s{{0,2}}(?:år|uge|dag|måned|kl|time|barn|børn|pct|%|kr))")
_LISTED: Final = re.compile(rf"{_NUMBER}:\s")  # "15-14: Når en person …"
_NEXT: Final = re.compile(rf"(?:,|;|,?\s{{1,3}}(?:og|samt|eller))\s{{1,3}}{_NUMBER}")
_NEXT_SM: Final = re.compile(
    r"(?:,|,?\s{1,3}(?:og|samt|eller))\s{1,3}(?:SM\s{1,3})?"
    r"(?P<series>[A-ZÆØÅ])[ -](?P<number>\d{1,3})-(?P<year>\d{2})(?![\w/]|-\d)"
)
_FOB: Final = re.compile(  # "FOB 2024-19", "FOB 05.293", "FOB 1998, s. 123", "FOB 2009 1-1"
    r"FOB\s{0,3}(?:nr\.?\s{0,3})?(?P<year>\d{4}|\d{2})"
    r"(?:(?P<mark>[-./ ])(?P<number>\d{1,4}(?:-\d{1,2})?)"
    r"|,?\s{1,3}s(?:ide|\.)\s{0,3}(?P<page>\d{1,4}))"
    r"(?![\d-])"
)

PLACES: Final = re.compile(r"(?<!\w)(?:[Pp]rincip[ma]|P[MA]['’e ]|SM\s|FOB\s?\d|[A-ZÆØÅ]-\d)")
"""Where such a reference may begin."""

BARE_PLACES: Final = re.compile(r"(?<![\w.,/§-])\d{1,3}-\d{2}(?!\d)")
"""Where a decision's bare number may stand, in a question or a decision's list."""


def match(text: str, start: int) -> Found | None:
    """The decision, the decisions of a list, or the ombudsman's report at `start`."""
    if found := _NAMED.match(text, start):
        word = _WORDS[(found["word"] or found["short"]).lower()]
        return _list(_decision(found, found.start(), word), text, _NEXT)
    if found := _SM.match(text, start):
        return _list(_decision(found, found.start(), "SM"), text, _NEXT_SM)
    if found := _SERIES.match(text, start):
        return _list(_decision(found, found.start(), None), text, _NEXT)
    found = _FOB.match(text, start)
    return ((_fob(found),), found.end()) if found else None


def match_bare(text: str, start: int) -> Found | None:
    """A bare number as a question writes it: `hvad siger 34-18`."""
    found = _BARE.match(text, start)
    if found is None or not _is_possible(found["year"], series=None):
        return None
    return _list(_decision(found, found.start(), None), text, _NEXT)


def match_listed(text: str, start: int) -> Found | None:
    """A number with a colon, as a decision lists those it uses."""
    found = _LISTED.match(text, start)
    if found is None or not _is_possible(found["year"], found["series"]):
        return None
    decision = _decision(found, found.start(), None)
    return (decision,), decision.span.end


def _list(first: DecisionRef, text: str, following: re.Pattern[str]) -> Found:
    decisions = [first]
    while found := following.match(text, decisions[-1].span.end):
        begin = found.start("series") if found["series"] else found.start("number")
        decisions.append(_decision(found, begin, first.word))
    return tuple(decisions), decisions[-1].span.end


def _decision(found: re.Match[str], start: int, word: str | None) -> DecisionRef:
    return DecisionRef(
        number=int(found["number"]),
        year=int(found["year"]),
        series=found["series"],
        word=word,
        span=Span(start, found.end("year")),
    )


def _is_possible(year: str, series: str | None) -> bool:
    """Numbers without a letter came in 2009; the first with one in 1976."""
    return series is not None or 9 <= int(year) < 70


def _fob(found: re.Match[str]) -> FobRef:
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += 2000 if year < 50 else 1900
    span = Span(*found.span())
    if found["page"]:
        return FobRef(year=year, number=found["page"], mark="s.", span=span)
    mark = "." if found["mark"] == "." else "-"
    return FobRef(year=year, number=found["number"], mark=mark, span=span)
