"""The bot over HTTP, as a process of its own: `python -m tests.e2e.slack.bot_http PORT`."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette

from bot.settings import load
from bot.slack.http import routes
from bot.slack.opened import opened


def serve(port: int) -> None:
    with opened(load(), socket=False) as side:

        @asynccontextmanager
        async def life(_: Starlette) -> AsyncIterator[None]:
            side.edge.start()
            yield
            await side.edge.stop()

        app = Starlette(routes=routes(side), lifespan=life)
        uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    serve(int(sys.argv[1]))
