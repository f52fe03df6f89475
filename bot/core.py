"""The parts of the product that a chat edge stands on."""

from dataclasses import dataclass
from typing import Protocol

from bot.compose import Composer
from bot.library import Library
from bot.limits import Gate
from bot.links import Links
from bot.service import GuidanceService, Scope
from bot.state.port import State
from bot.stop import StopSwitch
from bot.tips.writer import TipWriter


class ScopeOf(Protocol):
    """Which collections a place may see."""

    def __call__(self, tenant: str, channel: str) -> Scope:
        """The scope of a place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """What answers, what is known, what is remembered, and what holds it back."""

    service: GuidanceService
    library: Library
    composer: Composer
    links: Links
    state: State
    gate: Gate
    stop: StopSwitch
    scope_of: ScopeOf
    tips: TipWriter
    tip_managers: frozenset[str]
    """Users who alone sign channels up and off; empty = every member."""
