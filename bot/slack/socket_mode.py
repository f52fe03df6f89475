"""Slack over Socket Mode: for networks without inbound traffic."""

import asyncio
import signal
from collections.abc import Callable

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.errors import SettingsError
from bot.slack.app import SlackSide
from bot.slack.sending import RefusedError, TryLaterError, call


async def run(side: SlackSide, connected: Callable[[], None]) -> None:
    """Answer until the process is told to stop; a lost connection is opened again.

    Raises:
        SettingsError: Slack does not take the app-level token.
    """
    stopped = asyncio.create_task(_signalled().wait())
    token = side.configuration.app_token or ""
    client = side.edge.clients.unpooled(token)
    try:
        await call(client.apps_connections_open, app_token=token)
    except RefusedError as error:  # Bolt would try for ever
        stopped.cancel()
        raise SettingsError(f"PRINCIPBOT_SLACK_APP_TOKEN: {error} Se docs/slack.md.") from error
    except TryLaterError:
        pass  # Bolt tries until Slack is there
    handler = AsyncSocketModeHandler(side.app, token, web_client=client)
    side.edge.start()
    connecting = asyncio.create_task(_connect(handler, connected))
    try:
        await stopped
    finally:
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's
        await side.edge.stop()


async def _connect(handler: AsyncSocketModeHandler, connected: Callable[[], None]) -> None:
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's
    connected()


def _signalled() -> asyncio.Event:
    """Set when the process is asked to end."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    return told
