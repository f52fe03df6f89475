"""The state in one SQLite file."""

from pathlib import Path

from bot.state.crypto import Keyring
from bot.state.sqlite.control import ControlTables
from bot.state.sqlite.database import MEMORY, Clock, StateDatabase, utc_now
from bot.state.sqlite.installations import ConversationTable, InstallationTable
from bot.state.sqlite.jobs import JobTable
from bot.state.sqlite.records import RecordTables
from bot.state.sqlite.tips import TipTables


class SqliteState:
    """A `bot.state.port.State` for one machine; several processes may share the file.

    Raises:
        NewerStateError: the file was written by a newer Principbot.
        SealError: the file was written with other keys than these.
        StateBusyError: another process holds it.
        StateError: the file is no database, or cannot be read or written.
    """

    def __init__(
        self,
        path: Path = MEMORY,
        keyring: Keyring | None = None,
        *,
        clock: Clock = utc_now,
        busy_seconds: float = 15.0,
    ) -> None:
        self._db = StateDatabase(
            path, keyring or Keyring.temporary(), clock=clock, busy_seconds=busy_seconds
        )
        self.records = RecordTables(self._db)
        self.jobs = JobTable(self._db, self.records)
        self.installations = InstallationTable(self._db)
        self.conversations = ConversationTable(self._db)
        self.tips = TipTables(self._db)
        self.control = ControlTables(self._db, self.records, self.tips)

    def close(self) -> None:
        """Close the file."""
        self._db.close()
