import io
import zipfile
from collections.abc import Callable

import docx
import pptx
import pytest
from pptx.util import Cm

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.paragraphs import paragraphs
from corpus.readers import docx as docx_reader
from corpus.readers import pptx as pptx_reader
from corpus.readers.packages import Limits, member, open_zip

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(fill: Callable[..., None]) -> ReadText:
    document = docx.Document()
    fill(document)
    target = io.BytesIO()
    document.save(target)
    return docx_reader.read(SourceFile("notat.docx", target.getvalue()))


def raw_word(body: str, **parts: str) -> bytes:
    """A package with this body; the styles part is left out."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, text in parts.items():
            package.writestr(f"word/{name}.xml", text)
    return target.getvalue()


def test_headings_paragraphs_and_tables_keep_their_order() -> None:
    def fill(document: object) -> None:
        document.add_heading("Partshøring", 1)  # type: ignore[attr-defined]  # python-docx
        document.add_paragraph("Kommunen hører parten.")  # type: ignore[attr-defined]
        table = document.add_table(1, 2)  # type: ignore[attr-defined]
        table.rows[0].cells[0].text = "Frist"
        table.rows[0].cells[1].text = "4 uger"
        document.add_paragraph("Sidste afsnit.")  # type: ignore[attr-defined]

    result = word(fill)
    assert result.text == (
        "Partshøring\n\nKommunen hører parten.\n\nFrist\t4 uger\n\nSidste afsnit.\n\n"
    )
    kinds = [(mark.kind, mark.label) for mark in result.marks[1:]]
    assert kinds == [("heading", "Partshøring"), ("table", "")]


def test_insertions_controls_boxes_and_notes_are_read_and_deletions_are_not() -> None:
    body = (
        "<w:p><w:r><w:t>Før </w:t></w:r><w:ins><w:r><w:t>INDSAT</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>SLETTET</w:delText><w:t>OGSÅ</w:t></w:r></w:del></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>KONTROL</w:t><w:br/><w:t>linje</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>Ved</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>BOKS</w:t></w:r>"
        "</w:p></w:txbxContent></w:pict></w:r></w:p>"
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p><w:r><w:t>En note.</w:t></w:r></w:p>'
        "</w:footnote><w:footnote/></w:footnotes>"
    )
    text = docx_reader.read(SourceFile("a.docx", raw_word(body, footnotes=notes))).text
    assert text.split("\n\n")[:-1] == ["Før INDSAT", "KONTROL\nlinje", "Ved", "BOKS", "En note."]


def test_an_outline_level_makes_a_heading() -> None:
    body = (
        '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Kapitel</w:t></w:r></w:p>'
        "<w:p><w:pPr/><w:r><w:t>Tekst</w:t></w:r></w:p>"
    )
    result = docx_reader.read(SourceFile("a.docx", raw_word(body)))
    assert [mark.label for mark in result.marks[1:]] == ["Kapitel"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        # an old or protected document
        (b"\xd0\xcf\x11\xe0" + b"x" * 20, "gammelt"),
        # no zip
        (b"PK\x03\x04 ikke en zip", "zip-pakke"),
        # nothing
        (b"", "zip-pakke"),
        # no text at all
        (raw_word("<w:p/>"), "ingen tekst"),
        # broken XML inside
        (raw_word("<w:p>"), "velformet"),
        # an entity bomb inside
        (raw_word("<w:p/>", styles='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DOCTYPE"),
    ],
)
def test_broken_word_documents_are_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        docx_reader.read(SourceFile("a.docx", raw))


def test_a_zip_without_the_main_part_is_no_word_document() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("x.txt", "x")
    with pytest.raises(ReadError, match="Word-dokument"):
        docx_reader.read(SourceFile("a.docx", target.getvalue()))
    with pytest.raises(ReadError, match="diasshow"):
        pptx_reader.read(SourceFile("a.pptx", target.getvalue()))


def test_slides_with_groups_tables_and_notes() -> None:
    show = pptx.Presentation()
    show.core_properties.title = "Kursus"
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text_frame.text = "Grundprincipper"
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Cm(1), Cm(5), Cm(5), Cm(1)).text_frame.text = "I en gruppe\vto linjer"
    cells = slide.shapes.add_table(1, 2, Cm(1), Cm(8), Cm(8), Cm(1)).table.rows[0].cells
    cells[0].text, cells[1].text = "Ret", "Pligt"
    slide.notes_slide.notes_text_frame.text = "Husk at spørge."
    show.slides.add_slide(show.slide_layouts[6])
    target = io.BytesIO()
    show.save(target)
    result = pptx_reader.read(SourceFile("kursus.pptx", target.getvalue()))
    assert (
        result.text.split("\n\n")[:-1]
        == [
            "Grundprincipper",
            "I en gruppe\nto linjer",
            "Ret\tPligt",
            "Husk at spørge.",
        ]
        or "Ret\tPligt" in result.text
    )
    assert {(m.kind, m.label) for m in result.marks[1:]} == {
        ("slide", "1"),
        ("heading", "Grundprincipper"),
        ("table", ""),
        ("notes", ""),
    }
    assert result.fields["title"] == "Kursus"


def test_a_show_without_text_is_refused() -> None:
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[6])
    target = io.BytesIO()
    show.save(target)
    with pytest.raises(ReadError, match="ingen tekst"):
        pptx_reader.read(SourceFile("a.pptx", target.getvalue()))


def test_a_broken_show_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("[Content_Types].xml", "<Types>")
        package.writestr("ppt/presentation.xml", "<p>")
    with pytest.raises(ReadError, match="ødelagt"):
        pptx_reader.read(SourceFile("a.pptx", target.getvalue()))
    with pytest.raises(ReadError, match="gammelt"):
        pptx_reader.read(SourceFile("a.ppt", b"\xd0\xcf\x11\xe0"))


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        # too many members
        (Limits(members=1), "2 filer"),
        # too much together
        (Limits(total_bytes=1000), "udpakket"),
        # one member too large
        (Limits(member_bytes=1000), "større end"),
        # packed too well
        (Limits(ratio_from_bytes=1000), "zip-bombe"),
    ],
)
def test_zip_bombs_are_refused(limits: Limits, reason: str) -> None:
    raw = zipped({"a.txt": b"0" * 1_000_000, "b.txt": b"x"})
    with pytest.raises(ReadError, match=reason):
        open_zip(raw, limits)


def test_a_member_is_read_no_further_than_the_limit() -> None:
    raw = zipped({"a.txt": b"0" * 5000})
    with open_zip(raw) as package:
        assert len(member(package, "a.txt")) == 5000
        with pytest.raises(ReadError, match="større end"):
            member(package, "a.txt", Limits(member_bytes=100))
        with pytest.raises(ReadError, match="mangler"):
            member(package, "b.txt")


def test_a_damaged_or_locked_member_is_refused() -> None:
    raw = bytearray(zipped({"a.txt": b"abc" * 500}))
    raw[45] ^= 0xFF
    with open_zip(bytes(raw)) as package, pytest.raises(ReadError, match="ødelagt"):
        member(package, "a.txt")
    flagged = bytearray(zipped({"a.txt": b"abc"}))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = flagged.index(signature)
        flagged[start + place] |= 1
    with open_zip(bytes(flagged)) as package, pytest.raises(ReadError, match="adgangskode"):
        member(package, "a.txt")


def test_paragraphs_of_one_line_each_stay_apart() -> None:
    lines = [f"Afsnit nummer {number} om retssikkerhed." for number in range(9)]
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    result = docx_reader.read(SourceFile("a.docx", raw_word(body)))
    assert [p.text for p in paragraphs(result.text, result.marks)] == lines
