"""Word documents: every `w:t` under each `w:p`, in the order of the document.

Tracked insertions, content controls, text boxes, tables and footnotes are read; deleted text,
page headers and footers are not.
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers.builder import TextBuilder
from corpus.readers.packages import member, open_zip
from corpus.readers.xml import local_name, parse_xml

READER = "docx"
VERSION = "1"

_MAIN = "word/document.xml"
_HEADING_NAME = re.compile(r"^(heading|overskrift|title|titel)\b", re.IGNORECASE)
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "pPr", "rPr"})
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}


def read(source: SourceFile) -> ReadText:
    """Text with marks `heading`, `table` and `note`; a paragraph is a block of its own.

    Raises:
        ReadError: no Word package, protected, broken, or without text.
    """
    if source.raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("filen er et gammelt .doc eller beskyttet med adgangskode; gem som .docx")
    with open_zip(source.raw) as package:
        names = set(package.namelist())
        if _MAIN not in names:
            raise ReadError("pakken er ikke et Word-dokument (word/document.xml mangler)")
        root = parse_xml(member(package, _MAIN))
        styles = _heading_styles(
            parse_xml(member(package, "word/styles.xml")) if "word/styles.xml" in names else None
        )
        notes = (
            parse_xml(member(package, "word/footnotes.xml"))
            if "word/footnotes.xml" in names
            else None
        )
        core = (
            parse_xml(member(package, "docProps/core.xml"))
            if "docProps/core.xml" in names
            else None
        )
    builder = TextBuilder()
    body = next((child for child in root if local_name(child) == "body"), root)
    _blocks(builder, body, styles)
    if notes is not None:
        _notes(builder, notes)
    if not builder.position:
        raise ReadError("Word-dokumentet har ingen tekst")
    return builder.build(READER, VERSION, _properties(core))


def _blocks(builder: TextBuilder, element: etree._Element, styles: frozenset[str]) -> None:
    for child in element:
        name = local_name(child)
        if name == "p":
            _paragraph(builder, child, styles)
        elif name == "tbl":
            _table(builder, child)
        elif name not in _SKIPPED:
            _blocks(builder, child, styles)


def _paragraph(builder: TextBuilder, element: etree._Element, styles: frozenset[str]) -> None:
    text = "".join(_text(element)).strip()
    if text:
        span = builder.paragraph(text)
        if _is_heading(element, styles):
            builder.mark("heading", " ".join(text.split()), span)
    for box in _text_boxes(element):
        _blocks(builder, box, styles)


def _text(element: etree._Element) -> Iterator[str]:
    for child in element:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _BREAKS:
            yield _BREAKS[name]
        elif name not in _SKIPPED and name != "txbxContent":
            yield from _text(child)


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        name = local_name(child)
        if name == "txbxContent":
            yield child
        elif name not in _SKIPPED:
            yield from _text_boxes(child)


def _table(builder: TextBuilder, element: etree._Element) -> None:
    """A row is a line, its cells apart by tabs."""
    start = builder.position
    for row in element.iter():
        if local_name(row) == "tr":
            cells = [
                " ".join("".join(_text(cell)).split()) for cell in row if local_name(cell) != "trPr"
            ]
            if any(cells):
                builder.line("\t".join(cells))
    if builder.position > start:
        builder.mark_since("table", "", start)
        builder.add("\n")


def _notes(builder: TextBuilder, root: etree._Element) -> None:
    for note in root:
        text = " ".join("".join(_text(note)).split())
        if text:
            builder.mark("note", "", builder.paragraph(text))


def _heading_styles(root: etree._Element | None) -> frozenset[str]:
    """Ids of the styles that are headings, by name or outline level."""
    found = set()
    for style in root if root is not None else ():
        names = [_value(c) for c in style if local_name(c) == "name"]
        outlined = any(local_name(c) == "outlineLvl" for c in style.iter())
        if outlined or any(_HEADING_NAME.match(name) for name in names):
            found.add(_attribute(style, "styleId"))
    return frozenset(found)


def _is_heading(element: etree._Element, styles: frozenset[str]) -> bool:
    properties = next((child for child in element if local_name(child) == "pPr"), None)
    if properties is None:
        return False
    return any(
        local_name(child) == "outlineLvl"
        or (local_name(child) == "pStyle" and _value(child) in styles)
        for child in properties
    )


def _properties(core: etree._Element | None) -> dict[str, str]:
    names = {"title": "title", "creator": "author", "modified": "modified"}
    return {
        names[local_name(child)]: (child.text or "").strip()
        for child in (core if core is not None else ())
        if local_name(child) in names
    }


def _value(element: etree._Element) -> str:
    return _attribute(element, "val")


def _attribute(element: etree._Element, name: str) -> str:
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
