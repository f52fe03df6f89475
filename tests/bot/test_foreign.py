"""Subjects that one law owns."""

import pytest

from bot import foreign
from bot.answer import NoAnswer, Reason
from bot.service import GuidanceService, Question
from corpus import laws
from corpus.model import SourceKind
from tests.bot.test_fitting import group


@pytest.mark.parametrize(
    ("question", "law"),
    [
        ("sygedagpenge, hvornår overtager vi", "sygedagpengeloven"),  # a word
        ("hvad koster nyt pas til et barn", "lov om pas til danske statsborgere m.v."),  # two
        ("feriedagene på en måned", "ferieloven"),  # inflected
        ("hvor søger jeg parkeringslicens", "parkering"),  # no law of ours
        ("må vi give afslag", None),  # none
        ("kan hun passe et barn", None),  # only looks alike
    ],
)
def test_a_subject_has_its_law(question: str, law: str | None) -> None:
    assert foreign.owner(question) == law


def test_every_law_of_the_list_is_in_the_register() -> None:
    known = {law.key for law in laws.load().laws}
    assert {subject.lov for subject in foreign.subjects() if subject.lov} <= known
    assert all(bool(subject.lov) != bool(subject.omraade) for subject in foreign.subjects())


def test_an_act_that_only_mentions_the_subject_is_cut() -> None:
    mentions = group("Klager over sygedagpenge behandles af Ankestyrelsen.")
    assert foreign.elsewhere("hvornår får man sygedagpenge", mentions)


def test_a_decision_about_the_subject_is_not_cut() -> None:
    decision = group("Retten til sygedagpenge.", kind=SourceKind.PRINCIPMEDDELELSE)
    silent = group("Retten til hjælp.", kind=SourceKind.PRINCIPMEDDELELSE)
    assert foreign.elsewhere("hvornår får man sygedagpenge", decision) is None
    assert foreign.elsewhere("hvornår får man sygedagpenge", silent)


def test_other_questions_and_empty_results_are_left_alone() -> None:
    assert foreign.elsewhere("må vi give afslag", group("Hjælp gives.")) is None
    assert foreign.elsewhere("hvornår får man sygedagpenge", None) == "sygedagpengeloven"


def test_the_law_itself_is_not_cut() -> None:
    law = group("Sygedagpenge gives i 22 uger.", chain="sygedagpengeloven")
    assert foreign.elsewhere("hvornår får man sygedagpenge", law) is None


def test_a_passage_that_people_ask_for_with_the_subjects_words_is_not_cut() -> None:
    question = "kan mor miste sin børnecheck, når hun ikke gør som hun skal"
    section = group("Ydelsen standses.", "§ 38, stk. 6", chain="barnets lov")
    assert foreign.elsewhere(question, section)
    assert foreign.elsewhere(question, section, ["hvornår ryger børnechecken"]) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("hvornår får man sygedagpenge", "Spørgsmålet ser ud til at høre under sygedagpengeloven."),
        (
            "hvor søger jeg parkeringslicens",
            "Spørgsmålet ser ud til at handle om parkering.",
        ),
    ],
)
def test_a_foreign_question_is_told_where_it_belongs_and_shown_nothing_else(
    service: GuidanceService, question: str, text: str
) -> None:
    result = service.answer(Question(question))
    assert isinstance(result, NoAnswer)
    assert text in [notice.text for notice in result.notices]
    assert result.nearest == ()
    assert result.reason is Reason.INTET_FUNDET
