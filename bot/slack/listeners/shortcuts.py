"""Shortcuts on a message."""

import re
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.slack.edge import Edge, workspace
from bot.slack.ids import Shortcut
from bot.slack.job import Job
from bot.slack.listeners.commands import accept_private
from bot.slack.listeners.events import ignored


class Shortcuts:
    """Listeners of message shortcuts."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    def register(self, app: AsyncApp) -> None:
        """Listen; shortcuts that were removed from the manifest are acknowledged."""
        app.shortcut(Shortcut.FIND_SOURCE.value)(self.find_source)
        app.shortcut(re.compile(".*"))(ignored)

    async def find_source(
        self, ack: AsyncAck, shortcut: dict[str, Any], context: AsyncBoltContext
    ) -> None:
        """The message's text as a question, with a private answer."""
        job = Job(
            workspace=workspace(context),
            channel=str(shortcut["channel"]["id"]),
            user=str(shortcut["user"]["id"]),
            text=str((shortcut.get("message") or {}).get("text", "")),
            response_url=str(shortcut["response_url"]),
        )
        await accept_private(self._edge, job, f"genvej:{shortcut['trigger_id']}", ack)
