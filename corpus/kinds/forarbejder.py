"""Preparatory works: bills with their remarks, and reports of committees on bills."""

import re
from dataclasses import replace

from corpus.identity import file_document_id, slug
from corpus.kinds import generic
from corpus.model import DocumentId, ReadText, SourceFile, SourceKind
from corpus.passages import DocumentDraft
from corpus.text import display

# "Forslag til Lov om ændring af lov om social service", "Betænkning over Forslag til lov om ..."
_TITLE = re.compile(
    r"(?:^|\s)(?P<title>(?:Betænkning\s+over\s+)?Forslag\s+til\s+(?:[Ll]ov|folketingsbeslutning)\s+om"
    r"\s[^.]{5,200})"
)
_REMARKS = re.compile(r"Bemærkninger\s+til\s+(?:lov)?forslaget")
# Such as "Lovforslag nr. L 94", "Folketinget 2022-23 (2. samling)"
_NUMBER = re.compile(
    r"(?:Lovforslag|Beslutningsforslag)\s+nr\.\s+(?P<letter>[LB])\s*(?P<number>\d+)"
)
_SESSION = re.compile(r"Folketinget\s+(?P<session>\d{4}-\d{2})")
_OPENING = 3_000


def recognise(read: ReadText) -> bool:
    """Tell a bill by its number or by remarks to it; an act that follows from one has neither."""
    if read.fields.get("DocumentType", "").startswith(("LSF", "BSF", "BTL")):
        return True
    opening = display([read.text[:_OPENING]])
    if _TITLE.search(opening) is None:
        return False
    return _NUMBER.search(opening) is not None or _REMARKS.search(read.text) is not None


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Sections under their headings; the bill's number and session."""
    draft = generic.parse(source, read)
    opening = display([read.text[:_OPENING]])
    number, session, title = (pattern.search(opening) for pattern in (_NUMBER, _SESSION, _TITLE))
    proposal = f"{number['letter']} {number['number']}" if number else None
    own_title = title["title"].strip() if title else draft.title
    parts = ["lsf", session["session"] if session else "", slug(proposal or "")]
    return replace(
        draft,
        document_id=DocumentId("-".join(filter(None, parts)))
        if proposal and session
        else file_document_id("lsf", source.name),
        kind=SourceKind.FORARBEJDER,
        title=read.fields.get("DocumentTitle") or own_title,
        metadata=replace(draft.metadata, number=proposal, proposal=proposal),
    )
