"""Slack over HTTP: the routes that the one application carries."""

from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.slack.app import SlackSide

EVENTS = "/slack/events"
INSTALL = "/slack/install"
REDIRECT = "/slack/oauth_redirect"
PATHS = frozenset((EVENTS, INSTALL, REDIRECT))


def routes(side: SlackSide) -> list[Route]:
    """Events, commands and buttons on one address; installation where OAuth is configured."""
    handler = AsyncSlackRequestHandler(side.app)

    async def handle(request: Request) -> Response:
        return await handler.handle(request)

    made = [Route(EVENTS, handle, methods=["POST"])]
    if side.configuration.has_oauth:
        made += [Route(path, handle, methods=["GET"]) for path in (INSTALL, REDIRECT)]
    return made
