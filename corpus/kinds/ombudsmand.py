"""Statements of Folketingets Ombudsmand, by their number in the yearly report (FOB)."""

import re
from dataclasses import replace

from corpus.dates import first_date
from corpus.identity import file_document_id
from corpus.kinds import generic
from corpus.model import DocumentId, ReadText, SourceFile, SourceKind
from corpus.passages import DocumentDraft
from corpus.text import display

# "FOB 2021-19", "FOB 05.302", "FOB 2009 1-1", "FOB nr. 1995.331"
_NUMBER = re.compile(
    r"\bFOB(?:\s+nr\.)?\s+(?P<year>\d{4}|\d{2})[\s.\-/]+(?P<number>\d+(?:[-.]\d+)?)"
)
_NAME = re.compile(r"Folketingets\s+Ombudsmand|Ombudsmandens\s+(?:udtalelse|beretning)")
_OPENING = 1_500
_CENTURY = 1900
_PIVOT = 50
"""FOB began in 1955: a year of two digits from here on is of the last century."""


def recognise(read: ReadText) -> bool:
    """Tell a statement by its number among the first lines, with the ombudsman's name."""
    if read.fields.get("DocumentType", "").startswith(("FOB", "UDT")):
        return True
    opening = f"{read.fields.get('title', '')} {display([read.text[:_OPENING]])}"
    return _NUMBER.search(opening) is not None and _NAME.search(opening) is not None


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Sections under their headings, number and day."""
    draft = generic.parse(source, read)
    opening = display([read.text[:_OPENING]])
    found = _NUMBER.search(f"{read.fields.get('title', '')} {opening}")
    number = f"{_year(found['year'])}-{found['number'].replace('.', '-')}" if found else None
    return replace(
        draft,
        document_id=DocumentId(f"fob-{number}") if number else file_document_id("fob", source.name),
        kind=SourceKind.OMBUDSMANDSUDTALELSE,
        metadata=replace(
            draft.metadata,
            number=f"FOB {number}" if number else None,
            sender="Folketingets Ombudsmand",
            dated=first_date(opening),
        ),
    )


def _year(text: str) -> int:
    year = int(text)
    if year >= 100:
        return year
    return year + (_CENTURY if year >= _PIVOT else _CENTURY + 100)
