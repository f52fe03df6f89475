"""The real ledger with a clock that tests move, and a platform that fails as it is told."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.errors import PostponedError
from bot.state import SqliteState
from bot.state.records import Platform, Subscription, TipSend
from bot.tips import schedule
from bot.tips.port import ChannelKey, TipMessage
from bot.tips.sending import TipSender

KEY: ChannelKey = (Platform.SLACK, "T1", "C1")


class Clock:
    """Stands still until it is moved; begins on Thursday 19 November 2026 at noon."""

    def __init__(self) -> None:
        self.moment = here(2026, 11, 19, 12)

    def __call__(self) -> dt.datetime:
        return self.moment


def here(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=schedule.ZONE)


@dataclass
class FakePlatform:
    """Keeps what it received; `faults` are raised in turn, `lost` ones after it was received."""

    posted: list[tuple[ChannelKey, str, TipMessage]] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)
    lost: int = 0
    asked: int = 0
    find_fault: Exception | None = None

    async def post(self, key: ChannelKey, occurrence: str, message: TipMessage) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.posted.append((key, occurrence, message))
        if self.lost:
            self.lost -= 1
            raise PostponedError("svaret kom ikke frem")
        return f"1.{len(self.posted)}"

    async def find(self, key: ChannelKey, occurrence: str) -> str | None:
        self.asked += 1
        if self.find_fault:
            raise self.find_fault
        for number, (channel, week, _) in enumerate(self.posted, start=1):
            if (channel, week) == (key, occurrence):
                return f"1.{number}"
        return None


@dataclass
class FakeWriter:
    """Tips named by their number."""

    empty: bool = False
    gone: bool = False

    def choose(
        self, key: ChannelKey, history: Sequence[TipSend], today: dt.date
    ) -> TipMessage | None:
        del key
        return None if self.empty else self.again(f"tip-{len(history)}", history, today)

    def again(self, tip_id: str, history: Sequence[TipSend], today: dt.date) -> TipMessage | None:
        del history, today
        if self.gone:
            return None
        return TipMessage(tip_id=tip_id, heading=tip_id, to_try="x", to_discuss="y?")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(clock: Clock) -> Iterator[SqliteState]:
    opened = SqliteState(clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def platform() -> FakePlatform:
    return FakePlatform()


@pytest.fixture
def writer() -> FakeWriter:
    return FakeWriter()


@pytest.fixture
def sender(
    state: SqliteState, clock: Clock, platform: FakePlatform, writer: FakeWriter
) -> TipSender:
    return TipSender(
        state=state,
        writer=writer,
        channels={Platform.SLACK: platform},
        clock=clock,
        call=at_once,
    )


async def at_once(step: Callable[..., Any], *args: object, **named: object) -> Any:
    return step(*args, **named)


def subscription(channel: str = "C1", **changed: Any) -> Subscription:
    return Subscription(
        **{
            "platform": Platform.SLACK,
            "tenant": "T1",
            "channel": channel,
            "weekday": 2,
            "minute": 540,
            **changed,
        }
    )
