"""Installations, states and tokens on the state port."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.slack.clients import Clients
from bot.slack.core import Core
from bot.slack.job import Workspace
from bot.slack.oauth import BotToken, StateInstallations, StateStates, Tokens
from bot.state import SqliteState
from bot.state.records import InstallationKey, Place, Platform, ThreadMemory
from tests.bot.slack.conftest import ASKED, direct, world
from tests.bot.slack.fake_slack import FakeSlack, fake_slack

NOT_OURS = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
"""slack_sdk 3.47 calls what aiohttp 4 will remove; aiohttp is held below 4."""


def installed(**fields: Any) -> Installation:
    return Installation(
        **{
            "app_id": "A1",
            "team_id": "T1",
            "user_id": "U9",
            "user_token": "xoxp-installer",
            "bot_token": "xoxb-1",
            "bot_id": "B1",
            "bot_user_id": "U0BOT",
            "bot_scopes": ["chat:write"],
            "installed_at": 1.0,
            **fields,
        }
    )


async def found(store: StateInstallations, **where: Any) -> str | None:
    bot = await store.async_find_bot(**{"enterprise_id": None, "team_id": None, **where})
    return bot.bot_token if bot else None


def test_a_later_installation_replaces_the_first(state: SqliteState) -> None:
    async def scene() -> None:
        store = StateInstallations(state.installations)
        await store.async_save(installed())
        await store.async_save(installed(bot_token="xoxb-2"))
        assert await found(store, team_id="T1") == "xoxb-2"
        assert await found(store, team_id="T2") is None
        assert await store.async_find_installation(enterprise_id=None, team_id="T1") is None

    asyncio.run(scene())
    assert state.installations.tenants(Platform.SLACK) == ("T1",)


def test_only_the_bots_token_is_kept_and_it_is_sealed(state: SqliteState, tmp_path: Path) -> None:
    asyncio.run(StateInstallations(state.installations).async_save(installed()))
    body = state.installations.find(InstallationKey(Platform.SLACK, "T1"))
    assert body is not None
    assert "xoxp-installer" not in body.decode()
    assert "U9" not in json.loads(body).values()
    for file in tmp_path.iterdir():
        assert b"xoxb-1" not in file.read_bytes()


def test_an_organisation_answers_for_its_workspaces_alone(state: SqliteState) -> None:
    async def scene() -> None:
        store = StateInstallations(state.installations)
        whole = {"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}
        await store.async_save(installed(bot_token="xoxb-org", **whole))
        await store.async_save(installed(bot_token="xoxb-t2", enterprise_id="E1", team_id="T2"))
        assert await found(store, enterprise_id="E1", is_enterprise_install=True) == "xoxb-org"
        assert await found(store, enterprise_id="E1", team_id="T7") == "xoxb-org"
        assert await found(store, enterprise_id="E1", team_id="T2") == "xoxb-t2"
        assert await found(store, enterprise_id="E2", team_id="T3") is None

    asyncio.run(scene())


def test_a_workspace_that_uninstalls_leaves_nothing(state: SqliteState) -> None:
    place = Place(Platform.SLACK, "T1", "C1")
    state.records.remember(place, "1.1", ThreadMemory((), ("p",)))

    async def scene() -> None:
        store = StateInstallations(state.installations)
        await store.async_save(installed())
        await store.async_delete_installation(enterprise_id=None, team_id="T1", user_id="U9")
        assert await found(store, team_id="T1") == "xoxb-1"
        await store.async_delete_all(enterprise_id=None, team_id="T1")
        assert await found(store, team_id="T1") is None

    asyncio.run(scene())
    assert state.records.recall(place, "1.1") is None


def test_an_organisation_that_uninstalls_is_forgotten(state: SqliteState) -> None:
    async def scene() -> None:
        store = StateInstallations(state.installations)
        whole = {"enterprise_id": "E1", "team_id": None, "is_enterprise_install": True}
        await store.async_save(installed(**whole))
        await store.async_delete_all(enterprise_id="E1", team_id=None)
        assert await found(store, enterprise_id="E1", is_enterprise_install=True) is None

    asyncio.run(scene())


def test_a_state_is_consumed_exactly_once_under_races(state: SqliteState) -> None:
    async def issued() -> str:
        return await StateStates(state.installations, 600).async_issue()

    def consumed(code: str) -> bool:
        return asyncio.run(StateStates(state.installations, 600).async_consume(code))

    code = asyncio.run(issued())
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(consumed, [code] * 16)) == [False] * 15 + [True]
    assert not consumed("gættet")


def rotating(minutes: int) -> Installation:
    return installed(
        bot_refresh_token="xoxe-0",
        bot_token_expires_at=int(time.time()) + minutes * 60,
    )


def tokens(store: StateInstallations, slack: FakeSlack) -> Tokens:
    client = Clients(slack.api).unpooled()
    return Tokens(store, AsyncTokenRotator(client_id="1.2", client_secret="s", client=client))


@NOT_OURS
def test_a_token_is_renewed_once_before_it_runs_out(state: SqliteState) -> None:
    async def scene() -> None:
        async with fake_slack() as slack:
            store = StateInstallations(state.installations)
            await store.async_save(rotating(minutes=5))
            source = tokens(store, slack)
            got = await asyncio.gather(*(source.of(Workspace("T1")) for _ in range(5)))
            assert slack.rotations == 1
            assert set(got) == {BotToken("xoxe.xoxb-1", "B1", "U0BOT")}
            assert await found(store, team_id="T1") == "xoxe.xoxb-1"

    asyncio.run(scene())


def test_a_fresh_token_is_left_alone(state: SqliteState) -> None:
    async def scene() -> None:
        async with fake_slack() as slack:
            store = StateInstallations(state.installations)
            await store.async_save(rotating(minutes=600))
            got = await tokens(store, slack).of(Workspace("T1"))
            assert (got, slack.rotations) == (BotToken("xoxb-1", "B1", "U0BOT"), 0)
            assert await tokens(store, slack).of(Workspace("T9")) is None

    asyncio.run(scene())


class OtherProcess(StateInstallations):
    """Another process renews the token just before this one reads it again."""

    reads = 0

    async def async_find_bot(self, **where: Any) -> Bot | None:
        self.reads += 1
        bot = await super().async_find_bot(**where)
        if bot is not None and self.reads > 2:
            bot.bot_token = "xoxe.xoxb-anden"
        return bot


@pytest.mark.parametrize(
    ("kind", "token"),
    [
        (OtherProcess, "xoxe.xoxb-anden"),  # another process was first
        (StateInstallations, "xoxb-1"),  # Slack refuses: the token is used while it lasts
    ],
)
@NOT_OURS
def test_a_renewal_that_slack_refuses(
    state: SqliteState, kind: type[StateInstallations], token: str
) -> None:
    async def scene() -> None:
        async with fake_slack() as slack:
            store = kind(state.installations)
            await store.async_save(rotating(minutes=5))
            slack.faults["oauth.v2.access"] = ["invalid_refresh_token"]
            got = await tokens(store, slack).of(Workspace("T1"))
            assert got is not None
            assert got.token == token

    asyncio.run(scene())


def test_each_workspace_is_answered_with_its_own_token(core: Core, state: SqliteState) -> None:
    many = {"bot_token": None, "client_id": "1.2", "client_secret": "s"}

    async def scene() -> None:
        async with world(core, **many) as it:
            store = StateInstallations(state.installations)
            await store.async_save(installed())
            assert (await it.event(direct(ASKED))).status == 200
            await it.slack.wait_for("chat.postMessage")
            await it.event({"type": "app_uninstalled"})
            await it.quiet()
            assert await found(store, team_id="T1") is None
            await it.event(direct(ASKED, ts="1.2"))
            await it.quiet()
            assert len(it.slack.posted) == 1
            assert it.slack.of("auth.test") == []

    asyncio.run(scene())
