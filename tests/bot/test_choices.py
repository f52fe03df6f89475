"""»Barn eller voksen?«, where two laws answer."""

import pytest

from bot import terminal, wiring
from bot.answer import Answer
from bot.service import Question
from bot.settings import Settings
from tests.bot import two_laws
from tests.bot.two_laws import ASKED, BOTH


def ask(settings: Settings, text: str, laws: tuple[str, ...]) -> Answer:
    with wiring.opened_library(settings) as library:
        two_laws.add(library, settings, laws)
        result = wiring.service(library, settings).answer(Question(text))
    assert isinstance(result, Answer)
    return result


def test_where_both_laws_answer_the_person_chooses(own_settings: Settings) -> None:
    result = ask(own_settings, ASKED, BOTH)
    assert [choice.words for choice in result.choices] == list(BOTH)
    assert "Barn eller voksen? Spørg igen med »… barnets lov«" in terminal.render(result)


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (ASKED, ("serviceloven",)),  # one law
        (f"{ASKED} serviceloven", BOTH),  # the law is named
    ],
)
def test_without_a_doubt_nothing_is_asked(
    own_settings: Settings, text: str, laws: tuple[str, ...]
) -> None:
    assert ask(own_settings, text, laws).choices == ()
