"""The real service on the embedded collection, and a Slack side on a fake Slack."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncBoltRequest

from bot import wiring
from bot.answer import Answer, NoAnswer
from bot.compose import Composer
from bot.library import Library
from bot.limits import Gate, Limits
from bot.service import GuidanceService, Question
from bot.settings import Settings
from bot.slack.app import SlackSide
from bot.slack.configuration import SlackConfiguration
from bot.slack.core import Core
from bot.slack.opened import core as core_of
from bot.state import SqliteState
from tests.bot.slack.checks import check_message, check_view
from tests.bot.slack.fake_slack import FakeSlack, fake_slack
from tests.states import States

T = TypeVar("T")
ASKED = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
UNKNOWN = "hvad er satsen for kontanthjælp i 2026"


@pytest.fixture(scope="session")
def composer(library: Library, settings: Settings) -> Composer:
    return wiring.composer(library, settings)


@pytest.fixture
def asked(service: GuidanceService) -> Callable[[str], Answer | NoAnswer]:
    return lambda question: service.answer(Question(question))


@pytest.fixture
def state(states: States, tmp_path: Path) -> Iterator[SqliteState]:
    opened = states.opened(tmp_path / "state.db")
    yield opened
    opened.close()


@pytest.fixture
def core(library: Library, settings: Settings, state: SqliteState) -> Core:
    made = core_of(library, settings, state)
    plenty = Limits(per_person=1_000, per_channel=1_000)
    return replace(made, gate=Gate(state, plenty))


@dataclass(slots=True)
class World:
    """A Slack side and the fake Slack that it talks to."""

    side: SlackSide
    slack: FakeSlack
    events: int = 0

    async def send(self, body: dict[str, Any], **headers: str) -> BoltResponse:
        """One request, as Socket Mode hands it over."""
        request = AsyncBoltRequest(
            mode="socket_mode", body=body, headers={k: [v] for k, v in headers.items()}
        )
        return await self.side.app.async_dispatch(request)

    async def event(
        self, event: dict[str, Any], event_id: str = "", **headers: str
    ) -> BoltResponse:
        """One event under a new id."""
        self.events += 1
        body = {
            "type": "event_callback",
            "team_id": "T1",
            "api_app_id": "A1",
            "event_id": event_id or f"Ev{self.events}",
            "event": event,
            "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
        }
        return await self.send(body, **{k.replace("_", "-"): v for k, v in headers.items()})

    async def quiet(self) -> None:
        """Until nothing runs any more."""
        await asyncio.sleep(0.02)
        while self.side.edge.is_busy:  # noqa: ASYNC110 - the product needs no such event
            await asyncio.sleep(0.01)


Play = Callable[[Callable[[World], Awaitable[T]]], T]


@pytest.fixture
def play(core: Core) -> Callable[[Callable[[World], Awaitable[Any]]], Any]:
    """Run a scene; all that was posted in it is checked."""

    def run(scene: Callable[[World], Awaitable[Any]]) -> Any:
        async def whole() -> Any:
            async with world(core) as made:
                result = await scene(made)
                await made.quiet()
                check_all(made.slack)
                return result

        return asyncio.run(whole())

    return run


@asynccontextmanager
async def world(core: Core, **changed: Any) -> AsyncIterator[World]:
    async with fake_slack() as slack:
        side = SlackSide(core, replace(configuration(slack), **changed))
        side.edge.start()
        try:
            yield World(side, slack)
        finally:
            await side.edge.stop()


def configuration(slack: FakeSlack) -> SlackConfiguration:
    return SlackConfiguration(
        api_url=slack.api,
        authorize_url=f"{slack.address}/oauth",
        bot_token="xoxb-1",
        app_token="xapp-1",
        signing_secret="secret",
        client_id=None,
        client_secret=None,
        redirect_url=None,
        lease_seconds=30,
    )


def check_all(slack: FakeSlack) -> None:
    """Everything that went out passes Slack's models."""
    for method, arguments in slack.calls:
        if method in {"chat.postMessage", "svar"} and "blocks" in arguments:
            check_message(arguments)
        if method in {"views.open", "views.push", "views.update", "views.publish"}:
            check_view(arguments["view"])


def message(text: str, **more: Any) -> dict[str, Any]:
    """A message in a channel."""
    return {
        "type": "message",
        "channel": "C1",
        "channel_type": "channel",
        "user": "U1",
        "text": text,
        "ts": "1.1",
        **more,
    }


def direct(text: str, **more: Any) -> dict[str, Any]:
    """A message to the bot alone."""
    return message(text, channel="D1", channel_type="im", **more)


def mention(text: str, **more: Any) -> dict[str, Any]:
    """A mention in a channel."""
    return message(f"<@U0BOT> {text}", **more) | {"type": "app_mention"}
