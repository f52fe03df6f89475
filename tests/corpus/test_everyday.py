import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DataFileError
from corpus.everyday import (
    MAX_CHARACTERS,
    MAX_EXPANSIONS,
    Expansion,
    InstalledLexicon,
    Lexicon,
)
from corpus.everyday_rows import Direction, Entry, pattern_of, read_entries
from tests.corpus import acts

LEXICON = Lexicon.load()
HEADER = "# source: test\n# date: 2026-11-22\n# licence: MIT\n"
ROW = "t-1\tpause\taflastning\ttil_lov\t0.5\tSEL § 84\t-\n"
COLUMNS = "id\tudtryk\ttermer\tretning\tvaegt\tbestemmelser\tnote\n"


def _entry(
    expression: str,
    *terms: str,
    entry_id: str = "t-1",
    direction: Direction = Direction.TIL_LOV,
    weight: float = 0.8,
) -> Entry:
    return Entry(entry_id, expression, terms, direction, weight, ("SEL § 84",), "")


def _matched(question: str, *entries: Entry) -> list[str]:
    return [expansion.matched for expansion in Lexicon(entries).expand(question)]


@pytest.mark.parametrize(
    ("expression", "question", "matched"),
    [
        # one word, as written
        ("krisecenter", "hun bor på krisecenter", ["krisecenter"]),
        # another inflection, the question's own form is kept
        ("forælder", "Forældrene siger nej", ["Forældrene"]),
        # æ, ø, å spelt out
        ("forældre siger nej", "foraeldrene siger nej", ["foraeldrene siger nej"]),
        # several words in order
        ("fri fra barnet", "de vil have fri fra barnet nu", ["fri fra barnet"]),
        # the same words in another order are another thing
        ("fri fra barnet", "barnet er fri fra skole", []),
        # a gap of up to four words
        ("fri .. fra", "fri hver anden weekend fra ham", ["fri hver anden weekend fra"]),
        # five words are too far
        ("fri .. fra", "fri en to tre fire fem fra ham", []),
        # an expression does not run over the end of a sentence
        ("fri .. fra", "Han har fri. Fra mandag", []),
        # the beginning of a word
        ("hjemmehj*", "min mors hjemmehjælpstimer", ["hjemmehjælpstimer"]),
        ("hjemmehj*", "hjemmehj. til mor", ["hjemmehj"]),
        # an abbreviation counts in capitals alone
        ("TA", "kan hun få TA?", ["TA"]),
        ("TA", "kan vi ta det igen", []),
        # unless all is in capitals, where nothing is an abbreviation
        ("TA", "KAN VI TA DET IGEN I MORGEN", []),
        # a short question in capitals is an abbreviation
        ("TA", "TA?", ["TA"]),
        # hyphen and none
        ("15 årig", "en 15-årig", ["15-årig"]),
        # composed and decomposed letters, soft hyphens
        ("forældre", "fora\u030aldre", []),
        ("bosted på prøve", "bo\u00adsted pa\u030a prøve", ["bosted på prøve"]),
        # nothing at all
        ("krisecenter", "", []),
        ("krisecenter", "?! …", []),
    ],
)
def test_expression_matches_as_its_notation_says(
    expression: str, question: str, matched: list[str]
) -> None:
    assert _matched(question, _entry(expression, "boformer")) == matched


def test_longest_expression_takes_the_words() -> None:
    short = _entry("fri", "ferie", entry_id="t-1", weight=1.0)
    longer = _entry("fri fra barnet", "aflastning", entry_id="t-2", weight=0.3)

    found = Lexicon((short, longer)).expand("de vil have fri fra barnet")

    assert [expansion.terms for expansion in found] == [("aflastning",)]


def test_words_inside_a_gap_stay_free_for_another_expression() -> None:
    outer = _entry("fri .. fra", "aflastning", entry_id="t-1")
    inner = _entry("weekend", "støtteophold", entry_id="t-2")

    found = Lexicon((outer, inner)).expand("fri en weekend fra ham")

    assert [expansion.entry_id for expansion in found] == ["t-1", "t-2"]


def test_expansions_come_in_the_order_of_the_question() -> None:
    late = _entry("herberg", "boformer", entry_id="t-1", weight=1.0)
    early = _entry("psykolog", "psykologbehandling", entry_id="t-2", weight=0.2)

    found = Lexicon((late, early)).expand("psykolog på herberg")

    assert [expansion.entry_id for expansion in found] == ["t-2", "t-1"]


