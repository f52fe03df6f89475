import datetime as dt
from functools import cache

import pytest

from corpus.kinds import principmeddelelse
from corpus.kinds.afsnit import sections
from corpus.kinds.registry import parse
from corpus.model import LegalStatus, ParsedDocument, PassageRole, ReadText, SourceFile, SourceKind
from corpus.readers import registry
from tests.corpus.acts import AVAILABLE, SHARED

needs_shared = pytest.mark.skipif(not AVAILABLE, reason="needs ../shared")


@cache
def decision(number: str) -> ParsedDocument:
    source = SourceFile(
        f"pm-{number}.json", (SHARED / "principmeddelelser" / f"pm-{number}.json").read_bytes()
    )
    return parse(source, registry.read(source))


@cache
def old_decision(number: str) -> ParsedDocument:
    source = SourceFile(
        f"ken-{number}.xml", (SHARED / "lexdania" / f"ken-{number}.xml").read_bytes()
    )
    return parse(source, registry.read(source))


REPRINTED = dt.date(2026, 3, 4)
GAELDENDE, HISTORISK = LegalStatus.GAELDENDE, LegalStatus.HISTORISK


@needs_shared
@pytest.mark.parametrize(
    ("number", "status", "published", "journal", "relations"),
    [
        # a judgment changes practice: two decisions are discarded
        (
            "1-25",
            GAELDENDE,
            dt.date(2025, 2, 20),
            "19-27704",
            {
                ("pm-1-25", "kasserer", "pm-15-14", dt.date(2025, 2, 20)),
                ("pm-1-25", "kasserer", "pm-14-20", dt.date(2025, 2, 20)),
                ("pm-1-25", "anvender", "lbk-2024-919", dt.date(2025, 2, 20)),
            },
        ),
        # published in 2025, printed again as 1-26
        (
            "20-25",
            HISTORISK,
            dt.date(2026, 1, 9),
            "22-34124",
            {
                ("pm-20-25", "genoptrykt_som", "pm-1-26", REPRINTED),
                ("pm-20-25", "anvender", "lbk-2025-1129", dt.date(2026, 1, 9)),
                ("pm-20-25", "anvender", "bek-2017-1244", dt.date(2026, 1, 9)),
                ("pm-20-25", "citerer", "pm-43-19", dt.date(2026, 1, 9)),
            },
        ),
        # the same text now
        (
            "1-26",
            GAELDENDE,
            REPRINTED,
            "22-34124",
            {
                ("pm-20-25", "genoptrykt_som", "pm-1-26", REPRINTED),
                ("pm-1-26", "anvender", "lbk-2025-1129", REPRINTED),
                ("pm-1-26", "anvender", "bek-2017-1244", REPRINTED),
                ("pm-1-26", "citerer", "pm-43-19", REPRINTED),
            },
        ),
        # three decisions applied and still in force, four acts
        (
            "21-25",
            HISTORISK,
            dt.date(2026, 1, 9),
            "24-123875",
            {
                ("pm-21-25", "genoptrykt_som", "pm-2-26", REPRINTED),
                *(
                    ("pm-21-25", "anvender", target, dt.date(2026, 1, 9))
                    for target in (
                        "pm-3-23",
                        "pm-23-16",
                        "pm-162-10",
                        "lbk-2024-1123",
                        "lbk-2025-995",
                        "lbk-2024-1160",
                        "lbk-2024-1063",
                    )
                ),
            },
        ),
        # the same text now
        (
            "2-26",
            GAELDENDE,
            REPRINTED,
            "24-123875",
            {
                ("pm-21-25", "genoptrykt_som", "pm-2-26", REPRINTED),
                *(
                    ("pm-2-26", "anvender", target, REPRINTED)
                    for target in (
                        "pm-3-23",
                        "pm-23-16",
                        "pm-162-10",
                        "lbk-2024-1123",
                        "lbk-2025-995",
                        "lbk-2024-1160",
                        "lbk-2024-1063",
                    )
                ),
            },
        ),
        # four cases; other decisions only cited
        (
            "22-25",
            HISTORISK,
            dt.date(2026, 1, 10),
            "24-86142",
            {
                ("pm-22-25", "genoptrykt_som", "pm-3-26", REPRINTED),
                ("pm-22-25", "anvender", "pm-8-25", dt.date(2026, 1, 10)),
                ("pm-22-25", "anvender", "lbk-2025-282", dt.date(2026, 1, 10)),
                ("pm-22-25", "citerer", "pm-9-25", dt.date(2026, 1, 10)),
                ("pm-22-25", "citerer", "pm-43-15", dt.date(2026, 1, 10)),
            },
        ),
        # the same text now
        (
            "3-26",
            GAELDENDE,
            REPRINTED,
            "24-86142",
            {
                ("pm-22-25", "genoptrykt_som", "pm-3-26", REPRINTED),
                ("pm-3-26", "anvender", "pm-8-25", REPRINTED),
                ("pm-3-26", "anvender", "lbk-2025-282", REPRINTED),
                ("pm-3-26", "citerer", "pm-9-25", REPRINTED),
                ("pm-3-26", "citerer", "pm-43-15", REPRINTED),
            },
        ),
    ],
)
def test_status_dates_and_relations_of_the_seven(
    number: str,
    status: LegalStatus,
    published: dt.date,
    journal: str,
    relations: set[tuple[str, str, str, dt.date]],
) -> None:
    parsed = decision(number)
    document = parsed.document
    assert document.document_id == f"pm-{number}"
    assert document.kind is SourceKind.PRINCIPMEDDELELSE
    assert document.legal_status is status
    assert (document.status_checked, document.status_source) == (dt.date(2026, 3, 29), "ast.dk")
    assert document.metadata.number == number
    assert document.metadata.published == published
    assert document.metadata.signed is None
    assert document.metadata.journal_number == journal
    found = {(r.source, r.kind.value, r.target, r.dated) for r in parsed.relations}
    assert found == relations
    for relation in parsed.relations:
        span = relation.evidence_span
        assert span is not None
        words = " ".join(parsed.version.text[span.start : span.end].split())
        assert words in relation.evidence


