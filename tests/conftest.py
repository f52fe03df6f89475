"""What many tests share: the real service on the embedded collection, built once a run."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from bot import wiring
from bot.library import Library
from bot.service import GuidanceService
from bot.settings import Settings


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
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings on an empty data folder; read it, do not change it."""
    return Settings(data=tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session")
def library(settings: Settings) -> Iterator[Library]:
    """The embedded collection, ingested and indexed; read it, do not change it."""
    with wiring.opened_library(settings) as opened:
        yield opened


@pytest.fixture(scope="session")
def service(library: Library, settings: Settings) -> GuidanceService:
    """The real service on the embedded collection."""
    return wiring.service(library, settings)


@pytest.fixture
def own_settings(tmp_path: Path) -> Settings:
    """Settings on an empty data folder of the test's own."""
    return Settings(data=tmp_path / "data")
