"""»Barn eller voksen?« as buttons of the card, and the card that each leads to."""

from dataclasses import replace

import pytest

from bot.answer import Answer
from bot.core import Core
from bot.library import Library
from bot.limits import Gate, Limits
from bot.service import Question
from bot.settings import Settings
from bot.state import SqliteState
from bot.teams import cards
from bot.teams.buttons import Card, Chosen, encode
from bot.teams.opened import core as core_of
from tests.bot import two_laws
from tests.bot.teams.checks import check_golden
from tests.bot.teams.test_cards import OPEN
from tests.bot.teams.world import World, button_of, text_of
from tests.bot.two_laws import ASKED


@pytest.fixture
def core(with_two_laws: tuple[Library, Settings], state: SqliteState) -> Core:
    made = core_of(*with_two_laws, state)
    return replace(made, gate=Gate(state, Limits(per_person=1_000, per_channel=1_000)))


@pytest.mark.parametrize(
    ("label", "law"), [("Barn eller ung", "barnets lov"), ("Voksen", "serviceloven")]
)
def test_a_choice_shows_the_answer_of_its_law(bot: World, label: str, law: str) -> None:
    sent = bot.ask(bot.personal(ASKED))
    expected = bot.core.service.answer(Question(f"{ASKED} {law}"))
    assert isinstance(expected, Answer)
    chosen = bot.press(sent.card, label)["value"]
    assert expected.items[0].citation in text_of(chosen)
    assert "Barn eller voksen?" not in text_of(chosen)
    assert expected.answer_id in text_of(bot.press(chosen, "Mere")["value"])


def test_the_choice_is_rendered_as_agreed(core: Core) -> None:
    result = two_laws.answer(core.service)
    leads = [encode(Card(replace(result, items=(item,))), OPEN) for item in result.items]
    chosen = tuple(
        Chosen(choice.label, data) for choice, data in zip(result.choices, leads, strict=True)
    )
    card = cards.answer(Card(result, choices=chosen), OPEN)
    check_golden("valg.json", cards.message(card, cards.summary(result)))


def test_the_choice_stays_when_another_button_is_pressed(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    more = bot.press(sent.card, "Mere")["value"]
    assert button_of(more, "Voksen") == button_of(sent.card, "Voksen")


def test_no_button_of_a_choice_carries_a_word_of_the_question(bot: World) -> None:
    sent = bot.ask(bot.personal(ASKED))
    for label in ("Barn eller ung", "Voksen"):
        carried = str(button_of(sent.card, label)["data"]).lower()
        assert not [word for word in ASKED.split() if len(word) > 3 and word in carried]
