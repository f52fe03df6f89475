"""Each rule on what a source is not, with questions that must and must not call it."""

import datetime as dt
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import pytest

from bot import premise_rules, premises
from bot.notices import NoticeKind
from bot.premises import Holdings, PremiseFinding
from corpus.errors import DataFileError
from corpus.model import Metadata, PassageRole, SourceKind
from tests.bot.documents import HITS, Found, found

NO_LAWS = Holdings(
    frozenset({SourceKind.MINISTERSVAR, SourceKind.HOERINGSSVAR, SourceKind.UNDERVISNING})
)
WITH_LAWS = Holdings(NO_LAWS.kinds | {SourceKind.LOV})

NO_RULE = "Jeg fandt ingen lovregel. Samlingen har ingen love."
B_23 = (
    "Det nærmeste er ministerens svar om et forslag (B 23). "
    "Kilden viser ikke, om det blev vedtaget."
)
DRAFT = (
    "Det nærmeste er KL's høringssvar om et udkast til lov. "
    "Kilden viser ikke, om det blev vedtaget."
)
OTHER_RULES = (
    "En borger kan have krav på erstatning eller godtgørelse efter andre regler. "
    "Spørg kommunens jurist."
)
MINISTER = "Det nærmeste er ministerens svar. Det er ikke en regel."
TRAINING = "Det nærmeste er undervisningsmateriale. Det er ikke en regel."
DISAGREE = "Kilderne ser forskelligt på det. Begge er citeret; jeg afgør det ikke."


def look(
    question: str,
    *names: str,
    holdings: Holdings = NO_LAWS,
    as_of: dt.date | None = None,
) -> PremiseFinding:
    return premises.notices(question, [HITS[name] for name in names], holdings, as_of=as_of)


# (question, names of the hits, the sentences that are said)
FALSE = [
    # a proposal taken for law, the example of the product's page
    (
        "hvad siger loven om kompensation når kommunen laver fejl",
        ["b23"],
        [NO_RULE, B_23, OTHER_RULES],
    ),
    # the same, though the slide with the principle's name comes first
    (
        "hvad siger loven om kompensation når kommunen laver fejl",
        ["hele-dig", "b23"],
        [NO_RULE, B_23, OTHER_RULES],
    ),
    # a right taken for given, no word of a law
    ("hvor meget får borgeren i kompensation når AST omgør", ["b23"], [NO_RULE, B_23, OTHER_RULES]),
    ("har borgeren ret til kompensationsordningen", ["b23"], [NO_RULE, B_23, OTHER_RULES]),
    # the draft on Danmarkskortet taken for law
    ("hvilken paragraf siger at vi kan pålægges en handlingsplan", ["kl-udkast"], [NO_RULE, DRAFT]),
    # an organisation's view taken for law
    (
        "hvad siger loven om partnerskab mellem kommuner",
        ["kl-partnerskab"],
        [NO_RULE, "Det nærmeste er KL's høringssvar. Det er ikke en regel."],
    ),
    # a minister's opinion taken for law
    ("hvilken § siger at task forcen skal komme", ["taskforce"], [NO_RULE, MINISTER]),
    ("hvad er lovhjemlen for et forløb hos task forcen", ["taskforce"], [NO_RULE, MINISTER]),
    # training taken for law
    ("hvilken paragraf står bisidder i", ["bisidder"], [NO_RULE, TRAINING]),
    ("hvad siger serviceloven om funktionsevne", ["bunden"], [NO_RULE, TRAINING]),
    ("ifølge loven, skal vi genvurdere", ["genvurdering"], [NO_RULE, TRAINING]),
]