@needs_shared
@pytest.mark.parametrize(
    ("number", "laws", "provisions", "keywords"),
    [
        ("1-25", "arbejdsskadesikringsloven", "arbejdsskadesikringsloven § 17 a", "Fleksjob"),
        # the order's own provisions are not the act's
        ("1-26", "serviceloven", "serviceloven §§ 109 og 110", "Krisecenter"),
        ("1-26", "serviceloven", "Bekendtgørelse nr. 1244 af 13. november 2017 §§ 2-5", "Kommunal"),
        ("2-26", "pensionsloven", "pensionsloven § 32, stk. 1", "Modregning"),
        ("2-26", "gældinddrivelsesloven", "retsplejeloven § 513, stk. 1", "Udbetaling Danmark"),
        ("3-26", "barnets lov", "barnets lov § 5", "Inddragelse"),
    ],
)
def test_laws_provisions_and_keywords(
    number: str, laws: str, provisions: str, keywords: str
) -> None:
    metadata = decision(number).document.metadata
    assert laws in metadata.laws
    assert provisions in metadata.provisions
    assert keywords in metadata.keywords
    assert not {"Gældende", "Historisk"} & {*metadata.keywords, *metadata.laws}
    assert "serviceloven §§ 2-5" not in metadata.provisions


@needs_shared
@pytest.mark.parametrize(
    ("number", "words", "role", "place"),
    [
        # what it lays down; an unmarked heading in front is not part of the quote
        ("1-26", "Det er lederen af en boform", PassageRole.FASTSLAAR, "Principmeddelelsen"),
        # a heading that is a question
        ("1-26", "Når en borger tager ophold", PassageRole.FASTSLAAR, "Principmeddelelsen"),
        # the concrete case within what it lays down
        ("1-26", "En borger tog ophold på et herberg", PassageRole.KONKRET_SAG, "konkrete sag"),
        # a background without a heading
        ("1-26", "Ankestyrelsen har behandlet sagen principielt", PassageRole.BAGGRUND, "baggrund"),
        # the rules, glued to the heading
        ("1-26", "Lov om social service (serviceloven)", PassageRole.REGLER, "Love og"),
        (
            "1-26",
            "Kommunalbestyrelsen skal tilbyde",
            PassageRole.REGLER,
            "Om reglerne",
        ),
        # the outcome is about the one case
        ("1-26", "Du skal betale for dit ophold", PassageRole.KONKRET_SAG, "Resultatet er"),
        ("1-26", "Vi lægger vægt på, at du den 16. maj", PassageRole.BEGRUNDELSE, "afgørende"),
        # several cases
        ("3-26", "I sag nr. 2 hjemviste", PassageRole.KONKRET_SAG, "De konkrete sager"),
        (
            "3-26",
            "I har klaget over X Kommunes",
            PassageRole.KONKRET_SAG,
            "Sag nr. 2",
        ),
        ("2-26", "Efter Ankestyrelsens faste praksis", PassageRole.BEGRUNDELSE, "Sag nr. 1"),
        # how it was printed before
        (
            "1-26",
            "Principmeddelelsen er tidligere offentliggjort",
            PassageRole.BAGGRUND,
            "baggrund",
        ),
    ],
)
def test_sections_have_their_role(number: str, words: str, role: PassageRole, place: str) -> None:
    found = [p for p in decision(number).passages if p.text.startswith(words)]
    assert found
    assert found[0].role is role
    assert place in found[0].pinpoint


