"""How fast text becomes durable files on one core, and the memory that takes.

The text lies in a file, one passage a line, so that making it up is not counted. Words alone
have no facets; both get every file that a search with all fields reads.
"""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.synthetic import Synthetic, facets
from index.build import build, publish
from index.model import IndexEntry

HEADER = (
    "| passages | | passages/s | passages/s of processor | highest memory | disk |\n"
    "|---|---|---|---|---|---|"
)


def rows(size: int, place: Path) -> Iterator[str]:
    """Rows of the table for one size, each build in a process of its own."""
    for label, name in (("words alone", "words"), ("all fields", "all")):
        folder = place / f"{name}-{size}"
        shutil.rmtree(folder, ignore_errors=True)
        yield row(label, size, folder)


def row(label: str, size: int, folder: Path) -> str:
    """Build one index; the label `words alone` leaves out the facets."""
    text = _text(size, folder.parent)
    began = time.perf_counter()
    child = os.fork()
    if not child:
        build(_entries(text, has_facets=label != "words alone"), folder, "g")
        publish(folder, "g")
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    seconds, processor = time.perf_counter() - began, usage.ru_utime + usage.ru_stime
    if status:
        shutil.rmtree(folder, ignore_errors=True)
        return f"| {size:,} | {label} | failed | | | |"
    disk = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return (
        f"| {size:,} | {label} | {size / seconds:,.0f} | {size / processor:,.0f} |"
        f" {usage.ru_maxrss / 1024:,.0f} MB | {disk / 1e6:,.0f} MB |"
    )


def _entries(text: Path, *, has_facets: bool) -> Iterator[IndexEntry]:
    with text.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield IndexEntry(f"p{number}", line, "", facets(number) if has_facets else {})


def _text(size: int, place: Path) -> Path:
    """The file of the passages, written in a child so that its vocabulary takes no memory here."""
    path = place / f"text-{size}.txt"
    if not path.exists():
        child = os.fork()
        if not child:
            with path.open("w", encoding="utf-8") as file:
                file.writelines(f"{text}\n" for text in Synthetic(size).texts())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if status:
            path.unlink(missing_ok=True)
            raise SystemExit("the texts could not be written")
    return path
