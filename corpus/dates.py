"""Danish dates as documents print them."""

import datetime as dt
import re
from collections.abc import Iterator

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_NAMES = "|".join(_MONTHS)
# "7. februar 2020", "21-02-2020", "24/9-20"
_DATE = re.compile(
    rf"(?<!\d)(?:(?P<day>\d{{1,2}})\.\s+(?P<name>{_NAMES})\s+(?P<year>\d{{4}})"
    r"|(?P<day2>\d{1,2})(?P<sep>[-./])(?P<month2>\d{1,2})[-./](?P<year2>\d{4}|\d{2}))(?!\d)",
    re.IGNORECASE,
)
# "september 2021"
_MONTH = re.compile(rf"\b(?:{_NAMES})\s+(\d{{4}})\b", re.IGNORECASE)
_CENTURY = 2000


def dates(text: str) -> Iterator[dt.date]:
    """Yield the dates of a displayed text, in order; days that no calendar has are left out.

    A year of two digits is read as 20xx.
    """
    for found in _DATE.finditer(text):
        if found["name"]:
            parts = (int(found["year"]), _MONTHS.index(found["name"].lower()) + 1, found["day"])
        else:
            year = int(found["year2"])
            parts = (year if year > 99 else _CENTURY + year, int(found["month2"]), found["day2"])
        try:
            yield dt.date(parts[0], parts[1], int(parts[2]))
        except ValueError:
            continue


def first_date(text: str) -> dt.date | None:
    """Give the first date of a displayed text."""
    return next(dates(text), None)


def latest_year(text: str) -> int | None:
    """Give the latest year that stands with a day or a month; a bare year may be a plan."""
    years = [date.year for date in dates(text)]
    years += [int(found.group(1)) for found in _MONTH.finditer(text)]
    return max(years, default=None)
