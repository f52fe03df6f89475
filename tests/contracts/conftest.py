"""Every store that must keep the contract, with a clock that the test moves."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.state import State
from tests.states import States

Opener = Callable[[], State]
"""Opens the same store once more, as another process would."""


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = dt.datetime(2026, 11, 24, 8, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += dt.timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["sqlite"])
def opener(
    request: pytest.FixtureRequest, states: States, tmp_path: Path, clock: Clock
) -> Iterator[Opener]:
    assert request.param == "sqlite"
    opened: list[State] = []

    def open_store() -> State:
        opened.append(states.opened(tmp_path / "state.db", clock))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def state(opener: Opener) -> State:
    return opener()
