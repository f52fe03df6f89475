"""Patterns of the data files against words as people type them."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.phrases import MAX_CHARS, PhraseGroups, Phrases, fold, words


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        ("afslag*", "Må vi give AFSLAGET?", True),  # beginning, capitals
        ("afslag", "afslaget", False),  # the whole word alone
        ("*loven", "i serviceloven", True),  # ending
        ("*hør*", "uden partshøring her", True),  # inside
        ("anden lov", "efter en anden lov", True),  # side by side
        ("anden lov", "en anden god lov", False),  # a word between
        ("anden .. lov", "en anden god lov", True),  # up to four words between
        ("anden .. lov", "anden en to tre fire fem lov", False),  # five
        ("anden .. lov", "anden lov", True),  # none
        ("hjælp", "hjaelp", True),  # æ written out in the question
        ("hjaelp", "hjælp", True),  # or in the pattern
        ("kommunens fejl", "kommunens\nfejl", True),  # over a line end
        ("§", "hvad siger § 41", True),  # the sign is a word
        ("34 18", "hvad siger 34-18", True),  # numbers are parted at the hyphen
        ("sats", "indsats", False),  # never inside by itself
        ("b 23", "B 23?", True),
        ("a-kasse*", "min a-kasse siger", True),  # parted in the pattern too
        ("barns 1. sygedag", "barns 1. sygedag", True),
        ("afslag ..", "afslag", True),  # nothing after the gap
        ("", "noget", True),  # the empty pattern says nothing and is always there
    ],
)
def test_patterns(pattern: str, text: str, is_found: bool) -> None:
    assert Phrases((pattern,)).holds(text) is is_found
    assert Phrases((pattern,)).found(text) == ((pattern,) if is_found else ())


def test_words_are_taken_once() -> None:
    tokens = words("Skal vi partshøre?")
    assert tokens == ("skal", "vi", "partshoere")
    assert Phrases(("partshør*",)).holds(tokens)
    assert Phrases(("partshør*",)).found(tokens) == ("partshør*",)


def test_folding_joins_soft_hyphens_and_wide_letters() -> None:
    assert fold("Ad\u00admini\u00adstration ＡＢＣ") == "administration abc"


@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(Phrases(("*a*", "§ .. b")).holds(text), bool)


def test_a_long_hostile_text_is_cut() -> None:
    start = time.process_time()
    assert not Phrases(("a .. a .. a .. b",)).holds("a " * 200_000)
    assert not Phrases(("slut",)).holds("a" * MAX_CHARS + " slut")
    assert time.process_time() - start < 5


PATTERNS = st.sampled_from(
    ["afslag*", "*loven", "*hør*", "anden .. lov", ".. lov", "§ 4", "a-kasse*", "a", "", "b 23"]
)
TEXTS = st.lists(
    st.sampled_from(["afslaget", "serviceloven", "anden", "lov", "§ 4", "a-kassen", "a", "b 23"]),
    max_size=5,
).map(" ".join)


@given(groups=st.lists(st.lists(PATTERNS, max_size=3), max_size=5), text=TEXTS)
def test_groups_find_what_reading_every_pattern_finds(groups: list[list[str]], text: str) -> None:
    read = (n for n, patterns in enumerate(groups) if Phrases(tuple(patterns)).holds(text))
    assert PhraseGroups(groups).first(text) == next(read, None)
