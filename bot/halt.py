"""The stop switch as the terminal sees it: one look at the state, and nothing loaded for it.

The servers' switch is `bot.stop`. It stands on the whole of `bot.state`, whose cryptography takes
longer to load than a question takes to answer.
"""

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

_LOG = logging.getLogger("principbot")
_FRESH_SECONDS = 2.0
_BUSY_SECONDS = 1.0


class Halt:
    """Whether the operator has stopped the bot, at most two seconds old.

    A folder without a state file was never stopped. A file that cannot be read leaves the switch
    as it was last seen.
    """

    def __init__(self, state: Path, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._state = state
        self._monotonic = monotonic
        self._seen = False
        self._seen_at: float | None = None

    def is_stopped(self) -> bool:
        """Look again when the last look is old."""
        now = self._monotonic()
        if self._seen_at is None or now - self._seen_at >= _FRESH_SECONDS:
            self._seen = self._look()
            self._seen_at = now
        return self._seen

    def _look(self) -> bool:
        if not self._state.exists():
            return False
        address = f"file:{quote(str(self._state.absolute()))}?mode=ro"
        try:
            with closing(sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS)) as db:
                return db.execute("select 1 from stop").fetchone() is not None
        except sqlite3.Error as error:
            _LOG.warning("Stopknappen kan ikke læses: %s", type(error).__name__)
            return self._seen
