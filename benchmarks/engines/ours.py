"""Our word field alone: the ranking of rank_bm25's BM25Plus."""

from collections.abc import Sequence
from pathlib import Path

from benchmarks.engines import LIMIT, Passages
from index.analysis import DanishAnalyzer
from index.build import publish
from index.confidence import Calibration
from index.engine import Engine
from index.generations import open_generation, write_manifest
from index.inversion import SegmentWriter
from index.plain import PlainRanker
from index.plain_kernel import compiled_plain
from index.weights import default_weights


class Ours:
    """The memory-mapped index of this repository."""

    name = "principbot"

    def build(self, passages: Passages, folder: Path) -> None:
        """Write a generation of one segment."""
        analyzer = DanishAnalyzer()
        (folder / "g").mkdir(parents=True)
        writer = SegmentWriter(folder / "g" / "0", analyzer, default_weights())
        for place, terms in enumerate(passages):
            writer.add_forms(str(place), terms, (), {})
        writer.close()
        write_manifest(folder / "g", analyzer.version, ["0"], Calibration())
        publish(folder, "g")

    def open(self, folder: Path) -> None:
        """Map the files."""
        self._ranker = PlainRanker(
            Engine(open_generation(folder), default_weights()), compiled_plain()
        )

    def top(self, terms: Sequence[str]) -> list[int]:
        """Places of the best passages."""
        return [int(name) for name, _ in self._ranker.top(terms, LIMIT)]
