"""What no source can answer."""

import pytest

from bot import off_topic


@pytest.mark.parametrize(
    ("message", "begins"),
    [
        ("tak for hjælpen :)", "Jeg finder"),  # thanks
        ("Hvem er du?", "Jeg finder"),  # about the bot
        ("skal vi omgøre afslaget i min sag", "Jeg afgør ikke"),  # one case
        ("får hun medhold hvis hun klager", "Jeg afgør ikke"),  # an outcome
        ("hvad ville du gøre", "Jeg afgør ikke"),  # advice
    ],
)
def test_small_talk_and_single_cases_get_a_fixed_sentence(message: str, begins: str) -> None:
    reply = off_topic.reply(message)
    assert reply is not None
    assert reply.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "må vi give afslag fordi borgeren kan få hjælp efter en anden lov",  # a rule
        "hvordan taler vi med borgere i svære sager",  # a matter
        "hvad mener ministeren om danmarkskortet",  # a source's view
        "kan hun tage sin søster med til mødet",  # a situation, asked as a rule
        "",  # nothing
    ],
)
def test_questions_are_let_through(question: str) -> None:
    assert off_topic.reply(question) is None
