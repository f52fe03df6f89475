"""Counts a ledger file anew: what was due against what was received."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.tips import schedule


@dataclass(frozen=True, slots=True)
class Due:
    """A channel was to have a tip."""

    channel: str
    due: dt.datetime


@dataclass(frozen=True, slots=True)
class Received:
    """The platform received a tip."""

    channel: str
    at: dt.datetime
    tip: str


@dataclass(frozen=True, slots=True)
class Count:
    """What went wrong; all but `sent` are to be 0."""

    sent: int
    duplicates: int
    """Tips beyond the first in a channel's ISO week, and tips that were not due."""
    lost: int
    """Due and never received in its ISO week, or received before it was due."""
    on_holiday: int
    """Received on a weekend or Danish holiday."""
    early_repeats: int
    """Received in the channel again before all tips had been there since."""
    missing: int = 0
    """Due and never received, where the ledger says that nobody could tell."""


def count(
    due: Sequence[Due],
    received: Sequence[Received],
    pool_size: int,
    unknown: Sequence[Received] = (),
) -> Count:
    """Compare the two, channel by channel and ISO week by ISO week.

    `unknown` is what the ledger holds to be perhaps received: such a tip is not lost unsaid, and
    counts as one that the channel may have had.
    """
    wanted = {
        (one.channel, schedule.occurrence(schedule.local(one.due).date())): one for one in due
    }
    got: dict[tuple[str, str], list[Received]] = defaultdict(list)
    for one in received:
        got[_week(one)].append(one)
    unsure = {_week(one): one for one in unknown if _week(one) not in got}
    extra = sum(len(tips) - 1 for tips in got.values()) + sum(key not in wanted for key in got)
    lost = sum(
        all(one.at < when.due for one in got.get(key, ()))
        for key, when in wanted.items()
        if key not in unsure
    )
    return Count(
        sent=len(received),
        duplicates=extra,
        lost=lost,
        on_holiday=sum(not schedule.is_working(schedule.local(one.at).date()) for one in received),
        early_repeats=_early_repeats([*received, *unsure.values()], pool_size),
        missing=len(unsure),
    )


def _week(one: Received) -> tuple[str, str]:
    return one.channel, schedule.occurrence(schedule.local(one.at).date())


def _early_repeats(received: Iterable[Received], pool_size: int) -> int:
    by_channel: dict[str, list[str]] = defaultdict(list)
    for one in sorted(received, key=lambda one: one.at):
        by_channel[one.channel].append(one.tip)
    early = 0
    for tips in by_channel.values():
        for place, tip in enumerate(tips):
            early += tip in tips[max(0, place - pool_size + 1) : place]
    return early


def lines(due: Iterable[Due], received: Iterable[Received]) -> Iterator[str]:
    """The ledger file: a JSON object a line, times with Copenhagen's offset."""
    for one in due:
        yield json.dumps({"channel": one.channel, "due": _iso(one.due)})
    for got in received:
        yield json.dumps({"channel": got.channel, "at": _iso(got.at), "tip": got.tip})


def _iso(moment: dt.datetime) -> str:
    return schedule.local(moment).isoformat()
