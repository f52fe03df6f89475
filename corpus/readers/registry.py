"""Which reader takes a file: by its first bytes, then by the end of its name."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers import text

Read = Callable[[SourceFile], ReadText]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of files and its reader."""

    name: str
    read: Read
    magic: tuple[bytes, ...] = ()
    """First bytes that tell the format, whatever the file is called."""
    suffixes: frozenset[str] = frozenset()
    """Ends of names, small letters, with the dot."""


TEXT: Final = Format("text", text.read, suffixes=frozenset({".txt", ".text", ".md", ""}))

FORMATS: Final[tuple[Format, ...]] = (TEXT,)
"""Asked from above: first by magic bytes, then by name."""

_FOREIGN: Final = (
    (b"%PDF-", "en PDF-fil"),
    (b"PK\x03\x04", "en zip-fil eller et Office-dokument"),
    (b"\xd0\xcf\x11\xe0", "et ældre Office-dokument"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"GIF8", "et billede"),
    (b"\x1f\x8b", "en komprimeret fil"),
)


def read(source: SourceFile) -> ReadText:
    """Read a file as what its content says it is.

    Raises:
        ReadError: no reader takes it, or it is broken; says what to do.
    """
    return _format(source).read(source)


def _format(source: SourceFile) -> Format:
    for known in FORMATS:
        if source.raw.startswith(known.magic) and known.magic:
            return known
    for magic, what in _FOREIGN:
        if source.raw.startswith(magic):
            raise ReadError(
                f"{source.name} er {what}, som ikke kan læses: gem teksten som .txt, og indlæs den"
            )
    suffix = PurePath(source.name).suffix.lower()
    return next((known for known in FORMATS if suffix in known.suffixes), TEXT)
