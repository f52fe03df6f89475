"""`display`, its offset map, and the property that it changes nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.text import clean, display, word_count

PIECES = st.sampled_from(
    [
        *"aåZ7.-–”§ \n\r\t\f\u00a0\u00ad\u2010",
        "sagsbe-\n handling",
        "social- \nog",
        "KL-\n\nForslag",
        " - ",
        "ﬁ",
        "26/2-\n20",
        "\n\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80)


@pytest.mark.parametrize(
    ("verbatim", "shown"),
    [
        (["spørgs-\n\nmål nr. 2"], "spørgsmål nr. 2"),  # over a blank line
        (["sagsbe-\n handling"], "sagsbehandling"),  # over a page start
        (["sagsbe-", "handling"], "sagsbehandling"),  # between two slices
        (["social- og ældreområdet"], "social- og ældreområdet"),  # a hyphen inside a line stays
        (["social- \n\nog ældreområdet"], "social- og ældreområdet"),  # and before "og" at an end
        (
            ["barnets eller\nden voksnes behandlings-\neller"],
            "barnets eller den voksnes behandlings- eller",
        ),
        (["social-, sundheds- og ar-\n\nbejdsmarkeds"], "social-, sundheds- og arbejdsmarkeds"),
        (["Aftale KL-\nRegeringen"], "Aftale KL-Regeringen"),  # stays before a capital
        (["26/2-\n20"], "26/2-20"),  # stays before a digit
        (["12-\nårig"], "12-årig"),  # stays after a digit
        (["SR-\nuddannelsen"], "SR-uddannelsen"),  # stays after an abbreviation
        (["e-\nmail"], "e-mail"),  # no Danish word is divided after one letter
        (["af\u00ad\ngørelse"], "afgørelse"),  # a soft hyphen at a line end
        (["Mere viden - Færre \nfejl"], "Mere viden - Færre fejl"),  # a dash is no hyphen
        (["a  b\t\n\n c \u00a0"], "a b c"),  # white space
        (["henyn “skønner” ﬁ ti l ::"], "henyn “skønner” ﬁ ti l ::"),  # misprints, quotes, forms
        (["A.", "B."], "A. B."),  # slices are parted by a space
        ([], ""),
        ([" \n", ""], ""),
    ],
)
def test_display_reads_as_people_do(verbatim: list[str], shown: str) -> None:
    assert display(verbatim) == shown


@given(st.lists(TEXTS, max_size=4))
def test_display_changes_only_white_space_and_line_end_hyphens(verbatim: list[str]) -> None:
    def bare(text: str) -> str:
        return re.sub(r"\s", "", re.sub(r"[-\u2010\u00ad](?=\s*\w)", "", text))

    shown = display(verbatim)
    assert bare(shown) == bare("\n".join(verbatim))
    assert not re.search(r"\s\s|[^\S ]|^\s|\s$", shown)
    assert display([shown]) == shown


@given(TEXTS)
def test_only_hyphens_at_line_ends_go(text: str) -> None:
    inside = re.sub(r"[-\u2010\u00ad]+(?=\s)", "", text)
    assert re.sub(r"\s", "", display([inside])) == re.sub(r"\s", "", inside)


@given(TEXTS, st.data())
def test_each_shown_character_is_found_again_in_the_stored_text(
    text: str, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    copy = clean(text, spans)
    assert copy.text == display([text[span.start : span.end] for span in spans])
    assert len(copy.offsets) == len(copy.text)
    assert list(copy.offsets) == sorted(copy.offsets)
    for character, offset in zip(copy.text, copy.offsets, strict=True):
        if character != " ":
            assert text[offset] == character


def test_a_stretch_of_the_copy_maps_back_over_a_line_end() -> None:
    stored = "Den sagsbe-\n\n handling, der"
    copy = clean(stored, [Span(0, len(stored))])
    start = copy.text.index("sagsbehandling")
    span = copy.span(start, start + len("sagsbehandling"))
    assert stored[span.start : span.end] == "sagsbe-\n\n handling"


def test_an_empty_stretch_has_no_place() -> None:
    with pytest.raises(ValueError, match="no stretch"):
        clean("abc", [Span(0, 3)]).span(1, 1)


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        clean("abc", [Span(0, 9)])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Jeg ser hele dig", 4),
        ("• Jeg – ser", 2),  # marks are no words
        ("§ 87, stk. 2", 3),
        ("", 0),
    ],
)
def test_words_are_counted_as_a_reader_does(text: str, words: int) -> None:
    assert word_count(text) == words
