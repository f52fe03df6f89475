"""The list itself: 74 rows, each with words that stand in the source."""

import json
from functools import cache
from pathlib import Path

import pytest

from corpus.text import display

ROWS = [
    json.loads(line)
    for line in Path(__file__).with_name("inventory.jsonl").read_text("utf-8").splitlines()
]
LIBRARY = Path(__file__).parents[3] / "corpus" / "library"


@cache
def shown(prefix: str) -> str:
    (file,) = LIBRARY.glob(f"{prefix}_*.txt")
    return display([file.read_text("utf-8")])


def test_there_are_seventy_four() -> None:
    assert len(ROWS) == 74
    assert len({row["_id"] for row in ROWS}) == 74
    assert len({row["query"] for row in ROWS}) == 74


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["_id"])
def test_the_quote_stands_in_the_source(row: dict[str, str]) -> None:
    assert set(row) == {"_id", "query", "file", "quote"}
    assert row["quote"] in shown(row["file"])
