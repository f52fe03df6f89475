"""Slash commands; the answer of each is seen by the one who asks alone."""

import asyncio
import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.errors import StateError
from bot.replies import reference_number
from bot.slack import modals, texts
from bot.slack.edge import Edge, workspace
from bot.slack.elements import MESSAGE_BLOCKS, escape
from bot.slack.ids import Command
from bot.slack.intake import LOG
from bot.slack.job import Job
from bot.slack.listeners.events import ignored
from bot.slack.listeners.windows import collection
from corpus import principles
from corpus.phrases import fold
from corpus.principles import Principle


class Commands:
    """Listeners of slash commands."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def register(self, app: AsyncApp) -> None:
        """Listen to the commands of the manifest; others are acknowledged."""
        app.command(Command.ASK.value)(self.ask)
        app.command(Command.PRINCIPLE.value)(self.principle)
        app.command(Command.SOURCES.value)(self.sources)
        app.command(re.compile(".*"))(ignored)

    async def ask(self, ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext) -> None:
        """A question with a private answer."""
        if not command.get("text", "").strip():
            await say(ack, texts.ASK_HELP)
            return
        job = Job(
            workspace=workspace(context),
            channel=str(command["channel_id"]),
            user=str(command["user_id"]),
            text=str(command["text"]),
            response_url=str(command["response_url"]),
        )
        await accept_private(self._edge, job, f"kommando:{command['trigger_id']}", ack)

    async def principle(self, ack: AsyncAck, command: dict[str, Any]) -> None:
        """One of the seven, or the list of them."""
        await say(ack, principle_text(str(command.get("text", ""))))

    async def sources(
        self, ack: AsyncAck, command: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        """What is indexed, as of when."""
        place = workspace(context).tenant, str(command["channel_id"])
        rows, described, page = await asyncio.to_thread(collection, self._edge, *place)
        blocks = modals.collection_blocks(rows, described, page, MESSAGE_BLOCKS)
        await ack(text=described, blocks=blocks, response_type="ephemeral")


async def accept_private(edge: Edge, job: Job, message_id: str, ack: AsyncAck) -> None:
    """Keep a private question; nobody tries again, so a failure is said at once."""
    try:
        await edge.intake.question(job, None, message_id)
    except StateError:
        number = reference_number()
        LOG.exception("Fejlnummer %s", number)
        await say(ack, texts.unanswered(number))
        return
    await ack()


async def say(ack: AsyncAck, sentence: str) -> None:
    """Answer at once, to the one who asked alone."""
    await ack(text=sentence, response_type="ephemeral")


def principle_text(asked: str) -> str:
    """One principle by number or by the beginning of a word in its name; else all seven."""
    wanted = fold(asked.strip())
    every = principles.load().all
    found = [p for p in every if wanted and _is_named(p, wanted)]
    if found:
        return "\n\n".join(_told(p) for p in found)
    heading = texts.NO_PRINCIPLE if wanted else texts.PRINCIPLES
    return "\n".join([heading, *(f"{p.number}. {escape(p.name)}" for p in every)])


def _is_named(principle: Principle, wanted: str) -> bool:
    if wanted.isdecimal():
        return str(principle.number) == wanted
    names = (principle.key, *re.findall(r"\w+", principle.name))
    return any(fold(name).startswith(wanted) for name in names)


def _told(principle: Principle) -> str:
    sic = f" [sic: {', '.join(principle.sic)}]" if principle.sic else ""
    return (
        f"*{principle.number}. {escape(principle.name)}*\n»{escape(principle.sentence)}«{sic}\n"
        f"{escape(principle.question)}\n"
        f"Kilde: {principles.load().source_kind} (navn og sætning er parret efter deres plads)"
    )
