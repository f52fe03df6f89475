import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.inflections import are_alike, keys_of

LETTERS = st.text("abdefgiklmnorstu", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("barn", "barnet"),  # definite
        ("kommune", "kommunernes"),  # plural, definite, genitive
        ("foraelder", "foraeldrene"),  # the plural has lost the e of the stem
        ("tilbud", "tilbuddet"),  # doubled consonant
        ("undersoegelse", "undersoegelserne"),
        ("flytte", "flyttede"),  # past
        ("klage", "klager"),
        ("samarbejde", "samarbejder"),
        ("midlertidig", "midlertidigt"),  # neuter
        ("dyr", "dyrs"),  # three letters
        ("bil", "bilen"),
        ("dom", "dommen"),
        ("ta", "ta"),
    ],
)
def test_forms_of_one_word_are_alike(one: str, other: str) -> None:
    assert are_alike(one, other)
    assert are_alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("far", "fare"),  # father, danger
        ("far", "faar"),  # father, gets
        ("mor", "more"),
        ("dem", "demens"),  # too much is cut
        ("konkurs", "konkurrerer"),
        ("familie", "familieretshuset"),  # a compound
        ("begrunde", "begrundelse"),  # another word of the same family
        ("moede", "moedre"),  # meeting, mothers
        ("bo", "bor"),  # two letters match as they stand
        ("ab", "abe"),
        ("a", ""),
    ],
)
def test_different_words_are_not_alike(one: str, other: str) -> None:
    assert not are_alike(one, other)
    assert not are_alike(other, one)


@given(LETTERS, LETTERS)
def test_alike_is_symmetric(one: str, other: str) -> None:
    assert are_alike(one, other) == are_alike(other, one)


@given(LETTERS, st.sampled_from(["", "en", "et", "ens"]))
def test_a_longer_form_is_found_under_the_key_of_the_base_form(word: str, ending: str) -> None:
    assert word[:4] in keys_of(word + ending) or len(word) < 3


def test_keys_of_a_short_word_are_the_word() -> None:
    assert keys_of("i") == ("i",)
    assert keys_of("mor") == ("mor",)
    assert keys_of("moren") == ("mor", "more")
