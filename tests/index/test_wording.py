"""How questions are worded that a text answers."""

from pathlib import Path

import pytest

from index import wording
from index.analysis import DanishAnalyzer
from index.wording import Wording

NONE = frozenset[str]()
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
    wording.write(tmp_path, map(PHRASES, ANSWERED), map(PHRASES, UNANSWERED))
    return Wording(tmp_path)


def test_a_question_leans_to_those_that_are_worded_so(worded: Wording) -> None:
    assert worded.fits()
    assert (
        worded.lean(PHRASES("hvor mange uger"), NONE)
        < 0
        < worded.lean(PHRASES("hvem kan søge"), NONE)
    )
    assert worded.lean(PHRASES("hvor mange uger"), NONE) < worded.lean(PHRASES("mange uger"), NONE)


@pytest.mark.parametrize("question", ["", "zebra", "må vi bede om papirer"])
def test_what_too_few_have_asked_says_nothing(worded: Wording, question: str) -> None:
    assert worded.lean(PHRASES(question), NONE) == 0


def test_words_that_the_text_has_say_nothing_of_what_is_asked(worded: Wording) -> None:
    asked = PHRASES("hvor mange kan klage")
    assert worded.lean(asked, frozenset({"hvor", "mange", "kan", "klage"})) == 0
    assert worded.lean(asked, frozenset({"hvor", "mange"})) > worded.lean(asked, NONE)


def test_many_phrases_say_no_more_than_some(tmp_path: Path) -> None:
    words = " ".join(f"ord{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    wording.write(tmp_path, [PHRASES(words)] * 9, [PHRASES("andet")] * 9)
    assert Wording(tmp_path).lean(PHRASES(words), NONE) == 8


def test_without_questions_nothing_leans(tmp_path: Path) -> None:
    wording.write(tmp_path, (), ())
    assert Wording(tmp_path).lean(PHRASES("hvem betaler"), NONE) == 0
