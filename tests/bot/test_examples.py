"""Examples for the first screen."""

from bot import examples
from bot.answer import Answer, NoAnswer, Reason
from bot.service import EVERYBODY, Question, Scope


class _Knows:
    """Answers questions that hold a word."""

    def __init__(self, word: str) -> None:
        self._word = word

    def answer(self, question: Question, scope: Scope = EVERYBODY) -> Answer | NoAnswer:
        assert scope is EVERYBODY
        if self._word in question.text:
            return Answer((), (), (), (), (), (), "g", 1.0)
        return NoAnswer(Reason.INTET_FUNDET, "", "", (), (), (), (), (), "g", 0.0)


def test_only_answerable_questions_are_offered() -> None:
    found = examples.answerable(_Knows("KL"), EVERYBODY)
    assert found
    assert all("KL" in text for text in found)


def test_no_more_than_asked_for() -> None:
    assert len(examples.answerable(_Knows(""), EVERYBODY, limit=2)) == 2


def test_nothing_is_offered_that_nothing_answers() -> None:
    assert examples.answerable(_Knows("findes ikke"), EVERYBODY) == ()
