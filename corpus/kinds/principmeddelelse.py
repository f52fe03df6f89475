"""Ankestyrelsens principmeddelelser (until about 2020 called principafgørelser), from 1986 to now.

The number in every style, status as ast.dk showed it on the day it was fetched, sections with
their role, the laws and provisions applied, and the relations to other decisions.
Status is never taken from Retsinformation: a decision there may say Valid when ast.dk says
Historisk.
"""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import chain

from corpus.kinds.afsnit import Section, sections
from corpus.kinds.pm_passager import passages
from corpus.model import (
    DocumentId,
    LegalStatus,
    Metadata,
    ReadText,
    Relation,
    RelationKind,
    SourceFile,
    SourceKind,
    Span,
)
from corpus.passages import DocumentDraft
from corpus.relations import (
    act_references,
    decision_id,
    distinct,
    lead_kind,
    listed_decisions,
    named_decisions,
    reprints,
)
from corpus.sentences import sentences

# "Ankestyrelsens principmeddelelse 1-26 om", "Ankestyrelsens principafgørelse B-9-86 om",
# "SM B 4-87"
_TITLE = re.compile(
    r"(?:princip(?:meddelelse|afgørelse)\s+(?:nr\.\s+)?|\bSM\s+)(?P<letter>[A-ZÆØÅ][\s-]+)?"
    r"(?P<number>\d{1,3}-\d{2})\b",
    re.IGNORECASE,
)
_OF_LAWS = frozenset({"Love og bekendtgørelser", "Love", "Lov", "Reglerne"})
"""Sections that name the laws applied."""
_STATUSES = {"gældende": LegalStatus.GAELDENDE, "historisk": LegalStatus.HISTORISK}
_AREAS = frozenset({"Kommunal", "Arbejdsskade", "Udbetaling Danmark"})
_LAW = re.compile(r"(?:\blov\b|lov(?:en)?$|^Lov om )", re.IGNORECASE)
# Such as "Lov om social service (serviceloven), senest bekendtgjort ..."
_APPLIED = re.compile(
    r"(?P<name>Lov om [^,(.]{3,120}?|Bekendtgørelse af [^,(.]{3,120}?|[A-ZÆØÅ][a-zæøå]+lov(?:en)?)"
    r"\s*(?:\((?P<popular>[^)]{3,60}lov(?:en)?)\))?,?\s+(?:-\s+)?(?:senest\s+bekendtgjort|lovbekendtgørelse|lov\s+nr)"
    r"|(?P<order>Bekendtgørelse nr\. \d+ af \d+\. [a-z]+ \d{4})"
)
_OWN_PROVISION = frozenset(".-–;)0123456789")
"""What a provision of the law named before it follows; after a word it belongs to that word."""
_PROVISION = re.compile(
    r"§§?\s*\d+(?:\s?[a-zæøå]\b(?!\.))?(?:(?:\s?-\s?|\s+og\s+|,\s+)\d+(?:\s?[a-z]\b)?)*"
    r"(?:,\s+stk\.\s+\d+(?:(?:-|\s+og\s+)\d+)?)?(?:,\s+nr\.\s+\d+)?"
)
_DATE_LABELS = {
    "signed": re.compile(r"Dato for underskrift:?\s+(\d{2}\.\d{2}\.\d{4})"),
    "published": re.compile(r"Offentliggørelsesdato:?\s+(\d{2}\.\d{2}\.\d{4})"),
}
_STATUS_LABEL = re.compile(r"\bStatus:?\s+(Gældende|Historisk)\b")
_JOURNAL = re.compile(r"^(?:J\.?\s?nr\.?:?\s*)+", re.IGNORECASE)


