"""What many tests share: the real service on the embedded collection, built once a run."""

import logging
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from bot import wiring
from bot.library import Library
from bot.service import GuidanceService
from bot.settings import Settings
from tests.bot import two_laws
from tests.states import States


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """A command that sets up the log of its process does so for its own test alone."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield
    root.handlers[:] = before
    root.setLevel(level)


# A run of CI finds the same examples every time, on a machine of any speed; others look further.
hypothesis_settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis_settings.load_profile("ci")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the embedded collection, ingested and indexed: copied, never opened."""
    folder = tmp_path_factory.mktemp("bygget") / "data"
    with wiring.opened_library(Settings(data=folder)):
        pass
    return folder


@pytest.fixture(scope="session")
def settings(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings on the embedded collection; read it, do not change it."""
    return ready(built, tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def library(settings: Settings) -> Iterator[Library]:
    """The embedded collection; read it, do not change it."""
    with wiring.opened_library(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def service(library: Library, settings: Settings) -> GuidanceService:
    """The real service on the embedded collection."""
    return wiring.service(library, settings)


@pytest.fixture(scope="session")
def with_two_laws(
    built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Library, Settings]]:
    """A collection with the same rule in serviceloven and barnets lov; read it alone."""
    settings = ready(built, tmp_path_factory.mktemp("to-love"))
    with wiring.opened_library(settings) as opened:
        two_laws.add(opened, settings)
        yield opened, settings


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> States:
    """Opens state files, empty ones where there are none."""
    return States(tmp_path_factory.mktemp("tilstand") / "state.db")


@pytest.fixture
def own_settings(built: Path, tmp_path: Path) -> Settings:
    """Settings on a data folder of the test's own, with the embedded collection."""
    return ready(built, tmp_path / "data")


def ready(built: Path, data: Path) -> Settings:
    """Settings on a copy of the folder that was built."""
    shutil.copytree(built, data, dirs_exist_ok=True)
    return Settings(data=data)
