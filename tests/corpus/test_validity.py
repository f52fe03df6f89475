import datetime as dt

import pytest

from corpus.model import (
    Document,
    DocumentId,
    LegalStatus,
    Metadata,
    Relation,
    RelationKind,
    SourceKind,
)
from corpus.validity import derive_status, ended_by, in_force_on

UKENDT = LegalStatus.UKENDT


def law(
    document_id: str,
    dated: dt.date | None,
    chain: str | None = "barnets lov",
    in_force: dt.date | None = None,
    kind: SourceKind = SourceKind.LOV,
) -> Document:
    word, year, number = document_id.split("-")
    del year
    return Document(
        DocumentId(document_id),
        kind,
        "Lov",
        Metadata(
            number=f"{word.upper()} nr. {number}", chain=chain, dated=dated, in_force_from=in_force
        ),
        UKENDT,
    )


def decision(number: str, status: LegalStatus = UKENDT) -> Document:
    return Document(
        DocumentId(f"pm-{number}"),
        SourceKind.PRINCIPMEDDELELSE,
        "PM",
        Metadata(number=number, dated=dt.date(2020, 1, 1)),
        status,
        status_source="ast.dk" if status is not UKENDT else None,
    )


def relation(
    source: str, kind: RelationKind, target: str, dated: dt.date | None = dt.date(2025, 1, 1)
) -> Relation:
    return Relation(DocumentId(source), DocumentId(target), kind, dated, "x")


ACT = law("lov-2023-721", dt.date(2023, 6, 13), in_force=dt.date(2024, 1, 1))
FIRST = law("lbk-2024-83", dt.date(2024, 1, 25))
LAST = law("lbk-2025-282", dt.date(2025, 3, 17))


def test_older_versions_are_historic_when_a_newer_consolidation_is_there() -> None:
    found = derive_status([ACT, FIRST, LAST], [])
    assert found == {
        "lov-2023-721": (LegalStatus.HISTORISK, "afløst af LBK nr. 282"),
        "lbk-2024-83": (LegalStatus.HISTORISK, "afløst af LBK nr. 282"),
    }


def test_as_of_a_day_later_versions_do_not_count() -> None:
    found = derive_status([ACT, FIRST, LAST], [], on=dt.date(2024, 6, 1))
    assert set(found) == {"lov-2023-721"}


def test_orders_of_one_name_are_left_to_the_words_that_repeal_them() -> None:
    old = law("bek-2020-1", dt.date(2020, 1, 1), kind=SourceKind.BEKENDTGOERELSE)
    new = law("bek-2024-2", dt.date(2024, 1, 1), kind=SourceKind.BEKENDTGOERELSE)
    assert derive_status([old, new], []) == {}
    repealed = relation("bek-2024-2", RelationKind.OPHAEVER, "bek-2020-1")
    assert derive_status([old, new], [repealed]) == {
        "bek-2020-1": (LegalStatus.HISTORISK, "ophævet ved BEK nr. 2")
    }


@pytest.mark.parametrize(
    ("row", "ended", "reason"),
    [
        # discarded, by a decision in the collection
        (
            relation("pm-1-25", RelationKind.KASSERER, "pm-15-14"),
            "pm-15-14",
            "praksis ændret ved 1-25",
        ),
        # by one that is not
        (
            relation("pm-b-9-86", RelationKind.KASSERER, "pm-15-14"),
            "pm-15-14",
            "praksis ændret ved B-9-86",
        ),
        (
            relation("lov-2024-5", RelationKind.OPHAEVER, "pm-15-14"),
            "pm-15-14",
            "ophævet ved LOV nr. 5 af 2024",
        ),
        (relation("fil-x", RelationKind.OPHAEVER, "pm-15-14"), "pm-15-14", "ophævet ved fil-x"),
        # printed again: the old number ends
        (
            relation("pm-15-14", RelationKind.GENOPTRYKT_SOM, "pm-1-26"),
            "pm-15-14",
            "genoptrykt som 1-26",
        ),
        # written into another
        (
            relation("pm-1-25", RelationKind.SAMMENSKRIVER, "pm-15-14"),
            "pm-15-14",
            "sammenskrevet i 1-25",
        ),
        (relation("pm-1-25", RelationKind.OMSKRIVER, "pm-15-14"), "pm-15-14", "omskrevet ved 1-25"),
    ],
)
def test_relations_end_documents(row: Relation, ended: str, reason: str) -> None:
    found = derive_status([decision("15-14"), decision("1-25")], [row])
    assert found == {ended: (LegalStatus.HISTORISK, reason)}


