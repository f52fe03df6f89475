"""Tips and quiz questions as data: well formed, and every quote stands in its source."""

from collections import Counter
from collections.abc import Iterator

import pytest

from bot.tips import loader
from bot.tips.rows import Quoted
from corpus import principles
from corpus.model import Span
from corpus.text import ends_before_turn, word_count
from tests.source_texts import collapsed_sources

# Chapters of 004 that belong to trainers, and a person who is not to be named.
UNWANTED = ("victimblaming", "luftkastel", "bagatellisering", "elefant", "lauritzen")

POOL = loader.load()
TIPS, QUIZ = POOL.tips, POOL.quiz


def _quotes() -> Iterator[tuple[str, str, str]]:
    for item in (*TIPS, *QUIZ):
        yield item.noegle, item.fil, item.citat
    for question in QUIZ:
        for option in question.svar:
            yield question.noegle, option.fil or question.fil, option.citat


@pytest.mark.parametrize(("key", "file", "quote"), list(_quotes()))
def test_every_quote_stands_in_its_source_and_keeps_its_turn(
    key: str, file: str, quote: str
) -> None:
    text = collapsed_sources()[file]
    assert quote in text, key
    end = text.index(quote) + len(quote)
    assert not ends_before_turn(text, Span(0, end), Span(0, len(text))), key


@pytest.mark.parametrize("item", [*TIPS, *QUIZ], ids=lambda item: item.noegle)
def test_every_item_is_short_placed_and_clean(item: Quoted) -> None:
    text = collapsed_sources()[item.fil]
    assert word_count(item.citat) <= 90
    for words in (item.overskrift, item.citeret_fra):
        assert words is None or words in text
    for misprint in item.sic:
        assert misprint in f"{item.overskrift} {item.citat}"
    own_words = item.model_dump_json(exclude={"citeret_fra"}).lower()
    assert not [word for word in UNWANTED if word in own_words]


def test_there_are_enough_tips_in_every_form() -> None:
    forms = Counter(tip.form for tip in TIPS)
    assert len(TIPS) >= 24
    assert min(forms[form] for form in ("citat", "scenarie", "frugt", "ny praksis")) >= 4


def test_there_are_enough_quiz_questions() -> None:
    assert len(QUIZ) >= 26


def test_the_right_option_stands_in_all_three_places() -> None:
    places = Counter(
        place for question in QUIZ for place, option in enumerate(question.svar) if option.rigtigt
    )
    assert min(places[place] for place in range(3)) * 4 >= len(QUIZ)


def test_scenarios_tell_a_situation() -> None:
    for tip in TIPS:
        assert tip.form != "scenarie" or tip.situation, tip.noegle


def test_principles_are_known() -> None:
    known = {principle.key for principle in principles.load().all}
    assert {item.princip for item in (*TIPS, *QUIZ)} - {None} <= known


def test_what_goes_wrong_most_weighs_most() -> None:
    heaviest = max(POOL.causes.values(), key=lambda cause: cause.vaegt)
    assert heaviest.noegle == "sagsoplysning"
