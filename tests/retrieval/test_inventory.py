"""The 74 things that the sources name: each is found by its name within the first three."""

import json
from pathlib import Path

import pytest

from bot.library import Library
from bot.service import GuidanceService
from corpus.text import display

_ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "inventory/inventory.jsonl")
    .read_text("utf-8")
    .splitlines()
]
_FIRST = 3
_FLOOR = 72


@pytest.mark.retrieval
def test_what_the_sources_name_is_found_by_its_name(
    service: GuidanceService, library: Library
) -> None:
    assert len(_ROWS) == 74
    missed = [row["_id"] for row in _ROWS if not _is_found(service, library, row)]
    assert len(_ROWS) - len(missed) >= _FLOOR, missed


def _is_found(service: GuidanceService, library: Library, row: dict[str, str]) -> bool:
    searched = service.finder.find(row["query"], frozenset())
    wanted = display([row["quote"]])
    for group in searched.groups[:_FIRST]:
        for found in (group.shown, *group.copies):
            passage = found.passage
            text = display(library.store.slices(passage.version_id, passage.spans))
            heading = found.passage.heading or ""
            if found.holding.file.startswith(row["file"]) and wanted in f"{heading} {text}":
                return True
    return False
