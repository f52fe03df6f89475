"""Time of a question, engines alternated question by question, one thread."""

import gc
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import building
from benchmarks.engines import Peer
from benchmarks.engines.bm25s_peer import Bm25s
from benchmarks.engines.fts5_peer import Fts5
from benchmarks.engines.ours import Ours
from benchmarks.engines.rank_bm25_peer import RankBm25
from benchmarks.engines.tantivy_peer import Tantivy
from benchmarks.synthetic import Synthetic, questions
from index.analysis import DanishAnalyzer
from index.search import open_index

_SLOW = {"rank-bm25": 12}
"""Questions that the slowest engine is asked."""

_MOST_FOR_RANK_BM25 = 100_000
_WARM_UP = 20


def compare(size: int, place: Path) -> Iterator[str]:
    """Rows of the table for one size: content words, then with function words."""
    peers: list[Peer] = [Ours(), Bm25s(), Tantivy(), Fts5()]
    if size <= _MOST_FOR_RANK_BM25:
        peers.append(RankBm25())
    analyzer = DanishAnalyzer()
    for peer in peers:
        folder = place / f"{peer.name}-{size}"
        if not folder.exists():
            began = time.perf_counter()
            peer.build((analyzer.terms(text) for text in Synthetic(size).texts()), folder)
            yield f"| {size:,} | {peer.name} | built in {time.perf_counter() - began:.0f} s | | |"
        peer.open(folder)
        gc.collect()
    asked = [terms for text in questions() if (terms := analyzer.terms(text))]
    yield from _rows(size, peers, asked)


def all_fields(size: int, place: Path) -> Iterator[str]:
    """Our whole search on one size: every field, misprints and related words; processor time."""
    folder = place / f"all-{size}"
    if not folder.exists():
        building.row("all fields", size, folder)
    began = time.perf_counter()
    searcher = open_index(folder)
    opened = time.perf_counter() - began
    for label, function_words in (("content words", False), ("with function words", True)):
        asked = questions(function_words=function_words)
        times = []
        for text in asked:
            began = time.thread_time()
            searcher.search(text)
            times.append(time.thread_time() - began)
        open_time = f"opens in {opened * 1e3:.1f} ms"
        yield f"| {size:,} | all fields, {label} | {_figures(times)} | {open_time} |"


def _rows(size: int, peers: Sequence[Peer], asked: Sequence[list[str]]) -> Iterator[str]:
    times: dict[str, list[float]] = {peer.name: [] for peer in peers}
    for number, terms in enumerate([*asked[:_WARM_UP], *asked]):
        for peer in peers:
            if number - _WARM_UP >= _SLOW.get(peer.name, len(asked)):
                continue
            if number < _WARM_UP and peer.name in _SLOW:
                continue
            began = time.perf_counter()
            peer.top(terms)
            if number >= _WARM_UP:
                times[peer.name].append(time.perf_counter() - began)
    ours = statistics.median(times["principbot"])
    for name, measured in times.items():
        ratio = statistics.median(measured) / ours
        yield f"| {size:,} | {name} | {_figures(measured)} | {ratio:,.2f} |"


def _figures(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return " | ".join(
        f"{ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1e3:.3f} ms"
        for share in (0.5, 0.99)
    )
