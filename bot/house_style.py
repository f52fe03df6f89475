"""How a source is cited, in the form that Ankestyrelsen and the ministries use.

Dates that a source does not carry are "ikke oplyst"; none is invented.
"""

import datetime as dt
import re
from collections.abc import Callable

from corpus import laws
from corpus.dates import first_date
from corpus.model import Document, Passage, SourceKind

_MONTHS = (
    *("januar", "februar", "marts", "april", "maj", "juni"),
    *("juli", "august", "september", "oktober", "november", "december"),
)
_MISSING = "ikke oplyst"
_CONSOLIDATION = re.compile(r"^Bekendtgørelse af (?=.*lov)", re.IGNORECASE)
"""`Bekendtgørelse af lov om social service` is the law."""
_ACT = re.compile(
    r"(?P<kind>LBK|LOV|BEK) (?:nr\. )?(?P<number>\d+)(?:/(?P<year>\d{4})| af (?P<date>.+))?"
)
"""Such as `LBK nr. 1129 af 22. september 2025`, `BEK 861/2025`."""
_WHAT = re.compile(r"^(?:Lov|Bekendtgørelse|Vejledning) (?=(?:om|til|for|vedr) )", re.IGNORECASE)


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
    return _STYLES[document.kind](document)


def law_title(document: Document) -> str:
    """The law's own title: `lov om social service` of `Bekendtgørelse af lov om social service`."""
    return _CONSOLIDATION.sub("", document.title)


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
    word = "principafgørelse" if "principafgørelse" in document.title else "principmeddelelse"
    if meta.signed:
        date = f" af {long_date(meta.signed)}"
    else:
        date = f" (offentliggjort {long_date(meta.published)})" if meta.published else ""
    return f"Ankestyrelsens {word} {meta.number}{date}"


def _lov(document: Document) -> str:
    """`Lov om social service (serviceloven), jf. lovbekendtgørelse nr. 1129 af …`.

    Source: Ankestyrelsens principmeddelelse 1-26, section on the rules, for order and words.
    """
    kind, number = _act(document)
    title = law_title(document)
    if kind == "LBK":
        return f"{_capital(title)}{_popular(title)}, jf. lovbekendtgørelse {number}"
    return f"Lov {number} {_subject(title)}" if kind == "LOV" else _numbered(document)


def _bekendtgoerelse(document: Document) -> str:
    kind, number = _act(document)
    if kind == "BEK":
        return f"Bekendtgørelse {number} {_subject(document.title)}"
    return _numbered(document)


def _vejledning(document: Document) -> str:
    meta = document.metadata
    number = f" {meta.number.removeprefix('VEJ ')}" if meta.number else ""
    date = f" af {long_date(meta.dated)}" if meta.dated else f" (dato {_MISSING})"
    return f"Vejledning{number}{date} {_subject(document.title)}"


def _ombudsmandsudtalelse(document: Document) -> str:
    meta = document.metadata
    number = f", {meta.number}" if meta.number else ""
    return f"Folketingets Ombudsmands udtalelse{number} ({_dated(document)})"


def _dom(document: Document) -> str:
    meta = document.metadata
    if meta.sender is None:
        return _plain(document)
    date = f" af {long_date(meta.dated)}" if meta.dated else f" (dato {_MISSING})"
    number = meta.number or meta.case_number
    return f"{_genitive(meta.sender)} dom{date}{f', {number}' if number else ''}"


def _forarbejder(document: Document) -> str:
    proposal = document.metadata.proposal
    return f"{document.title} ({proposal}, {_dated(document)})" if proposal else _plain(document)


def _kommunalt(document: Document) -> str:
    owner = document.metadata.owner
    return f"{owner}: {_plain(document)}" if owner else _plain(document)


def _internt_svar(document: Document) -> str:
    meta = document.metadata
    by = meta.author or meta.owner or f"forfatter {_MISSING}"
    return f"Internt svar fra {by} ({_dated(document)})"


def _plain(document: Document) -> str:
    return f"{document.title} ({_dated(document)})"


def _numbered(document: Document) -> str:
    number = document.metadata.number
    return f"{document.title} ({number})" if number else document.title


def _act(document: Document) -> tuple[str, str]:
    """`LBK` and `nr. 1129 af 22. september 2025`; nothing where the number is not read."""
    found = _ACT.fullmatch(document.metadata.number or "")
    if found is None:
        return "", ""
    date = first_date(found["date"] or "")
    if date:
        return found["kind"], f"nr. {found['number']} af {long_date(date)}"
    return found["kind"], f"nr. {found['number']}" + (
        f" ({found['year']})" if found["year"] else ""
    )


def _subject(title: str) -> str:
    """`om social service`, from a title that begins with what the text is."""
    return _WHAT.sub("", title) or title


def _popular(title: str) -> str:
    """` (serviceloven)`, where the register knows a popular name that the title lacks."""
    law = laws.load().resolve(title)
    if law is None or law.key.casefold() == title.casefold():
        return ""
    return f" ({law.key})"


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"


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
    SourceKind.LOV: _lov,
    SourceKind.BEKENDTGOERELSE: _bekendtgoerelse,
    SourceKind.DOM: _dom,
    SourceKind.PRINCIPMEDDELELSE: _principmeddelelse,
    SourceKind.OMBUDSMANDSUDTALELSE: _ombudsmandsudtalelse,
    SourceKind.FORARBEJDER: _forarbejder,
    SourceKind.VEJLEDNING: _vejledning,
    SourceKind.MINISTERSVAR: _ministersvar,
    SourceKind.HOERINGSSVAR: _hoeringssvar,
    SourceKind.UNDERVISNING: _undervisning,
    SourceKind.INTERNT_SVAR: _internt_svar,
    SourceKind.KOMMUNALT: _kommunalt,
    SourceKind.UKENDT: _plain,
}
