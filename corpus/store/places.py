"""Stretches of a stored text and the passages in them, without reading the whole text.

A source of 50 MB is read a page at a time; nothing here costs more for a long text than
SQLite needs to find a place in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Passage, VersionId
from corpus.store import rows
from corpus.store.database import CollectionDatabase

_START = "json_extract(spans, '$[0][0]')"
"""Where a passage starts; the index `passage_place` is on the same words."""


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """A stored text without its words."""

    version_id: VersionId
    file: str
    reader: str
    reader_version: str
    raw_sha256: str
    added: str
    """When it was stored, ISO 8601 in UTC."""
    valid_from: str | None
    valid_to: str | None


class PlaceReader(CollectionDatabase):
    """What the reader's pages ask for."""

    def version_facts(self, document_id: str) -> list[VersionFacts]:
        """All versions of a document, newest first."""
        found = self._rows(
            "select version_id, file, reader, reader_version, raw_sha256, added, valid_from,"
            " valid_to from document_version where document_id = ? order by added desc, rowid desc",
            [document_id],
        )
        return [VersionFacts(**row) for row in found]

    def withdrawn(self, document_id: str) -> str | None:
        """When a document was taken out, ISO 8601 in UTC; None while it is in."""
        row = self._one("select withdrawn from document where document_id = ?", [document_id])
        return row["withdrawn"] if row else None

    def length(self, version_id: str) -> int:
        """Code points of a stored text; 0 when there is none."""
        row = self._one(
            "select length(text) as n from document_version where version_id = ?", [version_id]
        )
        return int(row["n"]) if row else 0

    def stretch(self, version_id: str, start: int, end: int) -> str:
        """`text[start:end]` of a stored text."""
        row = self._one(
            "select substr(text, ?, ?) as part from document_version where version_id = ?",
            [start + 1, max(0, end - start), version_id],
        )
        return str(row["part"]) if row else ""

    def passages_from(
        self, version_id: str, start: int, end: int, limit: int = -1
    ) -> list[Passage]:
        """Passages of a version that start in `[start, end)`, by place."""
        found = self._rows(
            f"select * from passage where version_id = ? and {_START} >= ? and {_START} < ?"  # noqa: S608 - our own words
            f" and retired is null order by {_START}, ordinal limit ?",
            [version_id, start, end, limit],
        )
        return [rows.passage(row) for row in found]

    def passage_before(self, version_id: str, start: int) -> Passage | None:
        """The last passage of a version that starts before `start`."""
        row = self._one(
            f"select * from passage where version_id = ? and {_START} < ?"  # noqa: S608 - our own words
            f" and retired is null order by {_START} desc, ordinal desc limit 1",
            [version_id, start],
        )
        return rows.passage(row) if row else None

    def passages_near(self, document_id: str, ordinal: int, distance: int) -> list[Passage]:
        """The current passages around a place of a document's order; none of a withdrawn one."""
        found = self._rows(
            "select p.* from passage p join document d using (document_id, version_id)"
            " where p.document_id = ? and p.ordinal between ? and ? and p.retired is null"
            " and d.withdrawn is null order by p.ordinal",
            [document_id, ordinal - distance, ordinal + distance],
        )
        return [rows.passage(row) for row in found]

    def passages_with_number(self, number: str) -> Iterator[Passage]:
        """Current passages that may name the provision with this number, by document and place.

        A wide net: a sign of a provision and the number, or a list of provisions, which may be a
        range around it. Whoever asks reads the text.
        """
        found = self._rows(
            "select p.* from document d join passage p using (document_id, version_id)"
            " where d.withdrawn is null and p.retired is null and"
            " ((p.text like '%§%' and p.text like ?) or p.text like '%§§%')"
            " order by d.document_id, p.ordinal",
            [f"%{number}%"],
        )
        return map(rows.passage, found)
