"""What the collection has, in words."""

import datetime as dt
from dataclasses import replace

import pytest

from bot import holdings
from corpus.model import Metadata, SourceKind
from corpus.summary import merge, summarise
from tests import factories


def test_the_embedded_collection_is_described_by_its_subject() -> None:
    documents = [
        factories.document(f"d{n}", kind=SourceKind.MINISTERSVAR, metadata=Metadata(asked=date))
        for n, date in enumerate([dt.date(2017, 3, 31), dt.date(2021, 12, 13)])
    ]
    found = holdings.of(replace(summarise(documents), is_embedded=True))
    assert found.describe() == "to tekster om retssikkerhed (2017–2021)"
    assert not found.has_law


def test_a_mixed_collection_is_described_by_its_kinds() -> None:
    documents = [
        factories.document("a", kind=SourceKind.LOV, metadata=Metadata()),
        factories.document("b", kind=SourceKind.LOV, metadata=Metadata()),
        factories.document("c", metadata=Metadata()),
    ]
    found = holdings.of(summarise(documents))
    assert found.describe() == "to love og én principmeddelelse"
    assert found.has_law
    assert found.kinds == {SourceKind.LOV, SourceKind.PRINCIPMEDDELELSE}


def test_an_empty_collection_has_no_texts() -> None:
    assert holdings.of(replace(summarise([]), is_embedded=False)).describe() == "ingen tekster"


def test_one_year_stands_alone() -> None:
    document = factories.document(metadata=Metadata(year_from=2020, year_to=2020))
    assert holdings.of(summarise([document])).describe() == "én principmeddelelse (2020)"


@pytest.mark.parametrize(("value", "expected"), [(0, "ingen"), (10, "ti"), (2562, "2.562")])
def test_numbers_are_written_as_people_do(value: int, expected: str) -> None:
    assert holdings.number(value) == expected


def test_collections_are_counted_together() -> None:
    one, other = factories.document("a"), factories.document("b", kind=SourceKind.LOV)
    both = merge([summarise([one]), summarise([other])])
    assert both.counts == {SourceKind.PRINCIPMEDDELELSE: 1, SourceKind.LOV: 1}
    assert both.years == (2026, 2026)


def test_one_of_a_neuter_kind_is_et() -> None:
    document = factories.document(kind=SourceKind.HOERINGSSVAR, metadata=Metadata())
    found = holdings.of(replace(summarise([document]), is_embedded=False))
    assert found.describe() == "ét høringssvar"
