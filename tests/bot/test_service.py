"""The one use case on the embedded collection."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import building, terminal, wiring
from bot.answer import Answer, NoAnswer, Reason
from bot.library import Library
from bot.service import GuidanceService, Question, Scope
from bot.settings import Settings
from corpus.text import display
from tests import factories, golden

EXAMPLES = {
    "a": "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?",
    "b": "hvad siger loven om kompensation når kommunen laver fejl",
    "c": "hvad er satsen for kontanthjælp i 2026",
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_read_as_they_should(service: GuidanceService, name: str) -> None:
    shown = terminal.render(service.answer(Question(EXAMPLES[name])))
    golden.check(f"svar/{name}.txt", f"> {EXAMPLES[name]}\n\n{shown}\n")


def test_a_question_about_law_that_only_a_proposal_touches_is_no_answer(
    service: GuidanceService,
) -> None:
    result = service.answer(Question(EXAMPLES["b"]))
    assert isinstance(result, NoAnswer)
    assert result.reason is Reason.FALSK_FORUDSAETNING
    assert result.nearest[0].file.startswith("000")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.TOM),  # nothing
        ("   \n\t", Reason.TOM),  # white space
        ("og så er det jo det", Reason.TOM),  # stop words
        ("😀😀😀", Reason.TOM),  # emoji
        ("\x00\x07\u200b", Reason.TOM),  # control and zero-width characters
        ("010190-1234 må vi give afslag", Reason.PERSONOPLYSNINGER),  # a CPR number
        ("xyzzy qwertz", Reason.INTET_FUNDET),  # words that nothing knows
    ],
)
def test_what_cannot_be_searched_gets_a_clear_no(
    service: GuidanceService, text: str, reason: Reason
) -> None:
    result = service.answer(Question(text))
    assert isinstance(result, NoAnswer)
    assert result.reason is reason
    assert result.nearest == ()


def test_a_very_long_question_is_answered_in_words(service: GuidanceService) -> None:
    result = service.answer(Question("partshøring før afslag " * 5_000))
    assert result.answer_id


def test_the_same_question_gives_the_same_answer_id(service: GuidanceService) -> None:
    ids = {service.answer(Question(EXAMPLES["a"])).answer_id for _ in range(3)}
    assert len(ids) == 1


def test_the_answer_id_is_not_a_hash_of_the_question(service: GuidanceService) -> None:
    one = service.answer(Question("xyzzy qwertz"))
    other = service.answer(Question("plugh foobar"))
    assert one.answer_id == other.answer_id


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=60)
def test_every_quote_is_the_stored_text(service: GuidanceService, text: str) -> None:
    result = service.answer(Question(f"{text} afslag partshøring {text[::-1]}"))
    items = result.items if isinstance(result, Answer) else result.nearest
    for item in items:
        stored = service.library.store.slices(item.document_version, item.spans)
        assert item.verbatim == stored
        assert item.quote == display(stored)


def test_the_words_beside_the_persons_own_are_named_and_can_be_left_out(
    service: GuidanceService,
) -> None:
    text = "hvad siger loven om kompensation når kommunen laver fejl"
    assert service.answer(Question(text)).also_searched == ("kompensationsordning",)
    assert service.answer(Question(text, own_words=True)).also_searched == ()


def test_a_flipped_byte_means_no_quote_and_a_report(
    own_settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with wiring.opened_library(own_settings) as library:
        service = wiring.service(library, own_settings)
        before = service.answer(Question(EXAMPLES["a"]))
        assert isinstance(before, Answer)
        wanted = before.items[0].passage_id
        with sqlite3.connect(own_settings.database) as db:
            db.execute(
                "update document_version set text = replace(text, 'afklare, om', 'afklare; om')"
            )
        after = service.answer(Question(EXAMPLES["a"]))
        items = after.items if isinstance(after, Answer) else after.nearest
        assert wanted not in {item.passage_id for item in items}
        assert wanted in caplog.text
        assert "afslag" not in caplog.text


def test_a_collection_of_one_tenant_is_invisible_to_others(own_settings: Settings) -> None:
    with wiring.opened_library(own_settings) as library:
        _add(library, own_settings, "aarhus")
        service = wiring.service(library, own_settings)
        question = Question("zebrafinkebur i kælderen")
        outside = service.answer(question)
        assert isinstance(outside, NoAnswer)
        assert outside.nearest == ()
        inside = service.answer(question, Scope(collections=frozenset({"aarhus"})))
        shown = inside.items if isinstance(inside, Answer) else inside.nearest
        assert [item.document_id for item in shown] == ["k-1"]


def test_a_tenants_documents_do_not_move_the_answers_of_others(own_settings: Settings) -> None:
    with wiring.opened_library(own_settings) as library:
        service = wiring.service(library, own_settings)
        before = service.answer(Question(EXAMPLES["a"]))
        _add(library, own_settings, "aarhus")
        assert service.answer(Question(EXAMPLES["a"])) == before


def _add(library: Library, settings: Settings, collection: str) -> None:
    text = "Et zebrafinkebur hører hjemme i kælderen, og afslag gives efter anden lovgivning.\n"
    held = factories.document("k-1", collection=collection)
    library.store.put(factories.parsed("k-1", text, held=held))
    building.rebuild_index(library.store, settings)
