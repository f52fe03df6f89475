"""Guidances of a ministry or agency (vejledning, cirkulære)."""

import datetime as dt
import re
from dataclasses import replace

from corpus.dates import first_date
from corpus.identity import file_document_id
from corpus.kinds import generic
from corpus.model import DocumentId, ReadText, SourceFile, SourceKind
from corpus.passages import DocumentDraft
from corpus.text import display

_TYPE = re.compile(r"^(?:VEJ|CIR|SKR|Vejledning|Cirkulære)\b")
# "Vejledning nr. 9207 af 11. april 2013 om ...", "Vejledning om støtte til ..."
_TITLE = re.compile(
    r"^\s*(?P<word>Vejledning|Cirkulære)(?:\s+nr\.\s*(?P<number>\d+)\s+af\s+"
    r"(?P<date>\d{1,2}\.\s+[a-zæøå]+\s+(?P<year>\d{4})))?\s+(?:om|til|for)\s+[a-zæøå]"
)
_OPENING = 600


def recognise(read: ReadText) -> bool:
    """Tell a guidance by the document type of the file, or by its first line."""
    if _TYPE.match(read.fields.get("DocumentType", "")):
        return True
    return _TITLE.match(display([read.text[:_OPENING]])) is not None


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Sections under their headings; number, day and sender where the text carries them."""
    draft = generic.parse(source, read)
    opening = display([read.text[:_OPENING]])
    found = _TITLE.match(opening)
    number = read.fields.get("Number") or (found["number"] if found else None)
    year = read.fields.get("Year") or (found["year"] if found else None)
    dated = _date(read.fields.get("DiesSigni", ""))
    if dated is None and found is not None and found["date"]:
        dated = first_date(found["date"])
    title = read.fields.get("DocumentTitle") or read.fields.get("title") or draft.title
    return replace(
        draft,
        document_id=DocumentId(f"vej-{year}-{number}")
        if number and year
        else file_document_id("vej", source.name),
        kind=SourceKind.VEJLEDNING,
        title=title,
        metadata=replace(
            draft.metadata,
            number=f"VEJ nr. {number}" if number else None,
            dated=dated,
            signed=dated,
            sender=read.fields.get("AdministrativeAuthority") or read.fields.get("Ministry"),
        ),
    )


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
