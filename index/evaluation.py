"""Scores of a ranking on a folder of questions with known answers.

A folder holds `corpus.jsonl` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
`qrels.tsv` (question, passage, relevance; a header line is allowed). Titles count as
headings, and passages that follow each other under one title as one document.
"""

import json
import math
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.analysis import DanishAnalyzer
from index.build import build, publish
from index.errors import EvaluationError
from index.model import IndexEntry
from index.search import Searcher, open_index
from index.weights import Weights

DEPTH = 100
"""Hits a question that are ranked and written to the run file."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Means over the questions that have a relevant passage."""

    ndcg_at_10: float
    mrr_at_10: float
    hit_at_1: float
    hit_at_5: float
    recall_at_20: float
    queries_per_second: float

    def as_dict(self) -> dict[str, float]:
        """Under the names that reports use: `ndcg@10`, `mrr@10` ..."""
        return {
            "ndcg@10": self.ndcg_at_10,
            "mrr@10": self.mrr_at_10,
            "hit@1": self.hit_at_1,
            "hit@5": self.hit_at_5,
            "recall@20": self.recall_at_20,
            "queries_per_second": self.queries_per_second,
        }


@dataclass(frozen=True, slots=True)
class Collection:
    """A folder, read."""

    entries: tuple[IndexEntry, ...]
    queries: Mapping[str, str]
    qrels: Mapping[str, Mapping[str, int]]


def evaluate(
    folder: Path,
    run_file: Path | None = None,
    *,
    analyzer: DanishAnalyzer | None = None,
    weights: Weights | None = None,
) -> Metrics:
    """Index the folder's passages in a temporary place, ask its questions, and score.

    `run_file` gets a line a hit: question, passage, rank, score, separated by tabs.

    Raises:
        EvaluationError: a file is missing or malformed; names file and line.
    """
    collection = read_collection(folder)
    analyzer = analyzer or DanishAnalyzer()
    with tempfile.TemporaryDirectory(prefix="principbot-") as place:
        root = Path(place)
        build(collection.entries, root, "evaluation", analyzer=analyzer)
        publish(root, "evaluation")
        searcher = open_index(root, analyzer=analyzer, weights=weights)
        began = time.perf_counter()
        run = {name: _ask(searcher, text) for name, text in collection.queries.items()}
        seconds = time.perf_counter() - began
    if run_file is not None:
        _write_run(run_file, run)
    return score(run, collection.qrels, seconds)


def score(
    run: Mapping[str, Sequence[tuple[str, float]]],
    qrels: Mapping[str, Mapping[str, int]],
    seconds: float,
) -> Metrics:
    """The metrics of a run: question -> passages with scores, the best first.

    Source: Järvelin and Kekäläinen 2002 for nDCG, with the relevance itself as gain.
    """
    judged = [
        (qrels[name], hits) for name, hits in run.items() if any(qrels.get(name, {}).values())
    ]
    rows = [_score_one(relevant, [name for name, _ in hits]) for relevant, hits in judged]
    means = [sum(column) / len(rows) for column in zip(*rows, strict=True)] or [0.0] * 5
    ndcg, mrr, first, fifth, recall = means
    return Metrics(ndcg, mrr, first, fifth, recall, len(run) / seconds if seconds else 0.0)


def read_collection(folder: Path) -> Collection:
    """Read a folder.

    Raises:
        EvaluationError: a file is missing or malformed; names file and line.
    """
    entries, seen = [], set()
    for where, row in _rows(folder / "corpus.jsonl"):
        name, text = _text(where, row, "_id"), _text(where, row, "text")
        if name in seen:
            raise EvaluationError(f"{where}: the passage {name!r} stands there twice")
        seen.add(name)
        title = _text(where, row, "title") if row.get("title") is not None else ""
        entries.append(IndexEntry(name, text, title, {"document": title} if title else {}))
    queries = {
        _text(where, row, "_id"): _text(where, row, "text")
        for where, row in _rows(folder / "queries.jsonl")
    }
    return Collection(tuple(entries), queries, _read_qrels(folder / "qrels.tsv"))


def _ask(searcher: Searcher, question: str) -> list[tuple[str, float]]:
    hits = searcher.search(question, limit=DEPTH).hits
    return [(hit.passage_id, hit.score) for hit in hits]


def _score_one(relevant: Mapping[str, int], hits: Sequence[str]) -> tuple[float, ...]:
    gains = [max(0, relevant.get(name, 0)) for name in hits]
    ideal = sorted((value for value in relevant.values() if value > 0), reverse=True)
    first = next((place for place, gain in enumerate(gains[:10], 1) if gain), None)
    return (
        _discounted(gains[:10]) / _discounted(ideal[:10]),
        1 / first if first else 0.0,
        float(any(gains[:1])),
        float(any(gains[:5])),
        sum(gain > 0 for gain in gains[:20]) / len(ideal),
    )


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains))


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: cannot be read as UTF-8 text") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"{path}, line {number}", line


def _rows(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    for where, line in _lines(path):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise EvaluationError(f"{where}: not JSON") from error
        if not isinstance(row, dict):
            raise EvaluationError(f"{where}: not a JSON object")
        yield where, row


def _text(where: str, row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or (name == "_id" and not value):
        raise EvaluationError(f"{where}: the field {name!r} is missing or no text")
    return value


def _read_qrels(path: Path) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for place, (where, line) in enumerate(_lines(path)):
        fields = line.rstrip("\r").split("\t")
        if len(fields) == 4:
            del fields[1]  # the TREC form has a second column that is always 0
        try:
            query, passage, relevance = fields[0], fields[1], int(fields[2])
        except (IndexError, ValueError) as error:
            if place == 0 and len(fields) == 3:
                continue
            raise EvaluationError(f"{where}: not question, passage, relevance") from error
        qrels.setdefault(query, {})[passage] = relevance
    return qrels


def _write_run(path: Path, run: Mapping[str, Sequence[tuple[str, float]]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for query, hits in run.items():
            for rank, (passage, value) in enumerate(hits, 1):
                file.write(f"{query}\t{passage}\t{rank}\t{value:.6f}\n")
