"""References written in one form each; `parse` reads every one of them back."""

from typing import assert_never

from corpus.citations.dates import MONTHS
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
    SamraadRef,
)

_ACT_KINDS = ("LOV", "LBK", "BEK", "VEJ", "CIR", "CIS", "SKR", "ANO", "KEN")


def written(citation: Citation) -> str:
    """The reference as we write it: `servicelovens § 85, stk. 2, nr. 3, litra b`."""
    match citation:
        case ProvisionRef():
            said = _provision(citation)
        case LawRef():
            said = citation.law
        case ActRef():
            said = _act(citation)
        case DecisionRef():
            said = _decision(citation)
        case QuestionRef():
            said = _question(citation)
        case BillRef():
            said = _bill(citation)
        case DateRef():
            said = _date(citation)
        case SamraadRef():
            said = _samraad(citation)
        case FobRef():
            said = _fob(citation)
        case _:
            assert_never(citation)
    return said


def is_act(law: str) -> bool:
    """Whether the `law` of a provision is an act by its number, as `BEK 861/2025`."""
    return law.split(maxsplit=1)[0] in _ACT_KINDS


def _provision(ref: ProvisionRef) -> str:
    old = "gl. " if ref.old else ""
    place = _place(ref)
    if ref.law is None:
        return f"{old}{place}"
    if ref.law == BILL:
        return f"{old}lovforslagets {place}"
    if ref.law == "barnets lov" or is_act(ref.law):
        return f"{old}{ref.law} {place}"
    return f"{old}{ref.law}s {place}" if ref.law.endswith("loven") else f"{old}{place} i {ref.law}"


def _place(ref: ProvisionRef) -> str:
    paragraf = " ".join(part for part in (ref.paragraf, ref.letter) if part)
    parts = [
        (f"stk. {ref.stk}", ref.stk),
        (f"nr. {ref.nr}", ref.nr),
        (f"litra {ref.litra}", ref.litra),
    ]
    given = [said for said, value in parts if value]
    if ref.pkt:
        end = f"{ref.pkt}.-{ref.to}." if ref.to else f"{ref.pkt}."
        return ", ".join((f"§ {paragraf}", *given, f"{end} pkt."))
    if given and ref.to:
        given[-1] += f"-{ref.to}"
    if ref.to and not given:
        return f"§§ {paragraf}-{ref.to}"
    return ", ".join((f"§ {paragraf}", *given))


def _act(ref: ActRef) -> str:
    if ref.date is not None:
        return f"{ref.kind} nr. {ref.number} af {ref.date:%d/%m/%Y}"
    if ref.year is not None:
        return f"{ref.kind} {ref.number}/{ref.year}"
    return f"{ref.kind} nr. {ref.number}"


def _decision(ref: DecisionRef) -> str:
    if ref.word == "SM" and ref.series:
        return f"SM {ref.series} {ref.number}-{ref.year:02}"
    return f"{ref.word} {ref.text}" if ref.word else ref.text


def _question(ref: QuestionRef) -> str:
    committee = f"{ref.committee} " if ref.committee else ""
    number = f"{ref.series} {ref.number}" if ref.series else ref.number
    after = f" ({ref.proposal})" if ref.proposal else " (alm. del)" if ref.alm_del else ""
    return f"{committee}spørgsmål nr. {number}{after}"


def _bill(ref: BillRef) -> str:
    session = f" ({ref.session})" if ref.session else ""
    return f"{ref.kind} {ref.number}{session}"


def _fob(ref: FobRef) -> str:
    mark = ", s. " if ref.mark == "s." else ref.mark
    return f"FOB {ref.year}{mark}{ref.number}"


def _date(ref: DateRef) -> str:
    day = f"{ref.day}. " if ref.day is not None else ""
    year = f" {ref.year}" if ref.year is not None else ""
    return f"{day}{MONTHS[ref.month - 1]}{year}"


def _samraad(ref: SamraadRef) -> str:
    if ref.letter:
        return f"samrådsspørgsmål {ref.letter}"
    return f"samråd {_date(ref.when)}" if ref.when else "samråd"
