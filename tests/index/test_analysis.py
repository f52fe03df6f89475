import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import DanishAnalyzer, fold, stop_words

ANALYZER = DanishAnalyzer({"SEL": "serviceloven", "BL": "barnets lov"})

TERMS = [
    ("Afgørelsen afgoerelserne", ["afgoer", "afgoer"]),  # inflection and spelt-out letters meet
    ("§ 87 §87 paragraf 87", ["§87", "87"] * 3),  # three ways to write a provision
    ("§ 17 a, stk. 2", ["§17a", "17a", "stk", "2"]),  # the letter is part of the number
    ("§ 5 i serviceloven", ["§5", "5", "servicelov"]),  # "i" is a preposition here
    ("§ 9 i, nr. 2", ["§9i", "9i", "nr", "2"]),  # and a letter here
    ("17 a når", ["17a", "17"]),  # a provision without its sign
    ("§§ 95 og 96", ["§95", "95", "§96", "96"]),  # a list
    ("§§ 52-54", ["§52", "52", "§53", "53", "§54", "54"]),  # a range
    ("26/2-20", ["2020-02-26", "26", "februar", "2020"]),  # dates in one form
    ("d. 7. februar 2020", ["d", "2020-02-07", "7", "februar", "2020"]),
    ("2020-02-07", ["2020-02-07", "7", "februar", "2020"]),
    ("45/13-20", ["45/13-20", "45", "13", "20"]),  # no such date
    ("34-18", ["34-18", "34", "18"]),  # the number of a decision stays whole
    ("1.000 9,6", ["1000", "9,6"]),  # thousands are joined, decimals kept
    ("USA's social- og", ["usa", "social"]),  # genitive and dangling hyphen
    ("e-mail", ["email", "e", "mail"]),  # joined and in parts
    ("bl.a. f.eks. m.fl.", []),  # shortenings are stop words
    ("det.Han", []),  # a missing space joins no words
    ("sag\u00adsbehandler", ["sagsbehandl"]),  # soft hyphen
    ("ﬁrma café", ["firma", "caf"]),  # compatibility forms and accents
    ("hvad er det", []),  # stop words alone
]


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_text_becomes_terms(text: str, terms: list[str]) -> None:
    assert ANALYZER.terms(text) == terms


def test_both_sides_of_the_spelling_meet() -> None:
    assert ANALYZER.terms("partshøring på området") == ANALYZER.terms("partshoering paa omraadet")


def test_an_abbreviation_stands_for_its_law() -> None:
    words = ANALYZER.question("hvad koster SEL")
    assert [(word.surface, word.term, word.alternatives) for word in words] == [
        ("koster", "kost", ()),
        ("SEL", "servicelov", ("sel",)),
    ]


def test_an_everyday_word_in_small_letters_is_no_abbreviation() -> None:
    analyzer = DanishAnalyzer({"BO": "tabt arbejdsfortjeneste"}, frozenset({"BO"}))
    assert [word.form for word in analyzer.question("må vi bo her")] == ["bo"]
    assert [word.form for word in analyzer.question("klage over BO")][1:] == [
        "tabt",
        "arbejdsfortjeneste",
    ]


def test_an_abbreviation_of_two_words_gives_both() -> None:
    assert [word.term for word in ANALYZER.question("BL")] == ["barn", "lov"]


def test_places_are_where_the_words_stand() -> None:
    text = "Kommunens afgørelse og afgoerelser."
    places = ANALYZER.places(text, frozenset(ANALYZER.terms("afgørelsen")))
    assert [text[start:end] for start, end in places] == ["afgørelse", "afgoerelser"]


def test_places_are_empty_where_letters_move() -> None:
    assert ANALYZER.places("ﬁrmaets afgørelse", frozenset(["afgoer"])) == ()


def test_stop_words_are_folded() -> None:
    assert "naar" in stop_words()
    assert not any(word.startswith("#") for word in stop_words())


@given(st.text())
def test_analysis_never_crashes(text: str) -> None:
    terms = ANALYZER.terms(text)
    assert all(0 < len(term) <= 70 for term in terms)
    ANALYZER.question(text)
    ANALYZER.places(text, frozenset(terms))


@given(st.text())
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_a_long_run_of_letters_is_cut() -> None:
    assert ANALYZER.forms("x" * 1000) == ["x" * 64]


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ("Hvor mange timer?", {"hvor", "mange", "timer", "hvor mange", "mange timer"}),
        ("må", {"maa"}),
        # what names a source says nothing of what is asked: SEL is known, BL is not
        ("SEL § 85, stk. 2, hvor", {"hvor"}),
        ("serviceloven 12 a hvor", {"hvor"}),
        ("efter servicelovens § 9 hvor", {"efter", "hvor", "efter hvor"}),
        ("", set()),
        ("§ 85", set()),
    ],
)
def test_phrases_are_words_as_they_are_said(question: str, phrases: set[str]) -> None:
    assert DanishAnalyzer({"SEL": "serviceloven"}).phrases(question) == phrases
