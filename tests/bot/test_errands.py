"""Work after the acknowledgement ends with its process."""

import asyncio
import logging

import pytest

from bot import errands
from bot.errands import Errands
from bot.errors import NotFoundError

LOG = logging.getLogger("principbot.prøve")


def test_what_is_under_way_is_finished() -> None:
    done: list[str] = []

    async def work() -> None:
        await asyncio.sleep(0)
        done.append("færdig")

    async def scene() -> None:
        running = Errands(LOG)
        running.start(work())
        assert running.is_busy
        await running.stop()
        assert not running.is_busy

    asyncio.run(scene())
    assert done == ["færdig"]


def test_what_does_not_end_is_dropped() -> None:
    async def scene() -> None:
        task = asyncio.create_task(asyncio.sleep(3_600))
        await errands.finished({task}, 0.01)
        assert task.cancelled()

    asyncio.run(scene())


def test_what_fails_is_logged_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []

    async def fails() -> None:
        raise NotFoundError("væk")

    async def works() -> None:
        done.append("færdig")

    async def scene() -> None:
        running = Errands(LOG)
        running.start(fails())
        running.start(works())
        await running.stop()

    asyncio.run(scene())
    assert done == ["færdig"]
    assert "væk" in caplog.text
