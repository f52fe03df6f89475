import pytest

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers import pdf
from corpus.readers.pdf_layout import jumps_between_columns
from corpus.readers.pdf_lines import Line
from corpus.text import display
from tests.corpus.readers import pdfs

BODY = [
    "Kommunen skal afklare, om borgeren kan få hjælp efter anden lov-",
    "givning, før der gives afslag på ansøgningen om børne-",
    "og ungestøtte efter serviceloven § 86, stk. 2.",
]


def read(raw: bytes) -> ReadText:
    return pdf.read(SourceFile("brev.pdf", raw))


def test_lines_stay_lines_and_hyphens_stay_for_the_joiner() -> None:
    text = read(pdfs.pdf([pdfs.page(BODY)])).text
    assert text.splitlines()[0].endswith("lov-")
    assert "anden lovgivning, før" in display([text])
    assert "børne- og ungestøtte" in display([text])
    assert not set("\x02\ufffe\u200b\r") & set(text)


def test_a_gap_between_lines_parts_paragraphs() -> None:
    text = read(pdfs.pdf([pdfs.page([*BODY, "", "Afgørelsen skal begrundes skriftligt."])])).text
    assert "stk. 2.\n\nAfgørelsen" in text


def test_running_header_and_footer_are_left_out_and_reported() -> None:
    pages = [
        [
            pdfs.Words(72, 800, "Retssikkerhed på socialområdet"),
            *pdfs.page([f"Afsnit {number} handler om noget helt særligt.", *BODY], top=700),
            pdfs.Words(290, 40, f"Side {number} af 3"),
        ]
        for number in (1, 2, 3)
    ]
    result = read(pdfs.pdf(pages))
    assert "Retssikkerhed på" not in result.text
    assert "Side 2" not in result.text
    assert "Afsnit 3" in result.text
    assert any("sidehoved" in warning for warning in result.warnings)
    assert [mark.label for mark in result.marks if mark.kind == "page"] == ["1", "2", "3"]


def test_numbered_titles_of_slides_are_no_running_header() -> None:
    pages = [
        [pdfs.Words(72, 500, f"Sag {number}", size=24), *pdfs.page(BODY, top=450)]
        for number in (1, 2, 3)
    ]
    result = read(pdfs.pdf(pages, width=842, height=595))
    assert [mark.label for mark in result.marks if mark.kind == "heading"] == [
        "Sag 1",
        "Sag 2",
        "Sag 3",
    ]
    assert {mark.kind for mark in result.marks} == {"blocks", "slide", "heading"}


def test_columns_are_read_in_the_order_of_the_stream() -> None:
    left = pdfs.page(["venstre spalte begynder her", "og venstre slutter her."])
    right = pdfs.page(["højre spalte begynder her", "og højre slutter her."], left=320)
    text = display([read(pdfs.pdf([[*left, *right]])).text])
    assert text.index("venstre slutter") < text.index("højre spalte")


def test_a_stream_that_jumps_between_columns_is_reported() -> None:
    mixed = [
        words
        for n in range(8)
        for words in (
            pdfs.Words(72, 700 - 14 * n, f"venstre linje {n}"),
            pdfs.Words(320, 700 - 14 * n, f"højre linje {n}"),
        )
    ]
    result = read(pdfs.pdf([mixed]))
    lines = [Line("a", 72, 100, 700, 11, False), Line("b", 200, 300, 700, 11, False)] * 4
    assert jumps_between_columns(lines)
    assert not jumps_between_columns(lines[:4])
    assert result.text


def test_a_guessed_space_inside_a_letter_spaced_word_is_taken_out() -> None:
    torn = pdfs.Words(72, 700, "", gaps=(("Der skal tages hen", 150), ("syn til barnet.", 0)))
    text = read(pdfs.pdf([[torn]])).text
    assert "hensyn" in text


def test_a_wide_gap_is_a_space() -> None:
    apart = pdfs.Words(72, 700, "", gaps=(("Sagsnr.", 2000), ("2020 - 1164", 0)))
    assert read(pdfs.pdf([[apart]])).text.split() == ["Sagsnr.", "2020", "-", "1164"]


def test_words_torn_into_letters_are_reported() -> None:
    letters = " ".join("kommunenskalhørepartenførderafgøres")
    result = read(pdfs.pdf([pdfs.page([letters])]))
    assert any("revet over" in warning for warning in result.warnings)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        # no PDF at all
        (b"%PDF-1.4 kun et hoved", "ikke en læselig PDF"),
        # cut off in the middle
        (pdfs.pdf([pdfs.page(BODY)])[:200], "ikke en læselig PDF"),
        # behind a password
        (pdfs.locked(pdfs.pdf([pdfs.page(BODY)])), "adgangskode"),
        # one picture, no text
        (pdfs.scanned(), "scannet"),
        # an empty page
        (pdfs.pdf([[]]), "scannet"),
        # more pages than a document has
        (pdfs.pdf([[] for _ in range(pdf.MAX_PAGES + 1)]), "grænsen"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        read(raw)


def test_a_scanned_page_is_recognised_when_asked_for() -> None:
    source = SourceFile("scan.pdf", pdfs.scanned())
    result = pdf.read(source, recognise=lambda _: "Kommunen skal\nhøre parten.\n\nNyt afsnit.\n")
    assert result.text == "Kommunen skal\nhøre parten.\n\nNyt afsnit.\n"
    assert any("tekstgenkendelse" in warning for warning in result.warnings)


def test_a_scanned_page_without_words_is_refused() -> None:
    with pytest.raises(ReadError, match="scannet"):
        pdf.read(SourceFile("scan.pdf", pdfs.scanned()), recognise=lambda _: " \n")
