"""Subjects that one law owns."""

import pytest

from bot import foreign
from corpus import laws
from corpus.model import SourceKind
from tests.bot.test_fitting import group


@pytest.mark.parametrize(
    ("question", "law"),
    [
        ("sygedagpenge, hvornår overtager vi", "sygedagpengeloven"),  # a word
        ("hvad koster nyt pas til et barn", "lov om pas til danske statsborgere m.v."),  # two
        ("feriedagene på en måned", "ferieloven"),  # inflected
        ("må vi give afslag", None),  # none
        ("kan hun passe et barn", None),  # only looks alike
    ],
)
def test_a_subject_has_its_law(question: str, law: str | None) -> None:
    assert foreign.owner(question) == law


def test_every_law_of_the_list_is_in_the_register() -> None:
    known = {law.key for law in laws.load().laws}
    assert {subject.lov for subject in foreign.subjects()} <= known


def test_an_act_that_only_mentions_the_subject_is_cut() -> None:
    mentions = group("Klager over sygedagpenge behandles af Ankestyrelsen.")
    assert foreign.factor("hvornår får man sygedagpenge", mentions) == foreign.FACTOR


def test_a_decision_about_the_subject_is_not_cut() -> None:
    decision = group("Retten til sygedagpenge.", kind=SourceKind.PRINCIPMEDDELELSE)
    silent = group("Retten til hjælp.", kind=SourceKind.PRINCIPMEDDELELSE)
    assert foreign.factor("hvornår får man sygedagpenge", decision) == 1
    assert foreign.factor("hvornår får man sygedagpenge", silent) == foreign.FACTOR


def test_other_questions_and_empty_results_are_left_alone() -> None:
    assert foreign.factor("må vi give afslag", group("Hjælp gives.")) == 1
    assert foreign.factor("hvornår får man sygedagpenge", None) == 1


def test_the_law_itself_is_not_cut() -> None:
    law = group("Sygedagpenge gives i 22 uger.", chain="sygedagpengeloven")
    assert foreign.factor("hvornår får man sygedagpenge", law) == 1