FRAMED = [
    # a proposal, asked about as if it held; the answer is given with its frame
    (
        "kan ast pålægge os at lave en handlingsplan",
        ["kl-udkast"],
        ["Kilden handler om et udkast til lov. Den viser ikke, om det blev vedtaget."],
    ),
    # a party's own proposal
    (
        "skal vi indgå i et partnerskab",
        ["kl-partnerskab"],
        ["Det nærmeste er KL's høringssvar: et synspunkt, ikke en regel."],
    ),
    # the law is named beside the matter
    (
        "er serviceloven en rammelov",
        ["rammelov"],
        ["Det nærmeste er ministerens svar. Det er ikke selve loven."],
    ),
    # a source of 2017 taken for today
    (
        "findes task forcen stadig",
        ["taskforce"],
        ["Kilden er fra 2017. Den viser ikke, hvad der gælder i dag."],
    ),
    (
        "hvilke kommuner havde task force i 2021",
        ["taskforce"],
        ["Kilden er fra 2017. Den viser ikke, hvad der gælder i dag."],
    ),
    # minister and KL on Danmarkskortet: both, no verdict
    ("virker danmarkskortet", ["danmarkskort", "kl-kort"], [DISAGREE]),
    ("kan man stole på omgørelsesprocenten", ["kl-kort", "danmarkskort"], [DISAGREE]),
]

SILENT = [
    # asked for the opinion, and so known as one
    ("hvad mener ministeren om kompensationsordningen", ["b23"]),
    ("hvad siger ministeren om B 23", ["b23"]),
    ("hvad foreslår KL om partnerskab", ["kl-partnerskab"]),
    ("hvad mener KL om lovforslaget", ["kl-udkast"]),
    # another law is the matter, and the slide quotes a decision
    ("må vi give afslag fordi borgeren kan få hjælp efter en anden lov?", ["34-18"]),
    ("hvad siger loven om hjælp efter anden lovgivning", ["34-18"]),
    # no premise at all
    ("hvad kan VISO hjælpe med", ["viso"]),
    ("hvad skal vi bruge genvurderingen til", ["genvurdering"]),
    # why, not whether
    ("hvorfor er serviceloven svær at ramme rigtigt i", ["rammelov"]),
    # a year of the source itself
    ("hvad sagde ministeren om task forcen i 2017", ["taskforce"]),
    # one side alone is no disagreement
    ("virker danmarkskortet", ["kl-kort"]),
    # figures of Danmarkskortet are not the disagreement
    ("nye nøgletal danmarkskort", ["danmarkskort", "kl-kort"]),
    # no hits
    ("hvad siger loven om vielse", []),
]


@pytest.mark.parametrize(("question", "names", "said"), FALSE)
def test_a_false_premise_is_told(question: str, names: list[str], said: list[str]) -> None:
    finding = look(question, *names)
    assert finding.false_premise
    assert [notice.text for notice in finding.notices] == said
    assert finding.nearest == HITS[names[-1]][0].passage_id


@pytest.mark.parametrize(("question", "names", "said"), FRAMED)
def test_a_frame_is_told_beside_the_answer(
    question: str, names: list[str], said: list[str]
) -> None:
    finding = look(question, *names)
    assert not finding.false_premise
    assert [notice.text for notice in finding.notices] == said


@pytest.mark.parametrize(("question", "names"), SILENT)
def test_an_honest_question_gets_no_notice(question: str, names: list[str]) -> None:
    finding = look(question, *names)
    assert not finding.false_premise
    assert finding.notices == ()


def test_disagreeing_sources_are_both_named() -> None:
    finding = look("virker danmarkskortet", "kl-kort", "bisidder", "danmarkskort")
    assert finding.both == (
        HITS["danmarkskort"][0].passage_id,
        HITS["kl-kort"][0].passage_id,
    )


def test_a_collection_with_laws_does_not_say_it_has_none() -> None:
    finding = look("hvilken paragraf står bisidder i", "bisidder", holdings=WITH_LAWS)
    assert finding.notices[0].text == "Jeg fandt ingen lovregel."


@pytest.mark.parametrize("kind", [SourceKind.LOV, SourceKind.BEKENDTGOERELSE])
def test_a_law_among_the_hits_makes_no_premise_false(kind: SourceKind) -> None:
    hits = [HITS["bisidder"], found("Den, der er part i en sag, kan lade sig bistå", kind)]
    finding = premises.notices("hvilken paragraf står bisidder i", hits, WITH_LAWS)
    assert not finding.false_premise
    assert finding.notices == ()


