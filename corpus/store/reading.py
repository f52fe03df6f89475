"""What the collection's database is asked; see `corpus.store.store` for the writing side."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import (
    Document,
    DocumentVersion,
    Passage,
    Relation,
    VersionId,
)
from corpus.store import rows
from corpus.store.places import PlaceReader

_SEEN = (
    """select document_id, kind, title, metadata, legal_status, status_checked, status_source,
       collection, version_id, file from document where document_id = ?""",
    """select field, value from correction where document_id = ? order by field""",
    """select p.passage_id, p.heading, p.pinpoint, p.role, p.quoted_source, p.quotable, p.frame,
       p.search_terms, p.checksum
       from document d join passage p using (document_id, version_id)
       where d.document_id = ? and p.retired is null order by p.ordinal""",
)
_RELATIONS = """select d.collection, r.source, r.target, r.kind, r.dated from relation r
    join document d on d.document_id = r.source order by r.source, r.target, r.kind"""
_DIGESTS = """select collection, document_id, digest from document join seen using (document_id)
    where withdrawn is null order by document_id"""
_CURRENT = """from document d join passage p using (document_id, version_id)
    where d.withdrawn is null and p.retired is null"""


@dataclass(frozen=True, slots=True)
class Holding:
    """A document as a list shows it."""

    document: Document
    version_id: VersionId
    file: str


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with what is needed to check and cite it."""

    passage: Passage
    checksum: str
    """As the store has it; the generation has its own copy."""
    is_current: bool
    """False when a newer version or reading has replaced it, or the document is withdrawn."""


