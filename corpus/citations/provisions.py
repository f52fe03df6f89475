"""The grammar of one §-sign and what follows it: numbers, stykker, numre, litra, punktummer.

The law is not read here; `scan.py` adds it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from corpus.citations.model import ProvisionRef
from corpus.model import Span

_DASH = r"\s?(?:[-–—‑]|\btil(?:\sog\smed)?\b)\s?"
_UNITS = (
    r"(?!\s{0,2}(?:dag|uge|måned|år|time|minut|kvartal|barn|børn|person|gang|kr\b|kroner|pct|procent|%"
    r"|mio|pkt|punkt|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november"
    r"|december|klasse|medlem|ugentlig))"
)
# A letter is one of its own: "86 a", "86a", not "86 af" nor "33 i serviceloven".
_LETTER = (
    r"(?:\s{0,2}(?P<letter>[a-hj-zæøåA-HJ-ZÆØÅ]|i(?=\s?[,.;:)]|\s?$|\s(?:og|eller)\s|[-–]))"
    r"(?!\w)(?![-–](?!\s?\d|\s?§|[a-zA-ZæøåÆØÅ](?!\w)))(?!\scontrario))?"
)
_NUMBER = rf"(?P<number>\d{{1,4}})(?![\d])(?!\.\d{{2}}){_LETTER}"
SIGN: Final = re.compile(r"(?P<sign>§{1,2})\s{0,3}(?=\d)")
WORD: Final = re.compile(r"(?P<sign>paragraf(?:fen|fer|ferne)?|pgf\.?)\s{0,3}(?=\d)", re.IGNORECASE)
_PARAGRAF: Final = re.compile(_NUMBER)
_TO: Final = re.compile(rf"{_DASH}(?:§{{0,2}}\s?{_NUMBER}|(?P<alone>[a-zA-ZæøåÆØÅ])(?![\w]))")
_MORE: Final = re.compile(
    rf"(?P<mark>,|,?\s{{1,3}}(?:og/eller|og|eller|samt|henholdsvis))\s{{1,3}}{_NUMBER}(?![.]\s?pkt){_UNITS}"
)
_MORE_LETTER: Final = re.compile(
    r"(?:,|,?\s{1,3}(?:og|eller|samt))\s{1,3}(?P<letter>[a-zæøå])(?![\w.])"
)
# After "§95 og 96" with one sign the number must not count something: "§ 95 og 96 vs".
_AFTER_SLOPPY: Final = re.compile(
    r"\s{0,3}(?:$|[,.;:)?!»”\"-]|(?:i|om|er|og|vs|skal|kan|eller|har|gælder|efter|for)\b|\n)"
)
_AT_END: Final = re.compile(r"\s{0,3}(?:\Z|[.,;:?!)](?!\d))")
_LEVEL: Final = re.compile(
    r"(?P<mark>(?:,?\s{0,3}(?:(?:og/eller|og|eller|samt)\s{1,3})?))"
    r"(?:(?P<level>stk|nr)\.?,?\s{0,2}(?=\d)|(?P<litra>litra|lit\.)\s{1,2}(?=[a-zæøå](?!\w))"
    r"|(?P<punkt>punkt)\s{1,2}(?=\d))",
    re.IGNORECASE,
)
_PKT: Final = re.compile(
    r",?\s{0,3}(?:(?P<also>og|eller|samt)\s{1,3})?(?P<first>\d{1,2})\.?(?:\s?[-–]\s?(?P<last>\d{1,2})\.?)?"
    r"(?:(?:,\s\d{1,2}\.?)*\s(?:og|eller)\s(?P<second>\d{1,2})\.?)?\s{0,2}(?:pkt\b\.?|punktum)"
)
_VALUE = r"\d{1,3}(?:\s[a-hj-z](?!\w))?"
_RUN = rf"{_VALUE}(?:\s?[-–]\s?{_VALUE})?(?!\d)"
_VALUES: Final = re.compile(  # "2", "2-4", "1 og 3", "1, 2, og 4-6", "1, 2, 4-6"
    rf"{_RUN}(?:(?P<more>,\s{_RUN}(?!\.?\s?pkt|\.\d|\.\s?[a-z])"
    rf"(?=,\s|,?\s(?:og|eller|samt)\s){_UNITS}){{1,20}})?"
    rf"(?:(?(more),?)\s{{1,3}}(?:og/eller|og|eller|samt|henholdsvis)\s{{1,3}}{_RUN}"
    rf"(?!\.?\s?pkt|\.\d|\.\s?[a-z]){_UNITS})?"
)
_LITRAS: Final = re.compile(
    r"[a-zæøå](?:\s?[-–]\s?[a-zæøå](?!\w))?"
    r"(?:(?:,\s[a-zæøå](?!\w)){0,20},?\s{1,3}(?:og|eller|samt)\s{1,3}[a-zæøå](?![\w.]))?"
)
_ONE_VALUE: Final = re.compile(
    rf"(?<!\w)(?P<first>{_VALUE}|[a-zæøå](?!\w))(?:\s?[-–]\s?(?P<last>{_VALUE}|[a-zæøå](?!\w)))?"
)
_PARENTHESIS: Final = 400
"""How far back an open parenthesis is looked for."""
_ORDER: Final = ("stk", "nr", "litra", "pkt")


@dataclass(frozen=True, slots=True)
class Group:
    """What stands behind one sign."""

    refs: tuple[ProvisionRef, ...]
    start: int
    end: int


def read(text: str, start: int, sign: re.Pattern[str] = SIGN) -> Group | None:
    """The provisions behind the sign at `start`, without their law; None for `§ 15.64.16.10`."""
    found = sign.match(text, start)
    if found is None:
        return None
    plural = found["sign"].lower() in {"§§", "paragraffer", "paragrafferne"}
    return read_numbers(text, start, found.end(), plural=plural)


def read_numbers(text: str, start: int, place: int, *, plural: bool) -> Group | None:
    """The provisions whose first number stands at `place`; the first span begins at `start`."""
    first = _PARAGRAF.match(text, place)
    if first is None:
        return None
    refs: list[ProvisionRef] = []
    end = _item(text, first, start, refs)
    while more := _next(text, end, refs[-1], plural=plural):
        if isinstance(more, ProvisionRef):
            refs.append(more)
            end = more.span.end
        else:
            end = _item(text, more, more.start("number"), refs)
    return Group(tuple(refs), start, end)


def _next(
    text: str, end: int, last: ProvisionRef, *, plural: bool
) -> re.Match[str] | ProvisionRef | None:
    """The next paragraf of the list: its match, or `b` of `§§ 54 a og b` as a reference."""
    more = _MORE.match(text, end)
    if (
        more is not None
        and not _is_enumerator(text, more.end())
        and _follows(text, more, last, plural=plural)
    ):
        return more
    letter = _MORE_LETTER.match(text, end) if plural and last.letter and not last.to else None
    if letter is None or letter["letter"] <= (last.letter or ""):
        return None
    span = Span(letter.start("letter"), letter.end())
    return ProvisionRef(law=None, paragraf=last.paragraf, letter=letter["letter"], span=span)


def _is_enumerator(text: str, end: int) -> bool:
    """Whether the number before `end` counts a point: `§ 41 eller 3) hvis …`."""
    if not text.startswith(")", end):
        return False
    left = max(0, end - _PARENTHESIS)
    return text.rfind("(", left, end) <= text.rfind(")", left, end)


def _follows(text: str, more: re.Match[str], last: ProvisionRef, *, plural: bool) -> bool:
    """Whether the number goes on the list: it rises, or nothing is counted by it."""
    rises = int(more["number"]) >= _last_number(last)
    if plural:
        return more["mark"] != "," or (rises and not text.startswith(".", more.end()))
    if more["mark"] == ",":
        return False
    after = _AFTER_SLOPPY if rises else _AT_END
    return after.match(text, more.end()) is not None


def _last_number(ref: ProvisionRef) -> int:
    end = (ref.to or "").split(" ", maxsplit=1)[0]
    return int(end if end.isdecimal() and not (ref.stk or ref.nr) else ref.paragraf)


def _item(text: str, number: re.Match[str], start: int, refs: list[ProvisionRef]) -> int:
    """Read one paragraf with its parts into `refs`; gives where it ends."""
    end = number.end()
    ref = ProvisionRef(
        law=None, paragraf=number["number"], letter=number["letter"], span=Span(start, end)
    )
    to = _TO.match(text, end)
    if to is not None and _is_range(ref, to):
        last = to["number"] or ref.paragraf
        letter = to["letter"] or to["alone"]
        end = to.end()
        ref = replace(ref, to=f"{last} {letter}" if letter else last, span=Span(start, end))
        refs.append(ref)
        return end
    refs.append(ref)
    while (after := _level(text, end, refs)) is not None:
        end = after
    return end


def _is_range(ref: ProvisionRef, to: re.Match[str]) -> bool:
    if to["alone"]:
        return ref.letter is not None and to["alone"] > ref.letter
    low, high = int(ref.paragraf), int(to["number"])
    return high > low or (high == low and (to["letter"] or "") > (ref.letter or ""))


def _level(text: str, place: int, refs: list[ProvisionRef]) -> int | None:
    """Read `, stk. 2 og 3` into the last reference; gives the end, None when there is none."""
    last = refs[-1]
    if found := _PKT.match(text, place):
        return _pkt(found, refs) if last.to is None or found["also"] else None
    found = _LEVEL.match(text, place)
    if found is None:
        return None
    name = "litra" if found["litra"] else "nr" if found["punkt"] else found["level"].lower()
    listed = found["mark"].strip(" ,\n\t") != ""
    if last.to is not None or _has_from(last, name):  # ", stk. 4" after "stk. 1-3"
        if "," not in found["mark"] and not listed:
            return None
        listed = True
    values = (_LITRAS if name == "litra" else _VALUES).match(text, found.end())
    if values is None:
        return None
    runs = list(_runs(values))
    if len(runs) > 1 and _is_enumerator(text, values.end()):
        runs.pop()
    _add(name, runs, refs, found, listed=listed)
    return runs[-1][2].end


def _has_from(ref: ProvisionRef, name: str) -> bool:
    """Whether the reference already has this part or a deeper one."""
    return any(getattr(ref, part) for part in _ORDER[_ORDER.index(name) :] if part != "pkt")


def _add(
    name: str,
    runs: list[tuple[str, str | None, Span]],
    refs: list[ProvisionRef],
    level: re.Match[str],
    *,
    listed: bool,
) -> None:
    """Put the values of one part into the list: the first joins the last reference."""
    last = refs[-1]
    base = _cut(last, name)
    for place, (first, to, span) in enumerate(runs):
        ref = _with(base, name, first, to)
        if place == 0 and not listed:
            refs[-1] = replace(ref, span=Span(last.span.start, span.end))
        elif place == 0:
            begin = level.end("mark")
            refs.append(replace(ref, span=Span(begin, span.end)))
        else:
            refs.append(replace(ref, span=span))


def _cut(ref: ProvisionRef, name: str) -> ProvisionRef:
    """The reference with only what stands above this part."""
    above = _ORDER[: _ORDER.index(name)]
    return ProvisionRef(
        law=None,
        paragraf=ref.paragraf,
        letter=ref.letter,
        stk=ref.stk if "stk" in above else None,
        nr=ref.nr if "nr" in above else None,
    )


def _with(ref: ProvisionRef, name: str, first: str, to: str | None) -> ProvisionRef:
    match name:
        case "stk":
            return replace(ref, stk=first, to=to)
        case "nr":
            return replace(ref, nr=first, to=to)
        case _:
            return replace(ref, litra=first, to=to)


def _runs(values: re.Match[str]) -> Iterator[tuple[str, str | None, Span]]:
    offset = values.start()
    for run in _ONE_VALUE.finditer(values.group()):
        first = " ".join(run["first"].split())
        to = " ".join(run["last"].split()) if run["last"] else None
        yield first, to, Span(offset + run.start(), offset + run.end())


def _pkt(found: re.Match[str], refs: list[ProvisionRef]) -> int:
    last = refs[-1]
    end = found.end()
    if found["also"]:
        base = replace(last, pkt=None, to=None)
        refs.append(replace(base, pkt=found["first"], span=Span(found.start("first"), end)))
    else:
        span = Span(last.span.start, end)
        refs[-1] = replace(last, pkt=found["first"], to=found["last"], span=span)
    if found["second"]:
        span = Span(found.start("second"), end)
        refs[-1] = replace(refs[-1], span=Span(refs[-1].span.start, found.end("first")))
        refs.append(replace(refs[-1], pkt=found["second"], to=None, span=span))
    return end
