"""The development sets of `benchmarks/data`: their form, their words and their independence."""

from collections import Counter
from itertools import chain
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from corpus import asked
from tests.corpus import acts

Tag = Literal[
    "situational",
    "short",
    "colloquial",
    "abbrev",
    "number",
    "typo",
    "no-aeoeaa",
    "old-paragraph",
    "section",
    "decision",
    "law",
    "plain",
]
DATA = Path(__file__).parent.parent / "benchmarks" / "data"
FILES = ("sagsbehandler.jsonl", "henvisninger.jsonl", "ligefremme.jsonl", "proeve.jsonl")
DECISIONS = ("1-25", "1-26", "2-26", "3-26", "20-25", "21-25", "22-25")
REPUBLISHED = {"20-25": "1-26", "21-25": "2-26", "22-25": "3-26"}
SHORTEST, LONGEST = 40, 300


class Row(BaseModel):
    """One line."""

    model_config = ConfigDict(extra="forbid", strict=True)
    row_id: str = Field(alias="_id", pattern=r"^[shlp]\d{3}$")
    question: str = Field(min_length=5)
    answerable: bool
    document: str | None
    section: str | None = Field(pattern=r"^\d+[a-zæøå]?$")
    stk: int | None = Field(ge=1)
    span: str | None = Field(min_length=SHORTEST, max_length=LONGEST)
    also_in: list[str]
    kind: Literal["near-miss", "neighbour"] | None
    tags: list[Tag]


def _rows(name: str) -> list[Row]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [Row.model_validate_json(line) for line in lines]


SETS = {name: _rows(name) for name in FILES}
ROWS = list(chain.from_iterable(SETS.values()))
ANSWERABLE = [row for row in ROWS if row.answerable]
UNANSWERABLE = [row for row in ROWS if not row.answerable]
DOCUMENTS = {*acts.LAW_IDS.values(), *DECISIONS}


def test_ids_and_questions_are_unique() -> None:
    assert len({row.row_id for row in ROWS}) == len(ROWS)
    assert len({row.question.casefold() for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(
    ("name", "answerable", "near_misses", "neighbours"),
    [
        ("sagsbehandler.jsonl", 230, 110, 150),
        ("henvisninger.jsonl", 170, 170, 0),
        ("ligefremme.jsonl", 230, 0, 0),
        ("proeve.jsonl", 140, 60, 40),
    ],
)
def test_there_are_enough_of_each_sort(
    name: str, answerable: int, near_misses: int, neighbours: int
) -> None:
    kinds = Counter(row.kind for row in SETS[name])
    assert kinds[None] >= answerable
    assert kinds["near-miss"] >= near_misses
    assert kinds["neighbour"] >= neighbours


def test_an_answerable_question_names_its_place() -> None:
    for row in ANSWERABLE:
        assert row.kind is None, row
        assert row.span == " ".join((row.span or "").split()), row
        assert row.document in DOCUMENTS, row
        assert (row.section is None) == (row.document in DECISIONS), row
        assert {row.document, *row.also_in} <= DOCUMENTS, row
        assert row.document not in row.also_in, row


def test_an_unanswerable_question_names_none() -> None:
    for row in UNANSWERABLE:
        assert row.kind, row
        assert (row.document, row.section, row.stk, row.span, row.also_in) == (
            None,
            None,
            None,
            None,
            [],
        ), row


def test_a_republication_counts_as_the_same_decision() -> None:
    twins = REPUBLISHED | {later: earlier for earlier, later in REPUBLISHED.items()}
    for row in ANSWERABLE:
        if row.document in twins:
            assert twins[row.document] in row.also_in, row


def test_no_question_is_indexed_as_a_typical_question() -> None:
    answered, unanswered = asked.installed().answered_and_not()
    indexed = {question.casefold() for question in answered | unanswered}
    assert [row.question for row in ROWS if row.question.casefold() in indexed] == []


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_every_span_stands_in_its_document() -> None:
    for row in ANSWERABLE:
        assert (row.span or "?") in _text(row.document or "?", row.section), row


def _text(document: str, section: str | None) -> str:
    if section is None:
        return acts.text_of(f"PM {document}")
    return acts.sections(document)[section]
