"""What the sentence model of `principbot[semantic]` is worth and costs.

    python -m benchmarks.meaning [--set own|fit|judge] [--weights 0.25,...] [--keep FOLDER]

The collection and the questions are those of `benchmarks.caseworker`, asked by words alone and
with likeness in meaning. The judged half is for the end: it is asked only when it is named.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks import caseworker
from bot import freshness, semantic, wiring
from bot.answer import NoAnswer
from bot.library import Library
from bot.service import GuidanceService, Question
from bot.settings import Settings
from corpus.everyday import InstalledLexicon
from index import vector_cache
from index.generations import current_name
from index.vectors import FOLDER
from index.weights import Weights, default_weights


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what it costs and what it gives."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.meaning")
    parser.add_argument("--set", choices=caseworker.SETS, action="append")
    parser.add_argument("--weights", default="", help="of the score, separated by commas")
    parser.add_argument("--keep", type=Path, help="a folder for the collection")
    options = parser.parse_args(arguments)
    names = options.set or (caseworker.OWN, "fit")
    weights = [float(weight) for weight in options.weights.split(",") if weight]
    with tempfile.TemporaryDirectory() as temporary:
        for line in rows(options.keep or Path(temporary), names, weights):
            print(line, flush=True)


def rows(place: Path, names: Sequence[str], weights: Sequence[float]) -> Iterator[str]:
    """The cost, then a table for each set."""
    words, both = Settings(data=place), Settings(data=place, semantic=True)
    asked = {name: caseworker.load(name) for name in names}
    found: dict[str, list[str]] = {name: [] for name in names}
    with caseworker.opened(words) as library:
        took = _each(_service(library, words), asked)
        for name, questions in asked.items():
            found[name] += _figures("words alone", _service(library, words), questions)
    yield f"A question by words: {1000 * took:.1f} ms (median), {_memory():.0f} MB"
    yield from _reading(both)
    with caseworker.opened(both) as library:
        took = _each(_service(library, both), asked)
        usual = default_weights()
        for weight in [usual.meaning.score, *weights]:
            changed = replace(usual, meaning=replace(usual.meaning, score=weight))
            service = _service(_weighed(library, both, changed), both)
            for name, questions in asked.items():
                found[name] += _figures(f"meaning x {weight:g}", service, questions)
    yield f"With meaning: {1000 * took:.1f} ms (median), {_memory():.0f} MB"
    for name in names:
        yield from ("", *caseworker.header(name), *found[name])


def _reading(settings: Settings) -> Iterator[str]:
    """Build the vectors; the rate where none were there before."""
    known = settings.index / vector_cache.NAME
    is_new = not known.exists()
    began = time.perf_counter()
    with caseworker.opened(settings):
        took = time.perf_counter() - began
    folder = settings.index / (current_name(settings.index) or "") / FOLDER
    texts = sum(path.stat().st_size // 4 for path in folder.glob("*.owner.i4"))
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    yield f"{texts} texts and typical questions, with all that are compared {size:.1f} MB"
    if is_new:
        yield f"Built in {took:.0f} s, words included: {texts / took:.1f} texts a second"


def _each(service: GuidanceService, asked: dict[str, list[caseworker.Row]]) -> float:
    """Seconds of a question, the median."""
    times = []
    for row in [row for questions in asked.values() for row in questions]:
        began = time.perf_counter()
        service.answer(Question(row["question"]))
        times.append(time.perf_counter() - began)
    return median(times)


def _figures(
    name: str, service: GuidanceService, questions: Sequence[caseworker.Row]
) -> Iterator[str]:
    verdicts = caseworker.judge(service, questions)
    yield caseworker.score(verdicts).row(name)
    due = [
        (verdict.row, verdict.result.nearest[:1])
        for verdict in verdicts
        if verdict.row["answerable"] and isinstance(verdict.result, NoAnswer)
    ]
    near = sum(
        caseworker.is_place(row, item.document_id, item.pinpoint)
        for row, nearest in due
        for item in nearest
    )
    yield f"| {name}: refused, and the nearest is right | {near} of {len(due)} | | | | | |"


def _weighed(library: Library, settings: Settings, weights: Weights) -> Library:
    """The same collection, ordered by other weights."""
    model = semantic.embedder(settings)
    return Library(library.store, settings.index, freshness.analyzer(), model, weights)


def _service(library: Library, settings: Settings) -> GuidanceService:
    return GuidanceService(library, wiring.composer(library, settings), InstalledLexicon())


def _memory() -> float:
    """The most that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
