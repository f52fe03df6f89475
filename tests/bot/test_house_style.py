"""How each kind is cited."""

import datetime as dt

import pytest

from bot import house_style
from corpus.model import Document, Metadata, QuotedSource, SourceKind, Span
from tests import factories

_B23 = Metadata(
    committee="Folketingets Social- og Indenrigsudvalg",
    question_number="2",
    proposal="B 23",
    minister="social- og indenrigsministeren",
    asked=dt.date(2020, 2, 7),
)
_CASES = [
    # a question on a proposal whose answer carries no date
    (
        SourceKind.MINISTERSVAR,
        "",
        _B23,
        (
            "Social- og indenrigsministerens besvarelse af spørgsmål nr. 2 (B 23) fra Folketingets"
            " Social- og Indenrigsudvalg, stillet den 7. februar 2020 (svardato ikke oplyst)"
        ),
    ),
    # alm. del, answered on a known day
    (
        SourceKind.MINISTERSVAR,
        "",
        Metadata(
            committee="Folketingets Social- og Indenrigsudvalg",
            question_number="274",
            alm_del=True,
            minister="social- og indenrigsministeren",
            asked=dt.date(2020, 1, 24),
            answered=dt.date(2020, 2, 21),
        ),
        (
            "Social- og indenrigsministerens besvarelse af spørgsmål nr. 274 (alm. del) fra"
            " Folketingets Social- og Indenrigsudvalg, stillet den 24. januar 2020,"
            " besvaret den 21. februar 2020"
        ),
    ),
    # a provisional letter without a date
    (
        SourceKind.HOERINGSSVAR,
        "",
        Metadata(sender="KL", provisional=True, subject="danmarkskortet", recipient="ministeriet"),
        "KL's foreløbige høringssvar vedr. danmarkskortet til ministeriet (dato ikke oplyst)",
    ),
    # training material of nobody
    (
        SourceKind.UNDERVISNING,
        "Undervisningsmateriale om retssikkerhed",
        Metadata(),
        "Undervisningsmateriale om retssikkerhed (forfatter og dato ikke oplyst)",
    ),
    # a decision
    (
        SourceKind.PRINCIPMEDDELELSE,
        "",
        Metadata(number="1-26", signed=dt.date(2026, 3, 4)),
        "Ankestyrelsens principmeddelelse 1-26 af 4. marts 2026",
    ),
    # a decision known only by the day it was published
    (
        SourceKind.PRINCIPMEDDELELSE,
        "",
        Metadata(number="3-26", dated=dt.date(2026, 3, 4), published=dt.date(2026, 3, 4)),
        "Ankestyrelsens principmeddelelse 3-26 (offentliggjort 4. marts 2026)",
    ),
    # a decision without any date
    (
        SourceKind.PRINCIPMEDDELELSE,
        "",
        Metadata(number="34-18"),
        "Ankestyrelsens principmeddelelse 34-18",
    ),
    # an older decision keeps its own word
    (
        SourceKind.PRINCIPMEDDELELSE,
        "Ankestyrelsens principafgørelse B-9-86 om børnetilskud",
        Metadata(number="B-9-86", signed=dt.date(1986, 10, 23)),
        "Ankestyrelsens principafgørelse B-9-86 af 23. oktober 1986",
    ),
    # a consolidated act with a popular name
    (
        SourceKind.LOV,
        "Bekendtgørelse af lov om social service",
        Metadata(number="LBK nr. 1129 af 22. september 2025"),
        (
            "Lov om social service (serviceloven), jf. lovbekendtgørelse nr. 1129"
            " af 22. september 2025"
        ),
    ),
    # the date as the data writes it
    (
        SourceKind.LOV,
        "Lov om social service",
        Metadata(number="LBK nr. 1129 af 22/09/2025"),
        (
            "Lov om social service (serviceloven), jf. lovbekendtgørelse nr. 1129"
            " af 22. september 2025"
        ),
    ),
    # an act whose title is its name
    (
        SourceKind.LOV,
        "Bekendtgørelse af barnets lov",
        Metadata(number="LBK nr. 282 af 17. marts 2025"),
        "Barnets lov, jf. lovbekendtgørelse nr. 282 af 17. marts 2025",
    ),
    # an act that is not consolidated
    (
        SourceKind.LOV,
        "Lov om social service",
        Metadata(number="LOV nr. 573 af 24. juni 2005"),
        "Lov nr. 573 af 24. juni 2005 om social service",
    ),
    # a consolidated act of which only the year is known
    (
        SourceKind.LOV,
        "Forvaltningsloven",
        Metadata(number="LBK 433/2014"),
        "Forvaltningsloven, jf. lovbekendtgørelse nr. 433 (2014)",
    ),
    # a number that is not one
    (SourceKind.LOV, "Loven", Metadata(number="ukendt"), "Loven (ukendt)"),
    # no number at all
    (SourceKind.LOV, "Loven", Metadata(), "Loven"),
    # an order
    (
        SourceKind.BEKENDTGOERELSE,
        "Bekendtgørelse om ændring af bekendtgørelse om elevers fravær",
        Metadata(number="BEK nr. 58 af 27. januar 2025"),
        ("Bekendtgørelse nr. 58 af 27. januar 2025 om ændring af bekendtgørelse om elevers fravær"),
    ),
    # an order without a number
    (
        SourceKind.BEKENDTGOERELSE,
        "Bekendtgørelse om fravær",
        Metadata(),
        "Bekendtgørelse om fravær",
    ),
    # a guidance
    (
        SourceKind.VEJLEDNING,
        "Vejledning om generelle bestemmelser i barnets lov",
        Metadata(number="VEJ nr. 100073", dated=dt.date(2023, 12, 19)),
        "Vejledning nr. 100073 af 19. december 2023 om generelle bestemmelser i barnets lov",
    ),
    # a guidance without number and date
    (
        SourceKind.VEJLEDNING,
        "Vejledning om retssikkerhed",
        Metadata(),
        "Vejledning (dato ikke oplyst) om retssikkerhed",
    ),
    # a statement of the ombudsman
    (
        SourceKind.OMBUDSMANDSUDTALELSE,
        "",
        Metadata(number="FOB 2021-19", dated=dt.date(2021, 6, 3)),
        "Folketingets Ombudsmands udtalelse, FOB 2021-19 (3. juni 2021)",
    ),
    # a statement without number and date
    (
        SourceKind.OMBUDSMANDSUDTALELSE,
        "",
        Metadata(),
        "Folketingets Ombudsmands udtalelse (dato ikke oplyst)",
    ),
    # a judgment with its place in the reports
    (
        SourceKind.DOM,
        "",
        Metadata(sender="Højesteret", number="U 2020.100 H", dated=dt.date(2019, 9, 26)),
        "Højesterets dom af 26. september 2019, U 2020.100 H",
    ),
    # a judgment known by its case number, date missing
    (
        SourceKind.DOM,
        "",
        Metadata(sender="Vestre Landsret", case_number="BS-1/2020"),
        "Vestre Landsrets dom (dato ikke oplyst), BS-1/2020",
    ),
    # a judgment of which the court is not known
    (SourceKind.DOM, "Dom om aktindsigt", Metadata(), "Dom om aktindsigt (dato ikke oplyst)"),
    # a bill
    (
        SourceKind.FORARBEJDER,
        "Forslag til barnets lov",
        Metadata(proposal="L 93", dated=dt.date(2023, 4, 13)),
        "Forslag til barnets lov (L 93, 13. april 2023)",
    ),
    # preparatory work without a number
    (SourceKind.FORARBEJDER, "Betænkning", Metadata(), "Betænkning (dato ikke oplyst)"),
    # a municipality's own text
    (
        SourceKind.KOMMUNALT,
        "Kvalitetsstandard for hjemmehjælp",
        Metadata(owner="Aarhus Kommune", dated=dt.date(2024, 1, 1)),
        "Aarhus Kommune: Kvalitetsstandard for hjemmehjælp (1. januar 2024)",
    ),
    # a municipality's text without an owner
    (SourceKind.KOMMUNALT, "Instruks", Metadata(), "Instruks (dato ikke oplyst)"),
    # an answer of one's own
    (
        SourceKind.INTERNT_SVAR,
        "",
        Metadata(author="Ulla Jensen", dated=dt.date(2026, 1, 2)),
        "Internt svar fra Ulla Jensen (2. januar 2026)",
    ),
    # a lecturer who is named
    (
        SourceKind.UNDERVISNING,
        "Kursus",
        Metadata(author="Ulla Jensen", dated=dt.date(2021, 9, 1)),
        "Kursus (Ulla Jensen, 1. september 2021)",
    ),
    # a letter of a sender whose name ends in s
    (
        SourceKind.HOERINGSSVAR,
        "",
        Metadata(sender="Danske Handicaps", dated=dt.date(2021, 12, 1)),
        "Danske Handicaps' høringssvar (1. december 2021)",
    ),
    # anything else
    (
        SourceKind.UKENDT,
        "Notat",
        Metadata(dated=dt.date(2021, 5, 1)),
        "Notat (1. maj 2021)",
    ),
]


