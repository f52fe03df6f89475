"""What holds for every text and every reference."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import laws
from corpus.citations import (
    BILL,
    ActRef,
    BillRef,
    Citation,
    DateRef,
    DecisionRef,
    FobRef,
    LawRef,
    ProvisionRef,
    QuestionRef,
    Reading,
    SamraadRef,
    find,
    names,
    parse,
    written,
)

WORDS = [
    *[
        "§",
        "§§",
        "41",
        "42,",
        "3",
        "7-8",
        "86a",
        "b",
        "c",
        "i",
        "stk.",
        "nr.",
        "litra",
        "og",
        "eller",
        "samt",
        "jf.",
        "dog",
        "pkt.",
        "2.",
        "1.-3.",
        "(",
        ")",
        ")",
        ".",
    ],
    *[
        "servicelovens",
        "barnets",
        "lovs",
        "lov",
        "om",
        "social",
        "service",
        "aktivloven",
        "lovens",
        "samme",
        "denne",
        "SEL",
    ],
    *[
        "BL",
        "FVL",
        "principmeddelelse",
        "34-18",
        "SM",
        "B",
        "4-87",
        "C-12-03",
        "spørgsmål",
        "nr.",
        "274",
        "(alm.",
        "del)",
    ],
    *[
        "(B",
        "23)",
        "L",
        "151",
        "samråd",
        "P",
        "LBK",
        "BEK",
        "861/2025",
        "af",
        "22/09/2025",
        "24.",
        "juni",
        "2005",
        "FOB",
        "2024-19",
    ],
    *["gl.", "paragraf", "\xad", "\u200b", "børne-", "og", ":", "-", "\n"],
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join) | st.text(max_size=80)

LETTERS = st.sampled_from("abcdefghjklmnop")
NUMBERS = st.integers(1, 399).map(str)
NAMES = st.sampled_from([law.key for law in laws.load().laws])
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2069, 12, 31))


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


@st.composite
def acts(draw: st.DrawFn) -> ActRef:
    kind = draw(st.sampled_from(["LOV", "LBK", "BEK", "VEJ", "CIR", "CIS", "SKR", "ANO", "KEN"]))
    number = str(draw(st.integers(1, 9999)))
    date = draw(maybe(DATES))
    year = date.year if date else draw(maybe(st.integers(1900, 2069)))
    return ActRef(kind=kind, number=number, year=year, date=date)


@st.composite
def provisions(draw: st.DrawFn) -> ProvisionRef:
    law = draw(maybe(NAMES | st.just(BILL) | acts().map(written)))
    parts: dict[str, str | None] = {
        "stk": draw(maybe(st.integers(1, 30).map(str))),
        "nr": draw(maybe(st.integers(1, 40).map(str))),
        "litra": draw(maybe(LETTERS)),
        "pkt": draw(maybe(st.integers(1, 9).map(str))),
    }
    paragraf, letter = draw(NUMBERS), draw(maybe(LETTERS))
    to = None
    if draw(st.booleans()):
        deepest = next((part for part in ("pkt", "litra", "nr", "stk") if parts[part]), None)
        last = parts[deepest] if deepest else None
        if last is None:
            to = str(int(paragraf) + 1)
        else:
            to = str(int(last) + 1) if last.isdecimal() else chr(ord(last) + 1)
    return ProvisionRef(
        law=law,
        paragraf=paragraf,
        letter=letter,
        stk=parts["stk"],
        nr=parts["nr"],
        litra=parts["litra"],
        pkt=parts["pkt"],
        to=to,
        old=draw(st.booleans()),
    )


@st.composite
def dates(draw: st.DrawFn) -> DateRef:
    date = draw(DATES)
    day = draw(st.just(date.day) | st.none())
    year = date.year if day is None else draw(st.just(date.year) | st.none())
    return DateRef(day=day, month=date.month, year=year)


CITATIONS: st.SearchStrategy[Citation] = st.one_of(
    provisions(),
    acts(),
    dates(),
    st.builds(LawRef, law=NAMES),
    st.builds(
        DecisionRef,
        number=st.integers(1, 250),
        year=st.integers(9, 40),
        word=st.sampled_from(["principmeddelelse", "principafgørelse", None]),
    ),
    st.builds(
        DecisionRef,
        number=st.integers(1, 250),
        year=st.integers(0, 99),
        series=st.sampled_from("ABCDFOPU"),
        word=st.sampled_from(["principmeddelelse", "principafgørelse", "SM", None]),
    ),
    st.builds(
        QuestionRef,
        number=NUMBERS,
        series=st.sampled_from([None, "S"]),
        committee=st.sampled_from([None, "SOU", "BUU"]),
        proposal=st.sampled_from([None, "B 23", "L 151"]),
    ),
    st.builds(QuestionRef, number=NUMBERS, alm_del=st.booleans()),
    st.builds(
        BillRef,
        kind=st.sampled_from("LB"),
        number=st.integers(1, 399),
        session=st.sampled_from([None, "2022-23"]),
    ),
    st.builds(SamraadRef, letter=st.sampled_from(["P", "AB", "Ø"])),
    st.builds(SamraadRef, when=dates().filter(lambda date: date.day is not None)),
    st.builds(FobRef, year=st.integers(1960, 2049), number=NUMBERS, mark=st.sampled_from("-.")),
    st.builds(FobRef, year=st.integers(1960, 2049), number=NUMBERS, mark=st.just("s.")),
)


@given(CITATIONS)
@settings(max_examples=400)
def test_what_is_written_is_read_back(citation: Citation) -> None:
    assert parse(written(citation)) == citation


@given(TEXTS, st.sampled_from(Reading), st.none() | NAMES)
@settings(max_examples=400)
def test_spans_rise_and_never_overlap(text: str, reading: Reading, law: str | None) -> None:
    end = 0
    for citation in find(text, reading, law):
        assert end <= citation.span.start < citation.span.end <= len(text)
        end = citation.span.end


@given(TEXTS, st.sampled_from(Reading))
def test_every_reference_found_can_be_written_and_read(text: str, reading: Reading) -> None:
    for citation in find(text, reading):
        assert parse(written(citation)) == citation


@given(TEXTS)
def test_a_question_reads_all_that_prose_reads(text: str) -> None:
    prose = sum(isinstance(one, ProvisionRef) for one in find(text))
    question = sum(isinstance(one, ProvisionRef) for one in find(text, Reading.QUESTION))
    assert question >= prose


@pytest.mark.parametrize("form", ["{}", "{}s", "{}.", "{} xyz"])
def test_a_name_of_several_words_is_found_as_the_whole_pattern_finds_it(form: str) -> None:
    """The first two words alone decide whether the pattern is tried."""
    known = names.load()
    for name in known._names:
        for said in (name, name.upper(), name.replace(" ", " \n "), f"{name.split()[0]} andet"):
            text = f"efter {form.format(said)}"
            found, expected = known._title(text, 6), known._titles.match(text, 6)
            assert (found and found.span()) == (expected and expected.span()), text
