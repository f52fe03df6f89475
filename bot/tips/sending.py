"""From a due tip to one message in the channel: claim, post, record; after a crash, ask first."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from bot.errors import (
    BotError,
    ChannelGoneError,
    NotTakenError,
    PostponedError,
    UncertainError,
)
from bot.state.port import State
from bot.state.records import (
    Platform,
    Subscription,
    SubscriptionState,
    TipClaim,
    TipState,
)
from bot.tips import schedule, texts
from bot.tips.port import ChannelKey, TipChannel, TipMessage, Writer

_LOG = logging.getLogger("principbot.tips")

LEASE_SECONDS = 300.0
"""How long a claimed tip waits for its process; longer than any post takes."""

Clock = Callable[[], dt.datetime]
"""Gives this moment, with a zone."""
Call = Callable[..., Awaitable[Any]]
"""Runs a blocking call of the state."""


class Outcome(StrEnum):
    """What became of a tip that was asked for."""

    SENT = "sent"
    TAKEN = "taken"
    """This week's tip was sent before, or another process has it."""
    LATER = "later"
    UNKNOWN = "unknown"
    """It may have been posted, and nobody can say; it is not sent again."""
    GONE = "gone"
    NOTHING = "nothing"


def end_gone(state: State, key: ChannelKey) -> None:
    """End the subscription of a channel that is closed to the bot, with a note."""
    found = state.tips.subscription(*key)
    if found is not None:
        ended = replace(found, state=SubscriptionState.ENDED, note=texts.GONE_NOTE)
        state.tips.subscribe(ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class TipSender:
    """Sends what is due; any number of processes may do it at once, the ledger decides."""

    state: State
    writer: Writer
    channels: Mapping[Platform, TipChannel]
    clock: Clock
    lease_seconds: float = LEASE_SECONDS
    call: Call = asyncio.to_thread

    async def tick(self) -> int:
        """Send everything that is due at this moment; how many were sent.

        One channel's fault never holds the others back.
        """
        if await self.call(self.state.control.stopped) is not None:
            return 0
        sent = 0
        for claim in await self.call(self.state.tips.abandoned):
            if claim.platform in self.channels:
                sent += await self._guarded(self._resume(claim), claim.channel)
        now = self.clock()
        week = schedule.occurrence(schedule.local(now).date())
        taken = await self.call(self.state.tips.taken, week)
        wanted = (SubscriptionState.ACTIVE, SubscriptionState.PAUSED)
        for subscription in await self.call(self.state.tips.subscriptions, *wanted):
            if subscription.platform not in self.channels or subscription.key in taken:
                continue
            if schedule.is_time(subscription, now) and await self._is_active(subscription):
                sent += await self._guarded(self.send(subscription.key), subscription.channel)
        return sent

    async def send(self, key: ChannelKey) -> Outcome:
        """Send this week's tip to a channel now, unless the week has had its tip."""
        today = schedule.local(self.clock()).date()
        week = schedule.occurrence(today)
        if await self.call(self.state.tips.is_held, key, week):
            return Outcome.TAKEN  # before anything is chosen: several processes come at once
        history = await self.call(self.state.tips.history, key)
        message = await self.call(self.writer.choose, key, history, today)
        if message is None:
            _LOG.error("Intet tip kan sendes: ingen citater svarer til deres kilde.")
            return Outcome.NOTHING
        claim = await self.call(
            self.state.tips.claim,
            key,
            week,
            message.tip_id,
            lease_seconds=self.lease_seconds,
        )
        if claim is None:
            return Outcome.TAKEN
        if claim.tip_id != message.tip_id or claim.may_be_sent:
            return await self._go_on(claim)
        return await self._post(claim, message)

    async def _resume(self, left: TipClaim) -> Outcome:
        """Go on with what a dead process left, when it may be sent; close it when it may not."""
        now = self.clock()
        key = (left.platform, left.tenant, left.channel)
        subscription = await self.call(self.state.tips.subscription, *key)
        is_this_week = left.occurrence == schedule.occurrence(schedule.local(now).date())
        is_wanted = subscription is None or subscription.state is SubscriptionState.ACTIVE
        minute = subscription.minute if subscription else schedule.EARLIEST
        if is_this_week and is_wanted and not schedule.may_go_on(minute, now):
            return Outcome.LATER
        claim = await self.call(
            self.state.tips.claim,
            key,
            left.occurrence,
            left.tip_id,
            lease_seconds=self.lease_seconds,
        )
        if claim is None:
            return Outcome.TAKEN
        if is_this_week and is_wanted:
            return await self._go_on(claim)
        return await self._close(claim)

    async def _go_on(self, claim: TipClaim) -> Outcome:
        """Post a tip that was claimed before, unless the platform has it already."""
        key = (claim.platform, claim.tenant, claim.channel)
        if claim.may_be_sent:
            found = await self._found(claim)
            if found is not None:
                return found
        history = await self.call(self.state.tips.history, key)
        today = schedule.local(self.clock()).date()
        message = await self.call(self.writer.again, claim.tip_id, history, today)
        if message is None:
            await self.call(self.state.tips.settle, claim, TipState.SKIPPED)
            return Outcome.NOTHING
        return await self._post(claim, message)

    async def _close(self, claim: TipClaim) -> Outcome:
        """Record what became of a tip whose time is over."""
        if claim.may_be_sent:
            found = await self._found(claim)
            if found is Outcome.LATER:
                await self.call(self.state.tips.settle, claim, TipState.UNKNOWN)
            if found is not None:
                return found
        await self.call(self.state.tips.settle, claim, TipState.SKIPPED)
        return Outcome.NOTHING

    async def _found(self, claim: TipClaim) -> Outcome | None:
        """Ask the platform; None when it surely has no such message."""
        key = (claim.platform, claim.tenant, claim.channel)
        try:
            message_id = await self.channels[claim.platform].find(key, claim.occurrence)
        except PostponedError as error:
            _LOG.warning("Tip til %s: %s", claim.channel, error)
            return Outcome.LATER
        except UncertainError as error:
            return await self._unknown(claim, error)
        except ChannelGoneError as error:
            return await self._gone(claim, error)
        if message_id is None:
            return None
        await self.call(self.state.tips.settle, claim, TipState.SENT, message_id)
        return Outcome.SENT

    async def _post(self, claim: TipClaim, message: TipMessage) -> Outcome:
        if not await self.call(self.state.tips.sending, claim, lease_seconds=self.lease_seconds):
            return Outcome.TAKEN
        key = (claim.platform, claim.tenant, claim.channel)
        try:
            message_id = await self.channels[claim.platform].post(key, claim.occurrence, message)
        except NotTakenError as error:
            _LOG.warning("Tip til %s venter: %s", claim.channel, error)
            await self.call(self.state.tips.unsent, claim)
            return Outcome.LATER
        except PostponedError as error:
            # It may stand there: the lease ends, and the platform is asked before the next post.
            _LOG.warning("Tip til %s venter: %s", claim.channel, error)
            return Outcome.LATER
        except UncertainError as error:
            return await self._unknown(claim, error)
        except ChannelGoneError as error:
            return await self._gone(claim, error)
        await self.call(self.state.tips.settle, claim, TipState.SENT, message_id)
        return Outcome.SENT

    async def _unknown(self, claim: TipClaim, error: UncertainError) -> Outcome:
        """Never twice: what may stand there rests, and the ledger says so."""
        _LOG.warning("Tip til %s er uafklaret og sendes ikke igen: %s", claim.channel, error)
        await self.call(self.state.tips.settle, claim, TipState.UNKNOWN)
        return Outcome.UNKNOWN

    async def _gone(self, claim: TipClaim, error: ChannelGoneError) -> Outcome:
        """Unsubscribe a channel that is closed to the bot, with a note."""
        _LOG.warning("Kanalen %s afmeldes ugens tip: %s", claim.channel, error)
        await self.call(self.state.tips.settle, claim, TipState.SKIPPED)
        key = (claim.platform, claim.tenant, claim.channel)
        await self.call(end_gone, self.state, key)
        return Outcome.GONE

    async def _is_active(self, subscription: Subscription) -> bool:
        """Whether it is not paused; a pause that is over ends here."""
        if subscription.state is SubscriptionState.ACTIVE:
            return True
        until = subscription.paused_until
        if until is None or schedule.local(self.clock()).date() < until:
            return False
        resumed = replace(subscription, state=SubscriptionState.ACTIVE, paused_until=None, note="")
        await self.call(self.state.tips.subscribe, resumed)
        return True

    async def _guarded(self, work: Awaitable[Outcome], channel: str) -> bool:
        try:
            return await work is Outcome.SENT
        except BotError as error:
            _LOG.error("Tip til %s: %s", channel, error)
            return False
