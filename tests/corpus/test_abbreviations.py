"""Abbreviations: one row each."""

from pathlib import Path

import pytest

from corpus import abbreviations, laws
from corpus.errors import DataFileError


def test_each_stands_once_with_its_source() -> None:
    known = abbreviations.load()
    assert len({row.short for row in known}) == len(known)
    assert all(row.long and row.kind and row.source for row in known)


def test_no_law_stands_here() -> None:
    shorts = {short for law in laws.load().laws for short in law.abbreviations}
    assert shorts.isdisjoint(row.short for row in abbreviations.load())


def test_a_broken_row_is_refused(tmp_path: Path) -> None:
    header = "# source: x\n# date: 2026-01-01\n# licence: MIT\nforkortelse\tudfoldning\n"
    (tmp_path / abbreviations.FILE).write_text(f"{header}BPA\n", "utf-8")
    with pytest.raises(DataFileError, match="line 5"):
        abbreviations.read(tmp_path)
