"""The three examples of the product's page, as far as reminders, premises and steps go."""

import datetime as dt

from bot import next_steps, premises, reminders
from bot.premises import Holdings
from corpus.model import Metadata, QuotedSource, SourceKind, Span
from tests.bot.documents import found

HOLDINGS = Holdings(
    frozenset({SourceKind.MINISTERSVAR, SourceKind.HOERINGSSVAR, SourceKind.UNDERVISNING})
)

OTHER_LAW = found(
    "Kommunen kan ikke give afslag på at yde hjælp efter den sociale lovgivning med henvisning "
    "til, at hjælpen kan bevilges efter anden lovgivning, medmindre det er afklaret, at hjælpen "
    "faktisk kan gives efter anden lovgivning.",
    SourceKind.UNDERVISNING,
    quotes=QuotedSource(
        "Ankestyrelsens principmedd. 34-18", SourceKind.PRINCIPMEDDELELSE, "34-18", Span(0, 1)
    ),
)
PROPOSAL = found(
    "At forsøge at løse dette ved at indføre en kompensationsordning, som foreslået med B 23, er "
    "dog efter min opfattelse ikke vejen frem.",
    SourceKind.MINISTERSVAR,
    Metadata(proposal="B 23", asked=dt.date(2020, 2, 7)),
)


def test_refusal_for_another_law_reminds_of_the_whole() -> None:
    question = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
    reminder = reminders.choose(question, [OTHER_LAW[0]])
    assert reminder is not None
    assert reminder.principle.name == "Helhedsprincip"
    assert reminder.principle.sentence == "Jeg ser hele dig"
    assert reminder.principle.question == "Er hjælp efter andre love og sektorer afklaret?"
    assert premises.notices(question, [OTHER_LAW], HOLDINGS).notices == ()


def test_a_proposal_is_not_taken_for_law() -> None:
    question = "hvad siger loven om kompensation når kommunen laver fejl"
    finding = premises.notices(question, [PROPOSAL], HOLDINGS)
    assert finding.false_premise
    assert [notice.text for notice in finding.notices] == [
        "Jeg fandt ingen lovregel. Samlingen har ingen love.",
        (
            "Det nærmeste er ministerens svar om et forslag (B 23). "
            "Kilden viser ikke, om det blev vedtaget."
        ),
        (
            "En borger kan have krav på erstatning eller godtgørelse efter andre regler. "
            "Spørg kommunens jurist."
        ),
    ]
    assert [notice.is_after_quote for notice in finding.notices] == [False, False, True]
    assert reminders.choose(question, [PROPOSAL[0]]) is None


def test_rates_are_looked_up_elsewhere() -> None:
    question = "hvad er satsen for kontanthjælp i 2026"
    steps = next_steps.choose(question)
    assert [step.text for step in steps if step.inline] == [
        "Prøv bm.dk (satser) eller »Vejledning om satser« på retsinformation.dk. Tjek årstallet."
    ]
    assert "viso" not in [step.key for step in steps]
    assert reminders.choose(question, []) is None
    assert not premises.notices(question, [], HOLDINGS).false_premise
