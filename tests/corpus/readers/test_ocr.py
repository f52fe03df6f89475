import shutil
import stat
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus.errors import ReadError
from corpus.model import SourceFile
from corpus.readers import ocr
from corpus.readers.sandbox import ReadLimits, Sandbox
from tests.corpus.readers import pdfs

PAGE = pdfs.pdf([[pdfs.Words(72, 700, "Kommunen skal partshøre", size=30)]])


def first_page() -> pdfium.PdfPage:
    return pdfium.PdfDocument(PAGE)[0]


def program(folder: Path, body: str) -> None:
    """A program of this name that does what the body says."""
    path = folder / "tesseract"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_the_page_goes_in_as_a_picture_and_text_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "head -c 2")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert ocr.recognise(first_page()) == "P5"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        # the Danish model is missing
        ("cat >/dev/null; exit 1", "tesseract-ocr-dan"),
        # nothing of that name
        (None, "kræver tesseract"),
        # hangs
        ("exec sleep 5", "sekunder"),
    ],
)
def test_failures_are_reported(
    body: str | None, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if body is not None:
        program(tmp_path, body)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin" if body else str(tmp_path))
    monkeypatch.setattr(ocr, "_TIMEOUT_SECONDS", 0.2)
    with pytest.raises(ReadError, match=reason):
        ocr.recognise(first_page())


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_a_real_scan_through_the_child() -> None:
    bitmap = first_page().render(scale=2, grayscale=True)
    pixels = b"".join(
        bytes(bitmap.buffer)[row * bitmap.stride : row * bitmap.stride + bitmap.width]
        for row in range(bitmap.height)
    )
    scan = SourceFile("scan.pdf", pdfs.scanned(pixels, bitmap.width, bitmap.height))
    with Sandbox(ReadLimits(recognise_scans=True)) as sandbox:
        assert "Kommunen skal" in sandbox.read("pdf", scan).text
