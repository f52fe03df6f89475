"""A file or a folder on disk, in the order of the names; hidden files and links are left out."""

import os
from collections.abc import Iterator
from pathlib import Path

from corpus.connectors.budget import MAX_FILE_BYTES, Budget
from corpus.connectors.containers import Found, expand, skip_reason
from corpus.connectors.json_lines import Gunzipped, lines
from corpus.errors import ReadError
from corpus.model import SkippedFile, SourceFile

_STREAMED = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def files(path: Path) -> Iterator[Found]:
    """Every document under a path, containers opened; what is skipped comes with its reason.

    One file is in memory at a time; JSON lines are read a line at a time.
    Names are relative to the path and use `/`.

    Raises:
        ReadError: the path does not exist.
    """
    if not path.exists():
        raise ReadError(f"{path} findes ikke")
    if path.is_file():
        yield from _file(path, path.name)
        return
    for found in _walk(path):
        yield from _file(found, found.relative_to(path).as_posix())


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            yield Path(root) / name


def _file(path: Path, name: str) -> Iterator[Found]:
    try:
        if path.is_symlink():
            yield SkippedFile(name, "genvej (symbolsk link) følges ikke")
        elif not path.is_file():
            yield SkippedFile(name, "ikke en almindelig fil")
        elif (reason := skip_reason(name)) is not None:
            yield SkippedFile(name, reason)
        elif name.lower().endswith(_STREAMED):
            yield from _streamed(path, name)
        elif path.stat().st_size > MAX_FILE_BYTES:
            yield SkippedFile(name, f"større end {MAX_FILE_BYTES // 1_000_000} MB")
        else:
            yield from expand(SourceFile(name, path.read_bytes()), Budget())
    except (OSError, ReadError) as error:
        reason = (error.strerror or "ukendt fejl") if isinstance(error, OSError) else str(error)
        yield SkippedFile(name, f"kunne ikke læses: {reason}")


def _streamed(path: Path, name: str) -> Iterator[SourceFile]:
    with path.open("rb") as stream:
        if name.lower().endswith(".gz"):
            yield from lines(name, Gunzipped(stream, path.stat().st_size), Budget())
        else:
            yield from lines(name, stream, Budget())
