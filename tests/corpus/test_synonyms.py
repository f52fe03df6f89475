from pathlib import Path

import pytest

from corpus import synonyms
from corpus.errors import DataFileError


def test_the_benefit_that_changed_its_name() -> None:
    rows = {row.old: row for row in synonyms.load()}
    assert rows["merudgiftsydelse"].new == "kompensationsydelse"
    assert rows["merudgiftsydelse"].since == 2025
    assert [row.old for row in rows.values() if row.both_stay] == ["principafgørelse"]
    assert all(row.source for row in rows.values())


def test_a_row_without_a_year_is_refused(tmp_path: Path) -> None:
    (tmp_path / synonyms.FILE).write_text(
        "# source: x\n# date: 2026-01-01\n# licence: MIT\n"
        "gammelt\tnyt\tfra\tslags\tkilde\na\tb\tengang\tnavn\tx\n"
    )
    with pytest.raises(DataFileError, match="»a«"):
        synonyms.read(tmp_path)
