"""How documents stand to one another, read from their own words; each with its date and evidence.

A target need not be in the collection.
What is not done: a reference by a law's name alone ("lov om social service ophæves") is left out,
since it does not say which version.
"""

import datetime as dt
import re
from collections.abc import Iterator

from corpus.dates import first_date
from corpus.model import DocumentId, Relation, RelationKind, Span

_DATE = r"\d{1,2}\.\s+[a-z]+\s+\d{4}"
# "lovbekendtgørelse nr. 1129 af 22. september 2025", "Bekendtgørelse nr. 1244 af 13. november 2017"
_ACT = re.compile(
    rf"\b(?P<word>(?:[Ll]ov)?[Bb]ekendtgørelse|[Ll]ov)\s+nr\.\s+(?P<number>\d+)\s+af\s+(?P<date>{_DATE})"
)
_ACT_WORDS = {"lovbekendtgørelse": "lbk", "bekendtgørelse": "bek", "lov": "lov"}

_DECISION = r"(?:[A-ZÆØÅ]-)?\d{1,3}-\d{2}"
# Such as "15-14: Når en person ..."
_LISTED = re.compile(rf"(?<![\w-])({_DECISION}):\s")
# "principmeddelelse 43-19", "principmeddelelser 23-16 og 3-23", "principafgørelserne 8-25 og 9-25"
_NAMED = re.compile(
    rf"princip(?:meddelelse|afgørelse)[a-z]*\s+({_DECISION}(?:(?:,\s+|\s+og\s+){_DECISION})*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(_DECISION)
# "Principmeddelelsen er tidligere offentliggjort som 20-25, men er den 4. marts 2026 genudgivet
# som 1-26."
_REPRINT = re.compile(
    rf"tidligere\s+offentliggjort\s+som\s+(?P<old>{_DECISION}),?\s+men\s+er\s+den\s+(?P<date>{_DATE})"
    rf"\s+genudgivet\s+som\s+(?P<new>{_DECISION})"
)

# What a list in the section »Praksis« says of its members, by its lead; first that fits counts.
_LEADS = (
    (re.compile(r"kasserede?\s+og\s+gælder\s+ikke\s+længere|^Kasserede:"), RelationKind.KASSERER),
    (re.compile(r"sammenskrivning\s+af\s+følgende"), RelationKind.SAMMENSKRIVER),
    (re.compile(r"omskrivning\s+af\s+følgende"), RelationKind.OMSKRIVER),
    (re.compile(r"ændrer?\s+følgende|er\s+ændret\s+ved"), RelationKind.AENDRER),
    (re.compile(r"brugt\s+ved\s+afgørelsen|gælder\s+stadig|^Gældende:"), RelationKind.ANVENDER),
)

# "Bekendtgørelse nr. 374 af 29. marts 2023 om uddannelsen ... ophæves"
_REPEAL = re.compile(
    rf"\b(?:Bekendtgørelse|Lov|Lovbekendtgørelse)\s+nr\.\s+\d+\s+af\s+{_DATE}"
    r"(?:[^.:]|\.(?!\s+(?:[A-ZÆØÅ]|Stk))){0,500}?\s+ophæves\b(?=[.,]|\s+den\b|\s+samtidig|\s+med\b)"
)
# "Samtidig ophæves bekendtgørelse nr. 1024 af 1. juli 2021"
_REPEAL_FIRST = re.compile(
    rf"\bophæves\s+(?:samtidig\s+)?(?:lovbekendtgørelse|bekendtgørelse|lov)\s+nr\.\s+\d+\s+af\s+{_DATE}"
)
# Such as "Følgende bekendtgørelser ophæves: 1) Bekendtgørelse nr. ..."
_REPEAL_LIST = re.compile(
    r"\b(?:bekendtgørelser|love)\s+ophæves[^:.]{0,80}:(?P<list>.+)", re.DOTALL
)
# "I lov om folkeskolen, jf. lovbekendtgørelse nr. 989 af 27. august 2024, ... foretages følgende"
_AMENDED = re.compile(
    r"\bI\s+(?:lov|bekendtgørelse|anordning|[a-zæøå]+lov)[^:]{0,600}?foretages\s+følgende\s+ændring"
)
# "Herved bekendtgøres lov om ..., jf. lovbekendtgørelse nr. 724 af 25. maj 2022, med de ændringer"
_CONSOLIDATED = re.compile(r"Herved bekendtgøres [^\n]{0,6000}")

_CONSOLIDATES = ((_CONSOLIDATED, RelationKind.SAMMENSKRIVER),)
_DISPOSES = (
    (_REPEAL, RelationKind.OPHAEVER),
    (_REPEAL_FIRST, RelationKind.OPHAEVER),
    (_REPEAL_LIST, RelationKind.OPHAEVER),
    (_AMENDED, RelationKind.AENDRER),
)


def decision_id(number: str) -> DocumentId:
    """Id of a principmeddelelse by its number: `1-26` -> `pm-1-26`, `B-9-86` -> `pm-b-9-86`."""
    return DocumentId("pm-" + re.sub(r"[\s-]+", "-", number.strip().lower()))


def act_id(word: str, number: str | int, year: str | int) -> DocumentId:
    """Id of an act by its kind, number and year: (`lbk`, 1129, 2025) -> `lbk-2025-1129`."""
    return DocumentId(f"{word.lower()}-{year}-{number}")


def act_references(text: str, within: Span) -> Iterator[tuple[DocumentId, dt.date | None, Span]]:
    """Acts that a stretch of text names by number and date, in order, with the place."""
    for found in _ACT.finditer(text, within.start, within.end):
        year = found["date"].rsplit(maxsplit=1)[-1]
        word = _ACT_WORDS[found["word"].lower()]
        yield act_id(word, found["number"], year), first_date(found["date"]), Span(*found.span())


def listed_decisions(text: str, within: Span) -> Iterator[tuple[str, Span]]:
    """Numbers that stand as labels of a list ("15-14: ..."), with the place of the number."""
    for found in _LISTED.finditer(text, within.start, within.end):
        yield found[1], Span(*found.span(1))


def lead_kind(lead: str) -> RelationKind | None:
    """What the words before a list say of its members; None when they say nothing known."""
    return next((kind for pattern, kind in _LEADS if pattern.search(lead.strip())), None)


def reprints(text: str) -> Iterator[Relation]:
    """»genoptrykt som«: from the old number to the new one, dated with the new publication."""
    for found in _REPRINT.finditer(text):
        yield Relation(
            source=decision_id(found["old"]),
            target=decision_id(found["new"]),
            kind=RelationKind.GENOPTRYKT_SOM,
            dated=first_date(found["date"]),
            evidence=_words(found.group()),
            evidence_span=Span(*found.span()),
        )


def named_decisions(
    text: str, within: Span, source: DocumentId, dated: dt.date | None
) -> Iterator[Relation]:
    """»citerer«: decisions that the running text names."""
    for found in _NAMED.finditer(text, within.start, within.end):
        for number in _NUMBER.findall(found[1]):
            target = decision_id(number)
            if target != source:
                yield Relation(
                    source,
                    target,
                    RelationKind.CITERER,
                    dated,
                    _words(found.group()),
                    Span(*found.span()),
                )


def act_relations(
    text: str, source: DocumentId, dated: dt.date | None, *, consolidation: bool = False
) -> Iterator[Relation]:
    """What an act says of other acts: it repeals, amends or consolidates them.

    `dated` is the day on which that takes effect.

    A consolidated act repeats what its amending acts said of others: only what it consolidates
    is its own.
    """
    for pattern, kind in _CONSOLIDATES if consolidation else _DISPOSES:
        for found in pattern.finditer(text):
            for target, _, span in act_references(text, Span(*found.span())):
                if target != source:
                    evidence = _words(text[span.start : span.end])
                    yield Relation(source, target, kind, dated, evidence, span)
                if pattern in (_REPEAL, _AMENDED):
                    break


def distinct(relations: Iterator[Relation]) -> tuple[Relation, ...]:
    """One row for each source, target and kind; the stronger kind before a mere citation."""
    kept: dict[tuple[str, str, RelationKind], Relation] = {}
    for relation in relations:
        kept.setdefault((relation.source, relation.target, relation.kind), relation)
    said = {(s, t) for s, t, kind in kept if kind is not RelationKind.CITERER}
    return tuple(
        relation
        for (s, t, kind), relation in kept.items()
        if kind is not RelationKind.CITERER or (s, t) not in said
    )


def _words(text: str) -> str:
    return " ".join(text.split())
