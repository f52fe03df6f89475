"""The 2,562 saved acts: time and memory, one document more, and twenty known provisions.

    python -m benchmarks.acts [--keep FOLDER] [--errors]

The real `principbot ingest` reads the acts; then one small document is added, and for
comparison the whole index is built again. The questions of `data/acts.tsv` are asked through
the real service's search: which place the provision gets that the question was written from.
"""

import argparse
import csv
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot import wiring
from bot.compose import Found
from bot.settings import Settings

ACTS = Path(__file__).parents[2] / "shared" / "data" / "laws" / "social-acts.jsonl.gz"
QUESTIONS = Path(__file__).parent / "data" / "acts.tsv"
_SIGN = re.compile(r"§ (\d+(?: [a-zæøå])?)(?![a-zæøå])")
_NOTE = "Notat om åbningstider\n\nBorgerservice har åbent hver torsdag til klokken 18.\n"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.acts")
    parser.add_argument("--keep", type=Path, help="a folder for the collection, used again")
    parser.add_argument("--errors", action="store_true", help="print what stands first instead")
    options = parser.parse_args()
    if not ACTS.exists():
        print(f"{ACTS} is not there: not measured")
        return
    with tempfile.TemporaryDirectory() as temporary:
        place = options.keep or Path(temporary)
        print("| 2,562 acts | time | processor | highest memory |\n|---|---|---|---|")
        for row in _building(place / "data", Path(temporary)):
            print(row, flush=True)
        for line in _asking(place / "data", errors=options.errors):
            print(line, flush=True)


def _building(data: Path, spare: Path) -> Iterator[str]:
    if not (data / "samling.db").exists():
        yield _run("all read and indexed", data, "ingest", ACTS)
    note = spare / f"notat-{time.time_ns()}.txt"
    note.write_text(f"{note.stem}. {_NOTE}", "utf-8")
    yield _run("one document more", data, "ingest", note)
    yield _run("the whole index again", data, "index", "rebuild")


def _run(label: str, data: Path, *words: str | Path) -> str:
    """Run a command of `principbot`: a row with what it took."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        env={**os.environ, "PRINCIPBOT_DATA": str(data)},
        stdout=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if process_failed := os.waitstatus_to_exitcode(status):
        sys.exit(f"principbot {words[0]} failed: {process_failed}")
    processor = usage.ru_utime + usage.ru_stime
    memory = usage.ru_maxrss / 1024
    return f"| {label} | {seconds:.1f} s | {processor:.1f} s | {memory:,.0f} MB |"


def questions() -> list[dict[str, str]]:
    """The rows of the questions' file."""
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return list(csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t"))


def _asking(data: Path, *, errors: bool) -> Iterator[str]:
    settings = Settings(data=data)
    with wiring.opened_library(settings) as library:
        finder = wiring.service(library, settings).finder
        ranks, safe = [], 0
        for row in questions():
            found = finder.find(row["spoergsmaal"], frozenset(), None)
            safe += found.is_safe
            places = [{_place(one) for one in (g.shown, *g.copies)} for g in found.groups]
            wanted = (row["dokument"], row["paragraf"])
            rank = next((at for at, place in enumerate(places, 1) if wanted in place), 0)
            ranks.append(rank)
            if errors and rank != 1:
                yield f"{rank or '-'}: {row['spoergsmaal']} {wanted}: {places[:3]}"
    first, two, ten = (sum(0 < rank <= most for rank in ranks) for most in (1, 2, 10))
    yield f"\n{len(ranks)} known provisions: {first} first, {two} within two, {ten} within ten;"
    yield f"{safe} of them answered, the others with the nearest text alone"


def _place(found: Found) -> tuple[str, str]:
    """The document and section of a hit."""
    section = _SIGN.match(found.passage.pinpoint)
    return found.passage.document_id, section[1] if section else ""


if __name__ == "__main__":
    main()
