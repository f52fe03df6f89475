"""The web pages: how fast they answer, how soon something is seen, how much they weigh.

Usage: `python -m benchmarks.web`. Needs Node.js and Chromium for the first paint; without them the
other figures are measured. The server is the real one on loopback, asked by one client, warm.
Prints one line a figure with its bound.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2

from bot import wiring
from bot.settings import Settings
from corpus.model import (
    Document,
    DocumentId,
    DocumentVersion,
    LegalStatus,
    Metadata,
    ParsedDocument,
    Passage,
    PassageId,
    SourceKind,
    Span,
    VersionId,
)

ROOT = Path(__file__).parents[1]
QUESTIONS = ROOT / "tests" / "retrieval" / "questions.jsonl"
ROUNDS = 3
LARGE = 50_000_000
"""Code points of the large source."""


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The program's own server over a data folder; gives its address."""
    program = Path(sys.executable).with_name("principbot")
    process = subprocess.Popen(
        [program, "serve", "--port", "0"],
        env={**os.environ, "PRINCIPBOT_DATA": str(data), "PRINCIPBOT_PER_CHANNEL": "100000"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://\S+", said)
        if found is None:
            raise SystemExit("the server did not start")
        yield found.group()
    finally:
        process.terminate()
        process.wait(timeout=20)


def milliseconds(calls: list[Callable[[], httpx2.Response]]) -> tuple[float, float]:
    """Median and 95th percentile over these calls, each made `ROUNDS` times after a first one."""
    for call in calls:
        call().raise_for_status()
    times = []
    for _ in range(ROUNDS):
        for call in calls:
            start = time.perf_counter()
            call()
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def asked() -> list[str]:
    """The chat questions of the retrieval tests."""
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines if line]


def large() -> ParsedDocument:
    """A source of 50 MB: seventy thousand paragraphs."""
    part = "Kommunen skal oplyse sagen, før der træffes afgørelse. " * 13
    step = len(part) + 2
    count = LARGE // step
    text = f"{part}\n\n" * count
    document_id, version_id = DocumentId("stor"), VersionId("stor-1")
    passages = tuple(
        Passage(
            passage_id=PassageId(f"stor-{n}"),
            document_id=document_id,
            version_id=version_id,
            ordinal=n,
            spans=(Span(n * step, n * step + len(part)),),
            text=part.strip(),
            heading=None,
            pinpoint=f"afsnit {n + 1}",
        )
        for n in range(count)
    )
    return ParsedDocument(
        Document(document_id, SourceKind.UKENDT, "Stor kilde", Metadata(), LegalStatus.UKENDT),
        DocumentVersion(version_id, document_id, text, "0" * 64, "text", "1", "stor.txt"),
        passages,
    )


def first_paint(address: str) -> float | None:
    """Milliseconds to the first contentful paint of the first screen; None without a browser."""
    script = ROOT / "tests" / "e2e" / "web" / "paint.mjs"
    if shutil.which("node") is None or not (ROOT / "tests/e2e/node_modules").is_dir():
        return None
    result = subprocess.run(
        ["node", script, address], capture_output=True, text=True, check=True, timeout=120
    )
    return float(result.stdout)


def report(name: str, value: float, bound: float, unit: str) -> None:
    """One line."""
    mark = "ok" if value <= bound else "OVER"
    print(f"{name:<44}{value:>10.1f} {unit:<3} (<= {bound:g})  {mark}")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = Settings(data=data)
        with wiring.opened_library(settings) as library:
            paths = [
                f"/kilder/{held.document.document_id}/{passage.passage_id}"
                for held in library.store.holdings()
                for passage in library.store.passages(held.document.document_id)
            ]
        with served(data) as address, httpx2.Client(base_url=address) as client:
            answers = [lambda q=q: client.post("/", data={"spoergsmaal": q}) for q in asked()]
            median, p95 = milliseconds(answers)
            report("answer, median", median, 20, "ms")
            report("answer, p95", p95, 20, "ms")
            reader = [lambda p=p: client.get(p) for p in [*paths, "/kilder", "/principper"]]
            median, p95 = milliseconds(reader)
            report("reader, median", median, 30, "ms")
            report("reader, p95", p95, 30, "ms")
            static = sum(
                len(client.get(path).content)
                for path in re.findall(r'(?:href|src)="(/statisk/[^"]+)"', client.get("/").text)
            )
            heaviest = max(len(call().content) for call in [*answers, *reader])
            report("heaviest page with style and script", (heaviest + static) / 1000, 60, "kB")
            paint = first_paint(address)
            if paint is None:
                print("first contentful paint: not measured, run `make e2e` first")
            else:
                report("first contentful paint", paint, 500, "ms")
        with wiring.opened_library(settings) as library:
            library.store.put(large())
        print("with a source of 50 MB:")
        with served(data) as address, httpx2.Client(base_url=address, timeout=60) as client:
            start = time.perf_counter()
            client.get("/kilder/stor").raise_for_status()
            report("its first page, first time", (time.perf_counter() - start) * 1000, 1000, "ms")
            calls = [lambda n=n: client.get(f"/kilder/stor?side={n}") for n in range(1, 2400, 60)]
            report("its pages, p95", milliseconds(calls)[1], 30, "ms")
            calls = [
                lambda n=n: client.get(f"/kilder/stor/stor-{n}") for n in range(0, 69000, 1700)
            ]
            report("its passages in their place, p95", milliseconds(calls)[1], 30, "ms")


if __name__ == "__main__":
    main()
