"""Plain text: UTF-8 as it stands, or an older Danish encoding with a warning."""

from typing import Final

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile

NAME: Final = "text"
VERSION: Final = "1"

_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROLS: Final = frozenset(range(32)) - {*b"\t\n\r\f\v\x1b\x1a"}
_MOST_CONTROLS = 0.02


def read(source: SourceFile) -> ReadText:
    """Decode a text file; line ends and every character stay as they are.

    Raises:
        ReadError: the file is empty, holds NUL bytes or is no text.
    """
    if not source.raw.strip():
        raise ReadError(f"{source.name} er tom: der er intet at indlæse")
    text, warnings = _decoded(source)
    controls = sum(ord(character) in _CONTROLS for character in text)
    if "\x00" in text or controls > _MOST_CONTROLS * len(text):
        raise ReadError(
            f"{source.name} er ikke en tekstfil: gem den som ren tekst (UTF-8), og indlæs den igen"
        )
    return ReadText(text=text, reader=NAME, reader_version=VERSION, warnings=warnings)


def _decoded(source: SourceFile) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _BOMS:
        if source.raw.startswith(mark):
            try:
                return source.raw[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError as error:
                raise ReadError(
                    f"{source.name} siger, at den er {encoding}, men byte {error.start} er det "
                    "ikke: gem den igen som UTF-8"
                ) from error
    try:
        return source.raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        text, encoding = _older(source.raw)
    warning = f"{source.name} er ikke UTF-8; læst som {encoding}. Kontrollér æ, ø og å"
    return text, (warning,)


def _older(raw: bytes) -> tuple[str, str]:
    """Decode what Danish offices wrote before UTF-8; latin-1 takes every byte."""
    try:
        return raw.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return raw.decode("latin-1"), "latin-1"
