"""Sixty questions with the reminder that must, or must not, come with the answer."""

from dataclasses import replace

import pytest

from bot import reminders
from bot.reminders import Reminder
from corpus import principles
from corpus.model import DocumentId
from tests.bot.documents import HITS

HELHED, HURTIG, OPLYST = "helhed", "hurtighed", "oplysning"
INDDRAGET, SAGLIG, KOMPENSATION, LANGSIGTET = (
    "inddragelse",
    "saglighed",
    "kompensation",
    "langsigtet",
)

# (question, name of the first hit, key of the reminder or None)
QUESTIONS = [
    # the example of the product's page
    ("må vi give afslag fordi borgeren kan få hjælp efter en anden lov?", "34-18", HELHED),
    # colloquial, without a question mark, æ written out
    ("kan jeg afslaa med henvisning til anden lovgivning", "34-18", HELHED),
    # another sector
    ("sundhedsvæsenet burde betale, kan vi sige nej", "34-18", HELHED),
    ("skal vi koordinere med skolen og regionen", "34-18", HELHED),
    # the decision by number, no other word of the principle
    ("hvad siger 34-18 om afslag", "34-18", HELHED),
    # the decision is hit, but the question is about something else
    ("hvem har skrevet oplægget", "34-18", None),
    # the principle by name
    ("hvad betyder helhedsprincippet", "andet", HELHED),
    # a deadline
    ("hvad er fristen for at svare på en ansøgning", "andet", HURTIG),
    ("borgeren har ventet i fem måneder, hvad med sagsbehandlingstiden", "andet", HURTIG),
    ("hvor hurtigt skal vi genvurdere en klage", "genvurdering", HURTIG),
    ("vi svarer for sent på ansøgningen, hvad så", "andet", HURTIG),
    # a deadline of another kind: how long papers are kept
    ("hvad er fristen for at slette oplysninger i journalen", "andet", None),
    # compared in statistics: not the caseworker's own deadline
    ("hvem sammenligner sagsbehandlingstider i kommunerne", "danmarkskort", None),
    # what is missing
    ("hvornår er sagen godt nok oplyst", "bunden", OPLYST),
    ("skal vi indhente en lægeerklæring før afgørelsen", "bunden", OPLYST),
    ("der mangler nogle oplysninger fra lægen", "bunden", OPLYST),
    ("hvordan dokumenterer vi funktionsevnen", "bunden", OPLYST),
    # a refusal alone: the commonest error is what is missing
    ("hvordan skriver jeg et afslag", "bunden", OPLYST),
    ("må vi afslå ansøgningen", "bunden", OPLYST),
    # a grant alone
    ("hvem må bevilge hjælpen", "bunden", OPLYST),
    # a named principle wins over the bare refusal
    ("skal vi partshøre før et afslag", "andet", INDDRAGET),
    ("hvilken begrundelse skal et afslag have", "andet", SAGLIG),
    # access to documents is another matter
    ("kan borgeren få aktindsigt i oplysningerne", "andet", None),
    # hearing
    ("skal jeg partshøre når borgeren selv har sendt papirerne", "andet", INDDRAGET),
    ("hvornår skal vi høre borgeren", "andet", INDDRAGET),
    ("borgeren føler sig ikke hørt", "andet", INDDRAGET),
    ("må borgeren have en bisidder med til mødet", "bisidder", INDDRAGET),
    ("hvordan inddrager vi borgeren i sagen", "andet", INDDRAGET),
    ("har barnet krav på en børnesamtale", "andet", INDDRAGET),
    # a hearing of a bill or in the Folketing is none
    ("hvad skrev KL i høringssvaret om danmarkskortet", "kl-kort", None),
    ("hvornår var der høring i Folketinget", "andet", None),
    # what counts
    ("hvilke hensyn må vi lægge vægt på i skønnet", "andet", SAGLIG),
    ("må vi bruge serviceniveauet som begrundelse", "andet", SAGLIG),
    ("er det usagligt at se på diagnosen", "andet", SAGLIG),
    ("hvilke kriterier må visitationen bruge", "andet", SAGLIG),
    # money alone never calls saglighed: servicelovens § 1, stk. 3
    ("må økonomi indgå i afgørelsen", "andet", None),
    ("må vi se på budgettet når vi bestemmer hjælpen", "andet", None),
    ("hvordan får vi faglighed frem for økonomi", "rammelov", None),
    # help to help oneself
    ("kan borgeren få et hjælpemiddel til hjemmet", "andet", KOMPENSATION),
    ("hvad betyder kompensationsprincippet", "andet", KOMPENSATION),
    ("hvordan støtter vi selvhjælp", "andet", KOMPENSATION),
    ("barn med handicap skal bruge ledsagelse", "andet", KOMPENSATION),
    # B 23 is not principle 6
    ("hvad siger loven om kompensation når kommunen laver fejl", "b23", None),
    ("hvornår kommer kompensationsordningen", "b23", None),
    ("hvad mener ministeren om kompensation", "b23", None),
    ("får borgeren kompensation når afgørelsen bliver omgjort", "b23", None),
    # nor is the benefit that is called so since 2025
    ("hvad er kompensationsydelse", "andet", None),
    # the subject's area is not the citizen's handicap
    ("hvad laver task forcen på handicapområdet", "taskforce", None),
    # the long run
    ("må vi give en midlertidig bevilling igen", "overslag", LANGSIGTET),
    ("hvad koster minimalhjælp på længere sigt", "overslag", LANGSIGTET),
    ("kort bevilling eller varig løsning", "overslag", LANGSIGTET),
    # temporary stays abroad are another matter
    ("hjælp under midlertidigt ophold i udlandet", "andet", None),
    # figures, history, opinions, teaching: no reminder
    ("hvad er omgørelsesprocenten for børnehandicap", "danmarkskort", None),
    ("hvem sidder i retssikkerhedsenheden", "danmarkskort", None),
    ("hvad mener KL om danmarkskortet", "kl-kort", None),
    ("hvad var samrådet 13. august 2020 om", "andet", None),
    ("hvad er elefantsyndromet", "andet", None),
    ("hvor mange klager får medhold", "danmarkskort", None),
    ("hvad er satsen for kontanthjælp i 2026", "andet", None),
    # nothing of a principle
    ("hvad er VISO", "viso", None),
    # two principles: the one whose matter fails more often
    ("skal vi partshøre over en midlertidig løsning", "andet", INDDRAGET),
    ("frist for at indhente lægeerklæring", "bunden", OPLYST),
]


