"""What holds the kind of thing that is asked for comes first."""

from dataclasses import replace

from bot import fitting
from bot.compose import Found, Group
from corpus.model import Metadata, SourceKind, Span, VersionId
from corpus.store import Holding
from index.model import Hit
from tests import factories

QUESTION = "hvor længe kan man få hjælpen"


def group(
    text: str,
    pinpoint: str = "§ 1",
    kind: SourceKind = SourceKind.LOV,
    chain: str = "lov om prøver",
) -> Group:
    """A group of one passage."""
    made = factories.passage("lbk-2025-1", "v", Span(0, len(text)), text)
    passage = replace(made, pinpoint=pinpoint)
    document = factories.document("lbk-2025-1", kind=kind, metadata=Metadata(chain=chain))
    hit = Hit(passage.passage_id, 1, 1.0, ())
    return Group(Found(hit, passage, Holding(document, VersionId("v"), "fil.txt")), ())


def test_a_question_of_no_kind_keeps_the_order() -> None:
    groups = [group("En."), group("I 6 måneder.")]
    assert fitting.first("må vi give afslag", groups) == groups


def test_the_first_stays_when_it_fits() -> None:
    groups = [group("I 6 måneder."), group("I 8 uger.")]
    assert fitting.first(QUESTION, groups) == groups


def test_one_of_the_same_section_goes_before_another() -> None:
    lead, other = group("Hjælp gives.", "§ 1, stk. 1"), group("I 8 uger.", "§ 2")
    beside = group("I 6 måneder.", "§ 1, stk. 2")
    assert fitting.first(QUESTION, [lead, other, beside]) == [beside, lead, other]


def test_one_nearby_goes_first_and_one_far_away_does_not() -> None:
    lead, fits = group("Hjælp gives."), group("I 8 uger.", "§ 2")
    assert fitting.first(QUESTION, [lead, fits]) == [fits, lead]
    far = [group(f"Hjælp {n}.", f"§ {n}") for n in range(3, 9)]
    assert fitting.first(QUESTION, [*far, fits]) == [*far, fits]


def test_of_the_same_section_one_that_is_far_away_goes_first_too() -> None:
    lead, beside = group("Hjælp gives.", "§ 1, stk. 1"), group("I 6 måneder.", "§ 1, stk. 9")
    far = [group(f"Hjælp {n}.", f"§ {n}") for n in range(3, 9)]
    assert fitting.first(QUESTION, [lead, *far, beside])[0] == beside


def test_nothing_found_is_nothing_ordered() -> None:
    assert fitting.first(QUESTION, []) == []


def test_confidence_is_cut_where_what_is_asked_for_is_missing_or_not_first() -> None:
    fits, lacks, beside = group("I 8 uger."), group("Hjælp.", "§ 2"), group("I 6 år.", "§ 2")
    assert fitting.factor(QUESTION, fits, fits) == 1
    assert fitting.factor(QUESTION, beside, lacks) == fitting.BESIDE
    assert fitting.factor(QUESTION, fits, lacks) == fitting.NOT_FIRST
    assert fitting.factor(QUESTION, lacks, lacks) == fitting.LACKING
    assert fitting.factor(QUESTION, None, None) == fitting.LACKING
    assert fitting.factor("må vi give afslag", lacks, fits) == 1