@pytest.mark.parametrize(
    ("kind", "role", "is_told"),
    [
        (SourceKind.PRINCIPMEDDELELSE, PassageRole.KONKRET_SAG, True),  # the case itself
        (SourceKind.PRINCIPMEDDELELSE, PassageRole.BEGRUNDELSE, True),  # its reasons
        (SourceKind.PRINCIPMEDDELELSE, PassageRole.FASTSLAAR, False),  # what it lays down
        (SourceKind.MINISTERSVAR, PassageRole.BEGRUNDELSE, False),  # no decision
    ],
)
def test_the_case_is_not_what_the_decision_lays_down(
    kind: SourceKind, role: PassageRole, is_told: bool
) -> None:
    hit = found("Dette fører dog ikke til et andet resultat", kind, role=role)
    finding = premises.notices("manglende partshøring", [hit], NO_LAWS)
    assert [notice.text for notice in finding.notices] == (
        ["Konkret sag – ikke det, der fastslås."] if is_told else []
    )


@pytest.mark.parametrize(
    ("as_of", "is_told"),
    [
        (dt.date(2026, 11, 22), True),  # years later
        (dt.date(2017, 5, 1), False),  # the year of the source
        (None, True),  # unknown: told
    ],
)
def test_age_is_judged_by_the_date_of_the_question(as_of: dt.date | None, is_told: bool) -> None:
    finding = look("findes task forcen stadig", "taskforce", as_of=as_of)
    assert bool(finding.notices) is is_told


def test_a_source_without_a_date_is_not_called_old() -> None:
    hit = found("Et forløb", SourceKind.MINISTERSVAR)
    assert premises.notices("findes det stadig", [hit], NO_LAWS).notices == ()


@pytest.mark.parametrize(
    ("sender", "said"),
    [
        ("KL", "KL's høringssvar"),  # letters
        ("Danske Regioner", "Danske Regioners høringssvar"),  # a name
        ("Rådet for Socialt Udsatte", "Rådet for Socialt Udsattes høringssvar"),
        ("Danske Handicaporganisationers", "Danske Handicaporganisationers' høringssvar"),  # s
        (None, "et høringssvar"),  # not told
    ],
)
def test_the_sender_is_named_as_the_letter_says(sender: str | None, said: str) -> None:
    hit = found("Vi ønsker enklere regler", SourceKind.HOERINGSSVAR, Metadata(sender=sender))
    finding = premises.notices("hvad siger loven om regler", [hit], NO_LAWS)
    assert finding.notices[1].text == f"Det nærmeste er {said}. Det er ikke en regel."


def test_a_bill_is_a_proposal_whatever_its_words() -> None:
    hits: Sequence[Found] = [found("§ 1. Kommunen betaler", SourceKind.FORARBEJDER)]
    finding = premises.notices("hvad siger loven om betaling", hits, NO_LAWS)
    assert finding.notices[1].text == (
        "Det nærmeste er et forarbejde om et forslag. Kilden viser ikke, om det blev vedtaget."
    )


def test_what_stands_after_the_quote() -> None:
    finding = look("hvad siger loven om kompensation når kommunen laver fejl", "b23")
    assert [notice.is_after_quote for notice in finding.notices] == [False, False, True]
    assert {notice.kind for notice in finding.notices} <= set(NoticeKind)


def test_every_rule_says_what_it_rests_on() -> None:
    rules = premise_rules.load()
    assert all(rule.kilde and rule.tekster for rule in rules.regel)
    assert all(rule.kilde for rule in rules.uenighed)
    assert len({rule.noegle for rule in rules.regel}) == len(rules.regel)


def test_a_misspelt_field_of_the_rules_is_refused(tmp_path: Path) -> None:
    text = (resources.files("corpus") / "data" / premise_rules.FILE).read_text("utf-8")
    (tmp_path / premise_rules.FILE).write_text(
        text.replace("falsk = true", "falks = true"), "utf-8"
    )
    with pytest.raises(DataFileError, match="falks"):
        premise_rules.read(tmp_path)