def test_a_term_that_the_question_already_says_is_left_out() -> None:
    entry = _entry("pusterum", "aflastning", "afløsning")

    found = Lexicon((entry,)).expand("et pusterum, altså aflastning")

    assert [expansion.terms for expansion in found] == [("afløsning",)]


def test_nothing_is_left_when_the_question_says_every_term() -> None:
    assert _matched("pusterum eller aflastning", _entry("pusterum", "aflastning")) == []


def test_an_expression_said_twice_is_expanded_once() -> None:
    assert _matched("herberg eller herberg", _entry("herberg", "boformer")) == ["herberg"]


def test_an_expansion_is_never_expanded() -> None:
    first = _entry("pusterum", "aflastning", entry_id="t-1")
    second = _entry("aflastning", "støtteophold", entry_id="t-2")

    found = Lexicon((first, second)).expand("et pusterum")

    assert found == (Expansion("pusterum", ("aflastning",), 0.8, "t-1", ("SEL § 84",)),)


def test_a_row_for_both_directions_also_leads_from_the_term() -> None:
    entry = _entry("UDK", "Udbetaling Danmark", direction=Direction.BEGGE)

    found = Lexicon((entry,)).expand("udbetaling danmark har skrevet")

    assert [(expansion.matched, expansion.terms) for expansion in found] == [
        ("udbetaling danmark", ("UDK",))
    ]


def test_two_rows_that_share_a_term_both_lead_back_from_it() -> None:
    rows = (
        _entry("herberg", "boformer", entry_id="t-1", direction=Direction.BEGGE),
        _entry("krisecenter", "boformer", entry_id="t-2", direction=Direction.BEGGE),
    )

    found = Lexicon(rows).expand("ophold i boformer")

    assert {expansion.terms for expansion in found} == {("herberg",), ("krisecenter",)}


def test_number_of_expansions_is_bounded() -> None:
    letters = "bcdfghjklmnprstv"
    rows = tuple(
        _entry(f"ord{letter * 4}", "aflastning", entry_id=f"t-{place}")
        for place, letter in enumerate(letters)
    )

    found = Lexicon(rows).expand(" ".join(row.expression for row in rows))

    assert len(found) == MAX_EXPANSIONS


def test_text_beyond_the_limit_is_not_read() -> None:
    filler = "x" * MAX_CHARACTERS
    assert _matched(f"{filler} herberg", _entry("herberg", "boformer")) == []


@given(st.text(max_size=300))
def test_any_text_can_be_expanded(text: str) -> None:
    for expansion in LEXICON.expand(text):
        assert expansion.matched
        assert expansion.terms


@given(st.lists(st.sampled_from(LEXICON.entries), min_size=1, max_size=6))
def test_expansions_are_the_same_each_time_and_bounded(rows: list[Entry]) -> None:
    question = " ".join(row.expression.replace("..", "").replace("*", "") for row in rows)
    found = LEXICON.expand(question)
    assert found == LEXICON.expand(question)
    assert len(found) <= MAX_EXPANSIONS


def test_every_row_is_found_by_its_own_expression() -> None:
    lost = [
        row.entry_id
        for row in LEXICON.entries
        if row.entry_id
        not in {
            expansion.entry_id
            for expansion in LEXICON.expand(row.expression.replace("..", "xx").replace("*", ""))
        }
    ]
    assert lost == []


def test_ids_are_a_group_and_a_number() -> None:
    assert all(re.fullmatch(r"[a-z]+-\d{3}", row.entry_id) for row in LEXICON.entries)


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_every_term_stands_in_a_provision_of_its_row() -> None:
    missing = [
        (row.entry_id, term)
        for row in LEXICON.entries
        for term in row.terms
        if not any(acts.holds(acts.text_of(provision), term) for provision in row.provisions)
    ]
    assert missing == []


@pytest.mark.skipif(not acts.AVAILABLE, reason="needs ../shared")
def test_every_provision_of_a_row_holds_one_of_its_terms() -> None:
    idle = [
        (row.entry_id, provision)
        for row in LEXICON.entries
        for provision in row.provisions
        if not any(acts.holds(acts.text_of(provision), term) for term in row.terms)
    ]
    assert idle == []


