"""Dates as letters, slides and acts write them."""

import datetime as dt
import re
from typing import Final

from corpus.citations.model import DateRef
from corpus.model import Span

MONTHS: Final = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_SHORT: Final = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_MONTH = r"(?P<month>(?:{})[a-z]*)\.?".format("|".join(_SHORT))  # "februar", "feb."
_PIVOT: Final = 70
"""Two-digit years below it are of this century."""

PLACES: Final = re.compile(
    rf"(?<![\w.,/-])\d{{1,4}}(?=\.?\s{{0,3}}(?i:{'|'.join(_SHORT)})|[-./]\d)"
)
"""Where a date may begin: a number of its own before a month or a mark."""

YEARS: Final = re.compile(r"(?<![\d.,-])(?:19|20)\d{2}(?!\d)")
"""Where the year of `september 2021` may stand."""

_IN_WORDS: Final = re.compile(  # "7. februar 2020", "23. marts"
    rf"(?P<day>\d{{1,2}})\.?\s{{0,3}}{_MONTH}(?![\w-])(?:,?\s{{1,3}}(?P<year>\d{{4}})(?![\d]))?",
    re.IGNORECASE,
)
_SLASHED: Final = re.compile(  # "26/2-20", "22/09/2025", "7/2 2020"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})[/ -]\s?(?P<year>\d{4}|\d{2})(?![\w/])"
)
_DOTTED: Final = re.compile(  # "21-02-2020", "14.6.2010"
    r"(?P<day>\d{1,2})(?P<mark>[.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})(?![\w/-]|\.\d)"
)
_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\w-])")
_MONTH_YEAR: Final = re.compile(  # "september 2021"
    rf"{_MONTH}\s{{1,3}}(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)


_LONGEST_MONTH: Final = 14
_DAY: Final = re.compile(r"\d\.?\s{0,3}\Z")


def match(text: str, start: int) -> DateRef | None:
    """The date that begins at `start`; impossible ones (31/2-20) are none."""
    for form in (_IN_WORDS, _SLASHED, _DOTTED, _ISO):
        found = form.match(text, start)
        date = _date(found) if found else None
        if date is not None:
            return date
    return None


def match_before(text: str, year: int) -> DateRef | None:
    """`september 2021`, whose year begins at `year`; with a day before it, it is none."""
    left = max(0, year - _LONGEST_MONTH)
    words = text[left:year].split()
    if not words:
        return None
    start = text.rfind(words[-1], left, year)
    if _DAY.search(text[max(0, start - 6) : start]):
        return None
    found = _MONTH_YEAR.match(text, start)
    return _date(found) if found else None


def _date(found: re.Match[str]) -> DateRef | None:
    parts = found.groupdict()
    month = _month(parts["month"])
    year = _year(parts["year"])
    day = int(parts["day"]) if parts.get("day") else None
    if month is None or not _is_possible(day, month, year):
        return None
    return DateRef(day=day, month=month, year=year, span=Span(*found.span()))


def _month(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    number = _SHORT[word[:3].lower()]
    full = MONTHS[number - 1]
    return number if word.lower() in {full, full[:3], full[:4]} else None


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    year = int(digits)
    if len(digits) == 2:
        return year + (2000 if year < _PIVOT else 1900)
    return year


def _is_possible(day: int | None, month: int, year: int | None) -> bool:
    try:
        dt.date(2000 if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return False
    return year is None or year >= 1800