def recognise(read: ReadText) -> bool:
    """Tell a principmeddelelse by its record, its document type and title, or its first lines."""
    if read.reader == "astdk":
        return True
    opening = read.fields.get("DocumentTitle") or read.fields.get("title", "")
    head = f"{opening}\n{read.text[:300]}"
    return _TITLE.search(head) is not None and "Ankestyrelsen" in head


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Passages by section, metadata, status and relations."""
    del source  # the decision carries its own number
    number = _number(read)
    document_id = decision_id(number)
    title = _title(read)
    found = sections(read.text, read.marks)
    published = _published(read)
    names, provisions = _applied(read.text, found)
    categories = tuple(read.fields.get("categories", "").splitlines())
    status, checked, status_source = _status(read, categories)
    of_law = tuple(c for c in categories if _LAW.search(c))
    laws = _distinct_names([*names, *of_law])
    keywords = tuple(c for c in categories if c not in of_law and c.lower() not in _STATUSES)
    terms = tuple(
        dict.fromkeys(
            [f"principmeddelelse {number}", f"principafgørelse {number}", *laws]
            + [k for k in keywords if k not in _AREAS]
        )
    )
    return DocumentDraft(
        document_id=document_id,
        kind=SourceKind.PRINCIPMEDDELELSE,
        title=title,
        metadata=Metadata(
            number=number,
            sender="Ankestyrelsen",
            dated=_signed(read) or published,
            signed=_signed(read),
            published=published,
            journal_number=_journal(read),
            laws=laws,
            provisions=provisions,
            keywords=keywords,
            official_url=_url(read),
        ),
        legal_status=status,
        status_checked=checked,
        status_source=status_source,
        passages=tuple(passages(read.text, found, terms)),
        relations=_relations(read.text, found, document_id, _signed(read) or published),
    )


def _number(read: ReadText) -> str:
    own = read.fields.get("number")
    if own:
        return own
    found = _TITLE.search(f"{read.fields.get('DocumentTitle', '')}\n{read.text[:300]}")
    if found is None:
        return read.fields.get("Subject", "uden-nummer")
    letter = (found["letter"] or "").strip(" -").upper()
    return f"{letter}-{found['number']}" if letter else found["number"]


def _title(read: ReadText) -> str:
    title = read.fields.get("title") or read.fields.get("DocumentTitle")
    first = next((line for line in read.text.splitlines() if _TITLE.search(line)), "")
    return " ".join((title if title and _TITLE.search(title) else first or title or "").split())


def _status(
    read: ReadText, categories: Sequence[str]
) -> tuple[LegalStatus, dt.date | None, str | None]:
    """What ast.dk showed, with the day it was fetched; `ukendt` from any other place."""
    label = _STATUS_LABEL.search(read.text[:3000]) if read.reader == "html" else None
    shown = read.fields.get("status") or (label[1] if label else "")
    shown = shown or next((c for c in categories if c.lower() in _STATUSES), "")
    status = _STATUSES.get(shown.lower())
    if status is None:
        return LegalStatus.UKENDT, None, None
    return status, _date(read.fields.get("fetched", "")), "ast.dk"


def _published(read: ReadText) -> dt.date | None:
    text = read.fields.get("published") or read.fields.get("DiesEdicti") or ""
    return _date(text) or _labelled(read, "published")


def _signed(read: ReadText) -> dt.date | None:
    return _date(read.fields.get("DiesSigni", "")) or _labelled(read, "signed")


def _labelled(read: ReadText, key: str) -> dt.date | None:
    found = _DATE_LABELS[key].search(read.text[:3000])
    return dt.datetime.strptime(found[1], "%d.%m.%Y").date() if found else None  # noqa: DTZ007 - a date has no time zone


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _journal(read: ReadText) -> str | None:
    text = read.fields.get("journal_number") or read.fields.get("JournalNumber") or ""
    return _JOURNAL.sub("", text).strip() or None


def _url(read: ReadText) -> str | None:
    own = read.fields.get("url")
    if own is not None or "Number" not in read.fields:
        return own
    year = read.fields.get("Year", "")
    return f"https://www.retsinformation.dk/eli/retsinfo/{year}/{read.fields['Number']}"


def _applied(text: str, found: Sequence[Section]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The laws named in the section on rules, and the provisions that follow each of them."""
    names: list[str] = []
    provisions: list[str] = []
    for section in found:
        if section.heading not in _OF_LAWS:
            continue
        part = text[section.span.start : section.span.end]
        laws = list(_APPLIED.finditer(part))
        ends = chain((law.start() for law in laws[1:]), [len(part)])
        for law, end in zip(laws, ends, strict=False):
            name = law["popular"] or law["order"] or law["name"].removeprefix("Bekendtgørelse af ")
            name = name.strip(" -")
            names.append(name)
            provisions.extend(
                f"{name} {' '.join(p.group().split())}"
                for p in _PROVISION.finditer(part, law.end(), end)
                if part[: p.start()].rstrip()[-1:] in _OWN_PROVISION
            )
    return tuple(dict.fromkeys(names)), tuple(dict.fromkeys(provisions))


def _distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Each name once, whatever its capitals."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    return tuple(first.values())


def _relations(
    text: str,
    found: Sequence[Section],
    own: DocumentId,
    dated: dt.date | None,
) -> tuple[Relation, ...]:
    whole = Span(0, len(text))
    applied = (
        Relation(own, target, RelationKind.ANVENDER, dated, text[s.start : s.end], s)
        for section in found
        if section.heading in _OF_LAWS
        for target, _, s in act_references(text, section.span)
    )
    listed = (
        Relation(own, decision_id(number), kind, dated, lead, place)
        for section in found
        if section.heading == "Praksis"
        for number, place, kind, lead in _listed(text, section)
    )
    named = named_decisions(text, whole, own, dated)
    return distinct(chain(reprints(text), listed, applied, named))


def _listed(text: str, section: Section) -> Iterator[tuple[str, Span, RelationKind, str]]:
    """Each listed decision with what the nearest lead before it says."""
    kind, lead = None, ""
    position = section.span.start
    for number, place in listed_decisions(text, section.span):
        for sentence in sentences(text, Span(position, place.start)):
            words = " ".join(text[sentence.start : sentence.end].split())
            said = lead_kind(words)
            if said is not None:
                kind, lead = said, words
        if kind is not None:
            yield number, place, kind, f"{lead} {number}"
        position = place.end
