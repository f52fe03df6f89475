"""The sweep of each night, in every process that runs on: `serve`, Slack and the worker."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from bot.errors import StateError
from bot.retention import Retention, due, sweep
from bot.state.port import State

_LOG = logging.getLogger("principbot.oprydning")
_LOOK_SECONDS = 900.0


@contextmanager
def nightly(
    state: State, retention: Retention | None = None, *, look_seconds: float = _LOOK_SECONDS
) -> Iterator[None]:
    """Sweep at the start when a night was missed, and each night while the process runs.

    A state that fails is logged and tried again at the next look.
    """
    ended = Event()
    kept = retention or Retention()

    def watch() -> None:
        _sweep_when_due(state, kept)
        while not ended.wait(look_seconds):
            _sweep_when_due(state, kept)

    thread = Thread(target=watch, name="oprydning", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _sweep_when_due(state: State, retention: Retention) -> None:
    now = dt.datetime.now(dt.UTC)
    try:
        if due(state, now):
            _LOG.info("Slettet: %s rækker", sum(sweep(state, retention, now).values()))
    except StateError as error:
        _LOG.error("Oprydningen blev ikke færdig og prøves igen: %s", error)
