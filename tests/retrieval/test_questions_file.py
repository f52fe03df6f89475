"""The caseworkers' questions are well formed, and every expected span stands in its source."""

import re
from collections import Counter
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tests.source_texts import collapsed_sources

QUESTIONS = Path(__file__).with_name("questions.jsonl")
KINDS = {"other-domain", "near-miss", "false-premise", "chit-chat", "case-verdict"}
_STOP_LIST = (
    "af alle at blev blive bliver da de dem den der deres det dig din disse dog du efter eller en "
    "er et for fra få får gør gøre ham han hans har hende her hun hvad hvem hvilke hvilken hvis "
    "hvor hvordan hvorfor hvornår i ik ikke ind jeg jer jeres jo kan kunne man med mellem men mig "
    "min mod må bør ned nok noget nu når og også om op os over på selv sig sin skal som så ta til "
    "ud under var ved vel vi vil vores være været"
)
STOP_WORDS = frozenset(_STOP_LIST.split())


class Expected(BaseModel):
    """Words that answer: any of a question's spans is right."""

    model_config = ConfigDict(extra="forbid", strict=True)
    file: Literal["000", "001", "002", "003", "004"]
    span: str


class Question(BaseModel):
    """One line of `questions.jsonl`."""

    model_config = ConfigDict(extra="forbid", strict=True)
    question_id: str = Field(alias="_id")
    question: str
    answerable: bool
    expected: list[Expected]
    half: Literal["dev", "test"]
    tags: list[str]


def _read() -> list[Question]:
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return [Question.model_validate_json(line) for line in lines]


QUESTIONS_READ = _read()
ANSWERABLE = [question for question in QUESTIONS_READ if question.answerable]
UNANSWERABLE = [question for question in QUESTIONS_READ if not question.answerable]


def _stems(text: str) -> set[str]:
    words: list[str] = re.findall(r"\w+", text.lower())
    return {word[:5] for word in words if word not in STOP_WORDS}


def _shares_most_words(question: Question) -> bool:
    asked = _stems(question.question)
    shared = max(len(asked & _stems(expected.span)) for expected in question.expected)
    return 2 * shared > len(asked)


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda q: q.question_id)
def test_every_expected_span_stands_in_its_source(question: Question) -> None:
    sources = collapsed_sources()
    assert question.expected
    for expected in question.expected:
        assert expected.span in sources[expected.file]


def test_there_are_enough_questions_of_both_sorts() -> None:
    assert len(ANSWERABLE) >= 60
    assert len(UNANSWERABLE) >= 40


def test_an_unanswerable_question_expects_nothing_and_says_what_sort_it_is() -> None:
    for question in UNANSWERABLE:
        assert question.expected == []
        assert len(KINDS & set(question.tags)) == 1


def test_ids_and_questions_are_unique() -> None:
    assert len({question.question_id for question in QUESTIONS_READ}) == len(QUESTIONS_READ)
    assert len({question.question for question in QUESTIONS_READ}) == len(QUESTIONS_READ)


def test_the_halves_are_equal_in_both_sorts() -> None:
    for questions in (ANSWERABLE, UNANSWERABLE):
        sizes = Counter(question.half for question in questions)
        assert abs(sizes["dev"] - sizes["test"]) <= 1


def test_at_most_half_of_the_answerable_share_most_words_with_a_span() -> None:
    assert 2 * sum(map(_shares_most_words, ANSWERABLE)) <= len(ANSWERABLE)
