"""Likeness in meaning: it orders what words find, and answers nothing by itself."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import vectors
from index.build import build, check, publish, update
from index.embedding import Embedder
from index.errors import CorruptIndexError
from index.files import write_array
from index.generations import open_generation
from index.model import Filters, IndexEntry, Ranking
from index.search import Searcher, open_index
from index.vectors import FOLDER, Meant, Texts
from index.weights import Weights, default_weights
from tests.index.factories import entries
from tests.index.letters import LetterModel

TEXTS = (
    "Kommunen skal partshøre borgeren før en afgørelse",
    "Fristen for at klage er fire uger fra afgørelsen",
    "Aflastning og afløsning for forældre til et barn",
    "Huslejen sættes efter reglerne om almene boliger",
    "Borgeren kan klage til Ankestyrelsen over kommunen",
)
WORDS = sorted({word for text in TEXTS for word in text.split()})


def _index(
    root: Path,
    passages: Sequence[IndexEntry],
    model: Embedder | None,
    name: str = "g",
    *,
    weights: Weights | None = None,
    questions: Mapping[str, tuple[str, ...]] | None = None,
) -> Searcher:
    if not (root / name).exists():
        build(passages, root, name)
        _read(root, name, passages, model or LetterModel(), questions)
        publish(root, name)
    return open_index(root, embedder=model, weights=weights)


def _read(
    root: Path,
    name: str,
    passages: Sequence[IndexEntry],
    model: Embedder,
    questions: Mapping[str, tuple[str, ...]] | None = None,
) -> None:
    opened = open_generation(root, name)
    asked = questions or {}
    meant = (Meant(p.passage_id, p.text, asked.get(p.passage_id, ())) for p in passages)
    vectors.write(opened.folder, opened.segments, Texts(meant), model)


def _ids(ranking: Ranking) -> list[str]:
    return [hit.passage_id for hit in ranking.hits]


def test_without_a_model_vectors_change_nothing(tmp_path: Path) -> None:
    with_vectors = _index(tmp_path / "a", entries(*TEXTS), None)
    build(entries(*TEXTS), tmp_path / "b", "g")
    publish(tmp_path / "b", "g")
    assert with_vectors.search("klage frist") == open_index(tmp_path / "b").search("klage frist")


def test_a_question_may_leave_meaning_out(tmp_path: Path) -> None:
    searcher = _index(tmp_path, entries(*TEXTS), LetterModel())
    found = searcher.search("klage frist", words_alone=True)
    assert found == open_index(tmp_path).search("klage frist")


def test_a_generation_without_vectors_is_searched_by_words_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(entries(*TEXTS), tmp_path, "g")
    publish(tmp_path, "g")
    with caplog.at_level(logging.WARNING):
        found = open_index(tmp_path, embedder=LetterModel()).search("klage frist")
    assert found == open_index(tmp_path).search("klage frist")
    assert "uden betydning" in caplog.text


@settings(deadline=None, max_examples=30)
@given(
    texts=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
        min_size=1,
        max_size=8,
        unique=True,
    ),
    question=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join),
)
def test_meaning_orders_what_words_find(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], question: str
) -> None:
    root = tmp_path_factory.mktemp("index")
    passages = entries(*texts)
    both = _index(root, passages, LetterModel()).search(question)
    words = open_index(root).search(question)
    assert sorted(_ids(both)) == sorted(_ids(words))
    assert both.by_words == words.hits
    assert (both.confidence, both.threshold) == (words.confidence, words.threshold)
    assert all(hit.matched for hit in both.hits)
    assert all(sum(term.share for term in hit.matched) <= 1 + 1e-9 for hit in both.hits)
    assert [hit.score for hit in both.hits] == sorted((h.score for h in both.hits), reverse=True)
    by_words = {hit.passage_id: hit for hit in words.hits}
    for hit in both.hits:
        assert hit.score >= by_words[hit.passage_id].score
        assert hit.is_lifted == (by_words[hit.passage_id].rank > hit.rank)
    if both.by_meaning:
        assert both.by_meaning.passage_id not in by_words
        assert not both.by_meaning.matched


@settings(deadline=None, max_examples=30)
@given(question=st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
def test_without_weight_the_order_is_that_of_words(
    tmp_path_factory: pytest.TempPathFactory, question: str
) -> None:
    root = tmp_path_factory.mktemp("index")
    usual = default_weights()
    none = replace(usual, meaning=replace(usual.meaning, score=0.0))
    found = _index(root, entries(*TEXTS), LetterModel(), weights=none).search(question)
    assert found.hits == open_index(root).search(question).hits


def test_the_nearer_of_two_that_are_level_by_words_goes_first(tmp_path: Path) -> None:
    texts = ("klage abcdefghij", "klage xyzzyplugh", "andre ord her", "helt andre emner")
    question = "klage yzz zyp lug"
    found = _index(tmp_path, entries(*texts), LetterModel()).search(question)
    assert _ids(open_index(tmp_path).search(question)) == ["p0", "p1"]
    assert [(hit.passage_id, hit.is_lifted) for hit in found.hits] == [("p1", True), ("p0", False)]


def test_a_typical_question_brings_its_passage_up(tmp_path: Path) -> None:
    passages = entries(*["klage over afslaget hos nævnet"] * 6)
    asked = {f"p{number}": (f"noget helt andet om emne {number}",) for number in range(6)}
    asked["p4"] = ("hvor langsomt svarer de på en klage",)
    question = "klage svarer de langsomt"
    found = _index(tmp_path, passages, LetterModel(), questions=asked).search(question)
    assert _ids(open_index(tmp_path).search(question))[0] == "p0"
    assert (found.hits[0].passage_id, found.hits[0].is_lifted) == ("p4", True)


def test_what_no_word_found_stands_apart(tmp_path: Path) -> None:
    far = [f"emne {number} om noget andet end dette" for number in range(40)]
    searcher = _index(tmp_path, entries("xyzzyplughxyzzyplugh", *far), LetterModel())
    found = searcher.search("xyz zyp plu ugh hxy")
    assert found.hits == ()
    assert found.by_meaning is not None
    assert (found.by_meaning.passage_id, found.by_meaning.matched) == ("p0", ())


def test_what_is_filtered_away_is_not_found_by_meaning(tmp_path: Path) -> None:
    far = [f"emne {number} om noget andet end dette" for number in range(40)]
    theirs = replace(entries("xyzzyplughxyzzyplugh", collection="kommune")[0], passage_id="k0")
    searcher = _index(tmp_path, [*entries(*far, collection="faelles"), theirs], LetterModel())
    question = "xyz zyp plu ugh hxy"
    ours = Filters({"collection": frozenset({"faelles"})})
    assert searcher.search(question, ours).by_meaning is None
    found = searcher.search(question).by_meaning
    assert found is not None
    assert found.passage_id == "k0"


def test_another_tenants_passages_move_nobodys_order(tmp_path: Path) -> None:
    shared = entries(*TEXTS, collection="faelles")
    others = [
        IndexEntry(f"x{n}", text, "", {"document": f"x{n}", "collection": "kommune"})
        for n, text in enumerate(("klage frist afgørelse", "klage klage", "borgerens frist"))
    ]
    alone = _index(tmp_path / "a", shared, LetterModel())
    together = _index(tmp_path / "b", [*shared, *others], LetterModel())
    ours = Filters({"collection": frozenset({"faelles"})})
    for question in ("klage frist", "borgeren klager over kommunen"):
        assert together.search(question, ours).hits == alone.search(question, ours).hits


def test_an_updated_generation_orders_as_one_built_whole(tmp_path: Path) -> None:
    model = LetterModel()
    build(entries(*TEXTS), tmp_path, "old")
    new = [IndexEntry("n0", "klage over en frist i kommunen", "", {"document": "n0"})]
    update(tmp_path, "old", "new", added=new, withdrawn=["d1"])
    left = [entry for entry in entries(*TEXTS) if entry.passage_id != "p1"] + new
    _read(tmp_path, "new", left, model)
    publish(tmp_path, "new")
    whole = _index(tmp_path / "whole", left, model)
    for question in ("klage frist", "kommunen", "borgeren og barnet"):
        ours = open_index(tmp_path, embedder=model).search(question).hits
        assert ours == whole.search(question).hits


def test_the_same_texts_give_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        _index(tmp_path / name, entries(*TEXTS), LetterModel())
    for path in (tmp_path / "a" / "g" / FOLDER).iterdir():
        assert path.read_bytes() == (tmp_path / "b" / "g" / FOLDER / path.name).read_bytes()


@pytest.mark.parametrize("name", ["text.f4", "text.owner.i4", "model.json"])
def test_a_file_that_is_cut_is_named(tmp_path: Path, name: str) -> None:
    _index(tmp_path, entries(*TEXTS), LetterModel())
    path = tmp_path / "g" / FOLDER / name
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(CorruptIndexError, match=name.replace(".", r"\.")):
        open_index(tmp_path, embedder=LetterModel())


def test_a_flipped_bit_is_found_by_the_check(tmp_path: Path) -> None:
    _index(tmp_path, entries(*TEXTS), LetterModel())
    path = tmp_path / "g" / FOLDER / "text.f4"
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(bytes(raw))
    with pytest.raises(CorruptIndexError, match=r"text\.f4"):
        check(open_generation(tmp_path, "g"), len(TEXTS))


def test_files_that_do_not_fit_each_other_are_named(tmp_path: Path) -> None:
    _index(tmp_path, entries(*TEXTS), LetterModel())
    _index(tmp_path / "less", entries(*TEXTS[:2]), LetterModel())
    other = tmp_path / "less" / "g" / FOLDER / "text.owner.i4"
    (tmp_path / "g" / FOLDER / "text.owner.i4").write_bytes(other.read_bytes())
    with pytest.raises(CorruptIndexError, match="does not fit"):
        open_index(tmp_path, embedder=LetterModel())


def test_another_models_vectors_are_refused_by_name(tmp_path: Path) -> None:
    _index(tmp_path, entries(*TEXTS), LetterModel())
    with pytest.raises(CorruptIndexError, match="bogstaver-1, but the model is bogstaver-2"):
        open_index(tmp_path, embedder=LetterModel("bogstaver-2"))


def test_progress_counts_texts_and_typical_questions(tmp_path: Path) -> None:
    passages = entries(*TEXTS)
    build(passages, tmp_path, "g")
    opened = open_generation(tmp_path, "g")
    told: list[tuple[int, int]] = []
    meant = [Meant(p.passage_id, p.text, ("et spørgsmål",)) for p in passages]
    vectors.write(
        opened.folder,
        opened.segments,
        Texts(meant, ("et andet spørgsmål", "")),
        LetterModel(),
        lambda done, total: told.append((done, total)),
    )
    assert told[-1] == (2 * len(TEXTS) + 1, 2 * len(TEXTS) + 1)


def test_the_questions_that_lie_nearest_are_told_in_meaning(tmp_path: Path) -> None:
    passages, model = entries(*TEXTS), LetterModel()
    build(passages, tmp_path, "g")
    opened = open_generation(tmp_path, "g")
    compared = ("hvem kan klage", "er der en frist", "", "må hunden komme med", "hvor er katten")
    vectors.write(opened.folder, opened.segments, Texts((), compared), model)
    read = vectors.open_vectors(opened.folder, opened.segments, model)
    assert read is not None
    near = read.neighbours(lambda asked: model.questions([asked])[0])
    assert len(near) == len(compared)
    answered = np.array([True, True, False, False, False])
    beside = np.array([False, False, False, True, True])
    assert near.lean("hvem kan klage her", answered, beside) > 1
    assert near.lean("hvor er hunden", answered, beside) < -1
    assert near.lean("hvor er hunden", beside, answered) > 1
    assert near.lean("hvor er hunden", answered, np.zeros(5, bool)) == 0


@pytest.mark.parametrize("name", ["near.f4", "mean.f4"])
def test_vectors_of_questions_that_do_not_fit_are_refused(tmp_path: Path, name: str) -> None:
    passages, model = entries(*TEXTS), LetterModel()
    build(passages, tmp_path, "g")
    opened = open_generation(tmp_path, "g")
    vectors.write(opened.folder, opened.segments, Texts((), ("hvem kan klage",)), model)
    write_array(opened.folder / FOLDER / name, np.zeros(3, np.float32))
    with pytest.raises(CorruptIndexError, match="does not fit the model"):
        vectors.open_vectors(opened.folder, opened.segments, model)


def test_a_collection_of_one_passage_has_no_spread(tmp_path: Path) -> None:
    found = _index(tmp_path, entries("klage"), LetterModel()).search("klage")
    assert [hit.is_lifted for hit in found.hits] == [False]
    assert np.isfinite(found.hits[0].score)


def test_an_empty_collection_is_searched(tmp_path: Path) -> None:
    assert _index(tmp_path, [], LetterModel()).search("klage").hits == ()
