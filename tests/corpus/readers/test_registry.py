import io
import json
import zipfile

import pytest

from corpus.errors import ReadError
from corpus.model import SourceFile
from corpus.readers import registry
from corpus.readers.sandbox import Sandbox
from tests.corpus.readers import pdfs

ACT = {"id": "2025:1", "short_name": "LBK", "title": "T", "provisions": []}
LAW = b"<Dokument><Meta><Year>2025</Year></Meta><DokumentIndhold/></Dokument>"


def package(part: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        made.writestr(
            part,
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>Tekst</w:t></w:r></w:p></w:body></w:document>",
        )
    return target.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "reader"),
    [
        # plain text by its name
        ("a.txt", b"Kommunen skal", "text"),
        # an unknown name is tried as text
        ("a.xyz", b"Kommunen skal", "text"),
        # by content
        ("a.pdf", pdfs.pdf([pdfs.page(["Kommunen skal"])]), "pdf"),
        ("a.docx", package("word/document.xml"), "docx"),
        ("a.html", b"<!DOCTYPE html><p>x</p>", "html"),
        ("a.xml", b'<?xml version="1.0"?><!-- x -->' + LAW, "lexdania"),
        ("a.json", b'{"title": "T", "text": "x", "decision_number": "1-26"}', "astdk"),
        # a member of JSON lines
        ("a.jsonl#2025:1", json.dumps(ACT).encode(), "acts"),
        ("a.eml", b"Subject: x\n\ntekst", "email"),
    ],
)
def test_the_reader_is_found_by_content_then_by_name(name: str, raw: bytes, reader: str) -> None:
    with Sandbox() as sandbox:
        result = registry.read(SourceFile(name, raw), sandbox)
    assert (result.reader, result.warnings) == (reader, ())


def test_a_misleading_name_is_read_by_content_with_a_warning() -> None:
    raw = pdfs.pdf([pdfs.page(["Kommunen skal høre parten."])])
    result = registry.read(SourceFile("notat.docx", raw))
    assert result.reader == "pdf"
    assert result.warnings == ("filen hedder .docx, men er læst som pdf",)


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        # a zip is opened by the connector, never read
        ("a.docx", package("andet/a.xml"), "zip-fil"),
        # an image with the name of a text
        ("a.txt", b"\x89PNG\r\n", "billede"),
        # rich text
        ("a.rtf", b"{\\rtf1 x}", "RTF"),
        # JSON of an unknown form
        ("a.json", b'{"x": 1}', "ukendt form"),
        ("a.jsonl#linje-1", b'{"x": 1}', "ukendt form"),
        # a name without its content
        ("a.pdf", b"ikke en pdf", "læselig PDF"),
        ("a.pptx", b"ikke en pptx", "zip-pakke"),
    ],
)
def test_what_no_reader_takes_is_refused(name: str, raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        registry.read(SourceFile(name, raw))
