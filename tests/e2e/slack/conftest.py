"""A data folder, and a world of local-slack and the bot for the tests that need one."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot import wiring
from bot.settings import Settings
from tests.e2e.slack.recorded import record
from tests.e2e.slack.world import (
    LOCAL_SLACK,
    Program,
    Slack,
    bot_environment,
    bot_over_http,
    bot_over_socket,
    free_port,
)


@dataclass
class World:
    slack: Slack
    bot: Program
    bot_port: int


@pytest.fixture(scope="session", autouse=True)
def _installed() -> Iterator[None]:
    if not LOCAL_SLACK.exists():
        pytest.exit("Run tests/e2e/install.d/slack first.", 1)
    yield
    for program in Program.started:
        program.stop()


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the embedded collection."""
    folder = tmp_path_factory.mktemp("data")
    with wiring.opened_library(Settings(data=folder)):
        return folder


def copy(data: Path, folder: Path) -> Path:
    """The collection with a state of its own: two worlds number their messages alike."""
    return Path(shutil.copytree(data, folder / "data"))


@pytest.fixture(scope="module")
def http(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Over HTTP."""
    folder = tmp_path_factory.mktemp("http")
    slack = Slack(folder, free_port(), port := free_port())
    bot = bot_over_http(folder / "bot.log", port, bot_environment(copy(data, folder), slack.port))
    yield World(slack, bot, port)
    record(slack)
    bot.stop()
    slack.stop()


@pytest.fixture(scope="module")
def socket_mode(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Over Socket Mode."""
    folder = tmp_path_factory.mktemp("socket")
    slack = Slack(folder, free_port(), None)
    bot = bot_over_socket(folder / "bot.log", bot_environment(copy(data, folder), slack.port))
    yield World(slack, bot, 0)
    record(slack)
    bot.stop()
    slack.stop()


@pytest.fixture(params=["http", "socket_mode"])
def world(request: pytest.FixtureRequest) -> World:
    """The same scenes over both ways in."""
    made: World = request.getfixturevalue(request.param)
    return made
