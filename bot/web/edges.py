"""A chat platform inside the one application."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from fastapi import FastAPI
from starlette.routing import BaseRoute


class ChatEdge(Protocol):
    """What a chat platform brings: its routes, and work that goes on beside them."""

    def routes(self) -> Sequence[BaseRoute]:
        """The routes that the platform calls; each checks who calls."""

    def start(self) -> None:
        """Begin to work; called inside the running loop."""

    async def stop(self) -> None:
        """Finish, or give back, what is running."""


def life(edges: Sequence[ChatEdge]) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Starts the edges with the application, and stops them with it."""

    @asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        for edge in edges:
            edge.start()
        yield
        for edge in edges:
            await edge.stop()

    return running
