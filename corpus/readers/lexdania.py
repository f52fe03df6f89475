"""LexDania XML of Retsinformation: acts, orders, decisions, guidances; files from 1986 to now.

A sentence group (`Exitus`) becomes one line, a numbered item one line with its label, so that a
list stays with its stem.
Footnotes (`Nota`) stand inside the sentence group before the text that they belong to; they are
moved to the end of their provision and marked.

Source: the public schema LexDania 2.1, and the files seen (facts on formats in the issue).
"""

import re
from collections.abc import Iterator

from lxml import etree

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers.builder import TextBuilder
from corpus.readers.xml import local_name, parse_xml

READER = "lexdania"
VERSION = "1"

_SECTION = {"Bog": "bog", "Afsnit": "afsnit", "Kapitel": "kapitel", "Bilag": "bilag"}
_PARAGRAF = frozenset({"Paragraf", "AendringCentreretParagraf", "IkraftCentreretParagraf"})
_BLANKS = re.compile(r"\s+")


def read(source: SourceFile) -> ReadText:
    """Text, marks (`kapitel`, `paragraf`, `stk`, `nr`, `heading`, `note`) and the Meta fields.

    Raises:
        ReadError: not LexDania, or only metadata (the text is not digitised).
    """
    root = parse_xml(source.raw)
    if local_name(root) not in ("Dokument", "LexDaniaDokument"):
        raise ReadError(f"XML med roden <{local_name(root)}> er ikke LexDania")
    fields = _fields(root)
    builder = TextBuilder()
    for child in root:
        name = local_name(child)
        if name == "TitelGruppe":
            span = builder.paragraph(_text(child))
            builder.mark("title", "", span)
        elif name != "Meta":
            _block(builder, child)
    result = builder.build(READER, VERSION, fields)
    if not any(local_name(child) == "DokumentIndhold" for child in root):
        raise ReadError("filen har kun metadata; teksten er ikke digitaliseret")
    return result


def _fields(root: etree._Element) -> dict[str, str]:
    meta = next((child for child in root if local_name(child) == "Meta"), None)
    if meta is None:
        raise ReadError("LexDania-filen har ingen Meta")
    fields: dict[str, str] = {}
    references: dict[str, dict[str, str]] = {}
    for child in meta:
        name, value = local_name(child), _clean(child.text or "")
        key = child.get("REFid")
        if name.startswith("Ref_") and key:
            references.setdefault(key, {})[name] = value
        elif value:
            fields[name] = f"{fields[name]}; {value}" if name in fields else value
    for kind in ("concerns", "change"):
        rows = [row for key, row in references.items() if key.startswith(kind)]
        fields[kind] = "\n".join(
            "\t".join(row.get(name, "") for name in ("Ref_Accn", "Ref_Af", "Ref_Text"))
            for row in rows
        )
    return fields


def _block(builder: TextBuilder, element: etree._Element) -> None:
    """Write one structural element and what it holds."""
    name = local_name(element)
    if name in _SECTION:
        _section(builder, element, _SECTION[name])
    elif name in _PARAGRAF:
        _paragraf(builder, element)
    elif name == "Exitus":
        _exitus(builder, element, "")
    elif name == "Table":
        _table(builder, element)
    elif name in ("Rubrica", "ParagrafGruppeOverskrift", "Hymne", "Explicatus"):
        _heading(builder, _text(element))
    else:
        for child in element:
            _block(builder, child)


def _section(builder: TextBuilder, element: etree._Element, kind: str) -> None:
    parts = [_text(child) for child in element if local_name(child) in ("Explicatus", "Rubrica")]
    title = " · ".join(part for part in parts if part)
    start = builder.position
    if title:
        builder.mark("heading", title, builder.paragraph(" ".join(parts)))
    for child in element:
        if local_name(child) not in ("Explicatus", "Rubrica"):
            _block(builder, child)
    builder.mark_since(kind, title, start)


def _paragraf(builder: TextBuilder, element: etree._Element) -> None:
    start = builder.position
    label = _child_text(element, "Explicatus")
    notes: list[str] = []
    pending = label
    for child in element:
        name = local_name(child)
        if name == "Explicatus":
            continue
        if name == "Stk":
            _stykke(builder, child, pending, notes)
        elif name == "Exitus":
            _exitus(builder, child, pending, notes)
        elif name == "AendringsNummer":
            _amendment(builder, child, notes)
        else:
            _block(builder, child)
        pending = ""
    builder.mark_since("paragraf", label.rstrip("."), start)
    for note in notes:
        builder.mark("note", "", builder.line(note))
    builder.add("\n")


