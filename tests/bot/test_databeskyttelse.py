"""What docs/databeskyttelse.md promises is what the code does."""

from pathlib import Path

import pytest

from bot.access import AccessRules
from bot.retention import Retention
from bot.state.records import Kind
from bot.state.sqlite.jobs import LONGEST_WAIT

DOCS = Path(__file__).parents[2] / "docs"
TABLE = {
    cells[1].strip(): cells[3].strip()
    for line in (DOCS / "databeskyttelse.md").read_text("utf-8").splitlines()
    if len(cells := line.split("|")) == 6
}


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_stands_in_the_table_with_its_time(kind: Kind) -> None:
    days = Retention().periods()[kind].days
    assert kind in TABLE
    assert days == 0 or TABLE[kind].startswith(f"{days} dage")


def test_a_waiting_question_stands_with_its_longest_time() -> None:
    minutes = round(LONGEST_WAIT.total_seconds() / 60)
    assert f"højst {minutes} minutter" in TABLE["ventende spørgsmål"]


def test_the_page_on_access_names_the_header() -> None:
    text = (DOCS / "adgang.md").read_text("utf-8").lower()
    assert f"`{AccessRules().user_header}` (standard)" in text
