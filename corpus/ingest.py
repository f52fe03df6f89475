"""Files into the store: read, recognise, split, store; a report line each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.errors import CorpusError, StoreError
from corpus.model import DocumentId, ParsedDocument, ReadText, SkippedFile, SourceFile
from corpus.store import Outcome, Store

Read = Callable[[SourceFile], ReadText]
Parse = Callable[[SourceFile, ReadText], ParsedDocument]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """What became of one file."""

    file: str
    outcome: Outcome | None
    """None when it was refused or skipped; `reason` says why."""
    document_id: DocumentId | None = None
    title: str = ""
    reason: str = ""
    warnings: tuple[str, ...] = ()
    is_skipped: bool = False
    """Not a document at all, as a table or a hidden file; nothing is wrong."""


def ingest(
    store: Store, sources: Iterable[SourceFile | SkippedFile], read: Read, parse: Parse
) -> Iterator[ReportRow]:
    """Store each file in a transaction of its own; a broken one is reported and skipped.

    Raises:
        StoreError: the database itself refuses; what was stored before stays.
    """
    for source in sources:
        if isinstance(source, SkippedFile):
            yield ReportRow(source.name, None, reason=source.reason, is_skipped=True)
        else:
            yield _ingest_one(store, source, read, parse)


def _ingest_one(store: Store, source: SourceFile, read: Read, parse: Parse) -> ReportRow:
    try:
        text = read(source)
        parsed = parse(source, text)
        outcome = store.put(parsed)
    except StoreError:
        raise
    except CorpusError as error:
        return ReportRow(source.name, None, reason=str(error))
    return ReportRow(
        file=source.name,
        outcome=outcome,
        document_id=parsed.document.document_id,
        title=parsed.document.title,
        warnings=text.warnings + parsed.warnings,
    )
