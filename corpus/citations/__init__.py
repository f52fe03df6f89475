"""Danish legal references: found in text, read from a string, written in one form."""

from corpus.citations.model import (
    BILL,
    ActRef,
    BillRef,
    Citation,
    DateRef,
    DecisionRef,
    FobRef,
    LawRef,
    ProvisionRef,
    QuestionRef,
    Reading,
    SamraadRef,
)
from corpus.citations.scan import find, parse
from corpus.citations.written import written

__all__ = [
    "BILL",
    "ActRef",
    "BillRef",
    "Citation",
    "DateRef",
    "DecisionRef",
    "FobRef",
    "LawRef",
    "ProvisionRef",
    "QuestionRef",
    "Reading",
    "SamraadRef",
    "find",
    "parse",
    "written",
]