@needs_shared
def test_what_was_discarded_is_never_quoted_without_saying_so() -> None:
    listed = [p for p in decision("1-25").passages if p.quoted_source is not None]
    assert [p.quoted_source.number for p in listed if p.quoted_source] == ["15-14", "14-20"]
    for passage in listed:
        assert passage.text.startswith("Kasserede: Følgende principmeddelelser er kasserede")
    assert decision("1-25").passages[-1].text.startswith("Ankestyrelsen har ikke andre")


@needs_shared
@pytest.mark.parametrize("number", ["1-25", "1-26", "2-26", "3-26", "20-25", "21-25", "22-25"])
def test_passages_are_short_whole_and_cover_the_text(number: str) -> None:
    parsed = decision(number)
    text = parsed.version.text
    for passage in parsed.passages:
        words = len(passage.text.split())
        assert words <= 120
        assert passage.text[0].isupper() or passage.text[0] in "§”" or passage.quoted_source
        assert "Telefontider" not in passage.text
    covered = {i for p in parsed.passages for s in p.spans for i in range(s.start, s.end)}
    foot = text.index("Ankestyrelsen Teglholmsgade")
    left = [i for i in range(foot) if i not in covered and not text[i].isspace()]
    assert len(left) < 0.05 * foot  # headings alone


@needs_shared
def test_a_decision_of_1986() -> None:
    parsed = old_decision("b-9-86")
    document = parsed.document
    assert document.document_id == "pm-b-9-86"
    assert document.legal_status is LegalStatus.UKENDT
    assert document.status_checked is None
    assert document.metadata.number == "B-9-86"
    assert document.metadata.signed == dt.date(1986, 10, 23)
    assert document.metadata.journal_number == "21118-84"
    assert document.metadata.official_url == "https://www.retsinformation.dk/eli/retsinfo/1986/9052"
    assert [p.role for p in parsed.passages] == [
        PassageRole.FASTSLAAR,
        PassageRole.REGLER,
        PassageRole.REGLER,
        PassageRole.KONKRET_SAG,
        PassageRole.KONKRET_SAG,
        PassageRole.KONKRET_SAG,
        PassageRole.BEGRUNDELSE,
    ]
    assert {r.target for r in parsed.relations} == {"lov-1986-350"}


FORM_2013 = """Ankestyrelsens principafgørelse 64-13 om tilbagebetaling

Resumé

Kommunen kan kræve tilbagebetaling.

Principafgørelsen fastslår

Borgeren skal have været i ond tro.

1. Baggrund for at behandle sagen

Ankestyrelsen har behandlet sagen for at afklare praksis.

2. Reglerne

Lov om aktiv socialpolitik - lovbekendtgørelse nr. 190 af 24. februar 2012 - § 91

3. Andre Principafgørelser

Vi henviser til principafgørelserne 8-12 og A-25-02.

4. Den konkrete afgørelse

Du skal ikke betale pengene tilbage.

Begrundelse for afgørelsen

Du var i god tro.
"""


