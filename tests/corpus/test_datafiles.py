"""Data files: a header with the origin, and fields that fit; anything else is told."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from pydantic import ConfigDict

from corpus import datafiles
from corpus.datafiles import NO_OTHER_FIELDS
from corpus.errors import DataFileError

HEADER = '[header]\nsource = "os"\ndate = 2026-01-01\nlicence = "MIT"\n'
TABLE = "# source: os\n# date: 2026-01-01\n# licence: MIT\n"


@dataclass(frozen=True, slots=True)
class Shape:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS
    rule: tuple[str, ...]


def put(folder: Path, text: str | bytes) -> Path:
    (folder / "fil").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_fields_without_the_header_fill_the_shape(tmp_path: Path) -> None:
    # the shape's own table stands under its name
    folder = put(tmp_path, f'rule = ["a", "b"]\n{HEADER}')
    assert datafiles.load_as("fil", Shape, folder) == Shape(("a", "b"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEADER, "rule"),  # a field is missing
        (f"rule = 1\n{HEADER}", "rule"),  # of another type
        (f'rule = ["a"]\nruel = 1\n{HEADER}', "ruel"),  # misspelt
        ('rule = ["a"]\n', "lacks source, licence, date"),  # no header
        (HEADER.replace("2026-01-01", '"i dag"'), "lacks date"),  # no real date
        ("rule = [", "no valid TOML"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(DataFileError, match=told):
        datafiles.load_as("fil", Shape, put(tmp_path, text))


def test_rows_are_keyed_by_the_heading_line(tmp_path: Path) -> None:
    folder = put(tmp_path, f'{TABLE}a\tb\n1\t"2\n\n# ord\n3\t\n')
    rows = datafiles.load_table("fil", folder)
    assert [dict(row) for row in rows] == [{"a": "1", "b": '"2'}, {"a": "3", "b": ""}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{TABLE}a\tb\n1\n", "line 5: 1 fields, not 2"),
        ("a\tb\n1\t2\n", "lacks source"),
        (TABLE.replace("# licence: MIT\n", "") + "a\n1\n", "lacks licence"),
    ],
)
def test_a_broken_table_is_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(DataFileError, match=told):
        datafiles.load_table("fil", put(tmp_path, text))


def test_a_file_that_is_not_there_is_told() -> None:
    with pytest.raises(DataFileError, match="data/findes-ikke is missing"):
        datafiles.load("findes-ikke")
    with pytest.raises(DataFileError, match="library/findes-ikke is missing"):
        datafiles.library_text("findes-ikke")
