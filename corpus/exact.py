"""Names by which a passage is asked for exactly: a decision, a question's number, a provision.

A key is a plain string that a passage carries and a reference is read to, so that the two
meet in an index filter. Not done: bills and motions, which many documents are about.
"""

import re

from corpus import laws
from corpus.citations import ActRef, Citation, DecisionRef, ProvisionRef, QuestionRef, parse
from corpus.model import Document, Passage, SourceKind

_ALM_DEL = "alm. del"
_LAWS = frozenset({SourceKind.LOV, SourceKind.BEKENDTGOERELSE})
_SIGN = re.compile(r"§ (\d+)(?: ([a-zæøå]))?")


def key_of(document: Document, passage: Passage) -> str:
    """The key of a passage; empty for most."""
    quoted = passage.quoted_source
    if quoted is not None and quoted.kind is SourceKind.PRINCIPMEDDELELSE and quoted.number:
        return _decision(quoted.number)
    meta = document.metadata
    if document.kind is SourceKind.PRINCIPMEDDELELSE and meta.number:
        return _decision(meta.number)
    if document.kind is SourceKind.MINISTERSVAR and meta.question_number:
        return _question(meta.question_number, meta.proposal)
    if document.kind in _LAWS:
        return _provision_key(document, passage)
    return ""


def keys_of(citation: Citation) -> frozenset[str]:
    """The keys that a reference asks for; none when it names no text exactly."""
    if isinstance(citation, DecisionRef):
        return frozenset({_decision(citation.text)})
    if isinstance(citation, QuestionRef):
        return frozenset({_question(citation.number, citation.proposal)})
    if isinstance(citation, ProvisionRef) and citation.law is not None:
        return frozenset(
            provision(citation.law, number, citation.letter) for number in _numbers(citation)
        )
    return frozenset()


def provision(law: str, paragraf: str, letter: str | None = None) -> str:
    """The key of a section: law key of the register, number, letter."""
    return f"§:{law}:{paragraf}{letter or ''}"


def act_id(citation: ActRef) -> str | None:
    """The document id of an act that is named with number and year."""
    if citation.year is None:
        return None
    return f"{citation.kind.lower()}-{citation.year}-{citation.number}"


def law_key(document: Document) -> str | None:
    """The register's name of the law that a document is; the document's own when unknown."""
    own = document.metadata.chain or next(iter(document.metadata.laws), None)
    if own is None:
        return None
    known = laws.load().resolve(own)
    return known.key if known else own


def _decision(number: str) -> str:
    return f"pm:{number.casefold()}"


def _question(number: str, proposal: str | None) -> str:
    return f"spm:{number.casefold()}:{(proposal or _ALM_DEL).casefold()}"


def _provision_key(document: Document, passage: Passage) -> str:
    law, found = law_key(document), _SIGN.match(passage.pinpoint)
    return provision(law, found[1], found[2]) if law and found else ""


def _numbers(citation: ProvisionRef) -> list[str]:
    """One number, or all of a range of whole sections: §§ 22-24."""
    is_range = citation.to is not None and citation.stk is None and citation.to.isdecimal()
    if not is_range or citation.letter or not citation.paragraf.isdecimal():
        return [citation.paragraf]
    first, last = int(citation.paragraf), int(citation.to or 0)
    return [str(number) for number in range(first, min(last, first + _LONGEST_RANGE) + 1)]


_LONGEST_RANGE = 30


__all__ = ["act_id", "key_of", "keys_of", "law_key", "parse", "provision"]
