"""Messages, mentions, the home page."""

import asyncio
import re
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.slack import home
from bot.slack.edge import Edge, workspace
from bot.slack.job import Job
from bot.slack.listeners.tips import note_reaction
from bot.slack.sending import call
from bot.slack.wording import mentions, mentions_somebody

_HUMAN_SUBTYPES = frozenset({None, "file_share", "thread_broadcast"})
"""All other subtypes are edits, deletions, joins, bots."""


class Events:
    """Listeners of the Events API; each returns when the question is kept."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def register(self, app: AsyncApp) -> None:
        """Listen; whatever nobody wants is acknowledged all the same."""
        app.event("app_mention")(self.mentioned)
        app.event("message")(self.message)
        app.event("app_home_opened")(self.home_opened)
        app.event(re.compile(".*"))(ignored)

    async def mentioned(
        self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        """A question in a channel, answered in its thread."""
        if not _is_human(event) or _is_direct(event):
            return
        job = _job(event, context)
        if not _starts_thread(event):
            owned = await self._edge.intake.owns(job)
            job = replace(job, owns_thread=owned)
        await self._edge.intake.question(job, body.get("event_id"), job.ts)

    async def message(
        self, event: dict[str, Any], body: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        """A direct message, or a follow-up in a thread that began with a question to the bot."""
        if not _is_human(event):
            return
        job = _job(event, context)
        if not _is_direct(event) and not _starts_thread(event):
            where, channel, thread = job.workspace, job.channel, job.thread
            self._edge.later(note_reaction(self._edge, where, channel, thread))
        if _is_direct(event) or await self._is_follow_up(job, event, context):
            await self._edge.intake.question(job, body.get("event_id"), job.ts)

    async def home_opened(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        """The home page, or the prompts of an empty conversation."""
        if event.get("tab") == "messages":
            self._edge.later(self._suggest(event, context))
        else:
            self._edge.later(home.publish(self._edge, workspace(context), str(event["user"])))

    async def _is_follow_up(
        self, job: Job, event: dict[str, Any], context: AsyncBoltContext
    ) -> bool:
        if "thread_ts" not in event or mentions(job.text, context.bot_user_id):
            return False  # a mention comes as an event of its own
        if mentions_somebody(job.text):
            return False  # people talk to each other
        return await self._edge.intake.owns(job)

    async def _suggest(self, event: dict[str, Any], context: AsyncBoltContext) -> None:
        client = await self._edge.clients.of(workspace(context))
        examples = await asyncio.to_thread(home.examples, self._edge)
        await call(
            client.assistant_threads_setSuggestedPrompts,
            channel_id=event["channel"],
            prompts=[{"title": e.title, "message": e.question} for e in examples],
        )


async def ignored(ack: AsyncAck) -> None:
    """Acknowledge what nobody wants, so that Slack does not send it again."""
    await ack()


def _is_human(event: dict[str, Any]) -> bool:
    return (
        bool(event.get("user"))
        and "bot_id" not in event
        and event.get("subtype") in _HUMAN_SUBTYPES
        and not event.get("hidden")
    )


def _is_direct(event: dict[str, Any]) -> bool:
    return event.get("channel_type") == "im" or str(event.get("channel", "")).startswith("D")


def _starts_thread(event: dict[str, Any]) -> bool:
    return bool(event.get("thread_ts", event["ts"]) == event["ts"])


def _job(event: dict[str, Any], context: AsyncBoltContext) -> Job:
    return Job(
        workspace=workspace(context),
        channel=str(event["channel"]),
        user=str(event["user"]),
        text=str(event.get("text", "")),
        ts=str(event["ts"]),
        thread=str(event.get("thread_ts") or event["ts"]),
        is_direct=_is_direct(event),
        owns_thread=True,
    )