class CollectionReader(PlaceReader):
    """Everything that can be read."""

    def note(self, name: str) -> str | None:
        """A fact set by `set_note`."""
        row = self._one("select value from note where name = ?", [name])
        return row["value"] if row else None

    def revision(self) -> str:
        """Changes whenever anything that search can see has changed."""
        return self.note("revision") or ""

    def digests(self) -> dict[str, str]:
        """Per collection: hash of what search can see of it, so that no other can move it."""
        self._see()
        digests: dict[str, Any] = {}
        for sql in (_DIGESTS, _RELATIONS):
            for row in self._rows(sql, []):
                digest = digests.setdefault(row.pop("collection"), hashlib.sha256())
                _take(digest, row.values())
        return {name: digest.hexdigest() for name, digest in digests.items()}

    def document_digests(self) -> dict[str, str]:
        """Per document that is not withdrawn: hash of what search can see of it alone."""
        self._see()
        return {row["document_id"]: row["digest"] for row in self._rows(_DIGESTS, [])}

    def holdings(self) -> list[Holding]:
        """All documents that are not withdrawn, by id, corrections applied."""
        found = self._rows(
            "select * from document where withdrawn is null order by document_id", []
        )
        corrections = self._corrections(None)
        return [_holding(row, corrections.get(row["document_id"], {})) for row in found]

    def collections(self) -> dict[str, str]:
        """Document -> its collection, withdrawn ones too: who says what a relation says."""
        found = self._rows("select document_id, collection from document", [])
        return {row["document_id"]: row["collection"] for row in found}

    def holding(self, document_id: str) -> Holding | None:
        """One document, withdrawn or not; None if it never was here."""
        row = self._one("select * from document where document_id = ?", [document_id])
        if row is None:
            return None
        return _holding(row, self._corrections(document_id).get(document_id, {}))

    def versions(self, document_id: str) -> list[DocumentVersion]:
        """All versions, newest first."""
        found = self._rows(
            "select * from document_version where document_id = ? order by added desc, rowid desc",
            [document_id],
        )
        return [rows.version(row) for row in found]

    def version(self, version_id: str) -> DocumentVersion | None:
        """One stored text."""
        row = self._one("select * from document_version where version_id = ?", [version_id])
        return rows.version(row) if row else None

    def passage(self, passage_id: str) -> StoredPassage | None:
        """A passage by id: the current one, else the newest that had it."""
        row = self._one(
            "select p.*, (p.retired is null and d.withdrawn is null"
            "   and d.version_id = p.version_id) as is_current"
            " from passage p join document d using (document_id)"
            " join document_version v indexed by version_added on v.version_id = p.version_id"
            " where p.passage_id = ? order by is_current desc, v.added desc limit 1",
            [passage_id],
        )
        if row is None:
            return None
        return StoredPassage(rows.passage(row), row["checksum"], bool(row["is_current"]))

    def passages(self, document_id: str) -> list[Passage]:
        """The current passages of a document, in order."""
        found = self._rows(
            "select p.* from passage p join document d using (document_id, version_id)"
            " where p.document_id = ? and p.retired is null order by p.ordinal",
            [document_id],
        )
        return [rows.passage(row) for row in found]

    def all_passages(self) -> Iterator[StoredPassage]:
        """Every passage that search may find, by document and place; streams."""
        return self._stored(f"select p.* {_CURRENT} order by d.document_id, p.ordinal", [])

    def passages_of(self, document_ids: Iterable[str]) -> Iterator[StoredPassage]:
        """The passages of some documents that search may find, by document and place; streams."""
        for document_id in sorted(document_ids):
            yield from self._stored(
                f"select p.* {_CURRENT} and d.document_id = ? order by p.ordinal", [document_id]
            )

    def count_of(self, document_ids: Iterable[str]) -> int:
        """How many passages of some documents search can see."""
        sql = f"select count(*) as passages {_CURRENT} and d.document_id = ?"
        return sum(self._rows(sql, [one])[0]["passages"] for one in document_ids)

    def checksums(self) -> Iterator[tuple[str, str]]:
        """Id and checksum of every passage that search may find; streams."""
        return iter(self._connection.execute(f"select p.passage_id, p.checksum {_CURRENT}"))

    def _stored(self, sql: str, parameters: Sequence[object]) -> Iterator[StoredPassage]:
        cursor = self._connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        for values in cursor:
            row = dict(zip(names, values, strict=True))
            yield StoredPassage(rows.passage(row), row["checksum"], is_current=True)

    def relations(self, document_id: str) -> list[Relation]:
        """Relations from and to a document."""
        found = self._rows(
            "select * from relation where source = ? or target = ? order by dated, source, target",
            [document_id, document_id],
        )
        return [rows.relation(row) for row in found]

    def all_relations(self) -> list[Relation]:
        """Every relation."""
        found = self._rows("select * from relation order by source, target, kind", [])
        return [rows.relation(row) for row in found]

    def corrected(self, field: str) -> frozenset[str]:
        """The documents in which this field was set by hand."""
        found = self._rows("select document_id from correction where field = ?", [field])
        return frozenset(row["document_id"] for row in found)

    def correction_log(self, document_id: str) -> list[dict[str, Any]]:
        """Corrections by hand, newest first."""
        return self._rows(
            "select * from correction_log where document_id = ? order by id desc", [document_id]
        )

    def count(self) -> tuple[int, int]:
        """Documents and passages that search can see."""
        row = self._one(
            "select (select count(*) from document where withdrawn is null) as documents,"
            " (select count(*) from document d join passage p using (document_id, version_id)"
            "  where d.withdrawn is null and p.retired is null) as passages",
            [],
        )
        return (row["documents"], row["passages"]) if row else (0, 0)

    def check(self) -> list[str]:
        """SQLite's own integrity check and every passage's checksum; empty = sound."""
        faults = [
            row["integrity_check"]
            for row in self._rows("pragma integrity_check", [])
            if row["integrity_check"] != "ok"
        ]
        text, version_id = "", ""
        for stored in self.all_passages():
            passage = stored.passage
            if passage.version_id != version_id:
                version = self.version(passage.version_id)
                text, version_id = (version.text if version else ""), passage.version_id
            found = rows.checksum(text[s.start : s.end] for s in passage.spans)
            if found != stored.checksum:
                faults.append(f"{passage.document_id}: passage {passage.passage_id} er ændret")
        return faults

    def _see(self) -> None:
        """Hash the documents that have changed since they were last hashed."""
        unseen = "select document_id from document left join seen using (document_id)"
        found = self._rows(f"{unseen} where digest is null and withdrawn is null", [])
        if not found:
            return
        with self._writing():
            for document_id in (row["document_id"] for row in found):
                digest = hashlib.sha256()
                for sql in _SEEN:
                    for values in self._connection.execute(sql, [document_id]):
                        _take(digest, values)
                self._connection.execute(
                    "insert or replace into seen values (?, ?)", [document_id, digest.hexdigest()]
                )

    def _corrections(self, document_id: str | None) -> dict[str, dict[str, str]]:
        where = "" if document_id is None else " where document_id = ?"
        found = self._rows(
            f"select document_id, field, value from correction{where}",  # noqa: S608 - fixed text
            [] if document_id is None else [document_id],
        )
        corrections: dict[str, dict[str, str]] = {}
        for row in found:
            corrections.setdefault(row["document_id"], {})[row["field"]] = row["value"]
        return corrections


def _take(digest: Any, values: Iterable[object]) -> None:
    digest.update("\x1f".join(map(str, values)).encode() + b"\x1e")


def _holding(row: dict[str, Any], corrections: dict[str, str]) -> Holding:
    corrected = row | corrections
    return Holding(rows.document(corrected), VersionId(row["version_id"]), row["file"])
