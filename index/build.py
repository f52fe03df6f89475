"""Passages to a generation: built beside, synced, checked, renamed; `publish` puts it in use.

`update` makes the next generation out of one that is there: its files are linked, not
copied, what is withdrawn is struck off the counts, and what is new becomes a segment.
"""

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
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
from index.merging import merge, to_merge
from index.model import IndexEntry
from index.questions import check as check_questions
from index.segment import open_segment
from index.vectors import check as check_vectors
from index.weights import default_weights
from index.withdrawal import carry_over

__all__ = ["build", "check", "publish", "sweep", "update"]


def build(
    entries: Iterable[IndexEntry],
    root: Path,
    generation: str,
    *,
    analyzer: DanishAnalyzer | None = None,
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
    with _beside(root, generation) as folder:
        count = _write(entries, folder / "0", analyzer, progress)
        _finish(root, folder, ["0"], count, analyzer)


def update(  # noqa: PLR0913 - keyword-only options
    root: Path,
    base: str,
    generation: str,
    *,
    added: Iterable[IndexEntry] = (),
    withdrawn: Collection[str] = (),
    analyzer: DanishAnalyzer | None = None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write the generation `ROOT/<generation>` out of `ROOT/<base>`.

    `withdrawn` names documents, `added` holds whole documents; one that has changed stands
    in both. The ranking is that of a full build of what is left.

    Raises:
        NoIndexError: there is no such base.
        CorruptIndexError: the base is damaged, was made by another analysis, or what was
            written cannot be read back: build it whole.
    """
    if (root / generation / MANIFEST).exists():
        return
    analyzer = analyzer or DanishAnalyzer()
    old = open_generation(root, base)
    if old.analyzer != analyzer.version:
        raise CorruptIndexError(f"{old.folder}: made by another analysis; rebuild the index")
    with _beside(root, generation) as folder:
        names: list[str] = []
        for segment in old.segments:
            name = str(len(names))
            if carry_over(segment, folder / name, withdrawn):
                names.append(name)
        name = str(len(names))
        if _write(added, folder / name, analyzer, progress):
            names.append(name)
        else:
            shutil.rmtree(folder / name)
        segments = {name: open_segment(folder / name) for name in names}
        smallest = to_merge({name: part.live for name, part in segments.items()})
        if smallest:
            merged = f"{max(map(int, names)) + 1}"
            merge([segments[name] for name in smallest], folder / merged, analyzer)
            names = [*(name for name in names if name not in smallest), merged]
            for name in smallest:
                shutil.rmtree(folder / name)
        count = sum(open_segment(folder / name).size for name in names)
        _finish(root, folder, names, count, analyzer)


def check(generation: Generation, passages: int) -> None:
    """Read a generation's files back.

    Raises:
        CorruptIndexError: a checksum or the number of passages is wrong.
    """
    found = sum(part.size for part in generation.segments)
    if found != passages:
        raise CorruptIndexError(f"{generation.folder}: {found} passages, {passages} expected")
    for part in generation.segments:
        for path in sorted(part.folder.iterdir()):
            if path.name != "segment.json":
                check_array(path)
    check_vectors(generation.folder)
    check_questions(generation.folder)


@contextmanager
def _beside(root: Path, generation: str) -> Iterator[Path]:
    """A folder to build in, which becomes the generation when nothing goes wrong."""
    root.mkdir(parents=True, exist_ok=True)
    folder = root / f"{BUILDING}{generation}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
        folder.replace(root / generation)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    sync_folder(root)


def _write(
    entries: Iterable[IndexEntry],
    folder: Path,
    analyzer: DanishAnalyzer,
    progress: Callable[[int], None] | None,
) -> int:
    writer = SegmentWriter(folder, analyzer, default_weights())
    count = 0
    try:
        for count, entry in enumerate(entries, 1):
            writer.add(entry)
            if progress is not None:
                progress(count)
        writer.close()
    finally:
        writer.abandon()
    return count


def _finish(
    root: Path, folder: Path, names: list[str], count: int, analyzer: DanishAnalyzer
) -> None:
    write_manifest(folder, analyzer.version, names, Calibration())
    built = open_generation(root, folder.name)
    check(built, count)
    calibration = calibrate(Engine(built, default_weights()), analyzer)
    write_manifest(folder, analyzer.version, names, calibration)
    for name in names:
        sync_folder(folder / name)
    sync_folder(folder)
