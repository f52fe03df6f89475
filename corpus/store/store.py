"""The collection on disk: SQLite through sqlite-utils, and the only SQL about documents.

A stored text is written once per document version and never changed.
Passages of old versions stay, so that an address given out once still resolves.
"""

from collections.abc import Sequence
from enum import StrEnum

from corpus.model import Document, DocumentId, DocumentVersion, ParsedDocument
from corpus.store import rows
from corpus.store.database import now
from corpus.store.reading import CollectionReader


class Outcome(StrEnum):
    """What storing a document did."""

    ADDED = "tilføjet"
    CHANGED = "ny version"
    REPARSED = "læst igen"
    UNCHANGED = "uændret"


class Store(CollectionReader):
    """The collection's database, for reading and writing; see `CollectionDatabase` for errors."""

    def put(self, parsed: ParsedDocument) -> Outcome:
        """Store a document in one transaction; storing it twice changes nothing."""
        with self._writing():
            outcome = self._put(parsed)
            if outcome is not Outcome.UNCHANGED:
                self._touch()
        return outcome

    def withdraw(self, document_id: DocumentId) -> bool:
        """Take a document out of search; its text and addresses stay. False if unknown."""
        with self._writing():
            cursor = self._connection.execute(
                "update document set withdrawn = ? where document_id = ? and withdrawn is null",
                [now(), document_id],
            )
            if cursor.rowcount:
                self._touch()
            return bool(cursor.rowcount)

    def correct(self, document_id: DocumentId, field: str, value: str | None, by: str) -> None:
        """Set a field by hand (`None` takes the correction back); logged, survives ingestion."""
        with self._writing():
            old = self._one(
                "select value from correction where document_id = ? and field = ?",
                [document_id, field],
            )
            self._connection.execute(
                "insert into correction_log (document_id, field, old, new, made_by, made_at)"
                " values (?, ?, ?, ?, ?, ?)",
                [document_id, field, old and old["value"], value, by, now()],
            )
            self._connection.execute(
                "delete from correction where document_id = ? and field = ?", [document_id, field]
            )
            if value is not None:
                self._connection.execute(
                    "insert into correction values (?, ?, ?, ?, ?)",
                    [document_id, field, value, by, now()],
                )
            self._forget_seen(document_id)
            self._touch()

    def set_note(self, name: str, value: str) -> None:
        """Remember a small fact about the collection itself."""
        with self._writing():
            self._connection.execute("insert or replace into note values (?, ?)", [name, value])

    def _put(self, parsed: ParsedDocument) -> Outcome:
        document, version = parsed.document, parsed.version
        before = self._one("select * from document where document_id = ?", [document.document_id])
        row = {
            "document_id": document.document_id,
            "kind": document.kind.value,
            "title": document.title,
            "metadata": rows.metadata_to_json(document.metadata),
            "legal_status": document.legal_status.value,
            "status_checked": rows.iso(document.status_checked),
            "status_source": document.status_source,
            "collection": document.collection,
            "version_id": version.version_id,
            "file": version.file,
            "withdrawn": None,
        }
        passages = [rows.passage_row(p, version.text) for p in parsed.passages]
        relations = [rows.relation_row(r) for r in parsed.relations]
        same_reading = self._same_reading(version.version_id, passages)
        if before == row and same_reading and self._same_relations(document, relations):
            return Outcome.UNCHANGED
        self._forget_seen(document.document_id)
        self._db["document"].upsert(row, pk="document_id")  # type: ignore[union-attr] # a table, never a view
        self._put_version(version)
        if not same_reading:
            self._put_passages(version.version_id, passages)
        self._connection.execute("delete from relation where source = ?", [document.document_id])
        self._db["relation"].insert_all(relations, replace=True)  # type: ignore[union-attr] # a table, never a view
        if before is None:
            return Outcome.ADDED
        return Outcome.REPARSED if before["version_id"] == version.version_id else Outcome.CHANGED

    def _put_version(self, version: DocumentVersion) -> None:
        self._connection.execute(
            "insert or ignore into document_version values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                version.version_id,
                version.document_id,
                version.text,
                version.raw_sha256,
                version.reader,
                version.reader_version,
                version.file,
                rows.iso(version.valid_from),
                rows.iso(version.valid_to),
                now(),
            ],
        )

    def _put_passages(self, version_id: str, passages: Sequence[dict[str, object]]) -> None:
        self._connection.execute(
            "update passage set retired = ? where version_id = ? and retired is null",
            [now(), version_id],
        )
        if not passages:
            return
        columns = list(passages[0])
        sql = (
            f"insert or replace into passage ({', '.join(columns)})"  # noqa: S608 - our own names
            f" values ({', '.join('?' * len(columns))})"
        )
        self._connection.executemany(sql, [list(row.values()) for row in passages])

    def _same_reading(self, version_id: str, passages: Sequence[dict[str, object]]) -> bool:
        stored = self._rows(
            "select * from passage where version_id = ? and retired is null order by ordinal",
            [version_id],
        )
        return stored == list(passages)

    def _same_relations(self, document: Document, relations: list[dict[str, object]]) -> bool:
        stored = self._rows(
            "select * from relation where source = ? order by target, kind",
            [document.document_id],
        )
        return stored == sorted(relations, key=lambda row: (str(row["target"]), str(row["kind"])))

    def _forget_seen(self, document_id: DocumentId) -> None:
        self._connection.execute("delete from seen where document_id = ?", [document_id])

    def _touch(self) -> None:
        self._connection.execute(
            "insert or replace into note values ('revision', lower(hex(randomblob(8))))"
        )
