"""The loop goes on after a fault, and ends when it is told."""

import asyncio
import logging
import os
import signal

import pytest

from bot.errors import StateBusyError
from bot.tips.worker import Worker, until_stopped


class _Sender:
    def __init__(self, sent: int = 0, *, fails: bool = False) -> None:
        self._sent = sent
        self._fails = fails
        self.rounds = 0

    async def tick(self) -> int:
        self.rounds += 1
        if self._fails:
            raise StateBusyError("optaget")
        return self._sent


class _Library:
    def refresh(self) -> None:
        """Nothing newer."""


class _Closing:
    def __init__(self) -> None:
        self.closed = False

    async def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("sender", "told"),
    [
        (_Sender(fails=True), "optaget"),  # the state is busy: the next round tries again
        (_Sender(3), "sendt til 3 kanaler"),  # what was done
        (_Sender(), ""),  # nothing to do, nothing said
    ],
)
def test_it_works_until_it_is_told_to_end(
    sender: _Sender, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    closing = _Closing()

    async def scene() -> None:
        worker = Worker(sender, _Library(), closing.close, 0.001)  # type: ignore[arg-type]  # the parts that it uses
        running = asyncio.create_task(until_stopped(worker))
        while sender.rounds < 3:  # noqa: ASYNC110 - the product needs no such event
            await asyncio.sleep(0.001)
        os.kill(os.getpid(), signal.SIGTERM)
        await running

    with caplog.at_level(logging.INFO, "principbot.tips"):
        asyncio.run(scene())
    assert closing.closed
    assert (told in caplog.text) if told else not caplog.text
