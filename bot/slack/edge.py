"""What the listeners work with, and the life of the Slack side of a process."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from slack_bolt.async_app import AsyncBoltContext

from bot.errands import Errands
from bot.slack.answering import Answerer
from bot.slack.clients import Clients
from bot.slack.core import Core
from bot.slack.intake import Intake
from bot.slack.job import Workspace
from bot.slack.sending import Pacer, Sender
from bot.state.records import Platform
from bot.worker import Worker

_LOG = logging.getLogger("principbot.slack")


class Edge:
    """Everything that a listener may use."""

    def __init__(self, core: Core, clients: Clients, lease_seconds: float) -> None:
        self.core = core
        self.clients = clients
        self.sender = Sender(Pacer())
        self._answerer = Answerer(core, clients, self.sender, lease_seconds)
        self.worker = Worker(
            self._answerer, core.state.jobs, Platform.SLACK, lease_seconds=lease_seconds
        )
        self.intake = Intake(core.state, self.worker)
        self._errands = Errands(_LOG)

    def start(self) -> None:
        """Begin to answer; call it inside the running loop."""
        self.worker.start()

    async def stop(self) -> None:
        """Finish or give back what is running, then close connections."""
        await self._errands.stop()
        await self.worker.stop()
        await asyncio.to_thread(self._answerer.close)
        await self.clients.close()

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done."""
        return self._errands.is_busy or self.worker.is_busy

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after Slack has been told that the request arrived."""
        self._errands.start(work)


def workspace(context: AsyncBoltContext) -> Workspace:
    """The installation that a request belongs to."""
    return Workspace(
        team=context.team_id or "",
        enterprise=context.enterprise_id or "",
        is_enterprise=bool(context.is_enterprise_install),
    )
