"""Sentence ends in Danish legal prose, and clauses that turn what went before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.text import ends_before_turn, leads, sentences, turns


@pytest.mark.parametrize(
    "expected",
    [
        # abbreviations, references and m.v. inside a sentence
        ["Jf. § 4, stk. 2, nr. 3, skal kommunen bl.a. partshøre m.v. på området.", "Der er mere."],
        ["Det følger af 2. pkt. i loven.", "Kommunen skal det."],
        ["Reglerne om partshøring m.v.", "Kommunen skal kende dem."],  # m.v. before a capital
        ["Efter § 2, stk. 1, 2. pkt.", "Kommunen skal det."],  # pkt. before a capital
        ["Han har d. 7. februar 2020 spurgt.", "Den 1. Januar svarede hun."],  # dates
        ["Det er efter § 87.", "Det er klart."],  # a number at the end
        ["Det koster 100 kr.", "Det er dyrt, kr. 100 at give."],
        ["§ 87 a. Kommunen yder hjælp.", "Stk. 2. Hjælpen er gratis."],  # labels of provisions
        ["Sagen blev sendt af A. Hansen.", "Slut."],  # an initial
        ["”Hvad gør vi?”", "Det spurgte hun om."],  # closing quotes
        ["”Vi kritiserer, at I ikke har hørt dig.”[..]", "”Det ændrer dog ikke noget.”"],
        ["»Må vi det?« spurgte hun.", "Nej!"],  # goes on in small letters
        ["følge op hvert år. ”"],  # a closing quote after a space
        ["(Se bilag 2.)", "Slut"],  # no closing mark at the end
        ["• Ledelse", "• Oplæring i\nhverdagen"],  # bullets
        ["Det arbejde skal i gang", "2. Det følger af stk.\n3.", "Ja"],
        ["Følgende tiltag:", "– Ansættelse af flere.", "– Forenkling – også af\nregler."],
        ["Det gælder …", "Men ikke altid …"],  # an ellipsis
        ["Vi har […] og følger op.", "Ja."],
        ["Det var i foråret, den\n13. April kom hun."],  # a date at a line start is no item
    ],
)
def test_sentences_are_found(expected: list[str]) -> None:
    text = "\n".join(expected)
    found = [text[span.start : span.end] for span in sentences(text, Span(0, len(text)))]
    assert found == expected


@given(
    st.lists(
        st.sampled_from(
            ["Det er", " nr. ", " 2. ", ".", "?", " ”", "\n", "\n• ", "§ 3.", " [..]", " dog"]
        ),
        max_size=25,
    ).map("".join),
    st.integers(0, 5),
)
def test_sentences_cover_all_but_white_space_in_order(text: str, start: int) -> None:
    span = Span(min(start, len(text)), len(text))
    found = sentences(text, span)
    outside = list(text[span.start : span.end])
    for sentence in found:
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        for position in range(sentence.start, sentence.end):
            outside[position - span.start] = ""
    assert "".join(outside).strip() == ""
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("clause", "turning"),
    [
        ("medmindre det er afklaret", True),
        (", medmindre det er afklaret", True),  # the mark before it is skipped
        ("Det ændrer dog ikke på afgørelsens resultat", True),  # second place in the sentence
        ("Jeg er dog ikke af den opfattelse", True),
        ("Hvis ikke det er muligt", True),  # two words
        ("Hvis det er muligt", False),
        ("Kommunen skal derfor afklare, om der kan bevilges hjælp, dog", False),  # too late
        ("Dogmer er noget andet", False),  # whole words
        ("", False),
    ],
)
def test_turning_words_are_known(clause: str, turning: bool) -> None:
    assert turns(clause) is turning


def test_a_quote_must_not_end_before_a_turning_clause() -> None:
    text = "Kommunen kan give afslag, medmindre det er afklaret. Det gælder altid."
    whole = Span(0, len(text))
    assert ends_before_turn(text, Span(0, text.index(", med")), whole)
    assert not ends_before_turn(text, Span(0, text.index(" Det")), whole)
    assert not ends_before_turn(text, whole, whole)


def test_a_colon_leads_into_what_follows() -> None:
    assert leads("Følgende kan føre til det: \n")
    assert not leads("Kl. 10:30 er det slut.")
