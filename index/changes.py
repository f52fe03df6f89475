"""What a generation holds of each document, and what has changed since it was built."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import CorruptIndexError

NAME = "dokumenter.json"


@dataclass(frozen=True, slots=True)
class Changes:
    """The documents that an update takes out and puts in; one that has changed stands in both."""

    added: frozenset[str]
    withdrawn: frozenset[str]


def between(old: Mapping[str, str], new: Mapping[str, str]) -> Changes:
    """What leads from one state of the documents to another."""
    return Changes(
        added=frozenset(name for name, state in new.items() if old.get(name) != state),
        withdrawn=frozenset(name for name, state in old.items() if new.get(name) != state),
    )


def write(folder: Path, states: Mapping[str, str]) -> None:
    """Write the state of each document into a generation's folder."""
    (folder / NAME).write_text(json.dumps(states), encoding="utf-8")


def read(folder: Path) -> dict[str, str]:
    """The state of each document of a generation: any text that differs when its entries do.

    Raises:
        CorruptIndexError: it is missing or broken.
    """
    try:
        states: dict[str, str] = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorruptIndexError(f"{folder.name}/{NAME} mangler eller er beskadiget.") from error
    return states
