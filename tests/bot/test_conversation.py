"""What a follow-up takes from its thread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import conversation
from bot.answer import NoAnswer, Reason
from bot.state.records import ThreadMemory

_DECISION = (
    "Kommunen kan ikke give afslag på at yde hjælp efter den sociale lovgivning med henvisning"
    " til, at hjælpen kan bevilges efter anden lovgivning."
)
_MEMORY = ThreadMemory(("34-18",), ("p1",))


def text_of(passage_id: str) -> str:
    return _DECISION if passage_id == "p1" else ""


@pytest.mark.parametrize(
    ("question", "leans"),
    [
        ("og hvad med partshøring?", True),  # an opening
        ("hvad så hvis borgeren siger nej til det hele?", True),  # an opening, long
        ("Gælder det også for børn og unge under 18 år?", True),  # an opening
        ("hvornår?", True),  # one word
        ("må vi give afslag fordi borgeren bor hos sin søster?", False),  # stands alone
        ("og § 41?", False),  # names its own provision
        ("ogsaa andre regler gælder vel for de unge i dag", True),  # without å
        ("?", False),  # no word
    ],
)
def test_a_follow_up_is_known_by_its_form(question: str, leans: bool) -> None:
    assert conversation.is_follow_up(question) is leans


@pytest.mark.parametrize(
    ("question", "memory", "carried"),
    [
        ("og hvad med partshøring?", _MEMORY, ("afslag",)),  # the passage's matter
        ("og hvad med afslag?", _MEMORY, ("bevilges",)),  # already said
        ("gælder det også børn?", _MEMORY, ("34-18", "afslag")),  # points back
        ("og hvad med partshøring?", None, ()),  # no thread
        ("og hvad nu?", ThreadMemory((), ("væk",)), ()),  # the passage is gone
        ("må vi give afslag fordi borgeren bor hos sin søster?", _MEMORY, ()),  # stands alone
    ],
)
def test_a_follow_up_carries_the_topic(
    question: str, memory: ThreadMemory | None, carried: tuple[str, ...]
) -> None:
    assert conversation.context(question, memory, text_of) == carried


@given(st.text(max_size=200))
def test_reading_a_follow_up_never_fails(question: str) -> None:
    conversation.context(question, _MEMORY, text_of)


@pytest.mark.parametrize(
    ("citation", "found"),
    [
        ("Ankestyrelsens principmeddelelse 34-18, gengivet i …", ["34-18"]),  # a decision
        ("servicelovens § 41, stk. 2", ["servicelovens § 41, stk. 2"]),  # a provision
        ("Social- og indenrigsministerens svar, »Svar«, linje 62-68", []),  # lines of a text
        ("Ministersvar", []),  # none
    ],
)
def test_provisions_are_read_from_citations(citation: str, found: list[str]) -> None:
    assert list(conversation.provisions(citation)) == found


def test_an_answer_without_quotes_changes_nothing() -> None:
    nothing = NoAnswer(Reason.INTET_FUNDET, "", "", (), (), (), (), (), "g", 0.0)
    assert conversation.remember(_MEMORY, nothing) == _MEMORY
    assert conversation.remember(None, nothing) == ThreadMemory((), ())


def test_own_words_are_those_that_were_not_carried() -> None:
    own = conversation.own_words(
        "og hvad med partshøring?", ("partshøring", "anden", "lovgivning"), ("anden lovgivning",)
    )
    assert own == "partshøring"
