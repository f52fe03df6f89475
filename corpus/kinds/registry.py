"""What a document is: the kinds in the order in which they are asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from corpus import frames, manifest
from corpus.identity import raw_sha256
from corpus.kinds import (
    folketing,
    forarbejder,
    generic,
    hoeringssvar,
    kommunalt,
    lov,
    ministersvar,
    ombudsmand,
    principmeddelelse,
    undervisning,
    vejledning,
)
from corpus.model import ParsedDocument, ReadText, SourceFile
from corpus.passages import DocumentDraft, assemble


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document: how it is told from others, and how it is taken apart."""

    recognise: Callable[[ReadText], bool]
    parse: Callable[[SourceFile, ReadText], DocumentDraft]


KINDS: Final = (
    Kind(principmeddelelse.recognise, principmeddelelse.parse),
    Kind(lov.recognise, lov.parse),
    Kind(ministersvar.recognise, ministersvar.parse),
    Kind(hoeringssvar.recognise, hoeringssvar.parse),
    Kind(folketing.recognise, folketing.parse),
    Kind(vejledning.recognise, vejledning.parse),
    Kind(ombudsmand.recognise, ombudsmand.parse),
    Kind(forarbejder.recognise, forarbejder.parse),
    Kind(kommunalt.recognise, kommunalt.parse),
    Kind(undervisning.recognise, undervisning.parse),
    Kind(generic.recognise, generic.parse),
)
"""Asked from above; the last one takes everything."""


def parse(source: SourceFile, read: ReadText) -> ParsedDocument:
    """Recognise a text's kind, read its metadata, and split it into passages.

    A document of the embedded collection whose text carries no name gets name and title from the
    manifest, also when the file was changed.
    """
    kind = next(kind for kind in KINDS if kind.recognise(read))
    draft = kind.parse(source, read)
    entry = manifest.find(raw_sha256(source), source.name) if draft.named_by_file else None
    if entry is not None and entry.kind is draft.kind:
        relations = tuple(replace(row, source=entry.document_id) for row in draft.relations)
        draft = replace(
            draft, document_id=entry.document_id, title=entry.title, relations=relations
        )
    parsed = assemble(source, read, draft)
    passages = tuple(frames.framed(passage) for passage in parsed.passages)
    return replace(parsed, passages=passages)
