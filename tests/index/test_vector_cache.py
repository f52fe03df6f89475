"""What was read once is not read again, and what is damaged is."""

from pathlib import Path

import numpy as np
import pytest

from index.vector_cache import NAME, VectorCache
from tests.index.letters import LetterModel

TEXTS = [f"passage {number}" for number in range(70)]


def test_a_text_is_read_once(tmp_path: Path) -> None:
    first, second = LetterModel(), LetterModel()
    with VectorCache(tmp_path, first) as cache:
        made = cache.passages([*TEXTS, TEXTS[0]])
    with VectorCache(tmp_path, second) as cache:
        again = cache.passages([*TEXTS, TEXTS[0]])
    assert first.read == TEXTS
    assert second.read == []
    assert np.array_equal(made, again)
    assert np.array_equal(made, LetterModel().passages([*TEXTS, TEXTS[0]]))


def test_a_question_and_a_passage_of_the_same_words_are_two_texts(tmp_path: Path) -> None:
    model = LetterModel()
    with VectorCache(tmp_path, model) as cache:
        cache.passages(["frist"])
        cache.questions(["frist"])
    assert model.read == ["frist", "frist"]


def test_a_reading_that_is_cut_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    killed, next_one = LetterModel(most=40), LetterModel()
    with VectorCache(tmp_path, killed) as cache, pytest.raises(InterruptedError):
        cache.passages(TEXTS)
    with VectorCache(tmp_path, next_one) as cache:
        cache.passages(TEXTS)
    assert killed.read
    assert killed.read + next_one.read == TEXTS


def test_a_record_that_was_cut_off_is_read_again(tmp_path: Path) -> None:
    with VectorCache(tmp_path, LetterModel()) as cache:
        cache.passages(TEXTS)
    path = tmp_path / NAME
    path.write_bytes(path.read_bytes()[:-5])
    model = LetterModel()
    with VectorCache(tmp_path, model) as cache:
        assert np.array_equal(cache.passages(TEXTS), LetterModel().passages(TEXTS))
    assert model.read == TEXTS[-1:]


def test_a_damaged_record_is_read_again(tmp_path: Path) -> None:
    with VectorCache(tmp_path, LetterModel()) as cache:
        cache.passages(TEXTS)
    path = tmp_path / NAME
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))
    for expected in (1, 0):
        model = LetterModel()
        with VectorCache(tmp_path, model) as cache:
            assert np.array_equal(cache.passages(TEXTS), LetterModel().passages(TEXTS))
        assert len(model.read) == expected


def test_another_model_starts_anew(tmp_path: Path) -> None:
    with VectorCache(tmp_path, LetterModel()) as cache:
        cache.passages(TEXTS)
    other = LetterModel("bogstaver-2", size=32)
    with VectorCache(tmp_path, other) as cache:
        assert cache.passages(TEXTS).shape == (len(TEXTS), 32)
    assert other.read == TEXTS


def test_what_was_not_asked_for_is_forgotten(tmp_path: Path) -> None:
    with VectorCache(tmp_path, LetterModel()) as cache:
        cache.passages(TEXTS)
    with VectorCache(tmp_path, LetterModel()) as cache:
        cache.passages(TEXTS[:10])
        cache.forget_others()
    model = LetterModel()
    with VectorCache(tmp_path, model) as cache:
        cache.passages(TEXTS)
    assert model.read == TEXTS[10:]
