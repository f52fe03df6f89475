"""Groups of letters, and the vectors of questions made of them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import DanishAnalyzer
from index.errors import CorruptIndexError
from index.files import Array, write_array
from index.letters import NAMES, LetterVectors, installed, letters

READ = DanishAnalyzer().words_said


def vector(question: str) -> Array:
    return installed().of(letters(READ(question)))


def test_groups_of_letters_run_across_words() -> None:
    assert set(letters(["maa", "vi"])) & set(letters(["aa", "vi"]))
    assert len(letters(["a"])) == 1
    assert np.array_equal(letters(["aa-b"]), letters(["aa", "b"]))
    assert not len(letters(["ξ"]))
    assert letters(["uvxyzzz"]).max() < 1 << 30


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = letters(READ(text))
    assert found.dtype == np.uint32
    assert np.array_equal(found, np.unique(found))


@given(st.text(max_size=60))
def test_a_vector_has_length_one_or_is_nothing(text: str) -> None:
    found = vector(text)
    assert found.dtype == np.float32
    assert found.shape == (installed().size,)
    assert float(np.linalg.norm(found)) == pytest.approx(1, abs=1e-5) or not found.any()


@pytest.mark.parametrize(
    ("question", "nearer", "farther"),
    [
        ("hvad koster madservice", "hvor dyrt er det at få mad ude", "hvem bestemmer maden"),
        ("hvor lang tid må sagen tage", "hvor længe må vi vente på svar", "hvem afgør sagen"),
        ("skal manden betale noget", "er der egenbetaling for ham", "må manden få en advokat"),
        ("må hun få en hund med", "er det i orden at hun har husdyr", "hvornår skal hun flytte"),
        ("drengen er fem år", "en femårig dreng", "en ældre dame"),
    ],
)
def test_what_means_alike_lies_nearer_than_what_is_spelt_alike(
    question: str, nearer: str, farther: str
) -> None:
    asked = vector(question)
    assert float(asked @ vector(nearer)) > float(asked @ vector(farther))


@pytest.mark.parametrize("question", ["", "?!", "§ 85", "ξ"])
def test_a_question_without_known_letters_has_no_vector(question: str) -> None:
    assert not vector(question).any()


def test_files_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    write_array(tmp_path / NAMES[0], np.arange(3, dtype=np.uint32))
    write_array(tmp_path / NAMES[1], np.zeros(7, np.int8))
    with pytest.raises(CorruptIndexError, match="bogstaver"):
        LetterVectors(tmp_path)
    (tmp_path / NAMES[1]).unlink()
    with pytest.raises(CorruptIndexError, match=NAMES[1]):
        LetterVectors(tmp_path)
