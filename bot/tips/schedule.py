"""When a channel's tip is due: its weekday and hour in Copenhagen, on working days alone."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.state.records import Subscription

ZONE = ZoneInfo("Europe/Copenhagen")
WEEKDAY, MINUTE = 2, 9 * 60
"""Tuesday at 09:00 unless the channel chooses otherwise."""
EARLIEST, LATEST = 7 * 60, 17 * 60
"""Hours that may be chosen, in minutes after midnight."""
_LATE_MINUTES = 3 * 60
_WEEK = dt.timedelta(days=7)
_FRIDAY = 4
_CLOSED = holidays.country_holidays("DK", categories=("public", "optional"))
"""With the days on which most offices are closed: 1 May, 5 June, 24 and 31 December.
"""


def is_working(day: dt.date) -> bool:
    """Neither weekend nor Danish holiday."""
    return day.weekday() <= _FRIDAY and day not in _CLOSED


def occurrence(day: dt.date) -> str:
    """The ISO week, as the ledger names it: `2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def monday(name: str) -> dt.date:
    """The first day of an occurrence."""
    year, _, week = name.partition("-W")
    return dt.date.fromisocalendar(int(year), int(week), 1)


def local(moment: dt.datetime) -> dt.datetime:
    """The same moment in Copenhagen."""
    return moment.astimezone(ZONE)


def due_in_week(first: dt.date, weekday: int, minute: int) -> dt.datetime | None:
    """When a tip is due in the ISO week of a Monday.

    A closed day gives way to the next working day of the week, else the one before; None when the
    whole week is closed.
    """
    order = (*range(weekday - 1, 5), *range(weekday - 2, -1, -1))
    days = (first + dt.timedelta(days=number) for number in order)
    day = next((day for day in days if is_working(day)), None)
    return None if day is None else at(day, minute)


def at(day: dt.date, minute: int) -> dt.datetime:
    """A minute of a day in Copenhagen; working hours exist once on every day."""
    return dt.datetime.combine(day, dt.time(minute // 60, minute % 60), ZONE)


def due(subscription: Subscription, day: dt.date) -> dt.datetime | None:
    """When the channel's tip is due in the ISO week of `day`; None when it has none that week."""
    return _due(
        subscription.weekday,
        subscription.minute,
        subscription.every_weeks,
        subscription.created,
        day - dt.timedelta(days=day.weekday()),
    )


def next_due(subscription: Subscription, now: dt.datetime) -> dt.datetime | None:
    """The next time after `now`; None when two months hold none."""
    day = local(now).date()
    for week in range(9):
        found = due(subscription, day + week * _WEEK)
        if found is not None and found > now:
            return found
    return None


def is_time(subscription: Subscription, now: dt.datetime) -> bool:
    """Whether this week's tip may be sent at this moment.

    A tip that is late, because nothing ran at its hour, is sent later the same day, else on a
    later working day of the same ISO week, in working hours. After that its week is over.
    """
    here = local(now)
    when = due(subscription, here.date())
    if when is None or now < when:
        return False
    return _is_hour(subscription.minute, here)


def may_go_on(minute: int, now: dt.datetime) -> bool:
    """Whether a tip that was begun may be sent at this moment."""
    return _is_hour(minute, local(now))


def _is_hour(minute: int, here: dt.datetime) -> bool:
    if not is_working(here.date()):
        return False
    passed = here.hour * 60 + here.minute
    return minute <= passed <= max(LATEST, minute + _LATE_MINUTES)


@lru_cache(maxsize=65_536)
def _due(
    weekday: int, minute: int, every_weeks: int, created: dt.datetime | None, first: dt.date
) -> dt.datetime | None:
    found = due_in_week(first, weekday, minute)
    if found is None or created is None:
        return found
    if found <= created:
        return None
    begun = local(created).date()
    begun -= dt.timedelta(days=begun.weekday())
    earliest = due_in_week(begun, weekday, minute)
    if earliest is None or earliest <= created:
        begun += _WEEK
    return found if (first - begun).days // 7 % every_weeks == 0 else None
