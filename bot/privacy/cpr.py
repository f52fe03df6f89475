"""CPR numbers in every spelling that a person or a program may give them.

A CPR number is a day, a month, a two-digit year and four more digits. It is recognised by its
date alone: modulus 11 is not used, since valid numbers without it have been issued since 2007.
Source: CPR-kontoret, »Personnumre uden kontrolciffer (modulus 11 kontrol)«; replacement numbers
(erstatningspersonnumre) carry day + 60.
Not recognised: digits written as words, and numbers whose digits have letters between them.
"""

import html
import re
import unicodedata
import urllib.parse
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from corpus.model import Span

_SEPARATOR = r"\s*+(?:(?:[^\w\s§%€$£]|_){1,3}\s*+){0,2}"
"""White space and a few signs, as in `010190 – 1234` and over a quoted line end (`-\n> `)."""
_RUN = re.compile(rf"[0-9]++(?:{_SEPARATOR}[0-9]++)*+")
"""Digit groups that may belong together."""
_GROUP = re.compile(r"[0-9]+")
_LONG_YEAR = re.compile(
    r"(?<![0-9])(?P<day>[0-9]{2})([-./ ]?)(?P<month>[0-9]{2})\2(?:18|19|20)(?P<year>[0-9]{2})"
    r"(?:-|(?<=[0-9]{8})(?:\s-\s)?)[0-9]{4}(?![0-9])"
)
"""`01-01-1990-1234`, `01011990 - 1234` and `010119901234`; a date and a number stay apart."""
_SHORT_DAY = re.compile(
    r"(?<![0-9.-])(?P<day>[0-9]{1,2})[./](?P<month>[0-9]{1,2})[-./](?P<year>[0-9]{2})"
    r"\s?-\s?[0-9]{4}(?![0-9])"
)
"""`1/1-90-1234` and `1.1.90-1234`; with dashes alone it would be a case number."""
_NAMED = re.compile(
    r"(?:cpr|person(?:nr|nummer))\W{0,3}(?:[^\W\d]{1,8}\W{1,3}){0,2}"
    r"(?P<day>[0-9])(?P<month>[0-9]{2})(?P<year>[0-9]{2})[-\s]?[0-9]{4}(?![0-9])",
    re.IGNORECASE,
)
"""`CPR-nr. 10190-1234`: a spreadsheet dropped the leading nought."""
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
"""`<b>010190</b>-1234`."""
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REPLACEMENT_DAY = 60
_DIGITS = 10
_SHORTEST = 9
_CUE = 40
"""How far before a number the word CPR is looked for, in signs."""
_DATE_DIGITS = 6
_YEARS = ("19", "20")
_LIST_SIGNS = frozenset(",;")
_WEAK_JOINTS = frozenset({"", ".", "/", ":"})
_FILLERS = "\u115f\u1160\u3164\uffa0"
_DASHES = "\u2043\u207b\u208b\u2212\u02d7\u30fc\uff70\u2796"
"""Dashes that Unicode does not call dashes: bullet, raised, lowered, minus, katakana."""
_INVISIBLE = frozenset({"Cf", "Mn", "Me", "Cc"})


def find_cpr(text: str) -> bool:
    """Whether the text holds anything that looks like a CPR number.

    Also looks behind HTML tags, entities and percent encoding, which chat platforms may leave.
    """
    return any(True for variant in _variants(text) for _ in _spans(variant))


