"""Stretches of a stored text and the passages in them, without reading the whole text.

A source of 50 MB is read a page at a time: once a process, to know at which byte each stretch
begins, and then only the stretch.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from corpus.model import Passage, VersionId
from corpus.store import rows
from corpus.store.database import FAULTS, CollectionDatabase

_STEP = 16_384
"""Code points between two places of which the byte is known."""
_MOST_KNOWN = 2_000
"""Versions whose places are kept in memory."""
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


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where every `_STEP` code points of a stored text begin, in bytes; and where it ends."""

    length: int
    bytes: tuple[int, ...]


_NOTHING = _Marks(0, (0,))


def _measured(text: str) -> _Marks:
    parts = (text[start : start + _STEP] for start in range(0, len(text), _STEP))
    sizes = (len(part.encode("utf-8")) for part in parts)
    return _Marks(len(text), tuple(accumulate(sizes, initial=0)))


class PlaceReader(CollectionDatabase):
    """What the reader's pages ask for."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._known: dict[str, _Marks] = {}

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
        return self._marks(version_id).length

    def stretch(self, version_id: str, start: int, end: int) -> str:
        """`text[start:end]` of a stored text; only that part is read from the disk."""
        marks = self._marks(version_id)
        start, end = max(0, start), min(end, marks.length)
        if start >= end:
            return ""
        first, last = start // _STEP, -(-end // _STEP)
        row = self._one("select rowid from document_version where version_id = ?", [version_id])
        with (
            self._lock,
            FAULTS.translated(self.path),
            self._connection.blobopen(
                "document_version", "text", row["rowid"] if row else 0, readonly=True
            ) as stored,
        ):
            stored.seek(marks.bytes[first])
            raw = stored.read(marks.bytes[last] - marks.bytes[first])
        base = first * _STEP
        return raw.decode("utf-8")[start - base : end - base]

    def _marks(self, version_id: str) -> "_Marks":
        """Where a text's stretches begin; the whole text is read once for it."""
        known = self._known.get(version_id)
        if known is None:
            row = self._one("select text from document_version where version_id = ?", [version_id])
            if row is None:
                return _NOTHING
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[version_id] = _measured(row["text"])
        return known

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
