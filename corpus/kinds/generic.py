"""A text of no kind that is known: natural paragraphs under the headings that show."""

from corpus.identity import file_document_id
from corpus.model import LegalStatus, Metadata, ReadText, SourceFile, SourceKind
from corpus.paragraphs import paragraphs
from corpus.passages import DocumentDraft
from corpus.sections import sections


def recognise(read: ReadText) -> bool:
    """Take every text that no other kind has taken."""
    del read
    return True


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Read paragraphs and headings; what the text is worth stays unknown."""
    marked = {mark.span.start for mark in read.marks if mark.kind == "heading"}
    drafts = sections(read.text, paragraphs(read.text, read.marks), marked)
    headings = (draft.heading for draft in drafts if draft.heading)
    return DocumentDraft(
        document_id=file_document_id("fil", source.name),
        named_by_file=True,
        kind=SourceKind.UKENDT,
        title=read.fields.get("title") or next(headings, source.name),
        metadata=Metadata(official_url=read.fields.get("url")),
        legal_status=LegalStatus.UKENDT,
        passages=drafts,
    )
