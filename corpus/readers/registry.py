"""Which reader takes a file: by its content, then by the end of its name.

Plain text and our own JSON forms are read here; every other format in a child process with limits
(`corpus.readers.sandbox`).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Final

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers import acts, astdk, text
from corpus.readers.sandbox import Sandbox

Read = Callable[[SourceFile], ReadText]

_HEAD = 4_000
"""How far into a file its format shows, in bytes."""
_XML: Final = re.compile(rb"^\s*(?:<\?xml[^>]*\?>)?\s*(?:<!--.*?-->\s*)*<(?!!)", re.DOTALL)
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|body|head)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Format:
    """One format of files: how it is told, and who reads it."""

    name: str
    """As the reader calls itself."""
    recognises: Callable[[bytes], bool]
    """Tells the format by content, whatever the file is called."""
    suffixes: frozenset[str] = frozenset()
    """Ends of names, small letters, with the dot."""
    read: Read | None = None
    """None: it is read in the child process under its name."""


TEXT: Final = Format(
    "text", lambda _: False, frozenset({".txt", ".text", ".md", ""}), read=text.read
)

FORMATS: Final[tuple[Format, ...]] = (
    Format("pdf", lambda raw: raw[:1024].find(b"%PDF-") >= 0, frozenset({".pdf"})),
    Format("docx", lambda raw: _package(raw, b"word/"), frozenset({".docx", ".docm"})),
    Format("pptx", lambda raw: _package(raw, b"ppt/"), frozenset({".pptx", ".pptm"})),
    Format("html", lambda raw: _HTML.search(raw[:_HEAD]) is not None, frozenset({".html", ".htm"})),
    Format("lexdania", lambda raw: _XML.match(raw[:_HEAD]) is not None, frozenset({".xml"})),
    Format("astdk", astdk.recognises, read=astdk.read),
    Format("acts", acts.recognises, read=acts.read),
    Format("email", lambda _: False, frozenset({".eml"})),
    TEXT,
)
"""Asked from above: first by content, then by name."""

_FOREIGN: Final = (
    (b"PK\x03\x04", "en zip-fil"),
    (b"\xd0\xcf\x11\xe0", "et ældre Office-dokument (gem det i det nye format)"),
    (b"\x89PNG", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"GIF8", "et billede"),
    (b"\x1f\x8b", "en komprimeret fil"),
    (b"{\\rtf", "et RTF-dokument (gem det som .docx eller .txt)"),
)


def read(source: SourceFile, sandbox: Sandbox | None = None) -> ReadText:
    """Read a file as what its content says it is; a misleading name becomes a warning.

    A batch hands in one sandbox for all its files; without one each file gets its own child.

    Raises:
        ReadError: no reader takes it, or it is broken; says what to do.
    """
    found = _format(source)
    if found.read is not None:
        result = found.read(source)
    elif sandbox is not None:
        result = sandbox.read(found.name, source)
    else:
        with Sandbox() as own:
            result = own.read(found.name, source)
    suffix = _suffix(source.name)
    named = next((known for known in FORMATS if suffix in known.suffixes), found)
    if named is not found and "#" not in source.name:
        warning = f"filen hedder {suffix or 'intet'}, men er læst som {found.name}"
        return replace(result, warnings=(*result.warnings, warning))
    return result


def _format(source: SourceFile) -> Format:
    for known in FORMATS:
        if known.recognises(source.raw):
            return known
    for magic, what in _FOREIGN:
        if source.raw.startswith(magic):
            raise ReadError(
                f"{source.name} er {what}, som ikke kan læses: gem teksten som .txt, og indlæs den"
            )
    suffix = _suffix(source.name)
    if suffix == ".json" or (source.raw[:1] == b"{" and source.raw.rstrip()[-1:] == b"}"):
        raise ReadError(
            f"{source.name} er JSON i en ukendt form: kendt er gemte afgørelser fra ast.dk og love"
        )
    return next((known for known in FORMATS if suffix in known.suffixes), TEXT)


def _suffix(name: str) -> str:
    return PurePath(name.rpartition("#")[2]).suffix.lower()


def _package(raw: bytes, folder: bytes) -> bool:
    """Whether a zip holds this folder; names of members stand in clear."""
    return raw.startswith(b"PK\x03\x04") and b"[Content_Types].xml" in raw and folder in raw
