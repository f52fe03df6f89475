"""What a source is worth, in one line under the quote."""

from dataclasses import dataclass

from bot.house_style import long_date
from corpus.authority import authority
from corpus.model import Document, LegalStatus, Passage, PassageRole, SourceKind

_ABOUT_A_PROPOSAL = "holdning til et forslag, ikke en regel"
_NEVER_LAW = (SourceKind.MINISTERSVAR, SourceKind.HOERINGSSVAR, SourceKind.UNDERVISNING)
_CONCRETE_CASE = "konkret sag – ikke det, der fastslås"


@dataclass(frozen=True, slots=True)
class Label:
    """The label of one quote."""

    kind: SourceKind
    """Of the quoted words: a decision on a training slide is a decision."""
    name: str
    line: str
    status: LegalStatus
    quoted_via: str | None
    """The name of the kind that carries the quote second-hand."""


def of(document: Document, passage: Passage, quoted_end: str | None = None) -> Label:
    """The label of a passage; second-hand sources are named and never taken as checked.

    `quoted_end` says why the quoted source no longer applies, where that is known.
    """
    if passage.quoted_source is not None:
        return _second_hand(document, passage, quoted_end)
    known = authority(document.kind)
    parts = [known.label]
    if passage.role is PassageRole.KONKRET_SAG:
        parts.append(_CONCRETE_CASE)
    parts.append(_ABOUT_A_PROPOSAL if document.metadata.proposal else known.short)
    parts.append(validity(document))
    line = " · ".join(part for part in parts if part)
    return Label(document.kind, known.label, line, document.legal_status, None)


def validity(document: Document) -> str:
    """`Gældende (kontrolleret d. 29. marts 2026)`; nothing for kinds that never are law."""
    checked = document.status_checked
    if document.legal_status is LegalStatus.GAELDENDE and checked:
        return f"Gældende (kontrolleret d. {long_date(checked)})"
    if document.legal_status is LegalStatus.HISTORISK:
        return f"Historisk: {document.status_source or 'gælder ikke længere'}"
    if document.legal_status is LegalStatus.IKKE_RELEVANT:
        return ""
    return "Gyldighed ikke kontrolleret"


def _second_hand(document: Document, passage: Passage, quoted_end: str | None) -> Label:
    quoted = passage.quoted_source
    if quoted is None:
        raise ValueError("not second-hand")
    known, via = authority(quoted.kind), authority(document.kind)
    if quoted.kind is SourceKind.UKENDT:
        line = f"{via.label} · gengiver en andens ord, ikke en retskilde"
        return Label(document.kind, via.label, line, document.legal_status, via.label.lower())
    line = f"{known.label} · citeret via {via.label.lower()}"
    if quoted.kind in _NEVER_LAW:
        status = LegalStatus.IKKE_RELEVANT
        return Label(quoted.kind, known.label, line, status, via.label.lower())
    if quoted_end is not None:
        line += f" · Historisk: {quoted_end}"
        return Label(quoted.kind, known.label, line, LegalStatus.HISTORISK, via.label.lower())
    line += " · gyldighed ikke kontrolleret"
    if quoted.kind is SourceKind.PRINCIPMEDDELELSE and quoted.number:
        line += f": slå {quoted.number} op på ast.dk, før du henviser til den"
    return Label(quoted.kind, known.label, line, LegalStatus.UKENDT, via.label.lower())
