"""How people ask for a passage: typical questions of provisions, decisions and embedded texts.

They help to find a passage; they are never shown as a source and never quoted.
"""

import re
from functools import cache

from corpus import typical_questions
from corpus.model import Document, Passage, SourceKind

_ACT = re.compile(r"(?:lbk|lov|bek)-(\d{4})-(\d+)")


def questions(document: Document, passage: Passage) -> tuple[str, ...]:
    """The typical questions that a passage answers; none for most."""
    if act := _ACT.fullmatch(document.document_id):
        law = f"{act[1]}:{act[2]}"
        if law not in _laws():
            return ()
        return typical_questions.for_passage(_provisions(), law, passage.pinpoint)
    return typical_questions.for_text(_name(document), passage.text)


def may_have_questions(document: Document) -> bool:
    """Whether some passage of a document can have typical questions; False for most."""
    if act := _ACT.fullmatch(document.document_id):
        return f"{act[1]}:{act[2]}" in _laws()
    return typical_questions.knows(_name(document))


_provisions = cache(typical_questions.load)


@cache
def _laws() -> frozenset[str]:
    return frozenset(provision.law for provision in _provisions())


def _name(document: Document) -> str:
    if document.kind is SourceKind.PRINCIPMEDDELELSE:
        return document.metadata.number or ""
    return document.document_id
