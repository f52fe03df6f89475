"""How the questions lean that lie nearest to one."""

from pathlib import Path

import numpy as np
import pytest

from index import neighbours
from index.analysis import DanishAnalyzer
from index.files import Array
from index.letters import installed
from index.neighbours import Neighbours

READ = DanishAnalyzer().words_said
ANSWERED = ["hvem kan bo på krisecenter", "skal hun betale for maden på krisecentret"]
UNANSWERED = ["må hunden komme med på krisecenter", "kan katten bo hos hende"]
KINDS = np.array([True] * 2 + [False] * 2)


@pytest.fixture
def known(tmp_path: Path) -> Neighbours:
    neighbours.write(tmp_path, [*ANSWERED, *UNANSWERED], READ, installed())
    opened = neighbours.by_letters(tmp_path, READ, installed())
    assert len(opened) == 4
    return opened


def lean(known: Neighbours, question: str, kinds: Array = KINDS) -> float:
    return known.lean(question, kinds, ~kinds)


@pytest.mark.parametrize("question", [*ANSWERED, "hvad koster maden på krisecentret"])
def test_near_those_that_a_text_answers_it_leans_to_them(known: Neighbours, question: str) -> None:
    assert lean(known, question) > 0.5


@pytest.mark.parametrize("question", [*UNANSWERED, "er hunde tilladt på et krisecenter"])
def test_near_those_that_none_answers_it_leans_to_them(known: Neighbours, question: str) -> None:
    assert lean(known, question) < -0.5


def test_it_leans_the_other_way_where_the_kinds_are_the_other_way(known: Neighbours) -> None:
    question = "er hunde tilladt på et krisecenter"
    assert lean(known, question, ~KINDS) == pytest.approx(-lean(known, question))


def test_one_that_is_left_out_does_not_speak(known: Neighbours) -> None:
    question = UNANSWERED[0]
    others = np.array([False, False, False, True])
    assert known.lean(question, KINDS, others) > known.lean(question, KINDS, ~KINDS)


@pytest.mark.parametrize("question", ["", "§ 85", "ξξ"])
def test_unknown_letters_lean_nowhere(known: Neighbours, question: str) -> None:
    assert lean(known, question) == 0


@pytest.mark.parametrize("kinds", [np.ones(4, bool), np.zeros(4, bool)])
def test_where_one_kind_is_lacking_nothing_leans(known: Neighbours, kinds: Array) -> None:
    assert lean(known, ANSWERED[0], kinds) == 0


def test_without_questions_nothing_leans(tmp_path: Path) -> None:
    neighbours.write(tmp_path, [], READ, installed())
    opened = neighbours.by_letters(tmp_path, READ, installed())
    assert len(opened) == 0
    nothing = np.zeros(0, bool)
    assert opened.lean("hvem kan bo på krisecenter", nothing, nothing) == 0