@pytest.mark.parametrize(
    "row",
    [
        # cited and applied decisions live on
        relation("pm-1-25", RelationKind.CITERER, "pm-15-14"),
        relation("pm-1-25", RelationKind.ANVENDER, "pm-15-14"),
        # an amended act lives on
        relation("lov-2024-5", RelationKind.AENDRER, "pm-15-14"),
        # an amending act that a consolidation takes in is not ended by it
        relation("lbk-2024-5", RelationKind.SAMMENSKRIVER, "pm-15-14"),
        # the target is not in the collection
        relation("pm-1-25", RelationKind.KASSERER, "pm-99-99"),
    ],
)
def test_other_relations_do_not(row: Relation) -> None:
    assert derive_status([decision("15-14"), decision("1-25")], [row]) == {}


def test_a_relation_speaks_before_the_documents_own_status() -> None:
    rows = [decision("15-14", LegalStatus.GAELDENDE), decision("1-25", LegalStatus.GAELDENDE)]
    assert derive_status(rows, [relation("pm-1-25", RelationKind.KASSERER, "pm-15-14")]) == {
        "pm-15-14": (LegalStatus.HISTORISK, "praksis ændret ved 1-25"),
        "pm-1-25": (LegalStatus.GAELDENDE, "ast.dk"),
    }
    later = relation("pm-1-25", RelationKind.KASSERER, "pm-15-14", dt.date(2026, 1, 1))
    before = derive_status(rows, [later], on=dt.date(2025, 1, 1))
    assert {status for status, _ in before.values()} == {LegalStatus.GAELDENDE}


def test_what_has_no_validity_is_never_touched() -> None:
    row = decision("15-14", LegalStatus.IKKE_RELEVANT)
    assert derive_status([row], [relation("pm-1-25", RelationKind.KASSERER, "pm-15-14")]) == {}


@pytest.mark.parametrize(
    ("date", "chosen"),
    [
        # passed, not yet in force
        (dt.date(2023, 12, 31), {"pm-1-25", "fil-x-1"}),
        # in force, not yet consolidated
        (dt.date(2024, 1, 1), {"lov-2023-721", "pm-1-25", "fil-x-1"}),
        # the first consolidation
        (dt.date(2025, 3, 16), {"lbk-2024-83", "pm-1-25", "fil-x-1"}),
        # the newest
        (dt.date(2025, 3, 17), {"lbk-2025-282", "pm-1-25", "fil-x-1"}),
        # before the decision
        (dt.date(2019, 1, 1), {"fil-x-1"}),
    ],
)
def test_the_version_of_the_day(date: dt.date, chosen: set[str]) -> None:
    undated = law("fil-x-1", None, chain=None)
    assert in_force_on([ACT, FIRST, LAST, decision("1-25"), undated], date) == chosen


def test_what_had_ended_by_a_day() -> None:
    rows = [
        relation("pm-1-25", RelationKind.KASSERER, "pm-15-14", dt.date(2025, 2, 20)),
        relation("pm-20-25", RelationKind.GENOPTRYKT_SOM, "pm-1-26", dt.date(2026, 3, 4)),
        relation("pm-1-25", RelationKind.KASSERER, "pm-2-02", None),
        relation("pm-1-25", RelationKind.CITERER, "pm-3-03"),
    ]
    assert ended_by(rows, dt.date(2025, 2, 20)) == {"pm-15-14"}
    assert ended_by(rows, dt.date(2026, 3, 4)) == {"pm-15-14", "pm-20-25"}
