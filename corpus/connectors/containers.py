"""Opens what holds several documents: zip, gzip, JSON lines, JSON lists, mail.

What is not handed on is reported with its reason; a broken member never stops the others.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.connectors.budget import MAX_DEPTH, MAX_FILE_BYTES, MAX_MEMBERS, MAX_RATIO, Budget
from corpus.connectors.json_lines import Gunzipped, lines
from corpus.errors import ReadError
from corpus.model import SkippedFile, SourceFile
from corpus.readers.email import parse
from corpus.readers.packages import Limits, member, open_zip

Found = SourceFile | SkippedFile

_ZIP_LIMITS = Limits(
    members=MAX_MEMBERS, member_bytes=MAX_FILE_BYTES, total_bytes=2_000_000_000, ratio=MAX_RATIO
)
_LINES = (".jsonl", ".ndjson")
_OFFICE_PARTS = frozenset({"[Content_Types].xml", "mimetype"})
_REASONS = {
    ".tsv": "opslagstabel, ikke en kilde",
    ".csv": "opslagstabel, ikke en kilde",
    ".xlsx": "regneark læses ikke",
    ".xls": "regneark læses ikke",
    ".png": "billede uden tekst",
    ".jpg": "billede uden tekst",
    ".jpeg": "billede uden tekst",
    ".gif": "billede uden tekst",
    ".svg": "billede uden tekst",
    ".ics": "kalenderaftale, ikke en kilde",
    ".p7s": "signatur, ikke en kilde",
    ".toml": "opsætning, ikke en kilde",
    ".ini": "opsætning, ikke en kilde",
}
_DESCRIPTIONS = frozenset({"readme", "sources", "source", "license", "licence", "rights"})


def skip_reason(name: str) -> str | None:
    """Why a file of this name is not handed on; None when it is."""
    path = PurePosixPath(name.rpartition("#")[2].replace("\\", "/"))
    if path.name.startswith((".", "~$")) or "__MACOSX" in path.parts:
        return "skjult eller midlertidig fil"
    if path.suffix.lower() in ("", ".md", ".txt") and path.stem.lower() in _DESCRIPTIONS:
        return "beskrivelse af mappen, ikke en kilde"
    return _REASONS.get(path.suffix.lower())


def expand(source: SourceFile, budget: Budget, depth: int = 0) -> Iterator[Found]:
    """The documents of one file: itself, or its members when it is a container."""
    reason = skip_reason(source.name)
    if reason is None and not source.raw:
        reason = "tom fil"
    if reason is not None:
        yield SkippedFile(source.name, reason)
        return
    try:
        yield from _opened(source, budget, depth)
    except ReadError as error:
        yield SkippedFile(source.name, str(error))


def _opened(source: SourceFile, budget: Budget, depth: int) -> Iterator[Found]:
    name = source.name.lower()
    if source.raw.startswith(b"PK\x03\x04") and not _office(source.raw):
        yield from _members(source, budget, _deeper(depth))
    elif source.raw.startswith(b"\x1f\x8b"):
        yield from _gzip(source, budget, _deeper(depth))
    elif name.endswith(_LINES):
        yield from lines(source.name, io.BytesIO(source.raw), budget)
    elif name.endswith(".json") and source.raw.lstrip()[:1] == b"[":
        yield from _elements(source, budget)
    elif name.endswith(".eml"):
        yield from _mail(source, budget, _deeper(depth))
    else:
        yield source


def _deeper(depth: int) -> int:
    if depth >= MAX_DEPTH:
        raise ReadError(f"beholdere i mere end {MAX_DEPTH} lag åbnes ikke")
    return depth + 1


def _office(raw: bytes) -> bool:
    """Whether a zip is one document: Office files and EPUB name their type in a part."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return not _OFFICE_PARTS.isdisjoint(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def _members(source: SourceFile, budget: Budget, depth: int) -> Iterator[Found]:
    with open_zip(source.raw, _ZIP_LIMITS) as package:
        for info in sorted(package.infolist(), key=lambda info: info.filename):
            if info.is_dir():
                continue
            name = f"{source.name}#{info.filename}"
            budget.take(info.file_size)
            try:
                raw = member(package, info.filename, _ZIP_LIMITS)
            except ReadError as error:
                yield SkippedFile(name, str(error))
                continue
            yield from expand(SourceFile(name, raw), budget, depth)


def _gzip(source: SourceFile, budget: Budget, depth: int) -> Iterator[Found]:
    stream = Gunzipped(io.BytesIO(source.raw), len(source.raw))
    inner = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
    if inner.lower().endswith(_LINES):
        yield from lines(source.name, stream, budget)
        return
    raw = stream.read(MAX_FILE_BYTES + 1)
    if len(raw) > MAX_FILE_BYTES:
        raise ReadError(f"udpakket er filen over {MAX_FILE_BYTES // 1_000_000} MB")
    budget.take(len(raw))
    yield from expand(SourceFile(inner, raw), budget, depth)


def _elements(source: SourceFile, budget: Budget) -> Iterator[Found]:
    try:
        elements = json.loads(source.raw.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ReadError(f"filen er ikke gyldig JSON: {error}") from error
    for number, element in enumerate(elements, start=1):
        key = element.get("_id") or element.get("id") if isinstance(element, dict) else None
        raw = json.dumps(element, ensure_ascii=False).encode("utf-8", "replace")
        budget.take(len(raw))
        yield SourceFile(f"{source.name}#{key or number}", raw)


def _mail(source: SourceFile, budget: Budget, depth: int) -> Iterator[Found]:
    yield source
    for number, part in enumerate(parse(source.raw).iter_attachments(), start=1):
        name = f"{source.name}#{part.get_filename() or f'vedhæftning-{number}'}"
        if part.get_content_type() == "message/rfc822":
            content: object = part.get_content()
            raw = bytes(content) if hasattr(content, "__bytes__") else b""
            name = name if name.lower().endswith(".eml") else f"{name}.eml"
        else:
            payload = part.get_payload(decode=True)
            raw = payload if isinstance(payload, bytes) else b""
        budget.take(len(raw))
        yield from expand(SourceFile(name, raw), budget, depth)
