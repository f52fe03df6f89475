"""Provisions and dates as terms, so that every way of writing them meets.

`§ 17 a`, `§17a` and `paragraf 17 a` -> `§17a`, `17a`; `§§ 52-54` -> each of them.
`26/2-20`, `26-02-2020` and `26. februar 2020` -> `2020-02-26` and its parts.
The grammar of citations proper is `corpus/citations.py`; this is only for matching.
"""

import re
from collections.abc import Iterator

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_LONGEST_RANGE = 30

# A letter is part of the number in "§ 9 a" and "§ 9 i, stk. 2", not in "§ 5 i loven", "§ 2 f.eks.".
_NUMBER = r"\d{1,4}(?:\s?(?:[a-hj-z]\b(?!\.\w|\.\s\d)|i(?=[,;)]|\.\s\D)))?"
SECTION = (
    rf"(?:§{{1,2}}|\bparagraf(?:fen|ferne|fer)?\b)\s*{_NUMBER}(?![\d])"
    rf"(?:(?:\s?[-–]\s?|\s(?:og|eller|samt|til)\s|,\s(?=\d{{1,4}}(?:\s?[a-z])?(?:,|\sog)\s))"
    rf"{_NUMBER}(?![\d.]))*"
)
"""Pattern of one or more sections, on lower-case text."""

DATE = (
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?![\w-])|\d{4}-\d{2}-\d{2}(?![\w-])"
    rf"|\d{{1,2}}\.?\s(?:{'|'.join(_MONTHS)})\s\d{{4}}"
)
"""Pattern of a date, on lower-case text."""

_ONE = re.compile(r"(\d{1,4})(?:\s?([a-z])\b)?")
_BARE = re.compile(r"(\d{1,3})\s?([a-h])")
_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_NAMED = re.compile(r"(\d{1,2})\.?\s([a-z]+)\s(\d{4})")


def may_be(token: str) -> bool:
    """Whether `terms` may have something to say about a token."""
    return token[0].isdigit() or is_section(token)


def is_section(token: str) -> bool:
    """Whether a token names sections: `§ 17 a`, `paragraf 87`."""
    return token[0] == "§" or token.startswith("paragraf")


def terms(token: str) -> tuple[str, ...]:
    """The terms of a section or date token; empty when it is neither."""
    if is_section(token):
        return tuple(dict.fromkeys(_sections(token)))
    if match := _BARE.fullmatch(token):
        return (f"{int(match[1])}{match[2]}", str(int(match[1])))
    return _date(token)


def _sections(token: str) -> Iterator[str]:
    before, previous = 0, 0
    for match in _ONE.finditer(token):
        number, letter = int(match[1]), match[2] or ""
        if re.search(r"[-–]|\stil\s", token[before : match.start()]) and previous:
            for between in range(previous + 1, min(number, previous + _LONGEST_RANGE)):
                yield from (f"§{between}", str(between))
        yield from (f"§{number}{letter}", f"{number}{letter}")
        before, previous = match.end(), number


def _date(token: str) -> tuple[str, ...]:
    if match := _NUMERIC.fullmatch(token):
        day, month, year = match[1], int(match[2]), match[3]
    elif match := _ISO.fullmatch(token):
        day, month, year = match[3], int(match[2]), match[1]
    elif (match := _NAMED.fullmatch(token)) and match[2] in _MONTHS:
        day, month, year = match[1], _MONTHS.index(match[2]) + 1, match[3]
    else:
        return ()
    if not (1 <= month <= 12 and 1 <= int(day) <= 31):
        return ()
    full = year if len(year) == 4 else f"20{year}"
    return (f"{full}-{month:02}-{int(day):02}", str(int(day)), _MONTHS[month - 1], full)
