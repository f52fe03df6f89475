"""The text for a case note."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.answer import AnswerItem
from bot.note_text import note_text
from corpus.model import LegalStatus, SourceKind, Span

DAY = dt.date(2026, 11, 22)


def item() -> AnswerItem:
    return AnswerItem(
        quote="Første. Andet.",
        verbatim=("Første.", "Andet."),
        spans=(Span(0, 7), Span(9, 15)),
        paragraphs=("Første.", "Andet."),
        citation="Ankestyrelsens principmeddelelse 1-26 af 4. marts 2026",
        pinpoint="",
        heading=None,
        kind=SourceKind.PRINCIPMEDDELELSE,
        retskildevaerdi="Principmeddelelse",
        label_line="Principmeddelelse · gyldighed ikke kontrolleret",
        legal_status=LegalStatus.UKENDT,
        status_checked=None,
        quoted_via=None,
        matched=(),
        also_in=(),
        url=None,
        source_url=None,
        document_id="pm-1-26",
        document_version="v",
        passage_id="p",
        file="f.txt",
        title="t",
    )


def test_quote_citation_labels_day_and_an_empty_judgment() -> None:
    assert note_text(item(), DAY) == (
        "»Første.\n\nAndet.«\n\n"
        "Ankestyrelsens principmeddelelse 1-26 af 4. marts 2026\n"
        "Principmeddelelse · gyldighed ikke kontrolleret\n"
        "Slået op d. 22. november 2026\n\n"
        "Min vurdering:\n"
    )


@pytest.mark.parametrize(
    ("url", "source_url", "expected"),
    [
        ("https://a.dk/x#p", "https://ast.dk/1", "https://a.dk/x#p"),  # our reader first
        (None, "https://ast.dk/1", "https://ast.dk/1"),  # else the official source
    ],
)
def test_the_address_is_one_that_others_can_open(
    url: str | None, source_url: str | None, expected: str
) -> None:
    note = note_text(replace(item(), url=url, source_url=source_url), DAY)
    assert f"{expected}\nSlået op" in note


def test_a_frame_stays_with_the_quote() -> None:
    note = note_text(replace(item(), frame="Det er spørgsmålet, ikke svaret."), DAY)
    assert "«\n\nDet er spørgsmålet, ikke svaret.\nAnkestyrelsens" in note