def read_text(text: str, **fields: str) -> ReadText:
    return ReadText(text, fields.pop("reader", "text"), "1", fields=fields)


def test_the_form_of_2013() -> None:
    found = [(s.heading, s.role.value) for s in sections(FORM_2013)]
    assert found[1:] == [
        ("Resumé", "fastslår"),
        ("Principafgørelsen fastslår", "fastslår"),
        ("Baggrund for at behandle sagen", "baggrund"),
        ("Reglerne", "regler"),
        ("Andre Principafgørelser", "regler"),
        ("Den konkrete afgørelse", "konkret_sag"),
        ("Begrundelse for afgørelsen", "begrundelse"),
    ]
    draft = principmeddelelse.parse(SourceFile("64-13.txt", b""), read_text(FORM_2013))
    assert draft.document_id == "pm-64-13"
    assert {r.target for r in draft.relations} == {"lbk-2012-190", "pm-8-12", "pm-a-25-02"}
    assert draft.legal_status is LegalStatus.UKENDT


@pytest.mark.parametrize(
    ("title", "number"),
    [
        # now
        ("Ankestyrelsens principmeddelelse 1-26 om egenbetaling", "1-26"),
        # with »nr.«
        ("Ankestyrelsens principafgørelse nr. 34-18 om hjælp", "34-18"),
        # before 2009, with a letter
        ("Ankestyrelsens principafgørelse B-9-86 om børnetilskud", "B-9-86"),
        # as it is cited
        ("Ankestyrelsens afgørelse SM B 4-87", "B-4-87"),
    ],
)
def test_numbers_in_every_style(title: str, number: str) -> None:
    read = read_text(f"{title}\n\nTekst.", title=title)
    assert principmeddelelse.recognise(read)
    draft = principmeddelelse.parse(SourceFile("x", b""), read)
    assert draft.metadata.number == number
    assert draft.title == title


def test_a_text_that_only_cites_a_decision_is_none() -> None:
    assert not principmeddelelse.recognise(read_text("Notat. Se principmeddelelse 34-18."))
    assert not principmeddelelse.recognise(read_text("Ankestyrelsen skriver."))


def test_a_saved_page_of_ast_dk() -> None:
    text = (
        "Ankestyrelsens principmeddelelse 4-25 om tilsyn\n\nStatus: Gældende\n\n"
        "Dato for underskrift: 03.02.2025\n\nOffentliggørelsesdato: 05.02.2025\n\n"
        "Principmeddelelsen fastslår\n\nTilsynet skal varsles."
    )
    read = ReadText(text, "html", "1", fields={"url": "https://www.ast.dk/4-25"})
    draft = principmeddelelse.parse(SourceFile("4-25.html", b""), read)
    assert draft.metadata.signed == dt.date(2025, 2, 3)
    assert draft.metadata.published == dt.date(2025, 2, 5)
    assert draft.legal_status is LegalStatus.GAELDENDE
    assert draft.metadata.official_url == "https://www.ast.dk/4-25"


def test_sammenskrivning_and_omskrivning() -> None:
    text = (
        "Ankestyrelsens principmeddelelse 9-25 om x\n\nLove og bekendtgørelser\n\nBarnets lov.\n\n"
        "Praksis Følgende principmeddelelser: Denne indeholder en sammenskrivning af følgende "
        "tidligere principmeddelelser, som herefter ikke længere gælder (historiske): O-26-96: "
        "Om et. 12-10: Om to. Denne er en omskrivning af følgende: 5-11: Om tre."
    )
    draft = principmeddelelse.parse(SourceFile("x", b""), read_text(text))
    assert {(r.kind.value, r.target) for r in draft.relations} == {
        ("sammenskriver", "pm-o-26-96"),
        ("sammenskriver", "pm-12-10"),
        ("omskriver", "pm-5-11"),
    }
