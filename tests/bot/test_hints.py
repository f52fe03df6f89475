"""Where a question points without naming it."""

import pytest

from bot import hints, references
from bot.compose import Group
from corpus.everyday import Expansion
from index.model import Hint
from tests.bot.test_fitting import group


def _of(question: str, *also: Expansion) -> dict[str, list[Hint]]:
    found: dict[str, list[Hint]] = {"exact": [], "law": []}
    for hint in hints.of(question, references.read(question), also):
        found[hint.facet].append(hint)
    return found


@pytest.mark.parametrize(
    ("question", "laws"),
    [
        ("ældreloven, skal vi sige ja først", {"ældreloven"}),  # a name
        ("aeldreloven, skal vi sige ja", {"ældreloven"}),  # without æ
        ("hvem afgør det? rsl", {"retssikkerhedsloven"}),  # an abbreviation in small letters
        ("barnets lov om samvær", {"barnets lov"}),  # a name of two words
    ],
)
def test_a_law_without_a_section_is_a_hint(question: str, laws: set[str]) -> None:
    assert [hint.values for hint in _of(question)["law"]] == [frozenset(laws)]


@pytest.mark.parametrize("question", ["må vi give afslag", "bl.a. om samvær", ""])
def test_other_words_are_no_law(question: str) -> None:
    assert _of(question) == {"exact": [], "law": []}


def test_a_section_without_a_law_is_looked_for_in_all_and_where_the_old_one_went() -> None:
    (hint,) = _of("formanden har brugt § 75, hvor hurtigt skal de have papir")["exact"]
    assert {"§:serviceloven:75", "§:barnets lov:75"} <= hint.values
    assert "§:barnets lov:143" in hint.values


def test_a_section_that_never_moved_is_only_looked_for_as_it_is() -> None:
    (hint,) = _of("hvad står der i § 999")["exact"]
    assert {key.rpartition(":")[2] for key in hint.values} == {"999"}


def test_provisions_of_everyday_words_count_once_by_the_surest() -> None:
    sure = Expansion("herberg", ("boform",), 0.9, "x-1", ("SEL § 110",))
    unsure = Expansion("seng", ("ophold",), 0.5, "x-2", ("SEL § 110", "SEL § 107"))
    found = {hint.points: hint.values for hint in _of("seng på herberg", sure, unsure)["exact"]}
    assert sorted(found.values(), key=sorted) == [
        frozenset({"§:serviceloven:107"}),
        frozenset({"§:serviceloven:110"}),
    ]
    assert found[max(found)] == frozenset({"§:serviceloven:110"})


def test_a_bare_section_is_also_searched_for_by_the_number_it_has_now() -> None:
    (now,) = hints.renumbered(references.read("§ 41 til bleer"))
    assert (now.matched, now.terms, now.name) == ("§ 41", ("§ 86",), "barnets lov § 86")
    assert hints.renumbered(references.read("BL § 41 til bleer")) == ()
    assert hints.renumbered(references.read("§ 999 til bleer")) == ()


def test_a_section_that_became_many_is_searched_for_less_and_hinted_at_more() -> None:
    many = hints.renumbered(references.read("§ 50-undersøgelse"))
    assert len(many) == 10
    assert {expansion.weight for expansion in many} == {0.1}
    written, moved = _of("§ 50-undersøgelse")["exact"]
    assert moved.values < written.values
    assert "§:barnets lov:20" in moved.values
    assert "§:barnets lov:50" not in moved.values
    # two that each became one are no section that became two
    assert len(_of("§ 41 og § 42 til bleer")["exact"]) == 1


def test_the_second_place_is_for_the_other_reading_of_a_bare_section() -> None:
    named = references.read("§ 42 når pigen er syg")
    written = [_stykke("§ 42, stk. 5"), _stykke("§ 42, stk. 2")]
    moved, other = _stykke("§ 87, stk. 1"), _stykke("§ 3")
    assert hints.both_readings(named, [*written, moved]) == [written[0], moved, written[1]]
    assert hints.both_readings(named, [moved, other, *written]) == [
        moved, written[0], other, written[1],
    ]  # fmt: skip
    assert hints.both_readings(named, [other, moved]) == [other, moved]
    assert hints.both_readings(references.read("BL § 42"), written) == written
    assert hints.both_readings(named, []) == []


def _stykke(pinpoint: str) -> Group:
    return group("Hjælp gives.", pinpoint, chain="barnets lov")
