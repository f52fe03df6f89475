"""The Teams side on the real library and state."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot import wiring
from bot.core import Core
from bot.errors import SealError
from bot.library import Library
from bot.limits import Gate, limits_of
from bot.service import Scope
from bot.settings import Settings
from bot.state import Keyring, State
from bot.state.opened import opened_state
from bot.stop import StopSwitch
from bot.teams.configuration import configuration
from bot.teams.side import TeamsSide
from bot.teams.tips import PostingOnly
from bot.tips import loader, signup
from bot.tips.writer import TipWriter

_PURPOSE = "teams-knap"
_LOOPBACK = "127.0.0.1"


@contextmanager
def over_http(
    settings: Settings, library: Library, *, host: str, told_twice: bool
) -> Iterator[TeamsSide]:
    """Teams on an opened library, in an application that listens on `host`.

    Raises:
        SettingsError: something is missing, or the door would be open to others.
    """
    wanted = configuration(settings, host=host, told_twice=told_twice)
    token = _pretended if wanted.unauthenticated else None
    with opened_state(settings) as state:
        made = core(library, settings, state)
        yield TeamsSide(made, wanted, KeySealer.of(settings), token=token)


def posting(settings: Settings, state: State) -> PostingOnly | None:
    """Teams for a process that only posts; None where it is not set up.

    Raises:
        SettingsError: it is half set up; names what is missing.
    """
    if not settings.teams_client_id or settings.teams_unauthenticated:
        return None
    return PostingOnly(state, configuration(settings, host=_LOOPBACK, told_twice=False))


def core(library: Library, settings: Settings, state: State) -> Core:
    """The parts of an opened library and state."""
    return Core(
        service=wiring.service(library, settings),
        library=library,
        composer=wiring.composer(library, settings),
        links=wiring.links(settings),
        state=state,
        gate=Gate(state, limits_of(settings)),
        stop=StopSwitch(state.control.stopped),
        scope_of=shared_scope,
        tips=TipWriter(loader.load(settings.tips), library, wiring.links(settings)),
        tip_managers=signup.managers(settings),
    )


def shared_scope(tenant: str, channel: str) -> Scope:
    """The scope of a place that sees the shared collections alone."""
    return Scope(tenant=f"teams:{tenant}", channel=channel)


@dataclass(frozen=True, slots=True)
class KeySealer:
    """Seals a card's words with the installation's key."""

    keyring: Keyring

    @classmethod
    def of(cls, settings: Settings) -> "KeySealer":
        """With the keys of the environment; without any, for this process alone."""
        if settings.key is None:
            return cls(Keyring.temporary())
        return cls(Keyring.from_text(settings.key.get_secret_value()))

    def seal(self, text: str) -> str:
        """The text, sealed."""
        return self.keyring.seal(_PURPOSE, text.encode()).decode("ascii")

    def open(self, sealed: str) -> str:
        """The text again; empty when another key sealed it."""
        try:
            return self.keyring.unseal(_PURPOSE, sealed.encode()).decode()
        except SealError:
            return ""


async def _pretended(*_: object) -> str:
    """What has the form of a token, for a counterpart on this machine that asks for none."""
    parts = ({"alg": "none"}, {"exp": int(time.time()) + 3_600})
    made = [base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in parts]
    return ".".join([*made, "AA"])
