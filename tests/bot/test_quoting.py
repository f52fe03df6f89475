"""Which words of a passage are quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import quoting
from corpus.model import Span
from corpus.text import word_count

_LONG = "Dette er en lang sætning, som kun er her for at fylde, og den siger intet om noget. "


def _quote(text: str, wanted: str) -> str:
    spans = quoting.choose(text, [Span(0, len(text))], lambda part: float(wanted in part))
    return "|".join(text[s.start : s.end] for s in spans)


def test_a_short_passage_is_quoted_whole() -> None:
    text = "Kommunen skal høre parten. Det gælder altid."
    assert _quote(text, "høre") == text


def test_a_long_passage_gives_the_sentence_that_answers() -> None:
    text = f"{_LONG * 4}Kommunen skal høre parten. {_LONG * 4}"
    assert _quote(text, "høre") == "Kommunen skal høre parten."


def test_two_sentences_that_answer_are_one_run() -> None:
    text = f"{_LONG * 6}Kommunen skal høre parten. Parten skal høres skriftligt. {_LONG * 4}"
    assert _quote(text, "hør") == "Kommunen skal høre parten. Parten skal høres skriftligt."


def test_a_run_never_stops_before_a_clause_that_turns_it() -> None:
    text = f"{_LONG * 6}Kommunen skal høre parten. Dog ikke, når sagen haster. {_LONG * 4}"
    assert _quote(text, "høre") == "Kommunen skal høre parten. Dog ikke, når sagen haster."


def test_a_turning_clause_outranks_the_limit() -> None:
    turn = "Dog " + "ord " * 85 + "slut."
    text = f"Kommunen skal høre parten, før den afgør sagen. {turn} {_LONG}"
    assert _quote(text, "høre").endswith("slut.")


def test_a_turning_sentence_brings_what_it_turns() -> None:
    text = f"{_LONG * 6}Kommunen skal høre parten. Dog ikke i hastesager. {_LONG * 4}"
    assert _quote(text, "hastesager") == "Kommunen skal høre parten. Dog ikke i hastesager."


def test_a_lead_in_brings_the_items_that_the_limit_takes() -> None:
    items = [f"• At {'ord ' * 18}slut" for _ in range(6)]
    text = "\n".join(["Dette kan føre til en tilsynssag:", *items])
    assert _quote(text, "tilsynssag") == "\n".join(
        ["Dette kan føre til en tilsynssag:", *items[:4]]
    )


def test_each_paragraph_is_a_span_of_its_own() -> None:
    one, two = "Kommunen skal høre parten.", f"Parten skal høres. {_LONG * 6}"
    text = f"{one}\n\n{two}"
    spans = [Span(0, len(one)), Span(len(one) + 2, len(text))]
    chosen = quoting.choose(text, spans, lambda part: float("hør" in part))
    assert [text[s.start : s.end] for s in chosen] == [one, "Parten skal høres."]


@pytest.mark.parametrize(
    ("verbatim", "expected"),
    [
        (("Et afsnit.", "Et til."), ("Et afsnit.", "Et til.")),  # two paragraphs
        (("Et afsnit, der sagsbe-", "handles."), ("Et afsnit, der sagsbehandles.",)),  # a page
        (("Ét.",), ("Ét.",)),  # one
        (("• Loven", "• Ledelsen"), ("• Loven", "• Ledelsen")),  # items without end marks
    ],
)
def test_paragraphs_follow_the_spans(verbatim: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert quoting.paragraphs(verbatim) == expected


@given(
    sentences=st.lists(
        st.integers(1, 30).map(lambda n: ("Ord " + "ord " * n).strip() + "."), min_size=1
    ),
    wanted=st.integers(0, 30),
)
def test_a_quote_is_within_the_limit_and_whole_sentences(sentences: list[str], wanted: int) -> None:
    text = " ".join(sentences)
    target = sentences[wanted % len(sentences)]
    spans = quoting.choose(text, [Span(0, len(text))], lambda part: float(part == target))
    quote = " ".join(text[s.start : s.end] for s in spans)
    assert word_count(quote) <= quoting.QUOTE_WORDS
    assert quote in text
    assert quote.endswith(".")
    assert quote.startswith("Ord")


def test_without_evidence_a_long_passage_is_quoted_from_its_start() -> None:
    text = f"Først dette. {_LONG * 8}"
    assert _quote(text, "findes ikke").startswith("Først dette. Dette er en lang sætning")