def remind(question: str, hit: str) -> Reminder | None:
    return reminders.choose(question, [HITS[hit][0]])


@pytest.mark.parametrize(("question", "hit", "key"), QUESTIONS)
def test_the_right_reminder_or_none(question: str, hit: str, key: str | None) -> None:
    reminder = remind(question, hit)
    assert (reminder.principle.key if reminder else None) == key
    if reminder:
        assert reminder.touched


def test_there_are_at_least_sixty_questions() -> None:
    assert len(QUESTIONS) >= 60


@pytest.mark.parametrize(("question", "hit", "key"), QUESTIONS)
def test_never_without_an_answer(question: str, hit: str, key: str | None) -> None:
    assert hit
    assert key is None or key
    assert reminders.choose(question, []) is None


def test_a_sentence_that_is_quoted_is_not_repeated() -> None:
    assert remind("hvad betyder helhedsprincippet", "hele-dig") is None
    assert remind("hvad er fristen", "hele-dig") is None
    reminder = remind("skal vi partshøre", "hele-dig")
    assert reminder is not None
    assert reminder.principle.key == INDDRAGET


def test_the_decision_itself_calls_its_principle() -> None:
    passage = replace(HITS["andet"][0], document_id=DocumentId("pm-34-18"))
    reminder = reminders.choose("må vi henvise til anden hjælp", [passage])
    assert reminder is not None
    assert reminder.principle.key == HELHED


def test_other_principles_can_be_given() -> None:
    known = principles.load()
    only = replace(known, all=tuple(p for p in known.all if p.key == HURTIG))
    assert reminders.choose("skal vi partshøre", [HITS["andet"][0]], only) is None
    assert reminders.choose("hvad er fristen", [HITS["andet"][0]], only) is not None
