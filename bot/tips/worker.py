"""The worker process: weekly tips, looked at twice a minute."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.errors import BotError
from bot.library import Library
from bot.tips.sending import TipSender
from corpus.errors import CorpusError
from index.errors import IndexingError

_LOG = logging.getLogger("principbot.tips")

_POLL_SECONDS = 30.0


@dataclass(slots=True)
class Worker:
    """What the process does, again and again; a second one beside it does no harm."""

    sender: TipSender
    library: Library
    close: Callable[[], Awaitable[None]]
    poll_seconds: float = _POLL_SECONDS

    async def round(self) -> None:
        """One round: a newer collection is taken, what is due is sent."""
        try:
            await asyncio.to_thread(self.library.refresh)
            sent = await self.sender.tick()
            if sent:
                _LOG.info("Ugens tip er sendt til %d kanaler.", sent)
        except (BotError, CorpusError, IndexingError) as error:
            _LOG.error("%s", error)


async def until_stopped(worker: Worker, told: asyncio.Event | None = None) -> None:
    """Work until the process is asked to end; the round at hand is finished."""
    end = told or _signalled()
    try:
        while not end.is_set():
            await worker.round()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(end.wait(), worker.poll_seconds)
    finally:
        await worker.close()


def _signalled() -> asyncio.Event:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    return told
