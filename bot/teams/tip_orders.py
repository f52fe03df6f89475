"""`principtip` in Teams: what a channel or chat orders by a word or a button."""

import asyncio
import datetime as dt

from bot.core import Core
from bot.state.records import Platform
from bot.teams import cards, texts, tip_cards
from bot.teams.elements import Element
from bot.teams.job import Job
from bot.tips import ordering, signup
from bot.tips import texts as tip_texts
from bot.tips.ordering import Order, Verb
from bot.tips.port import ChannelKey, TipChannel
from bot.tips.sending import Outcome, TipSender

_ANYWHERE = frozenset({Verb.QUIZ, Verb.HELP})


class TipOrders:
    """Carries orders out; the card that it gives is the answer in the conversation."""

    def __init__(self, core: Core, channel: TipChannel) -> None:
        self._core = core
        self._state = core.state
        self._sender = TipSender(
            state=core.state,
            writer=core.tips,
            channels={Platform.TEAMS: channel},
            clock=_now,
        )

    async def answer(self, job: Job, text: str) -> Element:
        """Do what was ordered after `principtip`."""
        order = ordering.read(text)
        key = (Platform.TEAMS, job.tenant, job.channel)
        if order.verb is Verb.NOW and not self._refusal(order, job):
            outcome = await self._sender.send(key)
            told = await asyncio.to_thread(signup.told_now, self._state, key, outcome)
            if outcome is Outcome.GONE:
                told = texts.NOT_INSTALLED
            return cards.fixed(told or texts.SENT_NOW)
        return await asyncio.to_thread(self._card, order, key, job)

    def _card(self, order: Order, key: ChannelKey, job: Job) -> Element:
        refusal = self._refusal(order, job)
        if refusal:
            return cards.fixed(refusal)
        if order.verb is Verb.QUIZ:
            return tip_cards.door()
        if order.verb is Verb.HELP:
            helped = tip_texts.help_with(texts.order_shown).split("\n")
            return cards.fixed(*filter(None, (order.fault, *helped)))
        if order.verb is Verb.HISTORY:
            lines = signup.history(self._state, key, self._core.tips)
            return tip_cards.history(lines)
        if order.verb is Verb.GO_ON:
            signup.go_on(self._state, key)
            return cards.fixed(tip_texts.GOES_ON)
        return cards.fixed(self._changed(order, key, job))

    def _changed(self, order: Order, key: ChannelKey, job: Job) -> str:
        by = signup.By(job.name or texts.SOMEBODY, texts.order_shown)
        made = signup.change(self._state, key, order, by, _now())
        sign_up = texts.order_shown(Verb.SIGN_UP)
        return made.told if made else tip_texts.NOT_SUBSCRIBED.format(sign_up=sign_up)

    def _refusal(self, order: Order, job: Job) -> str:
        """Why this is not done here or for this person; empty when it is."""
        if job.kind == "personal" and order.verb not in _ANYWHERE:
            return texts.NOT_IN_PERSON
        may = signup.may(self._core.tip_managers, order.verb, job.user, job.directory_id)
        return "" if may else tip_texts.ONLY_MANAGERS


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
