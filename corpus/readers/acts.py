"""One act or order as a JSON object: title, number, and its provisions in the order of the text.

The stored text has the title, then each provision as it stands in the file; a line »Kapitel n«
stands where the chapter changes.
The file's own status is not read: it says that everything is in force.
"""

from pydantic import BaseModel

from corpus.model import ReadText, SourceFile
from corpus.readers.builder import TextBuilder
from corpus.readers.json_fields import checked, json_object

READER = "acts"
VERSION = "1"


class _Provision(BaseModel):
    section: str
    content: str
    chapter: str | None = None


class _Act(BaseModel):
    id: str
    short_name: str
    title: str
    provisions: list[_Provision]
    issued_date: str | None = None
    url: str | None = None
    description: str | None = None


def recognises(raw: bytes) -> bool:
    """Whether a file looks like such an act."""
    return raw.lstrip()[:1] == b"{" and b'"short_name"' in raw[:4000] and b'"provisions"' in raw


def read(source: SourceFile) -> ReadText:
    """Text with marks `title`, `kapitel` and `paragraf` (label: the section of the file).

    Raises:
        ReadError: not JSON, or a field is missing.
    """
    act = checked(_Act, json_object(source.raw))
    builder = TextBuilder()
    title = " ".join(act.title.replace("\\n", " ").split())
    builder.mark("title", title, builder.paragraph(title))
    chapter: str | None = None
    chapter_start = builder.position
    for provision in act.provisions:
        found = provision.chapter
        if found != chapter:
            if chapter is not None:
                builder.mark_since("kapitel", f"Kapitel {chapter}", chapter_start)
            chapter, chapter_start = found, builder.position
            if found is not None:
                builder.paragraph(f"Kapitel {found}")
        span = builder.paragraph(provision.content)
        builder.mark("paragraf", provision.section, span)
    if chapter is not None:
        builder.mark_since("kapitel", f"Kapitel {chapter}", chapter_start)
    fields = {
        "title": title,
        "id": act.id,
        "DocumentType": act.short_name,
        "dated": act.issued_date or "",
        "url": act.url or "",
        "description": act.description or "",
    }
    return builder.build(READER, VERSION, fields)
