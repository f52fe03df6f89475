"""An organisation's answer to a public hearing on a draft."""

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.dates import first_date, latest_year
from corpus.identity import file_document_id, slug
from corpus.kinds.letter import head, opening, shown, unsigned
from corpus.model import DocumentId, LegalStatus, Metadata, ReadText, SourceFile, SourceKind
from corpus.paragraphs import paragraphs
from corpus.passages import DocumentDraft, PassageDraft
from corpus.sections import sections
from corpus.text import display

# "Høringssvar fra KL vedr. skærpede krav til kommunalbestyrelsens opfølgning på ..."
_TITLE = re.compile(
    r"Høringssvar\s+(?:fra\s+(?P<sender>.{2,80}?)\s+)?"
    r"(?:vedr\.|vedrørende|om|til|over|ang\.|angående)\s+(?P<subject>\S.*)",
    re.IGNORECASE,
)
# "i høring den 13. december 2021"
_HEARING = re.compile(r"i\s+høring\s+(?:den|d\.)\s+(?P<date>\d{1,2}\.\s+\w+\s+\d{4})")
_PROVISIONAL = re.compile(r"foreløbigt\s+høringssvar", re.IGNORECASE)
_DRAFT = re.compile(r"lovforslag|\bforslag|\budkast", re.IGNORECASE)
_TITLE_WORDS = 40


def recognise(read: ReadText) -> bool:
    """Tell a hearing's answer by its title line."""
    beginning = paragraphs(read.text[:5000], read.marks)
    return _title_place([shown(read.text, paragraph) for paragraph in beginning]) is not None


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Read letterhead, title, sections and signature."""
    letter = unsigned(read.text, paragraphs(read.text, read.marks))
    texts = [shown(read.text, paragraph) for paragraph in letter.body]
    place = _title_place(texts) or 0
    found = _TITLE.fullmatch(texts[place])
    subject = found["subject"].strip() if found else None
    sender = found["sender"] if found else None
    whole = display([read.text])
    year = latest_year(whole)
    metadata = Metadata(
        sender=sender,
        recipient=texts[0] if place else None,
        subject=subject,
        signer=letter.signer,
        provisional=bool(_PROVISIONAL.search(whole)),
        year_from=year,
        year_to=year,
    )
    name = _document_id(metadata, opening(read.text))
    return DocumentDraft(
        document_id=name or file_document_id("hs", source.name),
        named_by_file=name is None,
        kind=SourceKind.HOERINGSSVAR,
        title=texts[place],
        metadata=metadata,
        legal_status=LegalStatus.IKKE_RELEVANT,
        passages=[
            *head(letter.body[: place + 1]),
            *(_framed(read.text, draft) for draft in sections(read.text, letter.body[place + 1 :])),
        ],
    )


def _title_place(texts: Sequence[str]) -> int | None:
    for place, text in enumerate(texts):
        if len(text.split()) <= _TITLE_WORDS and _TITLE.fullmatch(text):
            return place
    return None


def _document_id(metadata: Metadata, start: str) -> DocumentId | None:
    """Name an answer by sender, hearing date and the subject's last word; None without these."""
    hearing = _HEARING.search(start)
    date = first_date(hearing["date"]) if hearing else None
    if not (metadata.sender and metadata.subject and date):
        return None
    word = slug(metadata.subject.split()[-1])
    return DocumentId(f"hs-{slug(metadata.sender)}-{word}-{date.isoformat()}")


def _framed(text: str, draft: PassageDraft) -> PassageDraft:
    """What is said of a draft must not read as law."""
    words = display([text[span.start : span.end] for span in draft.spans])
    return replace(draft, frame="udkast") if _DRAFT.search(words) else draft