def cpr_spans(text: str) -> tuple[Span, ...]:
    """Where the CPR numbers stand: code points, half-open, in order, not overlapping.

    Leaves encoded ones (`&#48;`) unplaced; `find_cpr` sees them.
    """
    found: list[Span] = []
    for span in sorted(_spans(text)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


class _Plain(NamedTuple):
    """A text with ASCII digits and nothing invisible, and where each of its signs came from."""

    text: str
    places: tuple[int, ...] | None
    """None = every sign stands where it stood."""


def _variants(text: str) -> Iterator[str]:
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "%" in text:
        yield urllib.parse.unquote(text)
    if "<" in text:
        yield _TAG.sub("", text)


def _spans(text: str) -> Iterator[Span]:
    for plain in _plain(text):
        for start, end in _candidates(plain.text):
            if plain.places is None:
                yield Span(start, end)
            else:
                yield Span(plain.places[start], plain.places[end - 1] + 1)


def _plain(text: str) -> Iterator[_Plain]:
    """The text with all digits as 0-9, invisible signs gone.

    Twice when raised or circled digits occur: as digits, and as the footnote marks they may be.
    """
    if text.isascii() and text.isprintable():
        yield _Plain(text, None)
        return
    kinds = {sign: _kind(sign) for sign in set(text)}
    places: tuple[int, ...] | None = None
    if any(kind == "" for kind in kinds.values()):
        places = tuple(place for place, sign in enumerate(text) if kinds[sign] != "")
    table = {ord(sign): kind for sign, kind in kinds.items() if kind is not None}
    yield _Plain(text.translate(table) if table else text, places)
    marks = {code: " " for code in table if unicodedata.category(chr(code)) == "No"}
    if marks:
        yield _Plain(text.translate(table | marks), places)


@lru_cache(maxsize=4096)
def _kind(sign: str) -> str | None:
    """What a sign becomes: an ASCII digit, a plain dash, nothing (invisible), or None (itself)."""
    if sign.isascii():
        return "" if not (sign.isprintable() or sign.isspace()) else None
    value = unicodedata.digit(sign, None)
    if value is not None:
        return str(value)
    category = unicodedata.category(sign)
    if category == "Pd" or sign in _DASHES:
        return "-"
    hidden = category in _INVISIBLE or sign in _FILLERS
    return "" if hidden and not sign.isspace() else None


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for run in _RUN.finditer(text):
        start, end = run.span()
        if end - start < _SHORTEST:
            continue
        yield from _in_run(text, run)
        for pattern in (_LONG_YEAR, _SHORT_DAY, _NAMED):
            before = _CUE if pattern is _NAMED else 0
            for match in pattern.finditer(text, max(0, start - before), end):
                if _is_date(match["day"], match["month"], match["year"]):
                    yield match.span()


def _in_run(text: str, run: re.Match[str]) -> Iterator[tuple[int, int]]:
    groups = [
        (run.start() + group.start(), run.start() + group.end())
        for group in _GROUP.finditer(run[0])
    ]
    for first in range(len(groups)):
        digits = ""
        for last in range(first, len(groups)):
            digits += text[slice(*groups[last])]
            if len(digits) >= _DIGITS:
                break
        else:
            return
        window = groups[first : last + 1]
        if (
            len(digits) == _DIGITS
            and _is_date(digits[:2], digits[2:4], digits[4:6])
            and _is_spelling(text, window)
            and not _is_phones(window, groups)
        ):
            yield window[0][0], window[-1][1]


def _is_date(day: str, month: str, year: str) -> bool:
    """Whether such a day exists in any century; replacement numbers carry day + 60."""
    days, months = int(day), int(month)
    if days > _REPLACEMENT_DAY:
        days -= _REPLACEMENT_DAY
    if not (1 <= months <= len(_DAYS) and 1 <= days <= _DAYS[months - 1]):
        return False
    # 1900 had no leap day, but 2000 had: year 00 passes.
    return not (months == 2 and days == _DAYS[1] and int(year) % 4)


def _is_spelling(text: str, window: list[tuple[int, int]]) -> bool:
    """Whether ten digits are grouped as people group a CPR number: six, then four."""
    if len(window) == 1:
        return True
    sizes = [end - start for start, end in window]
    sums = list(accumulate(sizes))
    if _DATE_DIGITS not in sums:
        return False
    head = sums.index(_DATE_DIGITS) + 1
    gaps = [text[left[1] : right[0]].strip() for left, right in pairwise(window)]
    if _LIST_SIGNS.intersection("".join(gaps)):
        return sizes == [6, 4]  # a comma lists numbers, except in 010190,1234
    if gaps[head - 1] in _WEAK_JOINTS and any(size in {3, 5} for size in sizes[:head]):
        return False  # 120.190 2024 is an amount and a year
    if sizes[:head] == [4, 2] and text.startswith(_YEARS, window[0][0]):
        return not text.startswith(_YEARS, window[-1][0])  # 2008/09 - 2009/10
    return set(sizes) == {1} or _is_even(gaps[: head - 1], gaps[head - 1], gaps[head:])


def _is_even(head: list[str], joint: str, tail: list[str]) -> bool:
    """Whether the signs between the groups belong to one number.

    `10-12 20-15 17-19` are decisions and `01.01.20-31.12` is a period.
    """
    if not tail or len({*head, joint, *tail}) == 1:
        return True
    return set(tail) == {""} and len(set(head)) <= 1


def _is_phones(window: list[tuple[int, int]], groups: list[tuple[int, int]]) -> bool:
    """Two or more phone numbers in a row: pairs only, a multiple of four of them."""
    pairs = all(end - start == 2 for start, end in groups)
    return pairs and len(window) > 1 and len(groups) % 4 == 0
