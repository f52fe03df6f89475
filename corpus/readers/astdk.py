"""A decision saved from ast.dk as a JSON record.

The stored text is the record's `text`, untouched: one long line a section, headings glued to the
sentences; the kind finds them.
"""

from pydantic import BaseModel, Field

from corpus.model import ReadText, SourceFile
from corpus.readers.json_fields import checked, json_object

READER = "astdk"
VERSION = "1"


class _Record(BaseModel):
    title: str
    text: str
    decision_number: str
    fetched: str | None = Field(default=None, alias="_fetched_at")
    date: str | None = None
    url: str | None = None
    journal_number: str | None = None
    paragraph: str | None = None
    categories: list[str] = []
    status: str | None = None


def recognises(raw: bytes) -> bool:
    """Whether a file looks like such a record."""
    return raw.lstrip()[:1] == b"{" and b'"decision_number"' in raw


def read(source: SourceFile) -> ReadText:
    """The text of the record and its fields; `categories` one a line.

    Raises:
        ReadError: not JSON, or a field is missing.
    """
    record = checked(_Record, json_object(source.raw))
    fields = {
        "title": record.title,
        "number": record.decision_number,
        "published": record.date or "",
        "url": record.url or "",
        "journal_number": record.journal_number or "",
        "paragraph": record.paragraph or "",
        "categories": "\n".join(record.categories),
        "status": record.status or "",
        "fetched": (record.fetched or "")[:10],
        "origin": "ast.dk",
    }
    return ReadText(
        text=record.text,
        reader=READER,
        reader_version=VERSION,
        fields={key: value for key, value in fields.items() if value},
    )
