"""The typical questions of a generation, and what is like them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import questions
from index.analysis import DanishAnalyzer
from index.errors import CorruptIndexError
from index.files import write_array
from index.model import Resemblance, ResemblanceThere
from index.questions import PassageQuestions, TypicalQuestions
from index.statistics import idf

ANALYZER = DanishAnalyzer()
CENTRE = PassageQuestions(
    "centre",
    place="§:serviceloven:109",
    answered=("hvem kan flytte på krisecenter", "skal hun betale for krisecentret"),
    unanswered=("må hunden komme med på krisecenter", "hvem betaler flyttebilen"),
)
HOME = PassageQuestions("home", answered=("hvem betaler for rengøring", "hvem betaler flyttebilen"))


@pytest.fixture
def typical(tmp_path: Path) -> TypicalQuestions:
    questions.write(tmp_path, [CENTRE, HOME], ANALYZER)
    opened = questions.open_questions(tmp_path, ANALYZER)
    assert opened is not None
    return opened


def like(typical: TypicalQuestions, question: str) -> Resemblance:
    return typical.resemblance(question)


def test_a_question_is_most_like_itself(typical: TypicalQuestions) -> None:
    found = like(typical, "må hunden komme med på krisecenter")
    assert found.unanswered == pytest.approx(1)
    assert found.nearest == "må hunden komme med på krisecenter"
    assert 0 < found.answered < found.unanswered


def test_one_that_a_passage_answers_is_answered_whatever_another_says(
    typical: TypicalQuestions,
) -> None:
    found = like(typical, "hvem betaler flyttebilen")
    assert found.answered == pytest.approx(1)
    assert found.nearest != "hvem betaler flyttebilen"


def test_a_word_that_nobody_has_asked_with_makes_less_alike(typical: TypicalQuestions) -> None:
    plain = like(typical, "må hunden komme på krisecenter").unanswered
    assert like(typical, "må hunden komme på krisecenter zebra").unanswered < plain


def test_nothing_is_like_nothing(typical: TypicalQuestions) -> None:
    assert like(typical, "") == Resemblance()


@pytest.mark.parametrize("question", ["zebra", "og til med"])
def test_unknown_words_are_like_nothing_but_in_their_letters(
    typical: TypicalQuestions, question: str
) -> None:
    found = like(typical, question)
    assert replace(found, near=0.0) == Resemblance()


def test_a_question_can_be_compared_with_all_others_but_itself(typical: TypicalQuestions) -> None:
    question = "hvem kan flytte på krisecenter"
    assert typical.resemblance(question).answered == pytest.approx(1)
    assert typical.resemblance(question, apart_from=question).answered < 1


@pytest.mark.parametrize(
    ("answered", "unanswered", "trust"),
    [
        (0.0, 0.0, 1.0),  # like nothing that is known
        (0.4, 0.0, 1.0),
        (0.0, 1.0, 0.0),  # asked before, and no text says
        (0.3, 0.6, 0.4),
        (1.0, 0.8, 0.36),  # asked before, and a text says
        (0.5, 0.5, 0.5),
    ],
)
def test_likeness_to_an_unanswered_question_takes_of_the_confidence(
    answered: float, unanswered: float, trust: float
) -> None:
    assert Resemblance(answered, unanswered).trust == pytest.approx(trust)


def test_a_passage_has_those_that_it_answers(typical: TypicalQuestions) -> None:
    assert typical.answered_by("centre") == list(CENTRE.answered)
    assert typical.answered_by("nowhere") == []


def test_a_place_is_compared_by_its_own_questions(typical: TypicalQuestions) -> None:
    question = "hvem betaler flyttebilen"
    everywhere = like(typical, question)
    found = typical.resemblance_at(question, ["§:serviceloven:109"])
    assert found is not None
    assert replace(found.everywhere, at_home=0.0) == everywhere
    assert everywhere.answered == pytest.approx(1)
    assert found.alone.unanswered == pytest.approx(1)  # another place says so, this one does not
    assert found.alone.answered < 1
    assert typical.resemblance_at(question, ["§:serviceloven:1"]) is None


@pytest.mark.parametrize(("wording", "trust"), [(0.0, 0.5), (2.0, 0.5751), (-2.0, 0.4347)])
def test_how_a_question_is_worded_counts_a_little(wording: float, trust: float) -> None:
    assert Resemblance(0.5, 0.5, wording=wording).trust == pytest.approx(trust, abs=1e-4)


@pytest.mark.parametrize(("near", "trust"), [(2.0, 0.9111), (-2.0, 0.2744)])
def test_what_lies_nearest_counts(near: float, trust: float) -> None:
    assert Resemblance(0.5, 0.5, near=near).trust == pytest.approx(trust, abs=1e-4)


def test_wording_counts_less_where_the_text_holds_what_is_asked_for() -> None:
    found = Resemblance(0.5, 0.5, wording=-3.0)
    assert found.trust * found.redeemed == pytest.approx(Resemblance(0.5, 0.5, wording=-1.0).trust)
    assert Resemblance(0.5, 0.5, wording=3.0).redeemed == 1


@pytest.mark.parametrize(
    ("there", "everywhere", "strange", "balance"),
    [
        (Resemblance(0.5, 0.5), Resemblance(0.5, 0.5), 0, -0.35),  # .5 - 1.2 * .5 - .25
        (Resemblance(0.7, 0.0), Resemblance(0.5, 0.2), 0, 0.23),
        (Resemblance(0.5, 0.0, wording=2), Resemblance(0.5, 0.0), 0, 0.39),
        (Resemblance(0.5, 0.0), Resemblance(0.5, 0.0, near=-2.0), 0, -0.15),
        (Resemblance(0.5, 0.0), Resemblance(0.5, 0.0, at_home=1.0), 0, 0.55),
        (Resemblance(0.5, 0.0), Resemblance(0.5, 0.0), 10.0, -0.05),
    ],
)
def test_what_speaks_for_a_text_that_is_named(
    there: Resemblance, everywhere: Resemblance, strange: float, balance: float
) -> None:
    found = ResemblanceThere(there, everywhere, strange)
    assert found.balance() == pytest.approx(balance)
    assert found.balance(holds_kind=True) == pytest.approx(balance)


def test_at_a_named_text_wording_counts_less_where_it_holds_what_is_asked_for() -> None:
    found = ResemblanceThere(Resemblance(0.5, 0.5, wording=-3.0), Resemblance(0.5, 0.5))
    assert found.balance() == pytest.approx(-0.56)
    assert found.balance(holds_kind=True) == pytest.approx(-0.42)


@pytest.mark.parametrize(
    ("question", "met", "strange"),
    [
        ("hvem kan flytte på krisecenter", frozenset(), 0),  # all in one that is answered
        ("hvem kan flytte på krisecenter i weekenden", {"weekenden"}, 0),  # the text has it
        ("hvem kan tage hunden med på krisecenter", frozenset(), 2),  # hund, tag
    ],
)
def test_words_that_a_named_text_lacks_are_strange(
    typical: TypicalQuestions, question: str, met: set[str], strange: int
) -> None:
    found = typical.resemblance_at(question, ["§:serviceloven:109"], frozenset(met))
    assert found is not None
    assert found.strange == pytest.approx([0, 0, idf(1, 5) + idf(0, 5)][strange])


def test_what_one_tenant_holds_is_compared_with_nobodys_questions(tmp_path: Path) -> None:
    questions.write(tmp_path, [CENTRE], ANALYZER)
    alone = TypicalQuestions(tmp_path, ANALYZER)
    own = PassageQuestions(
        "own", ("er der en hund",), ("hvem ejer hunden",), place="§:own:1", is_shared=False
    )
    questions.write(tmp_path, [CENTRE, own], ANALYZER)
    beside = TypicalQuestions(tmp_path, ANALYZER)
    assert beside.answered_by("own") == ["er der en hund"]
    for asked in ("er der en hund", "hvem ejer hunden", "må hunden komme med"):
        assert like(beside, asked) == like(alone, asked)
    assert beside.resemblance_at("er der en hund", ["§:own:1"]) is None


def test_a_generation_without_questions_can_be_asked(tmp_path: Path) -> None:
    assert questions.open_questions(tmp_path, ANALYZER) is None
    questions.write(tmp_path, [PassageQuestions("silent")], ANALYZER)
    opened = questions.open_questions(tmp_path, ANALYZER)
    assert opened is not None
    assert like(opened, "hvem betaler") == Resemblance()
    assert opened.answered_by("silent") == []


@pytest.mark.parametrize(
    "name",
    [
        *("answered.u1", "asked.i4", "beside.i4", "postings.i4", "question.blob", "weight.f8"),
        *("letters.f2", "near.f4", "own.i4"),
    ],
)
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    questions.write(tmp_path, [CENTRE, HOME], ANALYZER)
    questions.check(tmp_path)
    path = tmp_path / questions.FOLDER / name
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    with pytest.raises(CorruptIndexError, match=name.split(".", maxsplit=1)[0]):
        questions.check(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        "answered.u1",
        "said_answered.i4",
        "asked.i4",
        "own.i4",
        "letters.f2",
        "letters.f8",
        "near.f4",
    ],
)
def test_files_that_do_not_fit_each_other_are_refused(tmp_path: Path, name: str) -> None:
    questions.write(tmp_path, [CENTRE, HOME], ANALYZER)
    write_array(tmp_path / questions.FOLDER / name, np.zeros(1, np.int32))
    with pytest.raises(CorruptIndexError, match="do not fit"):
        TypicalQuestions(tmp_path, ANALYZER)


def test_the_same_questions_are_linked_into_the_next_generation(tmp_path: Path) -> None:
    base, following = tmp_path / "base", tmp_path / "next"
    base.mkdir()
    following.mkdir()
    questions.write(base, [CENTRE, HOME], ANALYZER)
    assert not questions.carry_over(base, following, [CENTRE])
    assert not (following / questions.FOLDER).exists()
    assert questions.carry_over(base, following, [CENTRE, HOME])
    for path in (base / questions.FOLDER).iterdir():
        assert path.samefile(following / questions.FOLDER / path.name)
    assert TypicalQuestions(following, ANALYZER).answered_by("home") == list(HOME.answered)


@pytest.mark.parametrize("name", ["rows.u1", "letters.f2", "question.blob"])
def test_damaged_questions_are_not_linked(tmp_path: Path, name: str) -> None:
    base, following = tmp_path / "base", tmp_path / "next"
    base.mkdir()
    following.mkdir()
    questions.write(base, [CENTRE, HOME], ANALYZER)
    path = base / questions.FOLDER / name
    path.write_bytes(path.read_bytes()[:-1])
    assert not questions.carry_over(base, following, [CENTRE, HOME])


def test_where_there_are_none_none_are_linked(tmp_path: Path) -> None:
    assert not questions.carry_over(tmp_path, tmp_path, [CENTRE])


WORDS = st.lists(
    st.sampled_from(["hund", "kat", "bil", "hus", "skole", "penge", "hjælp"]), max_size=6
)


@given(asked=WORDS, answered=st.lists(WORDS, max_size=5), unanswered=st.lists(WORDS, max_size=5))
def test_likeness_lies_between_none_and_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    asked: list[str],
    answered: list[list[str]],
    unanswered: list[list[str]],
) -> None:
    folder = tmp_path_factory.mktemp("generation")
    row = PassageQuestions("one", tuple(map(" ".join, answered)), tuple(map(" ".join, unanswered)))
    questions.write(folder, [row], ANALYZER)
    opened = questions.open_questions(folder, ANALYZER)
    assert opened is not None
    found = like(opened, " ".join(asked))
    assert 0 <= found.answered <= 1 + 1e-9
    assert 0 <= found.unanswered <= 1 + 1e-9
    same = {frozenset(ANALYZER.terms(" ".join(each))) for each in answered}
    if asked and frozenset(ANALYZER.terms(" ".join(asked))) in same:
        assert found.answered == pytest.approx(1)
