"""Starting over Socket Mode; the connection itself is tried in tests/e2e."""

import asyncio

import pytest

from bot.errors import SettingsError
from bot.slack import socket_mode
from bot.slack.app import SlackSide
from bot.slack.core import Core
from tests.bot.slack.conftest import configuration
from tests.bot.slack.fake_slack import fake_slack


def test_a_token_that_slack_refuses_is_named(core: Core) -> None:
    async def scene() -> None:
        async with fake_slack() as slack:
            slack.faults["apps.connections.open"] = ["invalid_auth"] * 3
            side = SlackSide(core, configuration(slack))
            await socket_mode.run(side, lambda: None)

    with pytest.raises(SettingsError, match="PRINCIPBOT_SLACK_APP_TOKEN"):
        asyncio.run(scene())
