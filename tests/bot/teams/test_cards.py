"""Answers as cards: the three examples word for word, and the ends of the limits."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot import messages, reading
from bot.answer import AlsoIn, Answer, NoAnswer, Reason
from bot.compose import Composer
from bot.core import Core
from bot.errors import ButtonError
from bot.library import Library
from bot.service import EVERYBODY, GuidanceService, Question
from bot.state import Keyring
from bot.teams import cards, commands, elements, pages, sections, texts
from bot.teams.buttons import Card, Rebuilder, encode
from bot.teams.commands import Command
from bot.teams.opened import KeySealer
from corpus.model import LegalStatus
from tests.bot.slack import examples
from tests.bot.teams.checks import check_card, check_golden
from tests.bot.teams.test_conversations import ASKED, PREMISE, UNKNOWN
from tests.bot.teams.world import text_of, titles

Asked = Callable[[str], Answer | NoAnswer]
DAY = dt.date(2026, 11, 22)


@dataclass(frozen=True)
class OpenSealer:
    """Seals nothing, so that a golden file says what is carried."""

    def seal(self, text: str) -> str:
        return f"forseglet:{text}"

    def open(self, sealed: str) -> str:
        return sealed.removeprefix("forseglet:")


OPEN = OpenSealer()


@pytest.fixture
def asked(service: GuidanceService) -> Asked:
    return lambda question: service.answer(Question(question))


@pytest.mark.parametrize("name", examples.ALL)
def test_the_examples_are_rendered_as_agreed(
    library: Library, composer: Composer, name: str
) -> None:
    result = examples.example(name, library, composer)
    card = cards.answer(Card(result), OPEN)
    check_card(card)
    check_golden(f"eksempel-{name}.json", cards.message(card, cards.summary(result)))


def test_every_section_is_rendered_as_agreed(library: Library, composer: Composer) -> None:
    result = examples.decision(library, composer)
    item = result.items[0]
    shown = Card(result)
    made = {
        "sammenhaeng": sections.in_context([reading.view(library, item.passage_id)]),
        "notat": sections.note(result.items, DAY),
        "mere": sections.more(shown, [composer.quoted(p) for p in result.more], OPEN),
        "tak": sections.more(shown, [], OPEN, texts.THANKS),
    }
    for name, section in made.items():
        card = cards.answer(shown, OPEN, section)
        check_card(card)
        check_golden(f"afsnit-{name}.json", card)


def test_pages_are_rendered_as_agreed(core: Core) -> None:
    for name, card in (
        ("velkomst", pages.welcome(core, EVERYBODY)),
        ("kilder", pages.sources(core, EVERYBODY)),
        ("princip-4", pages.principle("4")),
        ("principper", pages.principle("")),
        ("indsat", cards.passage(examples.quote(core.library, core.composer, "medmindre det er"))),
    ):
        check_card(card)
        check_golden(f"{name}.json", card)


def test_the_quote_stands_in_front_of_everything_else(asked: Asked) -> None:
    first = cards.answer(Card(asked(ASKED)), OPEN)["body"][0]
    assert text_of(first).startswith("»")


def test_no_more_than_ninety_words_and_one_reminder_before_the_footer(asked: Asked) -> None:
    card = cards.answer(Card(asked(ASKED)), OPEN)
    said = text_of(card)
    assert said.count("Husk") == 1
    assert len(said[: said.index("[1] ")].split()) <= 95
    assert said.endswith(messages.FOOTER)


def test_words_of_a_source_are_never_read_as_markup(composer: Composer, library: Library) -> None:
    item = examples.quote(library, composer, "medmindre det er afklaret")
    odd = "* [x](https://eksempel.dk) _y_ <b>z</b>"
    shown = replace(item, paragraphs=(odd,), quote=odd)
    for element in cards.item_elements(shown, 1):
        assert element["type"] == "RichTextBlock"
    assert f"»{odd}« [1]" in text_of(cards.passage(shown))


def test_a_card_that_is_too_large_gives_up_the_section_before_a_quote(asked: Asked) -> None:
    result = asked(ASKED)
    assert isinstance(result, Answer)
    section = cards.Section(tuple(elements.says("ord " * 500) for _ in range(40)))
    card = cards.answer(Card(result), OPEN, section)
    check_card(card)
    assert text_of(card).endswith(texts.TOO_LONG)
    assert messages.FOOTER in text_of(card)


def test_quotes_that_are_too_long_for_a_card_are_left_to_the_source(asked: Asked) -> None:
    result = asked(ASKED)
    assert isinstance(result, Answer)
    long = replace(result.items[0], paragraphs=("ord " * 8_000,))
    for items in ((long, long), (result.items[0], long)):
        card = cards.answer(Card(replace(result, items=items)), OPEN)
        check_card(card)
        assert texts.TOO_LONG in text_of(card)
        assert f"[2] {long.citation}" in text_of(card)


def test_copies_and_notes_after_the_quote_are_told(asked: Asked) -> None:
    result = asked(ASKED)
    assert isinstance(result, Answer)
    copy = AlsoIn("pm-1-26", (), "Principmeddelelse 1-26", LegalStatus.HISTORISK)
    item = replace(result.items[0], also_in=(copy,), url="https://p.example.dk/kilder/x/y#p")
    card = cards.answer(Card(replace(result, items=(item,), missed=("ord",))), OPEN)
    check_card(card)
    said = text_of(card)
    assert "Samme ord i: Principmeddelelse 1-26" in said
    assert "Fandt ikke: ord." in said
    assert texts.OPEN_READER in said


@pytest.mark.parametrize("question", [ASKED, PREMISE, UNKNOWN, "partshøring", "34-18", "", "x"])
def test_a_button_brings_back_every_word_of_the_card(
    core: Core, asked: Asked, question: str
) -> None:
    shown = Card(asked(question), "partshøring", "afslag")
    sealer = KeySealer(Keyring.temporary())
    data = json.loads(json.dumps(encode(shown, sealer)))
    again = Rebuilder(core, sealer).card(data, EVERYBODY)
    assert again.result.answer_id == shown.result.answer_id
    assert text_of(cards.answer(again, sealer)) == text_of(cards.answer(shown, sealer))
    assert titles(cards.answer(again, sealer)) == titles(cards.answer(shown, sealer))


def test_words_sealed_with_another_key_are_left_out(core: Core, asked: Asked) -> None:
    shown = Card(asked(UNKNOWN))
    data = encode(shown, KeySealer(Keyring.temporary()))
    again = Rebuilder(core, KeySealer(Keyring.temporary())).card(data, EVERYBODY)
    assert "Fandt ikke" in text_of(cards.answer(shown, OPEN))
    assert "Fandt ikke" not in text_of(cards.answer(again, OPEN))


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from("agrsmhnxw"), inner, max_size=9)
        ),
        max_leaves=12,
    )
)
def test_any_other_data_is_an_old_button(core: Core, data: object) -> None:
    with pytest.raises(ButtonError):
        Rebuilder(core, OPEN).card(data, EVERYBODY)


def test_further_passages_that_are_gone_are_left_out(core: Core, asked: Asked) -> None:
    result = asked(ASKED)
    assert isinstance(result, Answer)
    shown = Card(replace(result, more=("findes-ikke", *result.more)))
    rebuilder = Rebuilder(core, OPEN)
    assert len(rebuilder.further(shown, EVERYBODY)) == len(result.more)
    assert rebuilder.further(Card(asked(UNKNOWN)), EVERYBODY) == []


def test_no_button_stands_on_what_was_stopped_or_empty(asked: Asked) -> None:
    for question in ("010190-1234", ""):
        result = asked(question)
        assert isinstance(result, NoAnswer)
        assert result.reason in (Reason.PERSONOPLYSNINGER, Reason.TOM)
        assert "actions" not in cards.answer(Card(result), OPEN)


def test_a_remark_of_a_changed_passage_is_shown(library: Library, composer: Composer) -> None:
    item = examples.quote(library, composer, "medmindre det er afklaret")
    view = replace(reading.view(library, item.passage_id), remark="Passagen er ændret.")
    assert "Passagen er ændret." in text_of(list(sections.in_context([view]).elements))


def test_a_collection_with_addresses_links_to_them() -> None:
    row: dict[str, str | None] = {
        "title": "Principmeddelelse 34-18",
        "document_id": "pm-34-18",
        "retskildevaerdi": "Principmeddelelse",
        "official_url": "https://ast.dk/34-18",
        "checked": "2026-11-01",
    }
    page = "https://p.example.dk/kilder"
    made = elements.card(sections.collection([row], "Samlingen har ét.", page).elements)
    check_card(made)
    assert "https://ast.dk/34-18" in json.dumps(made)
    assert texts.SEE_WHOLE_COLLECTION in text_of(made)


@pytest.mark.parametrize(
    ("typed", "command", "rest"),
    [
        ("kilder", Command.SOURCES, ""),  # the word alone
        ("Kilder", Command.SOURCES, ""),  # a capital of the phone's keyboard
        ("kilder om partshøring", Command.ASK, "kilder om partshøring"),  # a question
        ("princip", Command.PRINCIPLE, ""),  # the list
        ("princip 4", Command.PRINCIPLE, "4"),  # by number
        ("principper", Command.PRINCIPLE, ""),
        ("princip: partshøring", Command.PRINCIPLE, "partshøring"),
        ("princip eller regel?", Command.ASK, "princip eller regel?"),  # a question
        ("princip for hvornår vi skal høre", Command.ASK, "princip for hvornår vi skal høre"),
        ("spørg om partshøring", Command.ASK, "om partshøring"),  # the word is left out
        ("/spoerg afslag", Command.ASK, "afslag"),
        ("spørg", Command.ASK, ""),  # nothing is asked
        ("Principtip: tilmeld fredag", Command.TIP, "tilmeld fredag"),
        ("principtip", Command.TIP, ""),
        ("afslag", Command.ASK, "afslag"),
        ("", Command.ASK, ""),
    ],
)
def test_the_first_word_can_be_a_command(typed: str, command: Command, rest: str) -> None:
    assert commands.read(typed) == commands.Said(command, rest)
