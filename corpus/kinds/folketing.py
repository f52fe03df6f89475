"""Answers to § 20 questions and other documents of Folketinget, by their printed head.

Answers to committees have a kind of their own (`ministersvar`).
Numbers are taken from the text: those of an address may differ by one or more.
"""

import re
from dataclasses import replace

from corpus.dates import dates
from corpus.identity import file_document_id
from corpus.kinds import generic
from corpus.model import DocumentId, LegalStatus, ReadText, SourceFile, SourceKind
from corpus.passages import DocumentDraft
from corpus.text import display

# Such as "Spørgsmål nr. S 1210", "spm. nr. S 725 (§ 20-spørgsmål)"
_QUESTION = re.compile(r"[Ss](?:pørgsmål|pm\.)\s+nr\.\s+S\s*(?P<number>\d+)")
_ANSWER = re.compile(r"\b(?:Svar|Endeligt\s+svar|besvar(?:es|else))\b")
_SESSION = re.compile(r"(?:Folketinget|samling(?:en)?)\s+(?P<session>\d{4}-\d{2})")
# Such as "https://www.ft.dk/samling/20131/spoergsmaal/S1210/svar/1125330/1353645.pdf"
_URL = re.compile(r"ft\.dk/samling/(?P<session>\d{5})/spoergsmaal/S(?P<number>\d+)", re.IGNORECASE)
_MINISTER = re.compile(r"til\s+(?P<minister>[a-zæøå \-,]{3,80}minister(?:en)?)")
_OPENING = 2_500


def recognise(read: ReadText) -> bool:
    """Tell an answer by the question's number with S, and that it is answered."""
    opening = display([read.text[:_OPENING]])
    return _QUESTION.search(opening) is not None and _ANSWER.search(opening) is not None


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Sections under their headings; question, session and minister."""
    draft = generic.parse(source, read)
    opening = display([read.text[:_OPENING]])
    question, session, minister = (
        pattern.search(opening) for pattern in (_QUESTION, _SESSION, _MINISTER)
    )
    address = _URL.search(read.fields.get("url", ""))
    number = f"S {question['number']}" if question else None
    year = session["session"] if session else address["session"][:4] if address else None
    office = minister["minister"].strip() if minister else None
    return replace(
        draft,
        document_id=DocumentId(f"spm-s-{year}-{question['number']}")
        if question and year
        else file_document_id("spm-s", source.name),
        kind=SourceKind.MINISTERSVAR,
        title=f"Svar på spørgsmål nr. {number}{f' til {office}' if office else ''}",
        legal_status=LegalStatus.IKKE_RELEVANT,
        metadata=replace(
            draft.metadata,
            number=number,
            question_number=number,
            minister=office,
            sender=office,
            dated=next(dates(opening), None),
        ),
    )
