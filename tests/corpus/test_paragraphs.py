"""Paragraphs whatever the line breaks of a file mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.lines import LineNumbers, read_layout
from corpus.model import Mark, Span
from corpus.paragraphs import paragraphs
from corpus.text import display


def shown(text: str, marks: tuple[Mark, ...] = ()) -> list[str]:
    return [
        display([text[span.start : span.end] for span in paragraph.spans])
        for paragraph in paragraphs(text, marks)
    ]


WRAPPED = "Kommunen skal høre parten, før den\ntræffer afgørelse i en sag, og den\nskal vente.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # single spaced: an empty line parts, a line end does not
        ("Kommunen skal\nhøre.\n\nDet er\nså.", ["Kommunen skal høre.", "Det er så."]),
        # a sentence goes on over an empty line in small letters
        ("opgaveløsning på\n\n\n\ndet sociale område.", ["opgaveløsning på det sociale område."]),
        # a word goes on over an empty line and a page start
        ("at vurdere sagsbe-\n\n handling.", ["at vurdere sagsbehandling."]),
        # a page start parts where the block before has an end mark
        ("Det var det.\n Endelig kan de.", ["Det var det.", "Endelig kan de."]),
        # a form feed is a page start, also inside a sentence
        ("Det var det.\n\fEndelig\n\fkan de.", ["Det var det.", "Endelig kan de."]),
        # a line of one space parts paragraphs
        ("Det var det.\n \nMere.", ["Det var det.", "Mere."]),
        # bullets, dashes before capitals, numbers, letters
        ("Krav:\n• en ting\n– To ting\n1. Tre\n2. Fire\na) fem\nb) seks",
         ["Krav:", "• en ting", "– To ting", "1. Tre", "2. Fire", "a) fem", "b) seks"]),
        # a dash in running text, a year and a date at a line start are no items
        ("for de lange forløb\n– men det er i høring den\n13. december\n2021. Forslaget er",
         ["for de lange forløb – men det er i høring den 13. december 2021. Forslaget er"]),
        # lines that were broken by hand stay apart; a trailing space says that a line goes on
        ("Helhedsprincip\nSaglige vurderinger\nKlager over \nKommunen er mange og lange her",
         ["Helhedsprincip", "Saglige vurderinger", "Klager over Kommunen er mange og lange her"]),
        # a quote after its lead-in
        ("Om fejl i sagerne:\n”Jeg synes, det er i orden at leve med”",
         ["Om fejl i sagerne:", "”Jeg synes, det er i orden at leve med”"]),
        # label and value on two lines
        ("Sagsnr.\n2020 - 1164\n\nDato\n21-02-2020", ["Sagsnr. 2020 - 1164", "Dato 21-02-2020"]),
        (WRAPPED, [" ".join(WRAPPED.split())]),
        ("", []),
        (" \n\t\n", []),
    ],
)  # fmt: skip
def test_paragraphs_are_natural(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_change_nothing(end: str) -> None:
    text = "Kommunen skal\nhøre par-\nten.\n\nDet gælder\n \naltid."
    assert shown(text.replace("\n", end)) == shown(text)


DOUBLE = [
    "Det er afgørende, at der gives den nødvendige hjælp og",
    "støtte til de mennesker, som har behov for det. Og det",
    "KL siger, er rigtigt.  ",
    "Den nødvendige tillid opnås kun ved, at kvaliteten er i",
    "orden.",
    "Her er det vigtigt, at borgerne føler sig hørt og er be-",
    "tryggede ved det, der sker, i hele det lange forløb.  ",
    "Overskrift uden punktum",
    "Til sidst er der givetvis plads til forbedring af rammen.",
]


def test_double_spaced_lines_are_no_paragraphs() -> None:
    assert [words[:20] for words in shown("\n\n".join(DOUBLE))] == [
        "Det er afgørende, at",  # two spaces after the end mark
        "Den nødvendige tilli",  # a short line with an end mark
        "Her er det vigtigt, ",
        "Overskrift uden punk",  # a short line, and the next word would have fitted
        "Til sidst er der giv",
    ]


def test_a_page_number_is_no_part_of_a_paragraph() -> None:
    text = "Kommunen skal vurdere, om\n\n18\n\n\n\nder er grund til det."
    (paragraph,) = paragraphs(text)
    assert [text[span.start : span.end] for span in paragraph.spans] == [
        "Kommunen skal vurdere, om",
        "der er grund til det.",
    ]
    assert (paragraph.start, paragraph.end) == (0, len(text))


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("Det var det.\n\n18\n", "18"),  # at the end
        ("Det var det.\n\nSide 3 af 10\n\fNy side.", "Side 3 af 10"),  # before a form feed
        ("Det var det.\n\n- 4 -\n Ny side.", "- 4 -"),  # before the trace of one
    ],
)
def test_lone_page_numbers_go(text: str, lost: str) -> None:
    assert lost not in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Antal sager\n\n18\n\nAntal klager",  # a table's number: no page follows
        "Antal sager\n18\n\n\n\nAntal klager",  # not alone
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert "18" in " ".join(shown(text))


def test_running_headers_go() -> None:
    pages = [f"SOU, Alm.del - Bilag {number}\n\nSide med sin egen tekst, {word}.\n" for number, word
             in enumerate(("en", "to", "tre", "fire"), start=1)]  # fmt: skip
    text = "\f" + "\f".join(pages)
    assert shown(text) == [
        f"Side med sin egen tekst, {word}." for word in ("en", "to", "tre", "fire")
    ]


def test_marks_of_pages_part_like_form_feeds() -> None:
    text = "Det er et spørgsmål, som \nEndelig kan de"
    marks = (Mark("page", "2", Span(text.index("Endelig"), len(text))),)
    assert shown(text) == ["Det er et spørgsmål, som Endelig kan de"]
    assert shown(text, marks) == ["Det er et spørgsmål, som", "Endelig kan de"]


@given(
    st.lists(
        st.sampled_from(
            [
                "Kommunen",
                "skal-",
                "høre.",
                "\n",
                "\n\n",
                "\n \n",
                " ",
                "\f",
                "• ",
                "1. ",
                "18",
                "”",
                "\r\n",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_paragraphs_lose_nothing_but_page_numbers_and_headers(text: str) -> None:
    found = paragraphs(text)
    spans = [span for paragraph in found for span in paragraph.spans]
    assert spans == sorted(spans)
    for span in spans:
        piece = text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
    kept = sum(len("".join(line.text.split())) for line in read_layout(text).lines)
    assert sum(len("".join(text[s.start : s.end].split())) for s in spans) == kept


def test_lines_are_counted_as_an_editor_does() -> None:
    numbers = LineNumbers("a\nb\r\nc\rd\fe")
    assert [numbers.at(offset) for offset in (0, 1, 2, 5, 7, 9)] == [1, 1, 2, 3, 4, 4]
