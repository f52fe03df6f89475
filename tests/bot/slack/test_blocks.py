"""Answers as blocks: the three examples word for word, and the ends of the limits."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot import messages
from bot.answer import AlsoIn, Answer, NoAnswer, Reason
from bot.compose import Composer
from bot.library import Library
from bot.slack import blocks, texts
from bot.slack.blocks import Message, Setting
from bot.slack.ids import reference
from corpus.model import LegalStatus
from tests.bot.slack import examples
from tests.bot.slack.checks import check_golden, check_message
from tests.bot.slack.conftest import ASKED, UNKNOWN

Asked = Callable[[str], Answer | NoAnswer]


def body(message: Message) -> dict[str, object]:
    made: dict[str, object] = {"text": message.text, "blocks": list(message.blocks)}
    check_message(made)
    return made


@pytest.mark.parametrize("name", examples.ALL)
def test_the_examples_are_rendered_as_agreed(
    library: Library, composer: Composer, name: str
) -> None:
    result = examples.example(name, library, composer)
    check_golden(f"eksempel-{name}.json", body(blocks.render(result, Setting(), "svar-1")))


def test_a_private_answer_can_be_shared_without_the_question(
    library: Library, composer: Composer
) -> None:
    result = examples.decision(library, composer)
    private = body(blocks.render(result, Setting(private=True), "svar-1"))
    check_golden("privat.json", private)
    shared = body(blocks.shared(result.items, reference(result, private=False), "U1"))
    check_golden("delt.json", shared)
    assert texts.SHARE in str(private)
    assert messages.FOOTER in str(shared)


def test_a_follow_up_shows_what_was_searched(asked: Asked) -> None:
    setting = Setting(own="partshøring", carried="afslag", alone="1.1")
    made = body(blocks.render(asked(ASKED), setting, "svar-1"))
    assert "Jeg søgte: partshøring + afslag" in str(made["blocks"])
    assert "Kun partshøring" in str(made["blocks"])


def test_reminders_can_be_turned_off(asked: Asked) -> None:
    assert "Husk" not in str(body(blocks.render(asked(ASKED), Setting(reminders=False), "s")))


def long_answer(asked: Asked, paragraph: str, items: int = 1) -> Answer:
    result = asked(ASKED)
    assert isinstance(result, Answer)
    item = replace(result.items[0], paragraphs=(paragraph,))
    return replace(result, items=(item,) * items)


def test_a_long_quote_goes_over_several_blocks_whole(asked: Asked) -> None:
    paragraph = "Kommunen skal høre parten. " * 300
    made = blocks.render(long_answer(asked, paragraph), Setting(), "s")
    shown = " ".join(b["text"]["text"] for b in body(made)["blocks"] if "text" in b)  # type: ignore[attr-defined]  # blocks
    assert shown.count("Kommunen skal høre parten.") == 300


def test_a_second_quote_that_does_not_fit_stays_behind_more(asked: Asked) -> None:
    made = blocks.render(long_answer(asked, "Ord og ord. " * 600, items=2), Setting(), "s")
    assert texts.MORE_LEFT_OUT in str(body(made)["blocks"])


def test_a_quote_that_no_message_takes_is_named_and_not_cut(asked: Asked) -> None:
    made = body(blocks.render(long_answer(asked, "Ord og ord. " * 2_000), Setting(), "s"))
    assert texts.TOO_LONG in str(made["blocks"])
    assert "Ord og ord." not in str(made["blocks"])
    assert str(made["text"]).endswith(messages.FOOTER)


def test_signs_of_markup_in_a_source_are_letters(asked: Asked) -> None:
    result = long_answer(asked, "*ikke fed* <@U1> &amp; _ikke skrå_ :smile:")
    quote = body(blocks.render(result, Setting(), "s"))["blocks"][0]  # type: ignore[index]  # blocks
    assert quote["text"] == {
        "type": "plain_text",
        "text": "»*ikke fed* <@U1> &amp; _ikke skrå_ :smile:« [1]",
        "emoji": False,
    }


def test_frame_copies_and_links_are_shown(asked: Asked) -> None:
    result = asked(ASKED)
    assert isinstance(result, Answer)
    copy = AlsoIn("d", (), "En anden kilde", LegalStatus.UKENDT)
    item = replace(
        result.items[0],
        frame="Læses i sin sammenhæng",
        also_in=(copy,),
        url="https://principbot.kommune.dk/kilder/a/b#p",
    )
    told = str(body(blocks.render(replace(result, items=(item,)), Setting(), "s")))
    assert "Læses i sin sammenhæng" in told
    assert "Samme ord i: En anden kilde" in told
    assert "<https://principbot.kommune.dk/kilder/a/b#p|Åbn i læseren>" in told
    official = replace(item, url=None, source_url="https://ast.dk/1")
    told = str(body(blocks.render(replace(result, items=(official,)), Setting(), "s")))
    assert "<https://ast.dk/1|Åbn den officielle kilde>" in told


@pytest.mark.parametrize("reason", [Reason.PERSONOPLYSNINGER, Reason.TOM])
def test_what_was_not_searched_has_no_quote(asked: Asked, reason: Reason) -> None:
    result = asked("")
    assert isinstance(result, NoAnswer)
    stopped = replace(result, reason=reason, heading=messages.heading(reason), generation="g1")
    check_golden(f"{reason.value}.json", body(blocks.render(stopped, Setting(), "svar-1")))


def test_an_uncertain_answer_says_what_is_nearest(asked: Asked) -> None:
    result = asked(ASKED)
    unknown = asked(UNKNOWN)
    assert isinstance(result, Answer)
    assert isinstance(unknown, NoAnswer)
    near = replace(unknown, reason=Reason.FOR_USIKKERT, nearest=result.items)
    assert messages.NEAREST in str(body(blocks.render(near, Setting(), "s"))["text"])


def test_next_steps_carry_source_and_year(asked: Asked) -> None:
    result = asked(UNKNOWN)
    assert isinstance(result, NoAnswer)
    lines = blocks.steps_text(result.next_steps)
    assert lines
    assert all("Kilde: " in line for line in lines)
