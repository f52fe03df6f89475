"""What the bot must remember between two messages, and nothing else."""

from bot.state.crypto import Keyring, new_key
from bot.state.port import State
from bot.state.sqlite.store import SqliteState

__all__ = ["Keyring", "SqliteState", "State", "new_key"]
