"""Who to ask for what: every offer, with the source that names it and its year."""

from pathlib import Path

import pytest

from bot import next_steps
from corpus.datafiles import library_text
from corpus.errors import DataFileError
from corpus.text import display

OFFERS = {step.key: step for step in next_steps.every()}

# (question, keys of the steps in order)
QUESTIONS = [
    # rates: no VISO, nothing of Ankestyrelsen; the example of the product's page
    ("hvad er satsen for kontanthjælp i 2026", ["satser", "jurist"]),
    ("hvor meget får man i kontanthjælp", ["satser", "jurist", "ankestyrelsen"]),
    ("beløbsgrænse for merudgifter", ["satser", "jurist"]),
    # »indsats« is no sats
    ("hvilken indsats virker for unge", ["jurist", "ankestyrelsen"]),
    # a rule: the jurist and Ankestyrelsen
    ("hvornår må vi stoppe støtten", ["jurist", "ankestyrelsen"]),
    # a complicated case: VISO
    ("meget kompliceret sag om autisme og selvskade", ["viso", "jurist", "ankestyrelsen"]),
    ("hvem kan udrede et barn med en sjælden sygdom", ["viso", "jurist", "ankestyrelsen"]),
    # the citizen is dissatisfied: borgerrådgiver
    ("borgeren er utilfreds med samarbejdet", ["borgerraadgiver", "jurist", "ankestyrelsen"]),
    ("hvor kan borgeren klage", ["borgerraadgiver", "jurist", "ankestyrelsen"]),
    # both
    (
        "klage i en kompleks handicapsag",
        ["viso", "borgerraadgiver", "jurist", "ankestyrelsen"],
    ),
    # compensation is no matter for VISO
    ("kompensationsordning for handicappede", ["jurist", "ankestyrelsen"]),
    # nothing said
    ("", ["jurist", "ankestyrelsen"]),
]


@pytest.mark.parametrize(("question", "keys"), QUESTIONS)
def test_the_steps_that_fit(question: str, keys: list[str]) -> None:
    assert [step.key for step in next_steps.choose(question)] == keys


def test_rates_stand_in_the_answer_itself() -> None:
    inline = [step.key for step in next_steps.choose("sats for kontanthjælp") if step.inline]
    assert inline == ["satser"]


def test_every_offer_names_its_source_and_year() -> None:
    assert set(OFFERS) == {
        "satser",
        "jurist",
        "ankestyrelsen",
        "viso",
        "borgerraadgiver",
    }
    for offer in OFFERS.values():
        assert offer.who
        assert offer.source
        assert offer.year is not None


def test_old_offers_ask_the_reader_to_check() -> None:
    for offer in OFFERS.values():
        if offer.year is not None and offer.year < 2022:
            assert offer.check == "Kontrollér, om tilbuddet findes."


def test_quotes_of_the_offers_stand_in_the_sources() -> None:
    quotes = {
        "ankestyrelsen": "juridisk bistand via hotline, telefonisk rådgivning og undervisning",
        "viso": "i særligt komplicerede enkeltsager",
    }
    joined = display([library_text("003_3fbec20eb56c7f50.txt")])
    for offer in OFFERS.values():
        if quote := quotes.get(offer.key):
            assert quote in joined
            assert quote in offer.text


def test_a_broken_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / next_steps.FILE).write_text("[header]\n", "utf-8")
    with pytest.raises(DataFileError, match="lacks"):
        next_steps.read(tmp_path)
