"""Tips and quiz questions as data: well formed, and every quote stands in its source."""

import datetime as dt
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from corpus import principles
from corpus.model import Span
from corpus.text import ends_before_turn, word_count
from tests.source_texts import ROOT, collapsed_sources

DATA = ROOT / "corpus" / "data"
FILES = sorted((DATA / "tips").glob("*.toml")) + sorted((DATA / "quiz").glob("*.toml"))
# Chapters of 004 that belong to trainers, and a person who is not to be named.
UNWANTED = ("victimblaming", "luftkastel", "bagatellisering", "elefant", "lauritzen")

Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
File = Literal["000", "001", "002", "003", "004"]
Text = Annotated[str, Field(min_length=1)]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Header(Shape):
    source: Text
    date: dt.date
    licence: Text
    reviewed: bool


class Cause(Shape):
    noegle: Key
    vaegt: Annotated[int, Field(ge=1, le=5)]
    begrundelse: Text
    kilde: Text


class Quoted(Shape):
    """What a tip and a quiz question share: a quote, whose it is, and what it is worth."""

    noegle: Key
    fil: File
    citat: Text
    overskrift: Text | None = None
    citeret_fra: Text | None = None
    sic: tuple[str, ...] = ()
    bemaerkning: Text
    princip: Text | None = None


class Tip(Quoted):
    form: Literal["citat", "scenarie", "frugt", "ny praksis"]
    titel: Annotated[str, Field(min_length=1, max_length=50)]
    situation: Text | None = None
    proev: Text
    tal_om: Annotated[str, Field(pattern=r"\?$")]
    aarsag: Key


class Option(Shape):
    tekst: Text
    rigtigt: bool
    melding: Annotated[str, Field(pattern=r":$")]
    citat: Text
    fil: File | None = None


class Quiz(Quoted):
    situation: Annotated[str, Field(pattern=r"\?$")]
    svar: tuple[Option, Option, Option]


class DataFile(Shape):
    header: Header
    aarsag: tuple[Cause, ...] = ()
    tip: tuple[Tip, ...] = ()
    quiz: tuple[Quiz, ...] = ()


def _read(path: Path) -> DataFile:
    return DataFile.model_validate(tomllib.loads(path.read_text("utf-8")), strict=False)


READ = [_read(path) for path in FILES]
TIPS = [tip for file in READ for tip in file.tip]
QUIZ = [question for file in READ for question in file.quiz]
CAUSES = {cause.noegle for file in READ for cause in file.aarsag}


def _quotes() -> Iterator[tuple[str, File, str]]:
    for item in (*TIPS, *QUIZ):
        yield item.noegle, item.fil, item.citat
    for question in QUIZ:
        for option in question.svar:
            yield question.noegle, option.fil or question.fil, option.citat


@pytest.mark.parametrize(("key", "file", "quote"), list(_quotes()))
def test_every_quote_stands_in_its_source_and_keeps_its_turn(
    key: str, file: File, quote: str
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


def test_keys_are_unique() -> None:
    for items in (TIPS, QUIZ):
        assert max(Counter(item.noegle for item in items).values()) == 1


def test_there_are_enough_tips_in_every_form() -> None:
    forms = Counter(tip.form for tip in TIPS)
    assert len(TIPS) >= 24
    assert min(forms[form] for form in ("citat", "scenarie", "frugt", "ny praksis")) >= 4


def test_there_are_enough_quiz_questions_with_one_right_option_each() -> None:
    assert len(QUIZ) >= 26
    for question in QUIZ:
        assert sum(option.rigtigt for option in question.svar) == 1, question.noegle


def test_the_right_option_stands_in_all_three_places() -> None:
    places = Counter(
        place for question in QUIZ for place, option in enumerate(question.svar) if option.rigtigt
    )
    assert min(places[place] for place in range(3)) * 4 >= len(QUIZ)


def test_scenarios_tell_a_situation_and_all_tips_have_a_known_cause() -> None:
    for tip in TIPS:
        assert tip.form != "scenarie" or tip.situation, tip.noegle
        assert tip.aarsag in CAUSES, tip.noegle


def test_principles_are_known() -> None:
    known = {principle.key for principle in principles.load().all}
    assert {item.princip for item in (*TIPS, *QUIZ)} - {None} <= known


def test_what_goes_wrong_most_weighs_most() -> None:
    weights = {cause.noegle: cause.vaegt for file in READ for cause in file.aarsag}
    assert max(weights, key=lambda key: weights[key]) == "sagsoplysning"
