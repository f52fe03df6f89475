"""Files into the store: read, recognise, split, store; a report line each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from corpus.errors import CorpusError, StoreError
from corpus.model import DocumentId, ParsedDocument, ReadText, SkippedFile, SourceFile
from corpus.store import Outcome, Store

_EXTRACT = 0.6
"""A text of less than this share of the one in store is an extract of it."""

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
        if shorter := _much_shorter(store, parsed):
            return ReportRow(source.name, None, reason=shorter, is_skipped=True)
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


def _much_shorter(store: Store, parsed: ParsedDocument) -> str:
    """Why an extract of a document, from another file, does not replace the whole text."""
    held = store.holding(parsed.document.document_id)
    if held is None or held.file == parsed.version.file:
        return ""
    before, now = store.length(held.version_id), len(parsed.version.text)
    if now >= before * _EXTRACT:
        return ""
    return (
        f"kun {now} tegn; samlingen har allerede {before} tegn af {parsed.document.document_id}"
        f" fra {held.file}"
    )
