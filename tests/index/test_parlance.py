"""How people ask at a place, by the letters of their questions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index import parlance, questions
from index.analysis import DanishAnalyzer
from index.build import build, publish
from index.parlance import Heard, Parlance, Spoken
from index.questions import PassageQuestions
from index.search import Searcher, open_index
from tests.index.factories import entries

READ = DanishAnalyzer().words_said

CENTRE = ["må hun få penge til tøj på krisecentret", "hvor længe kan hun bo på krisecentret"]
MOVING = ["hvem kører flyttebilen ud til centret", "får hun penge til flyttebilen"]
DOG = ["må hunden komme med ind", "hvem går tur med hunden"]
ELSEWHERE = ["parkering på fortovet", "hvad koster et nyt pas", "parkeringsbøde i zonen"]

SPOKEN = [
    Spoken("centre-1", "§ 109", CENTRE),
    Spoken("centre-2", "§ 109", MOVING),
    Spoken("centre-3", "§ 109", ()),
    Spoken("dog", "§ 85", DOG),
    Spoken("silent", "§ 3", ()),
]


@pytest.fixture
def heard(tmp_path: Path) -> Callable[[str], Heard]:
    parlance.write(tmp_path, SPOKEN, READ, ELSEWHERE)
    opened = Parlance(tmp_path, READ)
    assert opened.fits()

    def hear(question: str) -> Heard:
        found = opened.heard(question)
        assert found is not None
        return found

    return hear


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ("penge til tøj på et krisecenter", ["centre-1", "centre-2", "dog"]),
        ("krisecentre, hvor længe", ["centre-1", "centre-2", "dog"]),
        ("kører nogen hendes flyttebil", ["centre-2", "centre-1", "dog"]),
        ("må hundene være inde", ["dog", "centre-1"]),
        ("MÅ HUNDENE VÆRE INDE?!", ["dog", "centre-1"]),
    ],
)
def test_the_place_whose_people_ask_so_comes_first(
    heard: Callable[[str], Heard], question: str, order: list[str]
) -> None:
    found = heard(question)
    behind = [found.behind(passage_id) for passage_id in order]
    assert behind[0] == pytest.approx(0)
    assert behind == sorted(behind)
    assert behind[0] < behind[-1]


def test_a_passage_without_questions_sounds_as_its_place(heard: Callable[[str], Heard]) -> None:
    found = heard("penge til tøj på et krisecenter")
    assert found.behind("centre-1") < found.behind("centre-3") < found.behind("dog")


@pytest.mark.parametrize("unknown", ["silent", "another law", ""])
def test_where_nobody_is_known_to_ask_it_sounds_as_all_questions_do(
    heard: Callable[[str], Heard], unknown: str
) -> None:
    clear, strange = heard("penge til tøj på et krisecenter"), heard("skat af en rytter")
    assert clear.behind(unknown) > 0
    assert strange.behind(unknown) < clear.behind(unknown)


def test_questions_of_other_desks_sound_less_at_home(heard: Callable[[str], Heard]) -> None:
    assert heard("nye parkeringsbøder på et fortov").at_home < 0 < heard("hunden må gå med").at_home


@pytest.mark.parametrize("question", ["", "?!", "§", "ξ", "zzzzz"])
def test_letters_that_nobody_has_asked_with_say_nothing(tmp_path: Path, question: str) -> None:
    parlance.write(tmp_path, SPOKEN, READ, ELSEWHERE)
    assert Parlance(tmp_path, READ).heard(question) is None


@pytest.mark.parametrize("elsewhere", [(), ELSEWHERE])
def test_without_questions_nothing_is_heard(tmp_path: Path, elsewhere: list[str]) -> None:
    parlance.write(tmp_path, [Spoken("silent", "§ 3", ())], READ, elsewhere)
    opened = Parlance(tmp_path, READ)
    assert opened.fits()
    assert opened.heard("må hunden komme med") is None


def test_the_order_of_the_passages_and_repeated_questions_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    parlance.write(tmp_path / "one", SPOKEN, READ, ELSEWHERE)
    again = [Spoken(row.passage_id, row.place, [*row.questions] * 2) for row in reversed(SPOKEN)]
    parlance.write(tmp_path / "other", again, READ, [*ELSEWHERE, *ELSEWHERE])
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "other" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("question", ["SEL § 85", "servicelovens § 85, stk. 2", "22-25", "§§ 3-5"])
def test_what_only_names_a_source_is_not_heard(tmp_path: Path, question: str) -> None:
    read = DanishAnalyzer({"SEL": "serviceloven"}).words_said
    parlance.write(tmp_path, [Spoken("p", "§ 85", [f"må hun få hjælp efter {question}"])], read)
    opened = Parlance(tmp_path, read)
    assert opened.heard(question) is None
    assert opened.heard(f"{question}, må hun få hjælp") is not None


TEXTS = (
    "Kommunen kan give hjælp til beboere på et krisecenter",
    "Kommunen kan give hjælp til beboere på et plejehjem",
    "Kommunen kan give hjælp til beboere på et herberg",
)
ASKED = {
    "p0": ("hun er flygtet hjemmefra, tøj", "må hun få penge til tøj"),
    "p1": ("far er dement og fryser", "bedste skal have varmt tøj"),
}


def _searcher(root: Path, *, asked: bool = True) -> Searcher:
    build(entries(*TEXTS), root, "g")
    rows = [PassageQuestions(name, said, document_id=name) for name, said in ASKED.items()]
    questions.write(root / "g", rows if asked else [], DanishAnalyzer(), elsewhere=ELSEWHERE)
    publish(root, "g")
    return open_index(root)


def test_of_passages_that_words_find_alike_the_one_asked_about_so_is_first(tmp_path: Path) -> None:
    for name, question, first in (
        ("one", "hjælp til beboere, hun flygter hjemmefra", "p0"),
        ("two", "hjælp til beboere, demente fædre fryser", "p1"),
    ):
        ranking = _searcher(tmp_path / name).search(question)
        assert ranking.hits[0].passage_id == first
        assert {hit.passage_id for hit in ranking.hits} == {"p0", "p1", "p2"}


def test_how_sure_the_first_is_follows_from_its_words(tmp_path: Path) -> None:
    question = "hjælp til beboere på et krisecenter, hun flygter hjemmefra"
    known = _searcher(tmp_path / "known").search(question)
    bare = _searcher(tmp_path / "bare", asked=False).search(question)
    assert known.hits[0] == bare.hits[0]
    assert all(hit.score <= known.hits[0].score for hit in known.hits)
    assert known.confidence == pytest.approx(bare.confidence * known.like.trust)
    assert 0 <= known.margin <= 1


def test_a_passage_that_no_word_finds_is_not_found_by_how_people_ask(tmp_path: Path) -> None:
    assert _searcher(tmp_path).search("hun er flygtet hjemmefra, tøj").hits == ()