def test_every_term_of_the_library_begins_on_a_line_of_its_row() -> None:
    rows = [row for row in LEXICON.entries if row.entry_id.startswith("retssikkerhed-")]
    assert len(rows) >= 150
    lost = [
        (row.entry_id, term)
        for row in rows
        for term in row.terms
        if not any(acts.holds(acts.text_of(place), term) for place in row.provisions)
    ]
    assert lost == []
    assert all(acts.SOURCE_LINE.fullmatch(place) for row in rows for place in row.provisions)


@pytest.mark.parametrize(
    ("question", "is_the_scheme"),
    [
        # the proposal B 23
        ("får borgeren kompensation når vi laver fejl", True),
        ("kompensation ved omgørelse", True),
        ("kompensation for en forkert afgørelse", True),
        ("erstatning for forkerte afgørelser", True),
        ("vi lavede en fejl, skal borgeren have erstatning", True),
        ("er der penge for kommunens fejl", True),
        # the principle, and the benefit
        ("hvad er kompensation og selvhjælp", False),
        ("kompensation for handicap", False),
        ("kompensation for nedsat funktionsevne", False),
        ("hjælpemiddel som kompensation", False),
        ("kompensationsydelse", False),
        # another compensation
        ("erstatningskonto i banken", False),
    ],
)
def test_compensation_for_mistakes_is_not_compensation_for_a_disability(
    question: str, *, is_the_scheme: bool
) -> None:
    terms = {term for expansion in LEXICON.expand(question) for term in expansion.terms}
    assert ("kompensationsordning" in terms) is is_the_scheme


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        # a way that does not exist
        ("t-1\tpause\taflastning\tbeggeveje\t0.5\tSEL § 84\t-", "retning"),
        # no number
        ("t-1\tpause\taflastning\ttil_lov\tmeget\tSEL § 84\t-", "vaegt is a number"),
        # outside the scale
        ("t-1\tpause\taflastning\ttil_lov\t1.5\tSEL § 84\t-", "vaegt lies"),
        # no terms
        ("t-1\tpause\t|\ttil_lov\t0.5\tSEL § 84\t-", "must be filled"),
        # nothing but signs
        ("t-1\t§\taflastning\ttil_lov\t0.5\tSEL § 84\t-", "must be filled"),
        # a gap at the end
        ("t-1\tpause ..\taflastning\ttil_lov\t0.5\tSEL § 84\t-", "between two words"),
        # a beginning that is too short
        ("t-1\tpau*\taflastning\ttil_lov\t0.5\tSEL § 84\t-", "letters before"),
        # an open expression cannot be searched for
        ("t-1\tpause*\taflastning\tbegge\t0.5\tSEL § 84\t-", "both directions"),
        # the same id twice
        (
            ROW + "t-1\tfri\taflastning\ttil_lov\t0.5\tSEL § 84\t-",
            "»t-1« stands in",
        ),
        # the same expression twice
        (
            ROW + "t-2\tPause\taflastning\ttil_lov\t0.5\tSEL § 84\t-",
            "»pause« stands in",
        ),
    ],
)
def test_a_broken_row_is_refused_with_its_place(tmp_path: Path, rows: str, message: str) -> None:
    (tmp_path / "x.tsv").write_text(HEADER + COLUMNS + rows + "\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=message):
        read_entries(tmp_path)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.tsv").write_text(HEADER + "id\tord\nt-1\tpause\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="expected the columns"):
        read_entries(tmp_path)


def test_a_row_keeps_its_note_and_provisions(tmp_path: Path) -> None:
    row = "t-1\tpause\taflastning | afløsning\tbegge\t0.5\tSEL § 84 | BL § 90\thusk begge\n"
    (tmp_path / "x.tsv").write_text(HEADER + COLUMNS + row, encoding="utf-8")

    (entry,) = read_entries(tmp_path)

    assert entry == Entry(
        entry_id="t-1",
        expression="pause",
        terms=("aflastning", "afløsning"),
        direction=Direction.BEGGE,
        weight=0.5,
        provisions=("SEL § 84", "BL § 90"),
        note="husk begge",
    )


def test_pattern_keeps_capitals_and_folds_the_rest() -> None:
    assert pattern_of("TA-timer .. Forældre*") == ("TA", "timer", "..", "foraeldre*")


def test_the_installed_lexicon_answers_as_the_checked_one() -> None:
    checked, installed = Lexicon.load(), InstalledLexicon()
    for entry in checked.entries:
        assert installed.expand(entry.expression) == checked.expand(entry.expression)
