"""Slack over Socket Mode: for networks without inbound traffic."""

import asyncio
import signal

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.slack.app import SlackSide


async def run(side: SlackSide, stopped: asyncio.Event | None = None) -> None:
    """Answer until the process is told to stop; a lost connection is opened again."""
    until = stopped or _signalled()
    token = side.configuration.app_token or ""
    handler = AsyncSocketModeHandler(side.app, token, web_client=side.edge.clients.unpooled(token))
    side.edge.start()
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt's
        await until.wait()
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt's
        await side.edge.stop()


def _signalled() -> asyncio.Event:
    """Set when the process is asked to end."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told.set)
    return told
