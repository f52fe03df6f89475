"""A minister's written answer to a committee of Folketinget.

Two sessions in one year, after an election, number their questions anew: the name does not tell
them apart.
"""

import datetime as dt
import re
from collections.abc import Sequence

from corpus.dates import first_date
from corpus.identity import slug
from corpus.kinds.letter import head, opening, shown, unsigned
from corpus.model import (
    DocumentId,
    LegalStatus,
    Metadata,
    PassageRole,
    ReadText,
    SourceFile,
    SourceKind,
)
from corpus.paragraphs import Paragraph, paragraphs
from corpus.passages import DocumentDraft, PassageDraft, prose

# "Folketingets Social- og Indenrigsudvalg har d. 7. februar 2020 stillet følgende spørgsmål nr. 2
# (B 23) til social- og indenrigsministeren, som hermed besvares."
_INTRODUCTION = re.compile(
    r"(?P<committee>Folketingets\s[^.:]{3,80}?udvalg(?:et)?)\s+har\s+(?:d\.|den)\s+"
    r"(?P<asked>\d{1,2}\.\s\w+\s\d{4})\s+stillet\s+følgende\s+spørgsmål\s+nr\.\s*(?P<number>\d+)\s*"
    r"(?:\((?P<to>[^)]{1,30})\)\s+)?til\s+(?P<minister>(?=[^.]{0,80}minister)[^.]{3,120}?),"
    r"\s+som\s+hermed"
)
_PROPOSAL = re.compile(r"(?P<letter>[BL])\s*(?P<number>\d+)")
_ALM_DEL = re.compile(r"alm\.?\s*del|almindelig\s+del", re.IGNORECASE)
_ASKER = re.compile(r"efter\s+ønske\s+fra\s+(?P<asker>[^.]+?\((?:[A-ZÆØÅ]{1,3})\))")
_QUESTION = re.compile(r"Spørgsmål\s+(?:nr\.\s*)?\d+\s*:?", re.IGNORECASE)
_ANSWER = re.compile(r"Svar\s*:?", re.IGNORECASE)
_LABELS = {
    "case": re.compile(r"(?:Sagsnr|J\.?\s?nr|Journalnr)\.?:?\s+(?P<value>\d[\w \-/]*)"),
    "document": re.compile(r"(?:Doknr|Dok\.?\s?nr)\.?:?\s+(?P<value>\d[\w \-/]*)"),
    "date": re.compile(r"Dato:?\s+(?P<value>\d.*)"),
}
_COMMITTEE_CODES = (("Social", "sou"),)
"""Folketinget's own letters for a committee, where they were seen: spm. SOU."""
_LETTERHEAD_LINES = 3
"""Fewer paragraphs before the introduction are no passage of their own."""


def recognise(read: ReadText) -> bool:
    """Tell a minister's answer by the sentence that opens it."""
    return bool(_INTRODUCTION.search(opening(read.text)))


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Read the introduction, the letterhead, the question and the answer."""
    del source  # the answer carries its own name
    letter = unsigned(read.text, paragraphs(read.text, read.marks))
    texts = [shown(read.text, paragraph) for paragraph in letter.body]
    metadata = _metadata(texts, letter.signer)
    return DocumentDraft(
        document_id=_document_id(metadata),
        kind=SourceKind.MINISTERSVAR,
        title=_title(metadata),
        metadata=metadata,
        legal_status=LegalStatus.IKKE_RELEVANT,
        passages=_passages(read.text, letter.body, texts),
    )


def session_year(date: dt.date) -> int:
    """Give the year in which the session of Folketinget that holds a date began.

    Source: grundloven § 36, stk. 1 (the session begins on the first Tuesday in October).
    """
    first = dt.date(date.year, 10, 1)
    opens = first + dt.timedelta(days=(1 - first.weekday()) % 7)
    return date.year if date >= opens else date.year - 1


def _metadata(texts: Sequence[str], signer: str | None) -> Metadata:
    place = _introduction_place(texts)
    start = texts[place] if place is not None else " ".join(texts)
    found = _INTRODUCTION.search(start)
    introduction = found.groupdict() if found else {}
    to = introduction.get("to") or ""
    proposal = _PROPOSAL.fullmatch(to)
    general = bool(_ALM_DEL.search(to))
    values = {key: _label(texts, pattern) for key, pattern in _LABELS.items()}
    answered = first_date(values["date"] or "")
    asker = _ASKER.search(start)
    minister = introduction.get("minister")
    return Metadata(
        number=introduction.get("number"),
        question_number=introduction.get("number"),
        committee=introduction.get("committee"),
        recipient=introduction.get("committee"),
        sender=minister,
        minister=minister,
        proposal=f"{proposal['letter']} {proposal['number']}" if proposal else None,
        alm_del=True if general else (False if proposal else None),
        asker=asker["asker"] if asker else None,
        signer=signer,
        case_number=values["case"],
        document_number=values["document"],
        asked=first_date(introduction.get("asked") or ""),
        answered=answered,
        dated=answered,
    )


def _introduction_place(texts: Sequence[str]) -> int | None:
    return next((n for n, text in enumerate(texts) if _INTRODUCTION.search(text)), None)


def _label(texts: Sequence[str], pattern: re.Pattern[str]) -> str | None:
    found = next((match for text in texts if (match := pattern.fullmatch(text))), None)
    return found["value"].strip() if found else None


def _document_id(metadata: Metadata) -> DocumentId:
    """Name an answer by committee, session, proposal and number: `spm-sou-2019-274`."""
    committee = (metadata.committee or "").removeprefix("Folketingets ")
    code = next((code for start, code in _COMMITTEE_CODES if committee.startswith(start)), None)
    parts = ["spm", code or slug(committee)]
    parts += [str(session_year(metadata.asked))] if metadata.asked else []
    parts += [slug(metadata.proposal).replace("-", "")] if metadata.proposal else []
    return DocumentId("-".join([*parts, metadata.number or "0"]))


def _title(metadata: Metadata) -> str:
    minister = metadata.minister or "ministeren"
    to = metadata.proposal or ("alm. del" if metadata.alm_del else None)
    return (
        f"{minister[0].upper()}{minister[1:]}s besvarelse af spørgsmål nr. {metadata.number}"
        f"{f' ({to})' if to else ''} fra {metadata.committee}"
    )


def _passages(text: str, body: Sequence[Paragraph], texts: Sequence[str]) -> list[PassageDraft]:
    asked = next((n for n, words in enumerate(texts) if _QUESTION.fullmatch(words)), len(body))
    answer = next((n for n, words in enumerate(texts) if _ANSWER.fullmatch(words)), len(body))
    end = min(asked, answer)
    opens = _introduction_place(texts) or 0
    letterhead = opens if opens >= _LETTERHEAD_LINES else 0
    drafts = [*head(body[:letterhead]), *head(body[letterhead:end])]
    if asked < answer:
        spans = tuple(span for paragraph in body[asked + 1 : answer] for span in paragraph.spans)
        heading = texts[asked].rstrip(" :")
        if spans:
            drafts.append(
                PassageDraft(
                    spans=spans,
                    heading=heading,
                    role=PassageRole.SPOERGSMAAL,
                    frame="spoergsmaal",
                )
            )
    if answer < len(body):
        drafts += prose(text, body[answer + 1 :], texts[answer].rstrip(" :"))
    return drafts
