"""Accepts a question: personal numbers stop here, then it is kept before Slack is told so."""

import asyncio
import logging
from dataclasses import dataclass, replace

from bot import privacy
from bot.slack.job import Job, thread_key
from bot.slack.wording import typed
from bot.state.port import State
from bot.state.records import Delivery
from bot.worker import Worker

LOG = logging.getLogger("principbot.slack")


@dataclass(frozen=True, slots=True)
class Intake:
    """The door."""

    state: State
    worker: Worker

    async def question(self, job: Job, event_id: str | None, message_id: str) -> bool:
        """Keep a question and start its answer; False when it came before.

        The job's text is Slack's; a CPR number in it, shown or hidden in a link, is never kept.

        Raises:
            StateError: it could not be kept, so Slack must not be told that it was.
        """
        kept = cleaned(job)
        lease = await asyncio.to_thread(
            self.state.jobs.accept,
            kept.delivery(event_id, message_id),
            kept.to_bytes(),
            lease_seconds=self.worker.lease_seconds,
        )
        if lease is None:
            return False
        self.worker.submit(lease)
        return True

    async def is_new(self, delivery: Delivery) -> bool:
        """Whether something that needs no answer has not been seen before."""
        return await asyncio.to_thread(self.state.jobs.is_new, delivery)

    async def owns(self, job: Job) -> bool:
        """Whether the thread began with a question to the bot."""
        key = thread_key(job.thread, owned=True)
        return await asyncio.to_thread(self.state.records.recall, job.place, key) is not None


def cleaned(job: Job) -> Job:
    """The job with the words that the person typed, or none when they hold a CPR number."""
    words = typed(job.text)
    if privacy.find_cpr(job.text) or privacy.find_cpr(words):
        return replace(job, text="", stopped=True)
    return replace(job, text=words)
