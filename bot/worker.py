"""Runs accepted jobs: the ones accepted here at once, and the ones that a dead process left."""

import asyncio
import logging
from typing import Protocol

from bot.errands import finished
from bot.errors import BotError
from bot.state.port import Jobs
from bot.state.records import Lease, Platform

_LOG = logging.getLogger("principbot.job")

LEASE_SECONDS = 30.0
"""How long a question waits for its process before another takes it over."""
_AT_ONCE = 24
_STOP_SECONDS = 10.0


class Answers(Protocol):
    """What answers a job."""

    async def answer(self, lease: Lease) -> None:
        """Answer and close it, or leave it for another attempt; apologise for what was given up."""

    @staticmethod
    def wordless(body: bytes) -> bytes:
        """A job's body without the words of its question."""


class Worker:
    """Answers one platform's jobs side by side."""

    def __init__(
        self,
        answerer: Answers,
        jobs: Jobs,
        platform: Platform,
        *,
        lease_seconds: float = LEASE_SECONDS,
        poll_seconds: float = 2.0,
    ) -> None:
        self._answerer = answerer
        self._jobs = jobs
        self._platform = platform
        self._poll_seconds = poll_seconds
        self.lease_seconds = lease_seconds
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._running: set[asyncio.Task[None]] = set()
        self._poller: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look for jobs that nobody holds."""
        self._poller = asyncio.create_task(self._poll())

    async def stop(self) -> None:
        """Finish what is running; what does not finish in time is given back."""
        if self._poller is not None:
            self._poller.cancel()
            await asyncio.gather(self._poller, return_exceptions=True)
        await finished(self._running, _STOP_SECONDS)

    @property
    def is_busy(self) -> bool:
        """Whether any job is being answered."""
        return bool(self._running)

    def submit(self, lease: Lease) -> None:
        """Answer a job that this process holds."""
        task = asyncio.create_task(self._run(lease))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _run(self, lease: Lease) -> None:
        try:
            async with self._slots:
                await self._answerer.answer(lease)
        except asyncio.CancelledError:
            await asyncio.to_thread(self._jobs.release, lease)
            raise
        except BotError as error:
            _LOG.error("Job %s venter på næste forsøg: %s", lease.job_id, error)

    async def _poll(self) -> None:
        while True:
            try:
                await self._take_over()
            except BotError as error:
                _LOG.error("Ventende spørgsmål kan ikke læses: %s", error)
            await asyncio.sleep(self._poll_seconds)

    async def _take_over(self) -> None:
        await asyncio.to_thread(self._jobs.give_up, self._answerer.wordless, self._platform)
        while not self._slots.locked():
            found = await asyncio.to_thread(self._orphan)
            if found is None:
                return
            self.submit(found)
            await asyncio.sleep(0)

    def _orphan(self) -> Lease | None:
        return self._jobs.lease(lease_seconds=self.lease_seconds, platform=self._platform)
