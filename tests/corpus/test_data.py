"""Data files of labels and frames, dates, ids, and the manifest's own errors."""

import datetime as dt

import pytest

from corpus import frames, manifest
from corpus.authority import authority, read_authorities
from corpus.dates import dates, first_date, latest_year
from corpus.errors import DataFileError, ManifestError
from corpus.identity import file_document_id, slug
from corpus.model import SourceKind


@pytest.mark.parametrize("kind", SourceKind)
def test_each_kind_has_a_label_and_one_line(kind: SourceKind) -> None:
    found = authority(kind)
    assert found.kind is kind
    assert found.label
    assert found.line.endswith(".")


def test_labels_say_what_a_caseworker_must_not_misread() -> None:
    assert "domstolene er ikke bundet" in authority(SourceKind.PRINCIPMEDDELELSE).line
    assert "bindende" not in authority(SourceKind.PRINCIPMEDDELELSE).line.lower()
    assert "part" not in authority(SourceKind.HOERINGSSVAR).line.split()
    assert authority(SourceKind.LOV).label == authority(SourceKind.BEKENDTGOERELSE).label


def test_a_kind_without_label_is_an_error() -> None:
    with pytest.raises(DataFileError, match="dom"):
        read_authorities({"vaerdi": {}})


def test_an_unknown_frame_is_an_error() -> None:
    with pytest.raises(DataFileError, match="findes-ikke"):
        frames.frame("findes-ikke")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d. 7. februar 2020", [dt.date(2020, 2, 7)]),
        ("Dato 21-02-2020", [dt.date(2020, 2, 21)]),
        ("den 24/9-20 og 13.08.2020", [dt.date(2020, 9, 24), dt.date(2020, 8, 13)]),
        ("31. februar 2020", []),  # no such day
        ("§ 9, stk. 2", []),
        ("tlf. 72 28 24 00", []),
        ("2020 - 1164", []),  # a case number
    ],
)
def test_dates_are_read(text: str, expected: list[dt.date]) -> None:
    assert list(dates(text)) == expected
    assert first_date(text) == (expected[0] if expected else None)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("8. juni 2021, forventes færdig i 2022", 2021),  # a bare year may be a plan
        ("september 2021", 2021),
        ("i 2022", None),
    ],
)
def test_the_latest_year_needs_a_day_or_a_month(text: str, year: int | None) -> None:
    assert latest_year(text) == year


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Børne- og Ældreudvalget", "boerne-og-aeldreudvalget"), ("”!”", ""), ("x" * 99, "x" * 40)],
)
def test_slugs_are_small_ascii_words(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_files_with_alike_names_stay_apart() -> None:
    assert file_document_id("fil", "a/Notat.txt") != file_document_id("fil", "b/Notat.txt")
    assert file_document_id("fil", "!!!.txt").startswith("fil-fil-")


@pytest.mark.parametrize("text", ["[", "[[document]]\nfile = 'a'", "x = 1"])
def test_a_broken_manifest_is_an_error(text: str) -> None:
    with pytest.raises(ManifestError, match=r"manifest\.toml"):
        manifest.read_manifest(text)


def test_the_manifest_lists_the_five_documents() -> None:
    assert [entry.file[:3] for entry in manifest.entries()] == ["000", "001", "002", "003", "004"]
    assert all(entry.rights for entry in manifest.entries())
