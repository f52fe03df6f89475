"""RIS records."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot import labels
from bot.ris import ris
from corpus.model import Metadata, SourceKind, Span
from tests import factories

DAY = dt.date(2026, 11, 22)


def test_a_decision_as_a_record() -> None:
    held = factories.document(
        metadata=Metadata(
            number="1-26",
            sender="Ankestyrelsen",
            signed=dt.date(2026, 3, 4),
            keywords=("forsorgshjem",),
            official_url="https://www.ast.dk/1-26",
        )
    )
    passage = factories.passage(held.document_id, "v", Span(0, 4), "Kort.")
    assert ris(held, passage, "https://p.dk/x#p", DAY).split("\r\n") == [
        "TY  - CASE",
        "TI  - Principmeddelelse 1-26",
        "AU  - Ankestyrelsen",
        "M1  - 1-26",
        "PY  - 2026",
        "DA  - 2026/03/04",
        "LA  - da",
        "KW  - forsorgshjem",
        "SP  - afsnit 1",
        "N1  - Ankestyrelsens principmeddelelse 1-26 af 4. marts 2026, afsnit 1",
        "N1  - »Kort.«",
        f"N1  - {labels.of(held, passage).line}",
        "L3  - https://www.ast.dk/1-26",
        "UR  - https://p.dk/x#p",
        "Y2  - 2026/11/22",
        "ER  - ",
        "",
    ]


def test_a_missing_date_is_left_out() -> None:
    held = factories.document(kind=SourceKind.MINISTERSVAR, metadata=Metadata())
    record = ris(held, None, None, DAY)
    assert "PY  -" not in record
    assert "UR  -" not in record
    assert record.startswith("TY  - RPRT")


@given(st.text())
def test_no_text_of_a_source_starts_a_line_of_its_own(text: str) -> None:
    held = replace(factories.document(kind=SourceKind.UKENDT), title=text)
    lines = ris(held, None, None, DAY).split("\r\n")
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert sum(line.startswith("ER") for line in lines) == 1
