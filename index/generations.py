"""Generations on disk: `ROOT/<name>/` is one, `ROOT/current` names the one in use.

A generation is built under another name, synced, checked and renamed; then the pointer is
replaced. A reader that has one open keeps it, since its files stay mapped after a sweep.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from index.confidence import Calibration
from index.errors import CorruptIndexError, NoIndexError
from index.segment import Segment, open_segment

POINTER = "current"
MANIFEST = "generation.json"
BUILDING = ".building-"
LAYOUT = 1
"""Version of the folder; a higher one was written by a newer Principbot."""
CALIBRATION = 7
"""Of the rules that set the thresholds; a change measures them anew."""


@dataclass(frozen=True, slots=True)
class Generation:
    """An opened generation."""

    name: str
    folder: Path
    analyzer: str
    """Version of the analysis it was built with."""
    segments: tuple[Segment, ...]
    calibration: Calibration


def current_name(root: Path) -> str | None:
    """The generation that the pointer names, None when there is none."""
    try:
        return (root / POINTER).read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None


def open_generation(root: Path, name: str | None = None) -> Generation:
    """Open a generation; without a name the one that the pointer names.

    Raises:
        NoIndexError: there is none.
        CorruptIndexError: a file is damaged; it is named.
    """
    name = name or current_name(root)
    if name is None:
        raise NoIndexError(f"{root}: no index has been built")
    folder = root / name
    manifest = _read_manifest(folder / MANIFEST)
    try:
        names = [str(name) for name in manifest["segments"]]
        calibration = Calibration(**manifest["calibration"])
        analyzer = str(manifest["analyzer"])
    except (KeyError, TypeError) as error:
        raise CorruptIndexError(f"{folder / MANIFEST}: damaged; rebuild the index") from error
    segments = tuple(open_segment(folder / part) for part in names)
    return Generation(name, folder, analyzer, segments, calibration)


def write_manifest(
    folder: Path, analyzer: str, segments: list[str], calibration: Calibration
) -> None:
    """Write what a generation consists of, and force it to disk."""
    manifest = {
        "layout": LAYOUT,
        "analyzer": analyzer,
        "segments": segments,
        "calibration": asdict(calibration),
    }
    path = folder / MANIFEST
    with path.open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def recalibrate(folder: Path, calibration: Calibration) -> None:
    """Store other thresholds with a generation that is not in use yet."""
    manifest = _read_manifest(folder / MANIFEST)
    names = [str(name) for name in manifest["segments"]]
    write_manifest(folder, str(manifest["analyzer"]), names, calibration)


def publish(root: Path, name: str) -> None:
    """Make a built generation the one in use, in one step."""
    if not (root / name / MANIFEST).exists():
        raise NoIndexError(f"{root / name}: there is no such generation")
    beside = root / f".{POINTER}.{os.getpid()}"
    with beside.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(root / POINTER)
    sync_folder(root)


def sweep(root: Path, keep: int = 2) -> list[str]:
    """Remove all but the newest generations and the one in use; returns their names.

    Also removes what builds that were killed have left behind.
    """
    used = current_name(root)
    folders = [path for path in root.iterdir() if path.is_dir()]
    built = sorted(
        (path for path in folders if (path / MANIFEST).exists() and not _is_unfinished(path)),
        key=lambda path: (path.stat().st_mtime, path.name),
        reverse=True,
    )
    spared = {path.name for path in built[:keep]} | {used}
    old = [
        path
        for path in folders
        if path.name not in spared and (path in built or _is_unfinished(path))
    ]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return sorted(path.name for path in old)


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _is_unfinished(path: Path) -> bool:
    return path.name.startswith(BUILDING)


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise NoIndexError(f"{path}: no such generation; rebuild the index") from error
    except (OSError, ValueError) as error:
        raise CorruptIndexError(f"{path}: damaged; rebuild the index") from error
    if manifest.get("layout") != LAYOUT:
        raise CorruptIndexError(f"{path}: another layout; rebuild the index")
    return manifest
