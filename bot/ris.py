"""A source as RIS, for Zotero and other reference managers.

Source: the RIS tag list as Zotero reads it (TY first, ER last, two letters, two spaces, a dash).
"""

import datetime as dt
from collections.abc import Iterator

from bot import house_style, labels
from corpus.authority import authority
from corpus.model import Document, Passage, SourceKind

MEDIA_TYPE = "application/x-research-info-systems"

_TYPES: dict[SourceKind, str] = {
    SourceKind.LOV: "STAT",
    SourceKind.BEKENDTGOERELSE: "STAT",
    SourceKind.DOM: "CASE",
    SourceKind.PRINCIPMEDDELELSE: "CASE",
    SourceKind.FORARBEJDER: "BILL",
    SourceKind.UNDERVISNING: "SLIDE",
    SourceKind.UKENDT: "GEN",
}


def ris(document: Document, passage: Passage | None, url: str | None, accessed: dt.date) -> str:
    """One record; with a passage its place, words and label are in it.

    A date that the source does not carry is left out, never filled in.
    """
    lines = [f"{tag}  - {_one_line(value)}" for tag, value in _fields(document, passage) if value]
    if url:
        lines.append(f"UR  - {url}")
    lines += [f"Y2  - {accessed:%Y/%m/%d}", "ER  - "]
    return "\r\n".join(lines) + "\r\n"


def _fields(document: Document, passage: Passage | None) -> Iterator[tuple[str, str | None]]:
    meta = document.metadata
    date = house_style.date_of(document)
    yield "TY", _TYPES.get(document.kind, "RPRT")
    yield "TI", document.title
    yield "AU", meta.author or meta.sender or meta.minister
    yield "M1", meta.number
    yield "PY", f"{date:%Y}" if date else None
    yield "DA", f"{date:%Y/%m/%d}" if date else None
    yield "LA", "da"
    for keyword in meta.keywords:
        yield "KW", keyword
    if passage is None:
        yield "N1", house_style.cite_document(document)
        yield "N1", authority(document.kind).label
    else:
        yield "SP", passage.pinpoint
        yield "N1", house_style.cite(document, passage)
        yield "N1", f"»{passage.text}«"
        yield "N1", labels.of(document, passage).line
    yield "L3", meta.official_url


def _one_line(value: str) -> str:
    return " ".join(value.split())
