"""The build that is timed."""

from pathlib import Path

from benchmarks.synthetic import Synthetic
from index.build import build, publish


def write(size: int, folder: Path) -> None:
    """A synthetic collection with all fields."""
    build(Synthetic(size).entries(), folder, "g")
    publish(folder, "g")