def _stykke(builder: TextBuilder, element: etree._Element, label: str, notes: list[str]) -> None:
    own = _child_text(element, "Explicatus")
    start = builder.position
    pending = " ".join(part for part in (label, own) if part)
    for child in element:
        if local_name(child) == "Exitus":
            _exitus(builder, child, pending, notes)
            pending = ""
    builder.mark_since("stk", own.rstrip("."), start)


def _amendment(builder: TextBuilder, element: etree._Element, notes: list[str]) -> None:
    start = builder.position
    pending = label = _child_text(element, "Explicatus")
    for child in element.iter():
        if local_name(child) == "Exitus" and not _inside(child, element, "Exitus"):
            _exitus(builder, child, pending, notes)
            pending = ""
    builder.mark_since("nr", label.rstrip("."), start)


def _exitus(
    builder: TextBuilder,
    element: etree._Element,
    label: str,
    notes: list[str] | None = None,
) -> None:
    """One sentence group: its lines as one, then its list items, each on a line of its own."""
    lines = [_text(child) for child in element if local_name(child) == "Linea"]
    text = " ".join(line for line in lines if line)
    whole = " ".join(part for part in (label, text) if part)
    if whole:
        span = builder.line(whole)
        if not label and _is_heading(element):
            builder.mark("heading", whole, span)
    for child in element:
        name = local_name(child)
        if name == "Index":
            for item in child:
                _item(builder, item, notes)
        elif name == "Nota":
            note = " ".join(part for part in _note(child) if part)
            if notes is None:
                builder.mark("note", "", builder.line(note))
            else:
                notes.append(note)
        elif name == "Table":
            _table(builder, child)


def _item(builder: TextBuilder, element: etree._Element, notes: list[str] | None) -> None:
    start = builder.position
    pending = label = _child_text(element, "Explicatus")
    for child in element:
        if local_name(child) == "Exitus":
            _exitus(builder, child, pending, notes)
            pending = ""
    builder.mark_since("nr", label.rstrip(")."), start)


def _note(element: etree._Element) -> Iterator[str]:
    yield _child_text(element, "Explicatus")
    for child in element:
        if local_name(child) == "Exitus":
            yield _text(child)


def _table(builder: TextBuilder, element: etree._Element) -> None:
    start = builder.position
    for row in element.iter():
        if local_name(row) == "Tr":
            builder.line("\t".join(_text(cell) for cell in row))
    builder.mark_since("table", "", start)
    builder.add("\n")


def _heading(builder: TextBuilder, text: str) -> None:
    if text:
        builder.mark("heading", text, builder.paragraph(text))


def _is_heading(element: etree._Element) -> bool:
    """In decisions a heading is only a short line, all of it bold or italic."""
    chars = [child for child in element.iter() if local_name(child) == "Char" and child.text]
    return (
        bool(chars)
        and all(c.get("formaChar") in ("Bold", "Italic") for c in chars)
        and len(_text(element)) <= 120
    )


def _child_text(element: etree._Element, name: str) -> str:
    return next((_text(child) for child in element if local_name(child) == name), "")


def _text(element: etree._Element) -> str:
    return _clean(" ".join(part for part in _pieces(element)))


def _pieces(element: etree._Element) -> Iterator[str]:
    """Characters of one line are one piece; lines and groups are apart."""
    if local_name(element) == "Linea":
        yield "".join(str(part) for part in element.itertext())
    else:
        if element.text and element.text.strip():
            yield element.text
        for child in element:
            if local_name(child) != "Nota":
                yield from _pieces(child)


def _clean(text: str) -> str:
    """One line; the files carry a literal backslash-n in signatures and journal numbers."""
    return _BLANKS.sub(" ", text.replace("\\n", " ")).strip()


def _inside(element: etree._Element, top: etree._Element, name: str) -> bool:
    parent = element.getparent()
    while parent is not None and parent is not top:
        if local_name(parent) == name:
            return True
        parent = parent.getparent()
    return False
