"""»Barn eller voksen?« as buttons, and the answer to the choice in the same thread."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot import messages
from bot.answer import Answer
from bot.library import Library
from bot.limits import Gate, Limits
from bot.service import Question
from bot.settings import Settings
from bot.slack import blocks, texts
from bot.slack.blocks import Setting
from bot.slack.core import Core
from bot.slack.opened import core as core_of
from bot.state import SqliteState
from tests.bot.slack.checks import check_golden, check_message
from tests.bot.slack.conftest import World, direct, mention, world
from tests.bot.slack.test_events import press
from tests.bot.two_laws import ASKED, answer

CHILD, ADULT = "valg_1", "valg_2"


@pytest.fixture
def core(with_two_laws: tuple[Library, Settings], state: SqliteState) -> Core:
    made = core_of(*with_two_laws, state)
    return replace(made, gate=Gate(state, Limits(per_person=1_000, per_channel=1_000)))


def body(made: blocks.Message) -> dict[str, Any]:
    message = {"blocks": list(made.blocks), "text": made.text}
    check_message(message)
    return message


def run(core: Core, scene: Callable[[World], Awaitable[None]]) -> None:
    async def whole() -> None:
        async with world(core) as it:
            await scene(it)
            await it.quiet()

    asyncio.run(whole())


def test_the_choice_stands_between_the_quotes_and_the_footer(core: Core) -> None:
    shown = body(blocks.render(answer(core.service), Setting(asked="1.1"), "svar-1"))
    check_golden("valg.json", shown)
    assert "»… barnets lov« eller »… serviceloven«" in shown["text"]


def test_where_the_question_cannot_be_read_again_the_choice_is_in_words(core: Core) -> None:
    shown = body(blocks.render(answer(core.service), Setting(private=True), "svar-1"))
    assert messages.ask_again(answer(core.service).choices) in str(shown["blocks"])
    assert CHILD not in str(shown)


@pytest.mark.parametrize("asked", [direct(ASKED), mention(ASKED)])
def test_the_chosen_law_answers_in_the_thread_once(core: Core, asked: dict[str, Any]) -> None:
    expected = {
        action: core.service.answer(Question(f"{ASKED} {law}"))
        for action, law in ((CHILD, "barnets lov"), (ADULT, "serviceloven"))
    }

    async def scene(it: World) -> None:
        await it.event(asked)
        await it.quiet()
        it.slack.threads.append({**asked, "text": asked["text"]})
        shown = it.slack.posted[0]
        for action in (CHILD, ADULT, CHILD):
            await it.send(press(shown, action))
            await it.quiet()
        assert len(it.slack.posted) == 3
        for posted, result in zip(it.slack.posted[1:], expected.values(), strict=True):
            assert isinstance(result, Answer)
            assert posted["thread_ts"] == "1.1"
            assert result.items[0].citation in posted["text"]
            assert CHILD not in str(posted["blocks"])

    run(core, scene)


def test_a_choice_that_is_none_of_ours_is_an_old_button(core: Core) -> None:
    async def scene(it: World) -> None:
        await it.event(direct(ASKED))
        await it.quiet()
        forged = press(it.slack.posted[0], CHILD)
        forged["actions"][0]["value"] = "1.1 straffeloven"
        await it.send(forged)
        opened = await it.slack.wait_for("views.open")
        assert texts.OLD_BUTTON in str(opened)

    run(core, scene)
