"""Accepts a message: personal numbers stop here, then it is kept before Teams is told so."""

import asyncio
from dataclasses import dataclass

from bot import privacy
from bot.state.port import State
from bot.teams import commands
from bot.teams.activities import Activity
from bot.teams.commands import Command
from bot.teams.job import Job
from bot.worker import Worker


@dataclass(frozen=True, slots=True)
class Intake:
    """The door."""

    state: State
    worker: Worker

    async def message(self, activity: Activity, text: str) -> bool:
        """Keep a message and start its answer; False when it came before.

        Raises:
            StateError: it could not be kept, so Teams must not be told that it was.
        """
        lease = await asyncio.to_thread(
            self.state.jobs.accept,
            activity.delivery,
            _job(activity, text).to_bytes(),
            lease_seconds=self.worker.lease_seconds,
        )
        if lease is None:
            return False
        self.worker.submit(lease)
        return True

    async def is_new(self, activity: Activity) -> bool:
        """Whether an activity that needs no job has not been seen before."""
        return await asyncio.to_thread(self.state.jobs.is_new, activity.delivery)


def _job(activity: Activity, text: str) -> Job:
    """The message as it is kept: without its words when they hold a CPR number."""
    stopped = privacy.find_cpr(activity.text or "") or privacy.find_cpr(text)
    is_told_who = not stopped and commands.read(text).command is Command.TIP
    return Job(
        tenant=activity.tenant,
        conversation=activity.conversation.id,
        service_url=activity.service_url,
        kind=activity.kind,
        thread=activity.thread,
        user=activity.sender.id,
        name=(activity.sender.name or "") if is_told_who else "",
        directory_id=(activity.sender.aad_object_id or "") if is_told_who else "",
        text="" if stopped else text,
        stopped=bool(stopped),
    )
