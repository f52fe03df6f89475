"""PDF by pdfium: the text layer in the order of the content stream, page by page.

Lines stay lines (the joiner of `corpus.text` reads them); running headers and footers are left
out and reported; a page without text is reported as scanned.
"""

import io
import logging
from collections.abc import Callable

import pypdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdf.errors import PyPdfError

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers.builder import TextBuilder
from corpus.readers.pdf_layout import (
    Page,
    body_size,
    is_heading,
    jumps_between_columns,
    opens_block,
    usual_pitch,
    without_running_lines,
)
from corpus.readers.pdf_lines import page_lines, recognised_lines

READER = "pdf"
VERSION = "1"

MAX_PAGES = 3_000
_SCAN_CHARACTERS = 50
"""A page with fewer characters than this and a picture is taken for scanned."""
_TORN_SHARE = 0.2
"""A page with more one-letter words than this looks torn."""
_SHORT_WORDS = frozenset("iåaIÅA§–-&")

logging.getLogger("pypdf").setLevel(logging.ERROR)


Recognise = Callable[[pdfium.PdfPage], str]
"""Reads the text of a scanned page."""


def read(source: SourceFile, recognise: Recognise | None = None) -> ReadText:
    """Text with marks `page` or `slide` (label: the printed page number) and `heading`.

    Scanned pages are reported; with `recognise` their text is read from the picture.

    Raises:
        ReadError: not a PDF, broken, protected by a password, or scanned without text.
    """
    try:
        document = pdfium.PdfDocument(source.raw)
    except pdfium.PdfiumError as error:
        raise ReadError(_reason(error)) from error
    try:
        return _read(source, document, recognise)
    except pdfium.PdfiumError as error:
        raise ReadError(f"PDF-filen kunne ikke læses til ende: {error}") from error
    finally:
        document.close()


def _read(
    source: SourceFile, document: pdfium.PdfDocument, recognise: Recognise | None
) -> ReadText:
    if len(document) > MAX_PAGES:
        raise ReadError(f"PDF-filen har {len(document)} sider; grænsen er {MAX_PAGES}")
    pages, scanned = [], []
    for index in range(len(document)):
        page = document[index]
        read_page = _page(document, page, index)
        pages.append(read_page)
        if sum(len(line.text) for line in read_page.lines) < _SCAN_CHARACTERS and _picture(page):
            scanned.append(index + 1)
            if recognise is not None:
                pages[-1] = read_page.with_lines(
                    recognised_lines(recognise(page), read_page.height)
                )
        page.close()
    unread = recognise is None and len(scanned) == len(pages)
    if unread or not any(page.lines for page in pages):
        raise ReadError("PDF-filen har intet tekstlag (scannet?); kør tekstgenkendelse først")
    builder = TextBuilder()
    if scanned:
        numbers = ", ".join(map(str, scanned))
        how = "ser scannet ud" if recognise is None else "læst med tekstgenkendelse, kontrollér"
        builder.warnings.append(f"uden tekst, {how}: side {numbers}")
    kept, running = without_running_lines(pages)
    if running:
        builder.warnings.append("udeladt som sidehoved eller sidefod: " + " | ".join(running))
    _warn_of_doubt(builder, source, kept)
    _write(builder, kept)
    return builder.build(READER, VERSION, _metadata(document))


def _page(document: pdfium.PdfDocument, page: pdfium.PdfPage, index: int) -> Page:
    width, height = page.get_size()
    label = document.get_page_label(index) or str(index + 1)
    return Page(index + 1, label, width, height, page_lines(page))


def _picture(page: pdfium.PdfPage) -> bool:
    objects = page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2)
    return next(iter(objects), None) is not None


def _write(builder: TextBuilder, pages: tuple[Page, ...]) -> None:
    body = body_size(pages)
    slides = sum(page.landscape for page in pages) > len(pages) / 2
    for page in pages:
        start = builder.position
        pitch = usual_pitch(page.lines)
        right = max((line.right for line in page.lines), default=0.0)
        for index, line in enumerate(page.lines):
            if index and opens_block(page.lines[index - 1], line, pitch, right):
                builder.add("\n")
            span = builder.line(line.text)
            if is_heading(line, body):
                builder.mark("heading", line.text, span)
        if slides:
            builder.add("\n")
        builder.mark_since("slide" if slides else "page", page.label, start)


def _warn_of_doubt(builder: TextBuilder, source: SourceFile, pages: tuple[Page, ...]) -> None:
    """Say where the text may be in the wrong order, or torn while a second reader does better."""
    columns = [str(page.number) for page in pages if jumps_between_columns(page.lines)]
    if columns:
        builder.warnings.append(f"rækkefølgen er usikker (spalter): side {', '.join(columns)}")
    torn = [p for p in pages if _torn(" ".join(line.text for line in p.lines)) > _TORN_SHARE]
    if torn:
        other = _second_opinion(source.raw, [page.number for page in torn])
        better = "; pypdf læser dem bedre" if other < _TORN_SHARE else ""
        numbers = ", ".join(str(page.number) for page in torn)
        builder.warnings.append(f"ordene ser revet over ud: side {numbers}{better}")


def _torn(text: str) -> float:
    words = text.split()
    single = sum(len(word) == 1 and word.isalpha() and word not in _SHORT_WORDS for word in words)
    return single / len(words) if len(words) > 20 else 0.0


def _second_opinion(raw: bytes, numbers: list[int]) -> float:
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        return max(_torn(reader.pages[number - 1].extract_text()) for number in numbers)
    except (PyPdfError, ValueError, KeyError, IndexError, RecursionError):
        return 1.0


def _metadata(document: pdfium.PdfDocument) -> dict[str, str]:
    found = document.get_metadata_dict(skip_empty=True)
    names = {"Title": "title", "Author": "author", "CreationDate": "created"}
    return {key: found[name].strip() for name, key in names.items() if name in found}


def _reason(error: pdfium.PdfiumError) -> str:
    text = str(error)
    if "assword" in text or "ecurity" in text:
        return "PDF-filen er beskyttet med adgangskode"
    return f"filen er ikke en læselig PDF: {text}"
