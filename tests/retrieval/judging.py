"""Whether shown answers are right, by the rules of README.md in this folder."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.answer import Answer, NoAnswer
from bot.service import GuidanceService, Question

QUESTIONS = Path(__file__).parent / "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One question and what came of it."""

    question: dict[str, Any]
    result: Answer | NoAnswer
    is_right: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Shares over a set of verdicts, 0..1."""

    answerable: int
    unanswerable: int
    right_shown: float
    falsely_answered: float


def load(half: str | None = None) -> list[dict[str, Any]]:
    """The questions, or one half of them."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [row for row in rows if half is None or row["half"] == half]


def judge(service: GuidanceService, questions: Iterable[dict[str, Any]]) -> list[Verdict]:
    """Ask every question and judge what is shown."""
    verdicts = []
    for question in questions:
        result = service.answer(Question(question["question"]))
        verdicts.append(Verdict(question, result, _is_right(question, result)))
    return verdicts


def score(verdicts: Sequence[Verdict]) -> Score:
    """How often the right passage is shown, and how often a no was due and not given."""
    answerable = [v for v in verdicts if v.question["answerable"]]
    others = [v for v in verdicts if not v.question["answerable"]]
    return Score(
        answerable=len(answerable),
        unanswerable=len(others),
        right_shown=sum(v.is_right for v in answerable) / max(1, len(answerable)),
        falsely_answered=sum(not v.is_right for v in others) / max(1, len(others)),
    )


def _is_right(question: dict[str, Any], result: Answer | NoAnswer) -> bool:
    if not question["answerable"]:
        return isinstance(result, NoAnswer)
    if isinstance(result, NoAnswer):
        return False
    return any(
        item.file.startswith(expected["file"]) and expected["span"] in item.quote
        for item in result.items
        for expected in question["expected"]
    )
