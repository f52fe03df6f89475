"""References to the Folketing: questions, samråd, bills and motions."""

import re
from typing import Final

from corpus.citations import dates
from corpus.citations.model import BillRef, Citation, Found, QuestionRef, SamraadRef
from corpus.model import Span

_AND = r"(?:,|,?\s{1,3}(?:og|samt|eller))\s{1,3}"
_QUESTION: Final = re.compile(  # "spørgsmål nr. S 1210", "spm. 2", "SOU alm. del - spørgsmål 274"
    r"(?:(?P<committee>[A-ZÆØÅ]{3})(?:,|\s{1,3}-)?\s{1,3}(?P<before>[Aa]lm\.?\s?del,?\s{1,3}(?:-\s)?)?)?"
    r"(?:(?:svar på\s{1,3})?(?:[Ss]pørgsmål(?:et|ene)?|[Ss]pm\.?))\s{0,3}(?P<nr>nr\.?\s{0,3})?"
    r"(?P<series>S\s{0,2})?(?P<number>\d{1,5})(?!\d|[.,]\d|-\d|\w)"
)
_NOT_COUNTED: Final = re.compile(
    r"\s{0,3}(?:[,.;:!?)(”\"»-]|$|(?:og|til|fra|om|af|i|stillet|den|d\.)\b)"
)
_TAIL: Final = re.compile(  # " (alm. del)", " (B 23)", " til L 151"
    r"\s{0,3}\(?(?:(?P<alm>[Aa]lm\.?\s?del)|(?:vedr\.?\s|til\s|ad\s)?(?P<bill>[LB]\s{1,3}\d{1,3}))"
    r"(?![\w-])(?P<close>\))?"
)
_NEXT_QUESTION: Final = re.compile(rf"{_AND}(?P<number>\d{{1,5}})(?!\d|[.,]\d|-\d|\w)")
_SAMRAAD: Final = re.compile(  # "samrådsspm. AB", "samrådspørgsmål P", "samråd P"
    r"[Ss]amråd(?:s?(?:spørgsmål|pørgsmål|spm\.?|pm\.?)(?:et|ene)?\s{0,3}(?:nr\.?\s{0,3})?|\s{1,3})"
    r"(?P<letter>[A-ZÆØÅ]{1,3})(?![\w-])"
)
_NEXT_LETTER: Final = re.compile(rf"{_AND}(?P<letter>[A-ZÆØÅ]{{1,3}})(?![\w-])")
_SAMRAAD_ON: Final = re.compile(r"[Ss]amråd(?:et)?,?\s{1,3}(?:den\s{1,3}|d\.\s{1,3})?(?=\d)")
_BILL: Final = re.compile(  # "lovforslag nr. L 94 (2022-23)", "B 23"
    r"(?P<word>(?:lov|beslutnings)?forslag(?:et)?\s{1,3}(?:nr\.?\s{0,3})?|LSF\s{1,3})?"
    r"(?P<kind>[LB])\s{1,4}(?P<number>\d{1,3})(?![\d\w]|[-/.,]\d)"
    r"(?:,?\s{1,3}\(?(?:folketingsåret\s|folketinget\s)?(?P<session>\d{4}-\d{2})(?:\d{2})?(?!\d)"
    r"(?P<close>\))?)?",
    re.IGNORECASE,
)
_TIGHT_BILL: Final = re.compile(r"(?P<kind>[LB])(?P<number>\d{1,3})(?![\d\w]|[-/.,]\d)")
_NOT_BILL_AFTER: Final = re.compile(r"\)?,?\s{0,3}(?:s\.|side\b|af\s\d)")
_NOT_BILL_BEFORE: Final = re.compile(
    r"(?:tidende|EUT|EFT|nr\.?|bilag|tabel|figur|afsnit|gruppe|klasse|kategori|type|kode|form|zone|"
    r"vitamin|bus|del|punkt|skema|artikel|kolonne|niveau|trin|model|SM)[\s,(]{0,3}$",
    re.IGNORECASE,
)

