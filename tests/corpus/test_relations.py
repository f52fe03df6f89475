import datetime as dt

import pytest

from corpus.model import DocumentId, Relation, RelationKind, Span
from corpus.relations import (
    act_references,
    act_relations,
    decision_id,
    distinct,
    lead_kind,
    named_decisions,
    reprints,
)

OWN = DocumentId("bek-2025-1")
DAY = dt.date(2025, 7, 1)


@pytest.mark.parametrize(
    ("number", "document_id"),
    [
        # now
        ("1-26", "pm-1-26"),
        # before 2009
        ("B-9-86", "pm-b-9-86"),
        # as it is cited
        ("B 4-87", "pm-b-4-87"),
    ],
)
def test_ids_of_decisions(number: str, document_id: str) -> None:
    assert decision_id(number) == document_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # an order that is replaced
        (
            "Stk. 2. Bekendtgørelse nr. 374 af 29. marts 2023 om uddannelsen ophæves.",
            [("ophæver", "bek-2023-374")],
        ),
        # the name holds a § and a full stop
        (
            "Bekendtgørelse nr. 5 af 2. maj 2020 om støtte efter § 34 m.v. i lov om x ophæves.",
            [("ophæver", "bek-2020-5")],
        ),
        # another sentence's verb
        (
            "Bekendtgørelse nr. 5 af 2. maj 2020 gælder fortsat. Cirkulære nr. 7 ophæves.",
            [],
        ),
        # the verb first
        (
            "Samtidig ophæves bekendtgørelse nr. 1024 af 1. juli 2021 om x.",
            [("ophæver", "bek-2021-1024")],
        ),
        # a list
        (
            (
                "Følgende bekendtgørelser ophæves: 1) Bekendtgørelse nr. 1 af 2. maj 2020 om x og "
                "2) bekendtgørelse nr. 3 af 4. juni 2021 om y."
            ),
            [("ophæver", "bek-2020-1"), ("ophæver", "bek-2021-3")],
        ),
        # a single provision is repealed, not the order
        ("I bekendtgørelse nr. 1 af 2. maj 2020 om x ophæves § 5.", []),
        # amended
        (
            (
                "I lov om folkeskolen, jf. lovbekendtgørelse nr. 989 af 27. august 2024, som "
                "ændret ved § 1 i lov nr. 5 af 1. juni 2025, foretages følgende ændringer:"
            ),
            [("ændrer", "lbk-2024-989")],
        ),
        # named without number: no version can be meant
        ("Lov om social service ophæves.", []),
    ],
)
def test_what_an_act_says_of_others(text: str, expected: list[tuple[str, str]]) -> None:
    found = distinct(act_relations(text, OWN, DAY))
    assert [(r.kind.value, r.target) for r in found] == expected
    for relation in found:
        span = relation.evidence_span
        assert span is not None
        assert text[span.start : span.end] == relation.evidence
        assert relation.dated == DAY


def test_a_consolidated_act_says_only_what_it_consolidates() -> None:
    text = (
        "Herved bekendtgøres lov om x, jf. lovbekendtgørelse nr. 724 af 25. maj 2022, med de "
        "ændringer, der følger af § 2 i lov nr. 1389 af 5. oktober 2022.\n"
        "§ 9. Bekendtgørelse nr. 1 af 2. maj 2020 om x ophæves. Lov nr. 7 af 8. maj 2021."
    )
    found = distinct(act_relations(text, OWN, DAY, consolidation=True))
    assert [(r.kind.value, r.target) for r in found] == [
        ("sammenskriver", "lbk-2022-724"),
        ("sammenskriver", "lov-2022-1389"),
    ]


def test_references_carry_their_day_and_place() -> None:
    text = "jf. lovbekendtgørelse nr. 1129 af 22. september 2025"
    found = list(act_references(text, Span(0, len(text))))
    assert found == [("lbk-2025-1129", dt.date(2025, 9, 22), Span(4, len(text)))]


@pytest.mark.parametrize(
    ("lead", "kind"),
    [
        ("Følgende principmeddelelser er kasserede og gælder ikke længere", RelationKind.KASSERER),
        ("indeholder en sammenskrivning af følgende tidligere", RelationKind.SAMMENSKRIVER),
        ("er en omskrivning af følgende", RelationKind.OMSKRIVER),
        ("Den ændrer følgende principmeddelelser", RelationKind.AENDRER),
        ("er brugt ved afgørelsen og gælder stadig", RelationKind.ANVENDER),
        ("Ankestyrelsen har ikke andre", None),
    ],
)
def test_what_a_lead_says(lead: str, kind: RelationKind | None) -> None:
    assert lead_kind(lead) is kind


def test_named_decisions_without_the_document_itself() -> None:
    text = "Vi henviser til principmeddelelserne 8-25, 9-25 og 1-26 og principafgørelse A-25-02."
    found = named_decisions(text, Span(0, len(text)), DocumentId("pm-1-26"), DAY)
    assert [relation.target for relation in found] == ["pm-8-25", "pm-9-25", "pm-a-25-02"]


def test_a_reprint() -> None:
    text = "tidligere offentliggjort som 20-25, men er den 4. marts 2026 genudgivet\nsom 1-26"
    (relation,) = reprints(text)
    assert (relation.source, relation.target) == ("pm-20-25", "pm-1-26")
    assert relation.kind is RelationKind.GENOPTRYKT_SOM
    assert relation.dated == dt.date(2026, 3, 4)


def test_a_stronger_relation_replaces_a_citation() -> None:
    def row(kind: RelationKind) -> Relation:
        return Relation(OWN, DocumentId("pm-8-25"), kind, DAY, "x")

    found = distinct(iter([row(RelationKind.CITERER), row(RelationKind.ANVENDER)] * 2))
    assert [relation.kind for relation in found] == [RelationKind.ANVENDER]
