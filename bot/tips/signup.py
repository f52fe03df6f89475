"""Signing a channel up, off and on again; pure changes of the state, told in one sentence."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.house_style import long_date
from bot.settings import Settings
from bot.state.port import State
from bot.state.records import Subscription, SubscriptionState, TipState
from bot.tips import ordering, schedule, texts
from bot.tips.ordering import Order
from bot.tips.port import ChannelKey

_HISTORY_SHOWN = 10


class Titles(Protocol):
    """Knows what tips are called."""

    def title(self, tip_id: str) -> str:
        """A tip's name."""


def managers(settings: Settings) -> frozenset[str]:
    """The users who alone sign channels up and off; empty = every member of the channel."""
    return frozenset(filter(None, (user.strip() for user in settings.tip_managers.split(","))))


def wanted(state: State, key: ChannelKey, order: Order) -> Subscription:
    """The subscription that is asked for; what was not said stays as it was."""
    before = state.tips.subscription(*key)
    if before is None or before.state is SubscriptionState.ENDED:
        platform, tenant, channel = key
        before = Subscription(
            platform=platform,
            tenant=tenant,
            channel=channel,
            weekday=schedule.WEEKDAY,
            minute=schedule.MINUTE,
        )
    return replace(
        before,
        weekday=order.weekday or before.weekday,
        minute=before.minute if order.minute is None else order.minute,
        every_weeks=order.every_weeks or before.every_weeks,
        state=SubscriptionState.ACTIVE,
        paused_until=None,
        note="",
    )


def signed_up(state: State, subscription: Subscription, who: str, now: dt.datetime) -> str:
    """What the channel is told; `who` is the platform's way to name a person."""
    rhythm = ordering.rhythm(subscription.weekday, subscription.minute, subscription.every_weeks)
    begun = replace(subscription, created=subscription.created or now)
    when = schedule.next_due(begun, now)
    week = schedule.occurrence(schedule.local(now).date())
    if schedule.is_time(begun, now) and subscription.key not in state.tips.taken(week):
        following = "om lidt"
    else:
        following = f"{long_date(schedule.local(when).date())}" if when else "ikke fastlagt"
    return texts.SIGNED_UP.format(who=who, when=rhythm, next=following)


def paused(before: Subscription, weeks: int | None, today: dt.date) -> Subscription:
    """The subscription on pause, for so many weeks or until someone resumes it."""
    until = None if weeks is None else today + dt.timedelta(weeks=weeks)
    return replace(before, state=SubscriptionState.PAUSED, paused_until=until, note="pause")


def told_pause(subscription: Subscription, who: str) -> str:
    """What the channel is told about a pause."""
    until = subscription.paused_until
    return texts.PAUSED.format(who=who, until=f" til {long_date(until)}" if until else "")


def ended(before: Subscription) -> Subscription:
    """The subscription, ended."""
    return replace(before, state=SubscriptionState.ENDED, paused_until=None, note="afmeldt")


def history(state: State, key: ChannelKey, titles: Titles) -> Sequence[str]:
    """The channel's last tips, latest first; nothing about anyone in it."""
    sent = [send for send in state.tips.history(key) if send.state is TipState.SENT]
    return [
        f"{long_date(schedule.local(send.at).date())}: {titles.title(send.tip_id)}"
        for send in sent[:_HISTORY_SHOWN]
    ]
