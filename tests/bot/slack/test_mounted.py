"""Slack inside the one application: reachable from outside, started and stopped with it."""

import asyncio
import json
from pathlib import Path

import httpx2 as httpx
import pytest

from bot.access import AccessRules
from bot.errors import SettingsError
from bot.library import Library
from bot.settings import Settings
from bot.slack.http import EVENTS
from bot.state import new_key
from bot.web.app import create_app
from bot.web.middleware import LONGEST_BODY, LONGEST_CHAT_BODY
from bot.web.server import chat_edges, site
from tests.bot.slack.test_http import signed


def configured(tmp_path: Path, **more: str) -> Settings:
    given = {"key": new_key(), "slack_bot_token": "xoxb-1", "slack_signing_secret": "secret"}
    made = Settings.model_validate(given | more)
    return made.model_copy(update={"data": tmp_path})


def test_others_reach_slack_and_no_page(
    settings: Settings, library: Library, tmp_path: Path
) -> None:
    padding = "x" * (LONGEST_BODY + 1)
    body = json.dumps({"type": "url_verification", "challenge": "abc", "padding": padding})

    async def scene() -> None:
        with chat_edges(configured(tmp_path), library) as edges:
            app = create_app(site(library, settings), AccessRules(), edges)
            transport = httpx.ASGITransport(app, client=("203.0.113.9", 1))
            base = "https://bot.kommune.dk"
            async with (
                app.router.lifespan_context(app),
                httpx.AsyncClient(transport=transport, base_url=base) as client,
            ):
                reply = await client.post(EVENTS, content=body, headers=signed(body))
                assert reply.json() == {"challenge": "abc"}
                assert (await client.post(EVENTS, content=body)).status_code == 401
                assert (await client.get("/kilder")).status_code in {403, 404}
                huge = await client.post(EVENTS, content="x" * (LONGEST_CHAT_BODY + 1))
                assert huge.status_code == 413

    asyncio.run(scene())


def test_half_a_configuration_is_refused(library: Library, tmp_path: Path) -> None:
    half = configured(tmp_path).model_copy(update={"key": None})
    with (
        pytest.raises(SettingsError, match="PRINCIPBOT_KEY"),
        chat_edges(half, library),
    ):
        raise AssertionError


def test_without_slack_there_is_no_edge(settings: Settings, library: Library) -> None:
    with chat_edges(settings, library) as edges:
        assert edges == []
