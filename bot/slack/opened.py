"""The Slack side on the real library and state."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot import wiring
from bot.library import Library
from bot.limits import Gate, limits_of
from bot.nightly import nightly
from bot.settings import Settings
from bot.slack.app import SlackSide
from bot.slack.configuration import configuration
from bot.slack.core import Core, shared_scope
from bot.state import State
from bot.state.opened import opened_state
from bot.stop import StopSwitch
from bot.tips import loader, signup
from bot.tips.writer import TipWriter


@contextmanager
def opened(settings: Settings, *, socket: bool) -> Iterator[SlackSide]:
    """Library, state and the application, for a process of its own.

    Raises:
        SettingsError: something is missing for this way in; names the variable.
    """
    wanted = configuration(settings, socket=socket)
    with (
        wiring.opened_library(settings) as library,
        opened_state(settings) as state,
        nightly(state),
    ):
        yield SlackSide(core(library, settings, state), wanted)


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
