"""Two years of tips in seconds: a simulated clock, three workers, and kills at every step.

The ledger, the choice, the calendar and the sending are the real ones, on a state of its own in
memory; the platform and the quotes are played.
"""

import asyncio
import datetime as dt
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.errors import BotError, NotTakenError, PostponedError, UncertainError
from bot.state.port import Tips
from bot.state.records import Platform, Subscription, SubscriptionState, TipSend, TipState
from bot.state.sqlite.store import SqliteState
from bot.tips import choose, schedule
from bot.tips.counting import Due, Received
from bot.tips.loader import Pool
from bot.tips.port import ChannelKey, TipMessage
from bot.tips.sending import LEASE_SECONDS, TipSender

START = dt.datetime(2026, 1, 1, tzinfo=schedule.ZONE)
END = dt.datetime(2028, 1, 1, tzinfo=schedule.ZONE)
"""Two whole years, with four daylight-saving changes."""
_HOURS = (7 * 60, 9 * 60, 11 * 60 + 15, 17 * 60)
_WORKERS = 3
_KILLED = 0.003
"""Before and after each step of the ledger and each call of the platform."""
_FAULTS = 0.01
"""Posts that the platform refuses for now, and posts whose answer is lost."""
_OVERTAKEN = 0.05
"""Steps of the ledger before which the other workers go on."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was due, what the platform received, and how rough it was."""

    due: tuple[Due, ...]
    received: tuple[Received, ...]
    kills: int
    faults: int
    races: int
    """Claims that were refused because another worker came first."""
    unknown: tuple[Received, ...] = ()
    """Rows of the ledger that say: perhaps. None where the platform can be asked."""


def run(
    pool: Pool, *, channels: int = 200, seed: int = 1, platform: Platform = Platform.SLACK
) -> Run:
    """Simulate; the same seed gives the same run. Slack can be asked what it has, Teams cannot."""
    return asyncio.run(_Simulation(pool, channels, seed, platform).run())


class _KilledError(BaseException):
    """The process is gone: nothing in the product may catch this."""


@dataclass(slots=True)
class _World:
    """What all workers share: clock, chance, and what was received."""

    chance: random.Random
    now: dt.datetime = START
    kills: int = 0
    faults: int = 0
    races: int = 0
    received: list[Received] = field(default_factory=list)
    found: dict[tuple[ChannelKey, str], str] = field(default_factory=dict)

    def clock(self) -> dt.datetime:
        return self.now

    def maybe_kill(self) -> None:
        if self.chance.random() < _KILLED:
            self.kills += 1
            raise _KilledError

    async def call(self, step: Callable[..., Any], *args: object, **named: object) -> Any:
        """A step in its turn; now and then everybody else comes first."""
        if self.chance.random() < _OVERTAKEN:
            await asyncio.sleep(0)
        return step(*args, **named)


class _Mortal:
    """The ledger, where the process may die before and after every step."""

    def __init__(self, tips: Tips, world: _World) -> None:
        self._tips = tips
        self._world = world
        self._subscriptions = tips.subscriptions()

    def subscriptions(self, *_: SubscriptionState) -> tuple[Subscription, ...]:
        """Read once: in the simulation nobody signs up or off."""
        return self._subscriptions

    def __getattr__(self, name: str) -> Callable[..., Any]:
        step = getattr(self._tips, name)

        def taken(*args: object, **named: object) -> Any:
            self._world.maybe_kill()
            result = step(*args, **named)
            self._world.races += name == "claim" and result is None
            self._world.maybe_kill()
            return result

        return taken


class _State:
    """The real state with a mortal ledger."""

    def __init__(self, state: SqliteState, world: _World) -> None:
        self.control = state.control
        self.tips = _Mortal(state.tips, world)


