"""What a generation was built from, and how it is named."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from index.errors import CorruptIndexError

NAME = "samling.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from."""

    revision: str
    """The store's revision; another one means that the store has changed since."""
    digests: dict[str, str]
    """By collection."""
    version: str
    """Of analyzer and data files."""


def generation_of(digests: Mapping[str, str], version: str) -> str:
    """Name of what a scope can find and how: its collections' digests and the analyzer's."""
    parts = [f"{name}:{digest}" for name, digest in sorted(digests.items())]
    return hashlib.sha256("\x1f".join([version, *parts]).encode()).hexdigest()[:16]


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a generation.

    Raises:
        CorruptIndexError: it is missing or broken.
    """
    try:
        return Manifest(**json.loads((folder / NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise CorruptIndexError(f"{folder.name}/{NAME} mangler eller er beskadiget.") from error


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into a generation's folder, in one step."""
    path = folder / NAME
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    beside.replace(path)
