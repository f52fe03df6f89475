"""Our own questions against recorded floors; who wrote them stands in README.md beside them.

`dev` is what weights and words were fitted on, `test` only judges.
"""

import pytest

from bot.service import GuidanceService
from tests.retrieval import judging

FLOORS = {"dev": (0.90, 0.07), "test": (0.84, 0.19)}
"""Half -> at least so many right passages shown, at most so many unanswerable ones answered."""


@pytest.mark.retrieval
@pytest.mark.parametrize("half", FLOORS)
def test_right_passages_are_shown_and_the_rest_is_refused(
    service: GuidanceService, half: str
) -> None:
    score = judging.score(judging.judge(service, judging.load(half)))
    right, wrong = FLOORS[half]
    assert score.answerable >= 50
    assert score.unanswerable >= 30
    assert score.right_shown >= right, score
    assert score.falsely_answered <= wrong, score
