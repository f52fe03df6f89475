"""The hand-checked sample of references in acts: precision and recall, both at least 98 %."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.citations import ProvisionRef, Reading, find, parse, written
from corpus.model import Span

FLOOR = 0.98
OTHER = "(anden) "
"""Another act that the register does not know: its law stays unresolved."""

SAMPLE = Path(__file__).with_name("citation_sample.tsv")


def rows(part: str) -> Iterator[Mapping[str, str]]:
    lines = (line for line in SAMPLE.read_text("utf-8").splitlines() if not line.startswith("#"))
    reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return (row for row in reader if row["del"] == part)


def place(said: str) -> str:
    """A reference without its law."""
    ref = parse(said)
    assert ref is not None, said
    if isinstance(ref, ProvisionRef):
        return written(replace(ref, law=None))
    return written(ref)


def law(said: str) -> str | None:
    ref = parse(said)
    return ref.law if isinstance(ref, ProvisionRef) else None


def test_what_is_found_is_right() -> None:
    checked = list(rows("praecision"))
    right = 0
    for row in checked:
        span = Span(int(row["start"]), int(row["slut"]))
        found = [one for one in find(row["uddrag"], Reading.ACT) if one.span == span]
        right += [written(one) for one in found] == [row["forventet"].removeprefix(OTHER)]
    assert len(checked) == 200
    assert right / len(checked) >= FLOOR


def test_what_stands_there_is_found() -> None:
    wanted: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    checked = list(rows("genfinding"))
    for number, row in enumerate(checked):
        expected = Counter(
            f"{number} {place(said.removeprefix(OTHER))}" for said in row["forventet"].split(" | ")
        )
        found = Counter(
            f"{number} {place(written(one))}" for one in find(row["uddrag"], Reading.ACT)
        )
        wanted += expected
        missed += expected - found
    assert len(checked) == 200
    assert missed.total() / wanted.total() <= 1 - FLOOR


@pytest.mark.parametrize("part", ["praecision", "genfinding"])
def test_a_law_is_right_or_unresolved(part: str) -> None:
    named = wrong = 0
    for row in rows(part):
        expected = {
            (place(said.removeprefix(OTHER)), None if said.startswith(OTHER) else law(said))
            for said in row["forventet"].split(" | ")
        }
        places = {said for said, _ in expected}
        for one in find(row["uddrag"], Reading.ACT):
            said = written(one)
            if isinstance(one, ProvisionRef) and one.law and place(said) in places:
                named += 1
                wrong += part == "genfinding" and (place(said), one.law) not in expected
    assert named > 0
    assert wrong / named <= 1 - FLOOR
