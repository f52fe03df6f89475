"""The real service and state, on the application, with a Teams of our own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import wiring
from bot.compose import Composer
from bot.core import Core
from bot.library import Library
from bot.limits import Gate, Limits
from bot.settings import Settings
from bot.state import SqliteState
from bot.teams.opened import core as core_of
from tests.bot.teams.connector import Connector, Switchboard, switchboard
from tests.bot.teams.world import World, world
from tests.states import States


@pytest.fixture
def state(states: States, tmp_path: Path) -> Iterator[SqliteState]:
    opened = states.opened(tmp_path / "state.db")
    yield opened
    opened.close()


@pytest.fixture
def core(library: Library, settings: Settings, state: SqliteState) -> Core:
    made = core_of(library, settings, state)
    return replace(made, gate=Gate(state, Limits(per_person=1_000, per_channel=1_000)))


@pytest.fixture(scope="session")
def line() -> Iterator[Switchboard]:
    with switchboard() as made:
        yield made


@pytest.fixture
def teams(line: Switchboard) -> Connector:
    return line.connected()


@pytest.fixture
def bot(core: Core, settings: Settings, teams: Connector) -> Iterator[World]:
    with world(core, settings, teams) as made:
        yield made


@pytest.fixture(scope="session")
def composer(library: Library, settings: Settings) -> Composer:
    return wiring.composer(library, settings)
