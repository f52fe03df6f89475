"""The state of a data folder, opened; apart from `bot.wiring` so that `ask` starts without it."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from bot.state.crypto import Keyring
from bot.state.port import State
from bot.state.sqlite.store import SqliteState


@contextmanager
def opened_state(settings: Settings) -> Iterator[State]:
    """Jobs, installations and settings of this data folder.

    Raises:
        SettingsError: the key is malformed.
        StateError: the file cannot be read with these keys, or not at all.
    """
    keyring = Keyring.from_text(settings.key.get_secret_value()) if settings.key else None
    settings.data.mkdir(parents=True, exist_ok=True)
    state = SqliteState(settings.state, keyring)
    try:
        yield state
    finally:
        state.close()
