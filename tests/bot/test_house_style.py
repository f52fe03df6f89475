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
    # an act with its number
    (
        SourceKind.LOV,
        "Serviceloven",
        Metadata(number="LBK nr. 1129 af 22/09/2025"),
        "Serviceloven (LBK nr. 1129 af 22/09/2025)",
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


def test_a_pinpoint_follows_the_citation() -> None:
    document = factories.document()
    passage = factories.passage(document.document_id, "v", Span(0, 1), "x")
    assert house_style.cite(document, passage).endswith("af 4. marts 2026, afsnit 1")


def _document(kind: SourceKind, title: str, metadata: Metadata) -> Document:
    return factories.document(kind=kind, title=title, metadata=metadata)