class _Platform:
    """Keeps what it receives; sometimes it says nothing, sometimes it only seems so."""

    refused: type[BotError] = PostponedError
    lost: type[BotError] = PostponedError

    def __init__(self, world: _World) -> None:
        self._world = world

    async def post(self, key: ChannelKey, occurrence: str, message: TipMessage) -> str:
        world = self._world
        world.maybe_kill()
        await asyncio.sleep(0)
        chance = world.chance.random()
        if chance < _FAULTS:
            world.faults += 1
            raise self.refused("nede")
        world.received.append(Received(key[2], world.now, message.tip_id))
        world.found.setdefault((key, occurrence), str(len(world.received)))
        await asyncio.sleep(0)
        if chance < 2 * _FAULTS:
            world.faults += 1
            raise self.lost("svaret kom ikke frem")
        world.maybe_kill()
        return str(len(world.received))

    async def find(self, key: ChannelKey, occurrence: str) -> str | None:
        self._world.maybe_kill()
        await asyncio.sleep(0)
        return self._world.found.get((key, occurrence))


class _Forgetful(_Platform):
    """Tells when it took nothing, and never what it has."""

    refused = NotTakenError
    lost = UncertainError

    async def find(self, key: ChannelKey, occurrence: str) -> str | None:
        del key, occurrence
        raise UncertainError("her kan ingen spørges")


class _Writer:
    """Chooses as the real one does, and composes nothing."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def choose(
        self, key: ChannelKey, history: Sequence[TipSend], today: dt.date
    ) -> TipMessage | None:
        del today
        first = next(choose.order(self._pool, history, "\x00".join(key)))
        return self.again(first.noegle, history, START.date())

    def again(self, tip_id: str, history: Sequence[TipSend], today: dt.date) -> TipMessage | None:
        del history, today
        return TipMessage(tip_id=tip_id, heading="", to_try="", to_discuss="")


class _Simulation:
    def __init__(self, pool: Pool, channels: int, seed: int, platform: Platform) -> None:
        self._pool = pool
        self._platform = platform
        self._world = _World(random.Random(seed))  # noqa: S311 - chance, not secrecy
        self._state = SqliteState(clock=self._world.clock)
        for number in range(channels):
            self._state.tips.subscribe(
                Subscription(
                    platform=platform,
                    tenant="T1",
                    channel=f"C{number:03}",
                    weekday=number % 5 + 1,
                    minute=_HOURS[number // 5 % len(_HOURS)],
                )
            )

        self._mortal = _State(self._state, self._world)

    async def run(self) -> Run:
        subscriptions = self._state.tips.subscriptions()
        due = [Due(one.channel, when) for one in subscriptions for when in _every_due(one)]
        world = self._world
        try:
            for moment in sorted({one.due for one in due}):
                world.now = max(world.now, moment)
                await self._until_quiet()
            unknown = tuple(
                Received(one.channel, send.at, send.tip_id)
                for one in subscriptions
                for send in self._state.tips.history(one.key)
                if send.state is TipState.UNKNOWN
            )
        finally:
            self._state.close()
        return Run(
            due=tuple(due),
            received=tuple(world.received),
            kills=world.kills,
            faults=world.faults,
            races=world.races,
            unknown=unknown,
        )

    async def _until_quiet(self) -> None:
        """All workers at once, and again after the lease while anything was left behind."""
        while True:
            rough = self._world.kills + self._world.faults
            await asyncio.gather(
                *(self._worker().tick() for _ in range(_WORKERS)), return_exceptions=True
            )
            if self._world.kills + self._world.faults == rough:
                return
            self._world.now += dt.timedelta(seconds=LEASE_SECONDS + 1)

    def _worker(self) -> TipSender:
        kind = _Platform if self._platform is Platform.SLACK else _Forgetful
        return TipSender(
            state=self._mortal,  # type: ignore[arg-type]  # the two parts that a sender uses
            writer=_Writer(self._pool),
            channels={self._platform: kind(self._world)},
            clock=self._world.clock,
            call=self._world.call,
        )


def _every_due(subscription: Subscription) -> Iterator[dt.datetime]:
    day = START.date()
    while day < END.date():
        when = schedule.due(subscription, day)
        if when is not None and START < when < END:
            yield when
        day += dt.timedelta(days=7)
