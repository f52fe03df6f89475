"""Slide shows: title, text, tables and grouped shapes of each slide, then its notes."""

import io
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

import pptx
from lxml import etree
from pptx.exc import PythonPptxError

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers.builder import TextBuilder
from corpus.readers.packages import open_zip

READER = "pptx"
VERSION = "1"


def read(source: SourceFile) -> ReadText:
    """Text with marks `slide` (label: number from 1), `heading`, `table` and `notes`.

    Raises:
        ReadError: no slide show, protected, broken, or without text.
    """
    if source.raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("filen er et gammelt .ppt eller beskyttet med adgangskode; gem som .pptx")
    with open_zip(source.raw) as package:
        if "ppt/presentation.xml" not in package.namelist():
            raise ReadError("pakken er ikke et diasshow (ppt/presentation.xml mangler)")
    try:
        show = pptx.Presentation(io.BytesIO(source.raw))
        return _read(show)
    except (
        PythonPptxError,
        etree.LxmlError,
        ParseError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
    ) as error:
        raise ReadError(f"diasshowet er ødelagt: {type(error).__name__}") from error


def _read(show: Any) -> ReadText:
    builder = TextBuilder()
    for number, slide in enumerate(show.slides, start=1):
        start = builder.position
        title = slide.shapes.title
        if title is not None and title.text_frame.text.strip():
            text = _clean(title.text_frame.text)
            builder.mark("heading", text, builder.paragraph(text))
        for shape in _flat(slide.shapes):
            if title is None or shape.shape_id != title.shape_id:
                _shape(builder, shape)
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            notes = _clean(slide.notes_slide.notes_text_frame.text)
            if notes:
                builder.mark("notes", "", builder.paragraph(notes))
        if builder.position > start:
            builder.mark_since("slide", str(number), start)
    if not builder.position:
        raise ReadError("diasshowet har ingen tekst (kun billeder?)")
    properties = show.core_properties
    return builder.build(
        READER, VERSION, {"title": properties.title or "", "author": properties.author or ""}
    )


def _flat(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _flat(shape.shapes)
        else:
            yield shape


def _shape(builder: TextBuilder, shape: Any) -> None:
    if getattr(shape, "has_table", False):
        start = builder.position
        for row in shape.table.rows:
            builder.line("\t".join(_clean(cell.text_frame.text, " ") for cell in row.cells))
        builder.mark_since("table", "", start)
        builder.add("\n")
    elif shape.has_text_frame:
        text = _clean(shape.text_frame.text)
        if text:
            builder.paragraph(text)


def _clean(text: str, line_end: str = "\n") -> str:
    """A vertical tab is a line break inside a paragraph."""
    lines = (line.strip() for line in text.replace("\v", "\n").splitlines())
    return line_end.join(line for line in lines if line)
