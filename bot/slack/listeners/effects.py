"""Buttons that do something: share, search again, feedback, settings, delete."""

import asyncio
from dataclasses import replace

from bot import choices
from bot.errors import ButtonError
from bot.slack import blocks, home, texts
from bot.slack.answering import REMINDERS
from bot.slack.edge import Edge
from bot.slack.job import Job
from bot.slack.listeners.pressed import Pressed
from bot.slack.listeners.windows import Windows
from bot.slack.sending import RefusedError, call
from bot.state.records import Delivery, Feedback, FeedbackReason


class Effects:
    """Each method does what one button says.

    Raises (all):
        ButtonError, NotFoundError: the button is old, or what it points to is gone.
        TryLaterError, RefusedError: Slack did not take it.
    """

    def __init__(self, edge: Edge, windows: Windows) -> None:
        self._edge = edge
        self._windows = windows

    async def share(self, pressed: Pressed) -> None:
        """Post a private answer for everybody, once, without a word of the question."""
        origin = pressed.origin
        ref = pressed.ref
        items = await asyncio.to_thread(self._windows.items, pressed)
        delivery = Delivery(pressed.place, None, f"delt:{origin.ts}:{ref.answer_id}")
        if not await self._edge.intake.is_new(delivery):
            await self._windows.say(pressed, texts.ALREADY_SHARED)
            return
        message = blocks.shared(items, ref, pressed.person.user)
        webhook = self._edge.clients.webhook(origin.response_url)
        try:
            await self._edge.sender.respond(webhook, message, in_channel=True)
        except RefusedError:
            await self._windows.say(pressed, texts.BOT_NOT_HERE)
            return
        if pressed.window:
            await self._windows.more(pressed, texts.SHARED)

    async def alone(self, pressed: Pressed) -> None:
        """Search a follow-up again without what its thread was about; once a question."""
        await self._again(pressed, pressed.value)

    async def choose(self, pressed: Pressed) -> None:
        """Ask again with the law that was chosen; once a question and law."""
        asked, _, law = pressed.value.partition(" ")
        if law not in choices.LAWS:
            raise ButtonError("Valget findes ikke.")
        await self._again(pressed, asked, law)

    async def _again(self, pressed: Pressed, asked: str, law: str = "") -> None:
        """Read the question in Slack and answer it anew; its words are not kept here."""
        origin = pressed.origin
        client = await self._edge.clients.of(pressed.workspace)
        reply = await call(
            client.conversations_replies,
            channel=origin.channel,
            ts=origin.thread,
            oldest=asked,
            latest=asked,
            inclusive=True,
        )
        found = next((m for m in reply.get("messages", []) if m.get("ts") == asked), None)
        if found is None:
            await self._windows.say(pressed, texts.QUESTION_GONE)
            return
        text = str(found.get("text", ""))
        job = Job(
            workspace=pressed.workspace,
            channel=origin.channel,
            user=pressed.person.user,
            text=choices.chosen(text, law) if law else text,
            ts=asked,
            thread=origin.thread,
            is_direct=origin.channel.startswith("D"),
            owns_thread=True,
            with_thread=False,
        )
        owned = await self._edge.intake.owns(job)
        again = replace(job, owns_thread=owned)
        await self._edge.intake.question(again, None, f"{law or 'alene'}:{asked}")

    async def feedback(self, pressed: Pressed) -> None:
        """One mark a person and answer, without words."""
        ref = pressed.ref
        mark = Feedback(
            answer_id=ref.answer_id,
            reason=FeedbackReason(pressed.chosen) if pressed.chosen else FeedbackReason.HJALP,
            passage_ids=tuple(shown.passage_id for shown in ref.shown),
            generation=ref.generation,
        )
        records = self._edge.core.state.records
        await asyncio.to_thread(records.give_feedback, mark, pressed.place, pressed.person)
        await self._windows.more(pressed, texts.THANKS)

    async def reminders(self, pressed: Pressed) -> None:
        """Turn reminders of principles on or off in the person's own answers."""
        chosen = "" if "ja" in pressed.checked else "nej"
        records = self._edge.core.state.records
        await asyncio.to_thread(records.set_setting, pressed.person, REMINDERS, chosen)

    async def delete(self, pressed: Pressed) -> None:
        """Delete what is kept about the person, and show the page anew."""
        control = self._edge.core.state.control
        rows = await asyncio.to_thread(control.delete_person, pressed.person)
        await self._windows.say(pressed, texts.DELETED.format(rows=sum(rows.values())))
        await home.publish(self._edge, pressed.workspace, pressed.person.user)
