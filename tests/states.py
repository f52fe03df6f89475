"""State files for tests: copies of one whose schema was made once a run."""

import shutil
from pathlib import Path

from bot.state import Keyring, SqliteState, new_key
from bot.state.sqlite.database import Clock, utc_now


class States:
    """Opens state files under one key."""

    def __init__(self, first: Path) -> None:
        self._first = first
        self._keyring = Keyring.from_text(new_key())
        SqliteState(first, self._keyring).close()

    def opened(self, path: Path, clock: Clock = utc_now) -> SqliteState:
        """The state at a path; an empty one where there is none."""
        if not path.exists():
            shutil.copy(self._first, path)
        return SqliteState(path, self._keyring, clock=clock)
