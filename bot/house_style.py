"""How a source is cited, in the form that Ankestyrelsen and the ministries use.

Dates that a source does not carry are "ikke oplyst"; none is invented.
"""

import datetime as dt
from collections.abc import Callable

from corpus.model import Document, Passage, SourceKind

_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_MISSING = "ikke oplyst"


def long_date(date: dt.date) -> str:
    """`7. februar 2020`."""
    return f"{date.day}. {_MONTHS[date.month - 1]} {date.year}"


def cite(document: Document, passage: Passage) -> str:
    """The citation of a passage: source, dates, pinpoint; second-hand sources say so."""
    quoted = passage.quoted_source
    if quoted is None:
        return f"{cite_document(document)}{_pinpoint(passage)}"
    name = quoted.label
    if quoted.kind is SourceKind.PRINCIPMEDDELELSE and quoted.number:
        name = f"Ankestyrelsens principmeddelelse {quoted.number}"
    via = cite_document(document)
    return f"{name}, gengivet i {via[0].lower()}{via[1:]}"


def cite_document(document: Document) -> str:
    """The citation of a whole document."""
    return _STYLES.get(document.kind, _plain)(document)


def _ministersvar(document: Document) -> str:
    meta = document.metadata
    minister = meta.minister or "ministeren"
    belongs = f" ({meta.proposal})" if meta.proposal else " (alm. del)" if meta.alm_del else ""
    asked = f", stillet den {long_date(meta.asked)}" if meta.asked else ""
    answered = (
        f", besvaret den {long_date(meta.answered)}" if meta.answered else f" (svardato {_MISSING})"
    )
    return (
        f"{minister[0].upper()}{minister[1:]}s besvarelse af spørgsmål"
        f" nr. {meta.question_number}{belongs} fra {meta.committee}{asked}{answered}"
    )


def _hoeringssvar(document: Document) -> str:
    meta = document.metadata
    sender = meta.sender or "Afsender ikke oplyst"
    provisional = "foreløbige " if meta.provisional else ""
    subject = f" vedr. {meta.subject}" if meta.subject else ""
    to = f" til {meta.recipient}" if meta.recipient else ""
    return f"{_genitive(sender)} {provisional}høringssvar{subject}{to} ({_dated(document)})"


def _genitive(name: str) -> str:
    if name.isupper():
        return f"{name}'s"
    return f"{name}'" if name[-1] in "sxz" else f"{name}s"


def _undervisning(document: Document) -> str:
    author = document.metadata.author
    known = author or "forfatter"
    missing = f"{known} og dato {_MISSING}" if not author else f"{author}, {_dated(document)}"
    return f"{document.title} ({missing})"


def _principmeddelelse(document: Document) -> str:
    meta = document.metadata
    signed = f" af {long_date(meta.signed)}" if meta.signed else ""
    return f"Ankestyrelsens principmeddelelse {meta.number}{signed}"


def _plain(document: Document) -> str:
    return f"{document.title} ({_dated(document)})"


def _act(document: Document) -> str:
    number = document.metadata.number
    return f"{document.title} ({number})" if number else document.title


def date_of(document: Document) -> dt.date | None:
    """The date that a document is known by; None when its text carries none."""
    meta = document.metadata
    return meta.dated or meta.signed or meta.answered or meta.asked or meta.published


def _dated(document: Document) -> str:
    meta = document.metadata
    date = meta.dated or meta.signed or meta.published
    return long_date(date) if date else f"dato {_MISSING}"


def _pinpoint(passage: Passage) -> str:
    return f", {passage.pinpoint}" if passage.pinpoint else ""


_STYLES: dict[SourceKind, Callable[[Document], str]] = {
    SourceKind.MINISTERSVAR: _ministersvar,
    SourceKind.HOERINGSSVAR: _hoeringssvar,
    SourceKind.UNDERVISNING: _undervisning,
    SourceKind.PRINCIPMEDDELELSE: _principmeddelelse,
    SourceKind.LOV: _act,
    SourceKind.BEKENDTGOERELSE: _act,
}
