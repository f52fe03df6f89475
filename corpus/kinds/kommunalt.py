"""A municipality's own texts: quality standards, procedures, delegation plans; with their owner."""

import re
from dataclasses import replace

from corpus.identity import file_document_id
from corpus.kinds import generic
from corpus.model import LegalStatus, ReadText, SourceFile, SourceKind
from corpus.passages import DocumentDraft
from corpus.text import display

_OWNER = re.compile(
    r"\b(?P<owner>(?:[A-ZÆØÅ][a-zæøåé]+(?:[-\s](?=[A-ZÆØÅ]))?){1,3}(?:\s+og\s+[A-ZÆØÅ][a-zæøå]+)?)"
    r"\s+Kommune\b"
)
_SORT = re.compile(
    r"\b(?:Kvalitetsstandard|Serviceniveau|Retningslinje|Sagsbehandlingsfrister|Kompetenceplan|"
    r"Delegationsplan|Arbejdsgang|Instruks|Procedure|Forretningsgang|Handleguide|Tilsynspolitik|"
    r"Beredskab|Ydelseskatalog|Visitationskriterier)[a-zæøå]*",
    re.IGNORECASE,
)
_OPENING = 1_000


def recognise(read: ReadText) -> bool:
    """Tell such a text by a municipality's name and the sort of text among its first lines."""
    opening = f"{read.fields.get('title', '')} {display([read.text[:_OPENING]])}"
    return _OWNER.search(opening) is not None and _SORT.search(opening) is not None


def parse(source: SourceFile, read: ReadText) -> DocumentDraft:
    """Sections under their headings; the municipality is owner and sender."""
    draft = generic.parse(source, read)
    found = _OWNER.search(f"{read.fields.get('title', '')} {display([read.text[:_OPENING]])}")
    owner = f"{' '.join(found['owner'].split())} Kommune" if found else None
    return replace(
        draft,
        document_id=file_document_id("kom", source.name),
        kind=SourceKind.KOMMUNALT,
        legal_status=LegalStatus.IKKE_RELEVANT,
        metadata=replace(draft.metadata, owner=owner, sender=owner),
    )
