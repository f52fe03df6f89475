"""Work that goes on after a platform has been told that its request arrived."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bot.errors import BotError

_STOP_SECONDS = 5.0


class Errands:
    """Runs such work beside each other; what fails is logged."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._running: set[asyncio.Task[None]] = set()

    @property
    def is_busy(self) -> bool:
        """Whether any is under way."""
        return bool(self._running)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something later; call it inside the running loop."""
        task = asyncio.create_task(self._logged(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def stop(self) -> None:
        """Finish what is under way; what does not finish in time is dropped."""
        await finished(self._running, _STOP_SECONDS)

    async def _logged(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except BotError as error:
            self._log.error("%s", error)


async def finished(running: set[asyncio.Task[None]], seconds: float) -> None:
    """Wait for tasks so long, and cancel those that are late; none runs after."""
    if not running:
        return
    _, late = await asyncio.wait(running, timeout=seconds)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
