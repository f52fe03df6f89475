"""`python -m benchmarks [PART...] [--sizes N,M]` prints tables; the parts are `PARTS`."""

import argparse
import tempfile
from pathlib import Path

from benchmarks import building, caseworker, quality, speed

PARTS = ("quality", "caseworker", "build", "speed", "fields")

_TIMES = "| passages | engine | median | p99 | times ours |\n|---|---|---|---|---|"
_TABLES = (
    ("build", building.HEADER, building.rows),
    ("speed", _TIMES, speed.compare),
    ("fields", _TIMES, speed.all_fields),
)


def main() -> None:
    """Run what is asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--keep", type=Path, help="a folder for the indexes, used again next time")
    options = parser.parse_args()
    parts = options.parts or PARTS
    sizes = [int(size) for size in options.sizes.split(",")]
    shared = Path(__file__).parents[2] / "shared"
    if "quality" in parts:
        print("| set | nDCG@10 | MRR@10 | hit@1 | hit@5 | recall@20 |\n|---|---|---|---|---|---|")
        for row in quality.rows(shared):
            print(row, flush=True)
    if "caseworker" in parts:
        caseworker.main(["--parts"])
    with tempfile.TemporaryDirectory() as temporary:
        place = options.keep or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        for part, header, rows in _TABLES:
            if part in parts:
                print(f"\n{header}")
                for size in sizes:
                    for row in rows(size, place):
                        print(row, flush=True)


if __name__ == "__main__":
    main()