@pytest.mark.parametrize(("kind", "title", "metadata", "expected"), _CASES)
def test_each_kind_is_cited_in_house_style(
    kind: SourceKind, title: str, metadata: Metadata, expected: str
) -> None:
    assert house_style.cite_document(_document(kind, title, metadata)) == expected


def test_a_second_hand_quote_names_its_source_and_where_it_was_found() -> None:
    document = _document(SourceKind.UNDERVISNING, "Undervisningsmateriale", Metadata())
    quoted = QuotedSource(
        "Ankestyrelsens principmedd. 34-18", SourceKind.PRINCIPMEDDELELSE, "34-18", Span(0, 1)
    )
    base = factories.passage(document.document_id, "v", Span(0, 1), "x")
    passage = type(base)(
        **{f: getattr(base, f) for f in base.__slots__} | {"quoted_source": quoted}
    )
    assert house_style.cite(document, passage) == (
        "Ankestyrelsens principmeddelelse 34-18, gengivet i undervisningsmateriale"
        " (forfatter og dato ikke oplyst)"
    )


def test_a_provision_follows_the_act_it_stands_in() -> None:
    document = _document(
        SourceKind.LOV,
        "Bekendtgørelse af lov om social service",
        Metadata(number="LBK nr. 1129 af 22. september 2025"),
    )
    base = factories.passage(document.document_id, "v", Span(0, 1), "x")
    passage = type(base)(
        **{f: getattr(base, f) for f in base.__slots__} | {"pinpoint": "§ 85, stk. 2"}
    )
    assert house_style.cite(document, passage) == (
        "Lov om social service (serviceloven), jf. lovbekendtgørelse nr. 1129"
        " af 22. september 2025, § 85, stk. 2"
    )


def test_every_kind_has_a_style() -> None:
    for kind in SourceKind:
        assert house_style.cite_document(_document(kind, "Titel", Metadata()))


def test_a_pinpoint_follows_the_citation() -> None:
    document = factories.document()
    passage = factories.passage(document.document_id, "v", Span(0, 1), "x")
    assert house_style.cite(document, passage).endswith("af 4. marts 2026, afsnit 1")


def _document(kind: SourceKind, title: str, metadata: Metadata) -> Document:
    return factories.document(kind=kind, title=title, metadata=metadata)
