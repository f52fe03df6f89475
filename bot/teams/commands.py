"""The commands of the manifest, typed as words: `spørg`, `princip`, `kilder`, `principtip`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus import principles
from corpus.phrases import fold
from corpus.principles import Principle


class Command(StrEnum):
    """The first word of a message."""

    ASK = "spørg"
    PRINCIPLE = "princip"
    SOURCES = "kilder"
    TIP = "principtip"


_WRITTEN = {
    "spørg": Command.ASK,
    "spoerg": Command.ASK,
    "princip": Command.PRINCIPLE,
    "principper": Command.PRINCIPLE,
    "kilder": Command.SOURCES,
    "principtip": Command.TIP,
}
_LONGEST = 3
"""Words after `princip`; a longer message is a question."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message read as a command; what is none is a question."""

    command: Command
    rest: str


def read(text: str) -> Said:
    """What a message asks for."""
    first, _, rest = text.strip().lstrip("/").partition(" ")
    command = _WRITTEN.get(first.casefold().rstrip(":"))
    if command in {Command.ASK, Command.TIP}:
        return Said(command, rest.strip())
    if command is Command.SOURCES and not rest.strip():
        return Said(command, "")
    if command is Command.PRINCIPLE and len(rest.split()) <= _LONGEST and "?" not in rest:
        return Said(command, rest.strip())
    return Said(Command.ASK, text.strip())


def named(asked: str) -> list[Principle]:
    """Principles with this number, or with a word in their name that begins so."""
    wanted = fold(asked.strip())
    return [p for p in principles.load().all if wanted and _is_named(p, wanted)]


def _is_named(principle: Principle, wanted: str) -> bool:
    if wanted.isdecimal():
        return str(principle.number) == wanted
    names = (principle.key, *re.findall(r"\w+", principle.name))
    return any(fold(name).startswith(wanted) for name in names)
