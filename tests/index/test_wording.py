"""How questions are worded that a text answers."""

from pathlib import Path

import pytest

from index import wording
from index.analysis import DanishAnalyzer
from index.wording import Wording

PHRASES = DanishAnalyzer().phrases
ANSWERED = ["hvem kan flytte ind", "hvem skal betale", "hvem kan klage", "må vi bede om papirer"]
UNANSWERED = [
    "hvor mange timer",
    "hvor mange kroner",
    "hvor mange dage",
    "hvem kan ringe om natten",
]


@pytest.fixture
def worded(tmp_path: Path) -> Wording:
    wording.write(tmp_path, wording.count(map(PHRASES, ANSWERED), map(PHRASES, UNANSWERED)))
    return Wording(tmp_path)


def test_a_question_leans_to_those_that_are_worded_so(worded: Wording) -> None:
    assert worded.fits()
    assert worded.lean(PHRASES("hvor mange uger")) < 0 < worded.lean(PHRASES("hvem kan søge"))
    assert worded.lean(PHRASES("hvor mange uger")) < worded.lean(PHRASES("mange uger"))


@pytest.mark.parametrize("question", ["", "zebra", "må vi bede om papirer"])
def test_what_too_few_have_asked_says_nothing(worded: Wording, question: str) -> None:
    assert worded.lean(PHRASES(question)) == 0


def test_many_phrases_say_no_more_than_some(tmp_path: Path) -> None:
    words = " ".join(f"ord{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    wording.write(tmp_path, wording.count([PHRASES(words)] * 9, [PHRASES("andet")] * 9))
    assert Wording(tmp_path).lean(PHRASES(words)) == 8


@pytest.mark.parametrize("known", [ANSWERED, []])
def test_without_questions_of_both_kinds_nothing_leans(tmp_path: Path, known: list[str]) -> None:
    wording.write(tmp_path, wording.count(map(PHRASES, known), ()))
    assert Wording(tmp_path).lean(PHRASES("hvem betaler")) == 0
