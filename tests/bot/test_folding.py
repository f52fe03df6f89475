"""Near-identical passages are shown once."""

from bot.folding import fold
from corpus.model import Span
from tests import factories

_A = "Det er blevet obligatorisk for kommunerne at behandle det årlige danmarkskort"
_B = "Partshøring sker, før der træffes afgørelse, når oplysningerne er til ugunst"


def test_copies_are_grouped_under_the_first() -> None:
    texts = [_A, _B, f"{_A}.", _B.upper()]
    passages = [factories.passage("d", "v", Span(0, 1), text) for text in texts]
    assert fold(passages) == [[0, 2], [1, 3]]


def test_short_texts_fold_only_when_equal() -> None:
    texts = ["Ja tak", "ja, tak", "Nej tak"]
    passages = [factories.passage("d", "v", Span(0, 1), text) for text in texts]
    assert fold(passages) == [[0, 1], [2]]


def test_nothing_folds_to_nothing() -> None:
    assert fold([]) == []
