"""Passages to a generation: built beside, synced, checked, renamed; `publish` puts it in use."""

import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from index.analysis import DanishAnalyzer
from index.calibration import calibrate
from index.confidence import Calibration
from index.engine import Engine
from index.errors import CorruptIndexError
from index.files import check_array
from index.generations import (
    BUILDING,
    MANIFEST,
    Generation,
    open_generation,
    publish,
    sweep,
    sync_folder,
    write_manifest,
)
from index.inversion import SegmentWriter
from index.model import IndexEntry
from index.weights import Weights, default_weights

__all__ = ["build", "publish", "sweep"]


def build(  # noqa: PLR0913
    entries: Iterable[IndexEntry],
    root: Path,
    generation: str,
    *,
    analyzer: DanishAnalyzer | None = None,
    weights: Weights | None = None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the generation `ROOT/<generation>`; a finished one of that name is kept.

    Passages of one document must follow each other. `progress` is told how many are done.

    Raises:
        CorruptIndexError: what was written cannot be read back.
    """
    if (root / generation / MANIFEST).exists():
        return
    analyzer = analyzer or DanishAnalyzer()
    root.mkdir(parents=True, exist_ok=True)
    beside = root / f"{BUILDING}{generation}-{os.getpid()}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    writer = SegmentWriter(beside / "0", analyzer, weights or default_weights())
    count = 0
    for count, entry in enumerate(entries, 1):
        writer.add(entry)
        if progress is not None:
            progress(count)
    writer.close()
    write_manifest(beside, analyzer.version, ["0"], Calibration())
    built = open_generation(root, beside.name)
    check(built, count)
    calibration = calibrate(Engine(built, weights or default_weights()), analyzer)
    write_manifest(beside, analyzer.version, ["0"], calibration)
    sync_folder(beside / "0")
    sync_folder(beside)
    beside.replace(root / generation)
    sync_folder(root)


def check(generation: Generation, passages: int) -> None:
    """Read a generation's files back.

    Raises:
        CorruptIndexError: a checksum or the number of passages is wrong.
    """
    found = sum(part.segment.size for part in generation.live)
    if found != passages:
        raise CorruptIndexError(f"{generation.folder}: {found} passages, {passages} expected")
    for part in generation.live:
        for path in sorted(part.segment.folder.iterdir()):
            if path.name != "segment.json":
                check_array(path)
