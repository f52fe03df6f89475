"""What was found, and whether it is an answer."""

from dataclasses import replace

import pytest

from bot import references
from bot.finding import Searched
from index.model import Hit, MatchedTerm, Ranking, Resemblance, ResemblanceThere
from tests.bot.test_fitting import group


def ranked(*words: str, hits: tuple[Hit, ...] = (), missed: tuple[str, ...] = ()) -> Ranking:
    """A ranking that is sure enough."""
    return Ranking(
        hits=hits,
        confidence=2.0,
        threshold=1.0,
        margin=1.0,
        clear_margin=0.2,
        words=words,
        missed=missed,
        generation="g",
    )


def hit(*met: str) -> Hit:
    return Hit("p", 1, 1.0, tuple(MatchedTerm(word, word, 1.0) for word in met))


@pytest.mark.parametrize(
    ("question", "words", "met", "is_safe"),
    [
        ("SEL § 85 bostøtte", ("§ 85", "bostøtte"), ("bostøtte",), True),
        ("SEL § 85 bostøtte", ("§ 85", "bostøtte"), (), False),
        ("SEL § 85", ("§ 85",), (), True),
        # a word with æ, ø or å is the same word however it is compared
        ("SEL § 114 efterværn", ("§ 114", "efterværn", "plads"), ("efterværn",), True),
    ],
)
def test_a_provision_that_is_named_answers_where_a_word_beside_it_is_met(
    question: str, words: tuple[str, ...], met: tuple[str, ...], is_safe: bool
) -> None:
    exact = (hit(*met),)
    named = references.read(question)
    found = Searched(question, ranked(*words), [group("Hjælp gives.")], named=named, exact=exact)
    assert found.is_safe is is_safe


def test_words_that_are_missed_beside_a_provision_are_told_with_their_letters() -> None:
    question = "SEL § 85 bøvs"
    searched = Searched(
        question, ranked("§ 85", "bøvs", missed=("bøvs",)), [], named=references.read(question)
    )
    assert searched.missed == ("bøvs",)


def test_a_question_like_one_that_no_text_answers_is_refused_and_shown_the_nearest() -> None:
    question = "hvem betaler flyttebilen"
    first = group("Hjælp gives.")
    found = Searched(question, ranked("betaler", hits=(hit("betaler"),)), [first])
    assert found.is_safe
    beside = replace(found, unanswered="hvem betaler for flytningen")
    assert not beside.is_safe
    assert beside.nearest == [first]


def test_a_provision_that_is_named_does_not_answer_it_either() -> None:
    question = "SEL § 85 bostøtte"
    named, exact = references.read(question), (hit("bostøtte"),)
    ranking = ranked("§ 85", "bostøtte")
    found = Searched(question, ranking, [group("Hjælp.")], named=named, exact=exact)
    assert found.is_safe
    assert not replace(found, unanswered="hvor mange timer bostøtte").is_safe


@pytest.mark.parametrize(
    ("there", "is_safe"),
    [
        (None, True),  # nobody has asked there
        (ResemblanceThere(Resemblance(), Resemblance()), False),  # nor anything like it
        (ResemblanceThere(Resemblance(0.6, 0.2), Resemblance(0.6, 0.2)), True),
        (ResemblanceThere(Resemblance(0.6, 0.5), Resemblance(0.6, 0.5)), False),
        (ResemblanceThere(Resemblance(0.6, 0.5, wording=4), Resemblance(0.6, 0.5)), True),
        (ResemblanceThere(Resemblance(0.6, 0.5), Resemblance(0.6, 0.5), strange=9), False),
        (ResemblanceThere(Resemblance(0.6, 0.5), Resemblance(0.6, 0.5, near=3)), True),
    ],
)
def test_the_questions_of_a_named_place_tell_whether_it_answers(
    there: ResemblanceThere | None, is_safe: bool
) -> None:
    question = "SEL § 85 bostøtte"
    shown = group("Hjælp gives.")
    found = Searched(
        question,
        ranked("§ 85", "bostøtte"),
        [shown],
        named=references.read(question),
        exact=(hit("bostøtte"),),
        there=there,
    )
    assert found.is_safe is is_safe
    assert found.nearest == [shown]


def test_what_is_named_and_does_not_say_it_is_the_nearest_whatever_else_holds_a_time() -> None:
    question = "SEL § 85 bostøtte, hvor længe"
    named, other = group("Hjælp gives."), group("Hjælp gives i højst 8 uger.")
    found = Searched(
        question,
        ranked("§ 85", "bostøtte", "længe"),
        [other, named],
        named=references.read(question),
        exact=(replace(hit("bostøtte"), passage_id=named.shown.hit.passage_id),),
        there=ResemblanceThere(Resemblance(0.2, 0.9), Resemblance(0.2, 0.9)),
    )
    assert not found.is_safe
    assert found.nearest[0] is named
