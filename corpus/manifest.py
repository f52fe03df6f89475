"""The embedded collection: its files, and what is known of each beside its text."""

import datetime as dt
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from corpus.errors import ManifestError
from corpus.model import DocumentId, SourceFile, SourceKind

SUBJECT = "retssikkerhed"
"""What all documents of the embedded collection are about."""
PARSER_VERSION = "3"
"""How texts are read; a new one reads the embedded collection again after an upgrade."""
_FOLDER = "library"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the embedded collection; what its text does not carry is None."""

    file: str
    sha256: str
    document_id: DocumentId
    title: str
    kind: SourceKind
    sender: str | None = None
    author: str | None = None
    asked: dt.date | None = None
    answered: dt.date | None = None
    dated: dt.date | None = None
    official_url: str | None = None
    rights: str


def entries() -> tuple[Entry, ...]:
    """Give the manifest, in the order of the files.

    Raises:
        ManifestError: the manifest is missing or broken.
    """
    return _entries()


def find(sha256: str, name: str) -> Entry | None:
    """Give the entry of a file by its bytes; a changed file is still known by its name."""
    known = _entries()
    by_bytes = next((entry for entry in known if entry.sha256 == sha256), None)
    return by_bytes or next((entry for entry in known if entry.file == name), None)


def sources() -> Iterator[SourceFile]:
    """Yield the files of the embedded collection."""
    folder = resources.files("corpus") / _FOLDER
    for entry in _entries():
        yield SourceFile(name=entry.file, raw=(folder / entry.file).read_bytes())


def read_manifest(text: str) -> tuple[Entry, ...]:
    """Read the manifest's text.

    Raises:
        ManifestError: it is no TOML, or a document lacks a field or has an unknown one.
    """
    try:
        return tuple(_entry(row) for row in tomllib.loads(text)["document"])
    except (KeyError, TypeError, ValueError) as error:
        raise ManifestError(f"corpus/library/manifest.toml is broken: {error}") from error


@cache
def _entries() -> tuple[Entry, ...]:
    path = resources.files("corpus") / _FOLDER / "manifest.toml"
    return read_manifest(path.read_text("utf-8"))


def _entry(row: dict[str, Any]) -> Entry:
    fields = {**row, "kind": SourceKind(row["kind"]), "document_id": DocumentId(row["document_id"])}
    return Entry(**fields)
