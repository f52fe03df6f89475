"""Acts and orders: consolidated acts, acts, orders, amending ones, from LexDania or JSON.

Whether an act is in force is not read from the file: `legal_status` is `ukendt` here unless the
file carries a date of repeal; `corpus.validity` derives more from what the collection holds.
"""

import datetime as dt
import re
from dataclasses import dataclass

from corpus import laws
from corpus.dates import dates
from corpus.kinds.lovtekst import passages
from corpus.model import LegalStatus, Metadata, ReadText, SourceFile, SourceKind
from corpus.passages import DocumentDraft
from corpus.relations import act_id, act_relations, distinct

# "LBK H#LOKDOK03", "LOV H#LOKDOK 01", "BEK Æ#LOKDOK05"; before 2008 whole words
_TYPE = re.compile(
    r"(?P<word>LBK|LOV|BEK|ANG|AND|Lovbekendtgørelse|Lov|Bekendtgørelse)\b\s*(?P<form>[A-ZÆØÅ]?)"
)
_WHOLE_WORDS = {"lovbekendtgørelse": "lbk", "lov": "lov", "bekendtgørelse": "bek"}
_NAMES = {"lbk": "LBK", "lov": "LOV", "bek": "BEK", "ang": "ANG", "and": "AND"}
_ACTS = frozenset({"lbk", "lov"})
_CONSOLIDATION = re.compile(r"^Bekendtgørelse af (?=.*lov)", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s*\(.*\)\s*$")
# "Loven træder i kraft den 1. januar 2024."
_IN_FORCE = re.compile(
    r"(?:Loven|Bekendtgørelsen|Anordningen)\s+træder\s+i\s+kraft\s+(?P<date>(?:den\s+)?\d{1,2}\.\s+\w+\s+\d{4})"
)


@dataclass(frozen=True, slots=True)
class _Act:
    word: str
    number: str
    year: str
    title: str
    dated: dt.date | None
    popular: str | None
    """The name it is called by, from the file or the law register."""
    abbreviations: tuple[str, ...]
    url: str | None

    @property
    def name(self) -> str:
        """The act's own name: the title without »Bekendtgørelse af« and subtitle."""
        return _own_name(self.word, self.title)

    @property
    def short_name(self) -> str:
        """What the heading of each passage says."""
        name = self.popular or self.name
        return name[:1].upper() + name[1:]

    @property
    def terms(self) -> tuple[str, ...]:
        """What each passage is also found by."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.popular, *self.abbreviations))))


def recognise(read: ReadText) -> bool:
    """Tell an act or order by the document type that the file carries."""
    return _TYPE.match(read.fields.get("DocumentType", "")) is not None


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Passages with exact pinpoint, the version chain, and what it does to other acts."""
    del source  # the act carries its own number
    act = _act(read)
    document_id = act_id(act.word, act.number, act.year)
    in_force = _in_force(read.text, act)
    repealed = read.fields.get("DateOfHistoricMark")
    dated = f" af {act.dated.day}. {_month(act.dated)} {act.dated.year}" if act.dated else ""
    return DocumentDraft(
        document_id=document_id,
        kind=SourceKind.LOV if act.word in _ACTS else SourceKind.BEKENDTGOERELSE,
        title=act.title,
        metadata=Metadata(
            number=f"{_NAMES[act.word]} nr. {act.number}{dated}",
            chain=_chain(act, read),
            dated=act.dated,
            signed=act.dated,
            published=_date(read.fields.get("DiesEdicti", "")),
            in_force_from=in_force,
            journal_number=read.fields.get("JournalNumber"),
            laws=act.terms if act.word in _ACTS else (),
            keywords=_subjects(read),
            official_url=act.url,
            sender=read.fields.get("AdministrativeAuthority") or read.fields.get("Ministry"),
        ),
        legal_status=LegalStatus.HISTORISK if repealed else LegalStatus.UKENDT,
        status_source=f"Retsinformation: historisk fra {repealed}" if repealed else None,
        passages=tuple(passages(read, act.short_name, act.terms, consolidated=act.word == "lbk")),
        relations=distinct(
            act_relations(
                read.text, document_id, in_force or act.dated, consolidation=act.word == "lbk"
            )
        ),
    )


def _act(read: ReadText) -> _Act:
    fields = read.fields
    word, _ = _type(read)
    year, _, number = fields.get("id", "").partition(":")
    if not number:
        year, number = fields.get("Year", ""), fields.get("Number", "")
    title = fields.get("title") or fields.get("DocumentTitle", "")
    url = fields.get("url", "").removesuffix("/xml")
    if not url and fields.get("AnnouncedIn") == "Lovtidende A":
        url = f"https://www.retsinformation.dk/eli/lta/{year}/{number}"
    dated = _date(fields.get("dated") or fields.get("DiesSigni", ""))
    law = laws.load().resolve(_own_name(word, title)) if word in _ACTS else None
    return _Act(
        word=word,
        number=number,
        year=year,
        title=title,
        dated=dated,
        popular=fields.get("PopularTitle") or (law.key if law else None),
        abbreviations=law.abbreviations if law else (),
        url=url or None,
    )


def _own_name(word: str, title: str) -> str:
    name = _SUBTITLE.sub("", _CONSOLIDATION.sub("", title)) or title
    return name[:1].lower() + name[1:] if word in _ACTS else name


def _type(read: ReadText) -> tuple[str, str]:
    found = _TYPE.match(read.fields["DocumentType"])
    word = found["word"].lower() if found else "lov"
    return _WHOLE_WORDS.get(word, word), found["form"] if found else ""


def _chain(act: _Act, read: ReadText) -> str | None:
    """Key of the versions of one act; an amending act is a version of nothing."""
    _, form = _type(read)
    if form == "Æ" or act.word in ("ang", "and"):
        return None
    return " ".join(act.name.lower().split())


def _in_force(text: str, act: _Act) -> dt.date | None:
    """The day of entry into force; a consolidated act repeats that of the first act: left out."""
    found = None if act.word == "lbk" else _IN_FORCE.search(text)
    return next(dates(found["date"]), None) if found else None


def _subjects(read: ReadText) -> tuple[str, ...]:
    return tuple(part.strip() for part in read.fields.get("Subject", "").split(";") if part.strip())


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _month(date: dt.date) -> str:
    names = "januar februar marts april maj juni juli august september oktober november december"
    return names.split()[date.month - 1]
