"""`/principtip`, the buttons of a tip, and the reactions to it."""

import asyncio
import datetime as dt
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.slack import blocks
from bot.slack import texts as slack_texts
from bot.slack.edge import Edge, workspace
from bot.slack.ids import Command
from bot.slack.job import Workspace
from bot.slack.listeners.pressed import Pressed
from bot.slack.listeners.quiz import QuizWindows
from bot.slack.listeners.windows import Windows
from bot.slack.sending import RefusedError
from bot.slack.tips import ORGANISATION, SlackTips
from bot.state.records import Place, Platform
from bot.stop import STOPPED
from bot.tips import ordering, signup, texts
from bot.tips.ordering import Order, Verb
from bot.tips.port import ChannelKey
from bot.tips.sending import Outcome, TipSender


class Tips:
    """Listeners of tips."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._state = edge.core.state
        self._quiz = QuizWindows(edge)
        channel = SlackTips(edge.core.state, edge.clients, edge.sender)
        self._sender = TipSender(
            state=edge.core.state,
            writer=edge.core.tips,
            channels={Platform.SLACK: channel},
            clock=_now,
        )

    def register(self, app: AsyncApp) -> None:
        """Listen to the command and to reactions; the buttons are registered with the others."""
        app.command(Command.TIP.value)(self.command)
        app.event("reaction_added")(self.reacted)

    async def command(
        self, ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        """One order from a channel."""
        order = ordering.read(str(command.get("text", "")))
        where = workspace(context)
        key = (Platform.SLACK, where.tenant, str(command["channel_id"]))
        user = str(command["user_id"])
        if order.verb is Verb.HELP:
            helped = texts.help_with(slack_texts.typed)
            await ack("\n".join(filter(None, (order.fault, helped))))
        elif not self._may(order.verb, user):
            await ack(texts.ONLY_MANAGERS)
        elif order.verb is Verb.HISTORY:
            await ack(await asyncio.to_thread(self._history, key))
        elif order.verb is Verb.GO_ON:
            await asyncio.to_thread(signup.go_on, self._state, key)
            await ack(texts.GOES_ON)
        else:
            await ack()
            self._edge.later(self._do(order, key, where, command))

    async def reacted(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        """An emoji on a tip: somebody reads them. Who and which is not kept."""
        item = event.get("item") or {}
        if item.get("type") == "message" and event.get("user") != context.bot_user_id:
            self._edge.later(
                note_reaction(self._edge, workspace(context), item["channel"], item["ts"])
            )

    async def pause(self, pressed: Pressed) -> None:
        """The button under a tip."""
        await self._by_button(pressed, Order(verb=Verb.PAUSE))

    async def end(self, pressed: Pressed) -> None:
        """The button under a tip that asks whether to go on."""
        await self._by_button(pressed, Order(verb=Verb.END))

    async def go_on(self, pressed: Pressed) -> None:
        """The button under a tip that asks whether to go on."""
        origin = pressed.origin
        await note_reaction(self._edge, pressed.workspace, origin.channel, origin.ts)
        await Windows(self._edge).say(pressed, texts.GOES_ON)

    async def _by_button(self, pressed: Pressed, order: Order) -> None:
        user, where = pressed.person.user, pressed.workspace
        key = (Platform.SLACK, where.tenant, pressed.origin.channel)
        if not self._may(order.verb, user):
            await Windows(self._edge).say(pressed, texts.ONLY_MANAGERS)
            return
        said = await self._changed(order, key, where, user)
        if said:
            await Windows(self._edge).say(pressed, said)

    async def _do(
        self, order: Order, key: ChannelKey, where: Workspace, command: dict[str, Any]
    ) -> None:
        user = str(command["user_id"])
        if order.verb is Verb.QUIZ:
            await self._quiz.open(where, user, str(command["trigger_id"]))
            return
        if order.verb is Verb.NOW:
            said = await self._now(key, where)
        else:
            said = await self._changed(order, key, where, user)
        if said:
            webhook = self._edge.clients.webhook(str(command["response_url"]))
            await self._edge.sender.respond(webhook, blocks.fixed(said), in_channel=False)

    async def _now(self, key: ChannelKey, where: Workspace) -> str:
        """Send this week's tip at once; what the asker alone is told, if anything."""
        if self._edge.core.stop.stopped():
            return STOPPED
        await asyncio.to_thread(self._remember, key, where)
        outcome = await self._sender.send(key)
        if outcome is Outcome.GONE:
            return slack_texts.BOT_NOT_HERE
        return await asyncio.to_thread(signup.told_now, self._state, key, outcome)

    async def _changed(self, order: Order, key: ChannelKey, where: Workspace, user: str) -> str:
        """Change the subscription and say so in the channel; else what the asker is told."""
        if order.verb is Verb.SIGN_UP:
            await asyncio.to_thread(self._remember, key, where)
        by = signup.By(f"<@{user}>", slack_texts.typed)
        made = await asyncio.to_thread(signup.change, self._state, key, order, by, _now())
        if made is None:
            return texts.NOT_SUBSCRIBED.format(sign_up=slack_texts.typed("tilmeld"))
        client = await self._edge.clients.of(where)
        try:
            await self._edge.sender.post(client, key[2], "", blocks.fixed(made.told))
        except RefusedError:
            ended = signup.ended(made.subscription)
            await asyncio.to_thread(self._state.tips.subscribe, ended)
            return slack_texts.BOT_NOT_HERE
        return ""

    def _remember(self, key: ChannelKey, where: Workspace) -> None:
        """Keep which organisation's installation reaches the channel."""
        self._state.records.set_setting(Place(*key), ORGANISATION, where.enterprise)

    def _history(self, key: ChannelKey) -> str:
        lines = signup.history(self._state, key, self._edge.core.tips)
        if not lines:
            return texts.NO_HISTORY
        return "\n".join([f"*{texts.HISTORY}*", *(f"• {line}" for line in lines)])

    def _may(self, verb: Verb, user: str) -> bool:
        return signup.may(self._edge.core.tip_managers, verb, user)


async def note_reaction(edge: Edge, where: Workspace, channel: str, ts: str) -> None:
    """Mark that a tip was reacted to; nothing where the message is none."""
    key = (Platform.SLACK, where.tenant, channel)
    await asyncio.to_thread(edge.core.state.tips.react, key, ts)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
