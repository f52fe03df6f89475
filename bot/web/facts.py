"""What is known about a source, as rows for people."""

import datetime as dt
from collections.abc import Iterator, Mapping

from bot.house_style import long_date
from corpus.authority import authority
from corpus.model import Document, SourceKind
from corpus.store.places import VersionFacts

_UNKNOWN = "ikke oplyst"

_TEXTS = {
    "number": "Nummer",
    "minister": "Minister",
    "committee": "Udvalg",
    "asker": "Spørger",
    "proposal": "Forslag",
    "owner": "Ejer",
    "author": "Forfatter",
    "sender": "Afsender",
    "recipient": "Modtager",
    "subject": "Emne",
    "signer": "Underskrevet af",
    "case_number": "Sagsnr.",
    "document_number": "Dok.nr.",
    "journal_number": "Journalnr.",
}
_DATES = {
    "asked": "Stillet",
    "answered": "Besvaret",
    "signed": "Underskrevet",
    "dated": "Dateret",
    "published": "Offentliggjort",
}
_LISTS = {"laws": "Love", "provisions": "Bestemmelser", "keywords": "Emneord"}
_ANSWERS = frozenset({SourceKind.MINISTERSVAR})


def rows(document: Document, version: VersionFacts) -> Iterator[tuple[str, str]]:
    """Name and value, in the order of a form; a missing date is said to be missing."""
    meta = document.metadata
    said: set[object] = set()
    for field, name in _TEXTS.items():
        value = getattr(meta, field)
        if value and value not in said:
            said.add(value)
            yield name, str(value)
    yield from _dates(document)
    for field, name in _LISTS.items():
        values = getattr(meta, field)
        if values:
            yield name, ", ".join(values)
    yield "Fil", version.file
    yield "Læst med", f"{version.reader} {version.reader_version}"
    yield "SHA-256", version.raw_sha256


def worth(document: Document) -> str:
    """The one line on what a kind of source is worth; of an internt svar nothing but its name."""
    line = authority(document.kind).line
    return "" if "{" in line else line


def moment(stored: str) -> str:
    """The day of a stored moment: `22. november 2026`."""
    return long_date(dt.datetime.fromisoformat(stored).date())


def _dates(document: Document) -> Iterator[tuple[str, str]]:
    known: Mapping[str, dt.date | None] = {
        field: getattr(document.metadata, field) for field in _DATES
    }
    said: set[dt.date] = set()
    for field, date in known.items():
        if date and date not in said:
            said.add(date)
            yield _DATES[field], long_date(date)
        elif not date and field == "answered" and document.kind in _ANSWERS:
            yield _DATES[field], _UNKNOWN
    if not any(known.values()):
        yield "Dato", f"{_UNKNOWN}{_years(document)}"


def _years(document: Document) -> str:
    first, last = document.metadata.year_from, document.metadata.year_to
    if first is None or last is None:
        return ""
    return f" (teksten er fra {first})" if first == last else f" (teksten er fra {first}–{last})"
