"""Questions that no text answers."""

import pytest

from bot import beside
from bot.answer import NoAnswer, Reason
from bot.service import GuidanceService, Question
from index.model import Resemblance


@pytest.mark.parametrize(
    ("answered", "unanswered", "is_beside"),
    [
        (0.3, 0.7, True),
        (0.3, 0.59, False),  # not like enough
        (0.7, 0.75, False),  # one that a text answers is as like
        (0.6, 0.7, True),
        (0.0, 0.0, False),
    ],
)
def test_a_question_is_beside_what_the_texts_say(
    answered: float, unanswered: float, is_beside: bool
) -> None:
    found = beside.likest(Resemblance(answered, unanswered, "hvem betaler"))
    assert found == ("hvem betaler" if is_beside else None)


def test_the_answer_says_which_question_it_is_like(service: GuidanceService) -> None:
    question = "kan borgere klage til retssikkerhedsenheden?"
    result = service.answer(Question(question))
    assert isinstance(result, NoAnswer)
    assert result.reason is Reason.FOR_USIKKERT
    assert "retssikkerhedsenhed i tilknytning" in result.nearest[0].quote  # and no timeline
    assert (
        "Det ligner spørgsmålet »kan en borger klage til retssikkerhedsenheden«,"
        " som teksterne efter vores læsning ikke svarer på."
    ) in [notice.text for notice in result.notices]
