"""Block Kit pieces stay within Slack's limits and lose no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import elements
from tests.bot.slack.checks import check_blocks


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_splitting_loses_nothing_but_white_space(text: str, limit: int) -> None:
    parts = list(elements.split(text, limit))
    assert all(0 < len(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "limit", "parts"),
    [
        ("kort", 10, ["kort"]),  # fits
        ("Et afsnit.\n\nEt andet afsnit.", 20, ["Et afsnit.", "Et andet afsnit."]),  # paragraphs
        ("En sætning. To sætninger.", 20, ["En sætning.", "To sætninger."]),  # sentences
        ("ord ord ord", 8, ["ord ord", "ord"]),  # words
        ("sammensatteord", 5, ["samme", "nsatt", "eord"]),  # one word that is too long
        ("  ", 5, []),  # nothing
    ],
)
def test_a_text_is_cut_at_the_largest_border(text: str, limit: int, parts: list[str]) -> None:
    assert list(elements.split(text, limit)) == parts


@pytest.mark.parametrize(
    ("address", "label", "made"),
    [
        ("https://ast.dk/a", "Kilde", "<https://ast.dk/a|Kilde>"),  # plain
        ("https://ast.dk/a(b)_c?d=e&f", "x", "<https://ast.dk/a(b)_c?d=e&amp;f|x>"),  # signs
        ("https://ast.dk/a|b>c", "a|b", "<https://ast.dk/a%7Cb%3Ec|a/b>"),  # ends a link
        ("https://ast.dk/å b", "<x>", "<https://ast.dk/%C3%A5%20b|&lt;x&gt;>"),  # not ASCII
    ],
)
def test_a_link_survives_any_sign(address: str, label: str, made: str) -> None:
    assert elements.link(address, label) == made


@given(st.text(min_size=1).filter(str.strip))
def test_words_of_a_source_are_plain_text_within_limits(text: str) -> None:
    check_blocks([*elements.plain(text * 3)][:50])
    assert {b["text"]["type"] for b in elements.plain(text)} == {"plain_text"}


def test_a_label_is_shortened_at_a_word() -> None:
    assert elements.shorten("Kun partshøring før afslag", 20) == "Kun partshøring …"


def test_a_long_citation_stays_within_a_context() -> None:
    check_blocks([elements.small("ord " * 6_000, "<https://ast.dk|x>")])
