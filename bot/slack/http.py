"""Slack over HTTP: the routes that the one application carries."""

from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.library import Library
from bot.settings import Settings
from bot.slack.app import SlackSide
from bot.slack.configuration import configuration
from bot.slack.opened import core
from bot.state.opened import opened_state

EVENTS = "/slack/events"
INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"


class SlackOverHttp:
    """Slack as a part of the one application."""

    def __init__(self, side: SlackSide) -> None:
        self._side = side
        self._handler = AsyncSlackRequestHandler(side.app)

    def routes(self) -> list[Route]:
        """Events, commands and buttons on one address; installation where OAuth is configured.

        Bolt checks Slack's signature and its time; installation checks its own state.
        """
        made = [Route(EVENTS, self._handle, methods=["POST"])]
        if self._side.configuration.has_oauth:
            made += [Route(path, self._handle, methods=["GET"]) for path in (INSTALL, REDIRECT)]
        return made

    def start(self) -> None:
        """Begin to answer."""
        self._side.edge.start()

    async def stop(self) -> None:
        """Finish or give back what is running."""
        await self._side.edge.stop()

    async def _handle(self, request: Request) -> Response:
        return await self._handler.handle(request)


@contextmanager
def over_http(settings: Settings, library: Library) -> Iterator[SlackOverHttp]:
    """Slack on an opened library.

    Raises:
        SettingsError: something is missing; names the variable.
    """
    wanted = configuration(settings, socket=False)
    with opened_state(settings) as state:
        yield SlackOverHttp(SlackSide(core(library, settings, state), wanted))
