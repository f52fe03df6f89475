"""The stop switch: one row in the state, seen by every process within a few seconds."""

import logging
import time
from collections.abc import Callable
from threading import Lock

from bot import messages
from bot.errors import StateError
from bot.state.records import Stop

STOPPED = messages.STOPPED

_LOG = logging.getLogger(__name__)
_FRESH_SECONDS = 2.0


class StopSwitch:
    """Answers from memory, and looks again (`Control.stopped`) every two seconds.

    A state that cannot be read leaves the switch as it was last seen.
    """

    def __init__(
        self,
        read: Callable[[], Stop | None],
        *,
        fresh_seconds: float = _FRESH_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._fresh_seconds = fresh_seconds
        self._monotonic = monotonic
        self._lock = Lock()
        self._seen: Stop | None = None
        self._seen_at: float | None = None

    def stopped(self) -> Stop | None:
        """The stop in force, at most `fresh_seconds` old; None while the bot answers."""
        with self._lock:
            now = self._monotonic()
            if self._seen_at is None or now - self._seen_at >= self._fresh_seconds:
                try:
                    self._seen = self._read()
                except StateError:
                    _LOG.exception("The stop switch cannot be read; it stays as it was")
                self._seen_at = now
            return self._seen
