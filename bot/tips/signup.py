"""Signing a channel up, off and on again; pure changes of the state, told in one sentence."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.house_style import long_date
from bot.settings import Settings
from bot.state.port import State
from bot.state.records import Subscription, SubscriptionState, TipState
from bot.tips import ordering, schedule, texts
from bot.tips.ordering import Order, Verb
from bot.tips.port import ChannelKey
from bot.tips.sending import Outcome
from bot.tips.texts import Typed

_HISTORY_SHOWN = 10
_OPEN_TO_ALL = frozenset({Verb.GO_ON, Verb.HISTORY, Verb.QUIZ, Verb.HELP})
_LEDGER_SAYS = {
    TipState.CLAIMED: texts.ON_ITS_WAY,
    TipState.SENDING: texts.ON_ITS_WAY,
    TipState.SENT: texts.ALREADY_THIS_WEEK,
    TipState.UNKNOWN: texts.PERHAPS_SENT,
    TipState.SKIPPED: texts.ALREADY_THIS_WEEK,
}
_SAID = {
    Outcome.LATER: texts.TRY_LATER,
    Outcome.UNKNOWN: texts.PERHAPS_SENT,
    Outcome.NOTHING: texts.NOTHING_TO_SEND,
}


class Titles(Protocol):
    """Knows what tips are called."""

    def title(self, tip_id: str) -> str:
        """A tip's name."""


@dataclass(frozen=True, slots=True)
class Change:
    """A subscription as it is now, and what the channel is told of it."""

    subscription: Subscription
    told: str


@dataclass(frozen=True, slots=True)
class By:
    """Who orders, and how orders are written there; both as the platform shows them."""

    who: str
    typed: Typed


def change(state: State, key: ChannelKey, order: Order, by: By, now: dt.datetime) -> Change | None:
    """Sign a channel up, off or put it on pause; None when it is not signed up."""
    before = state.tips.subscription(*key)
    if order.verb is Verb.SIGN_UP:
        after = wanted(state, key, order)
        told = signed_up(state, after, by.who, now)
    elif before is None or before.state is SubscriptionState.ENDED:
        return None
    elif order.verb is Verb.PAUSE:
        after = paused(before, order.pause_weeks, schedule.local(now).date())
        told = told_pause(after, by.who, by.typed)
    else:
        after = ended(before)
        told = texts.ENDED.format(who=by.who)
    state.tips.subscribe(after)
    return Change(after, told)


def may(managers: frozenset[str], verb: Verb, *users: str) -> bool:
    """Whether somebody may order it, by any of the names that the platform has for them."""
    names = {user.casefold() for user in users}
    return not managers or verb in _OPEN_TO_ALL or not names.isdisjoint(managers)


def told_now(state: State, key: ChannelKey, outcome: Outcome) -> str:
    """What became of the order to send at once; empty when the tip stands there."""
    if outcome is Outcome.TAKEN:
        latest = next(iter(state.tips.history(key)), None)
        return _LEDGER_SAYS[latest.state] if latest else texts.ON_ITS_WAY
    return _SAID.get(outcome, "")


def go_on(state: State, key: ChannelKey) -> None:
    """Somebody wants the tips: the latest one counts as reacted to."""
    sent = (send for send in state.tips.history(key) if send.state is TipState.SENT)
    latest = next(sent, None)
    if latest is not None:
        state.tips.react(key, latest.message_id)


def managers(settings: Settings) -> frozenset[str]:
    """The users who alone sign channels up and off; empty = every member of the channel."""
    listed = (user.strip().casefold() for user in settings.tip_managers.split(","))
    return frozenset(filter(None, listed))


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


def told_pause(subscription: Subscription, who: str, typed: Typed) -> str:
    """What the channel is told about a pause."""
    until = subscription.paused_until
    ends = f" til {long_date(until)}" if until else ""
    return texts.PAUSED.format(who=who, until=ends, sign_up=typed("tilmeld"))


def ended(before: Subscription) -> Subscription:
    """The subscription, ended."""
    return replace(before, state=SubscriptionState.ENDED, paused_until=None, note="afmeldt")


def history(state: State, key: ChannelKey, titles: Titles) -> Sequence[str]:
    """The channel's last tips, latest first; nothing about anyone in it."""
    shown = {TipState.SENT: "", TipState.UNKNOWN: texts.PERHAPS}
    sent = [send for send in state.tips.history(key) if send.state in shown]
    return [
        f"{long_date(schedule.local(send.at).date())}: {titles.title(send.tip_id)}"
        f"{shown[send.state]}"
        for send in sent[:_HISTORY_SHOWN]
    ]