PLACES: Final = re.compile(
    r"(?<!\w)(?:[Ss]p(?:ørgsmål|m[. ])|[Ss]amråd|[A-ZÆØÅ]{3}(?:,| -)?\s(?:[Aa]lm|[Ss]p)"
    r"|(?:(?:[Ll]ov|[Bb]eslutnings)?[Ff]orslag(?:et)?|LSF)\s(?:nr\.?\s?)?[LB]\s|[LB]\s{1,4}\d)"
)
"""Where such a reference may begin."""

TIGHT_PLACES: Final = re.compile(r"(?<!\w)[LB]\d")
"""`B23`, in a question."""


def match(text: str, start: int) -> Found | None:
    """The reference, or the references of a list, that begin at `start`."""
    return (
        _questions(text, start)
        or _samraad(text, start)
        or _samraad_on(text, start)
        or _bill(text, start)
    )


def match_tight(text: str, start: int) -> Found | None:
    """`B23`, as a question writes it."""
    found = _TIGHT_BILL.match(text, start)
    if found is None:
        return None
    bill = BillRef(kind=found["kind"], number=int(found["number"]), span=Span(*found.span()))
    return (bill,), found.end()


def _questions(text: str, start: int) -> Found | None:
    found = _QUESTION.match(text, start)
    if found is None or not (
        found["nr"] or found["series"] or _NOT_COUNTED.match(text, found.end())
    ):
        return None
    spans = [(found["number"], Span(found.start(), found.end()))]
    while more := _NEXT_QUESTION.match(text, spans[-1][1].end):
        if not _NOT_COUNTED.match(text, more.end()):
            break
        spans.append((more["number"], Span(more.start("number"), more.end())))
    bill, alm, end = _tail(text, spans[-1][1].end)
    spans[-1] = (spans[-1][0], Span(spans[-1][1].start, end))
    refs = tuple(
        QuestionRef(
            number=number,
            series="S" if found["series"] else None,
            committee=found["committee"],
            proposal=bill,
            alm_del=alm or bool(found["before"]),
            span=span,
        )
        for number, span in spans
    )
    return refs, end


def _tail(text: str, end: int) -> tuple[str | None, bool, int]:
    tail = _TAIL.match(text, end)
    if tail is None or ("(" in tail.group()) != bool(tail["close"]):
        return None, False, end
    bill = " ".join(tail["bill"].split()) if tail["bill"] else None
    return bill, tail["alm"] is not None, tail.end()


def _samraad(text: str, start: int) -> Found | None:
    found = _SAMRAAD.match(text, start)
    if found is None:
        return None
    refs: list[Citation] = [SamraadRef(letter=found["letter"], span=Span(*found.span()))]
    end = found.end()
    while more := _NEXT_LETTER.match(text, end):
        end = more.end()
        refs.append(SamraadRef(letter=more["letter"], span=Span(more.start("letter"), end)))
    return tuple(refs), end


def _samraad_on(text: str, start: int) -> Found | None:
    found = _SAMRAAD_ON.match(text, start)
    when = dates.match(text, found.end()) if found else None
    if when is None:
        return None
    return (SamraadRef(when=when, span=Span(start, when.span.end)),), when.span.end


def _bill(text: str, start: int) -> Found | None:
    found = _BILL.match(text, start)
    if found is None or not found["kind"].isupper():
        return None
    before = text[max(0, start - 12) : start]
    if not found["word"] and (
        _NOT_BILL_BEFORE.search(before) or _NOT_BILL_AFTER.match(text, found.end("number"))
    ):
        return None
    opened = text[found.end("number") : found.end()].count("(")
    session = found["session"] if opened == bool(found["close"]) else None
    end = found.end() if session else found.end("number")
    bill = BillRef(
        kind=found["kind"], number=int(found["number"]), session=session, span=Span(start, end)
    )
    return (bill,), end
