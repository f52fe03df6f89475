"""Stretches of a stored text and the passages in them, without reading the whole text.

A source of 50 MB is read a piece at a time: once a process, to know which code points stand in
each piece, and then only the pieces that a stretch stands in.
"""

from bisect import bisect_left, bisect_right
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Blob

from corpus.errors import QuoteError, StoreError
from corpus.model import Passage, Span, VersionId
from corpus.store import rows
from corpus.store.database import FAULTS, CollectionDatabase

_STEP = 16_384
"""Bytes of a piece."""
_CONTINUED = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that begin no code point."""
_LONGEST = 3
"""Bytes of a code point after its first."""
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


_Marks = tuple[int, ...]
"""How many code points begin before each piece of a stored text, and in all of it."""
_NOTHING: _Marks = (0,)


def _measured(stored: Blob) -> _Marks:
    marks = [0]
    while piece := stored.read(_STEP):
        marks.append(marks[-1] + len(piece.translate(None, _CONTINUED)))
    return tuple(marks)


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
        return self._marks(version_id)[-1]

    def stretch(self, version_id: str, start: int, end: int) -> str:
        """`text[start:end]` of a stored text; only that part is read from the disk.

        Raises:
            QuoteError: the stored bytes are no text.
        """
        marks = self._marks(version_id)
        start, end = max(0, start), min(end, marks[-1])
        if start >= end:
            return ""
        first, last = bisect_right(marks, start) - 1, bisect_left(marks, end)
        with self._bytes(version_id) as stored:
            stored.seek(first * _STEP)
            raw = stored.read((last - first) * _STEP + _LONGEST)
        try:
            # The first bytes may belong to the piece before, the last ones be cut.
            text = getincrementaldecoder("utf-8")().decode(raw.lstrip(_CONTINUED))
        except UnicodeDecodeError as error:
            raise QuoteError(f"Teksten {version_id} er beskadiget i {self.path.name}.") from error
        return text[start - marks[first] : end - marks[first]]

    def slices(self, version_id: str, spans: Sequence[Span]) -> tuple[str, ...]:
        """The stored text at `spans`, read from the store at this moment.

        Raises:
            StoreError: there is no such text.
            QuoteError: the stored bytes are no text.
        """
        if self._rowid(version_id) is None:
            raise StoreError(f"Teksten {version_id} mangler i {self.path.name}.")
        return tuple(self.stretch(version_id, span.start, span.end) for span in spans)

    def _marks(self, version_id: str) -> _Marks:
        """How a text's code points lie; the whole text is read once for it."""
        known = self._known.get(version_id)
        if known is None:
            if self._rowid(version_id) is None:
                return _NOTHING
            with self._bytes(version_id) as stored:
                known = _measured(stored)
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[version_id] = known
        return known

    def _rowid(self, version_id: str) -> int | None:
        row = self._one("select rowid from document_version where version_id = ?", [version_id])
        return row["rowid"] if row else None

    @contextmanager
    def _bytes(self, version_id: str) -> Iterator[Blob]:
        """The bytes of a text that is there."""
        with (
            self._lock,
            FAULTS.translated(self.path),
            self._connection.blobopen(
                "document_version", "text", self._rowid(version_id) or 0, readonly=True
            ) as stored,
        ):
            yield stored

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

    def passages_with_number(
        self, number: str, may: Callable[[str, str], bool]
    ) -> Iterator[Passage]:
        """Current passages that may name the provision with this number, by document and place.

        A wide net: a sign of a provision and the number, or a list of provisions, which may be a
        range around it; and of these what `may` lets through by document id and text.
        """
        found = self._rows(
            "select p.rowid as place, p.document_id, p.text from document d"
            " join passage p using (document_id, version_id)"
            " where d.withdrawn is null and p.retired is null and"
            " ((p.text like '%§%' and p.text like ?) or p.text like '%§§%')"
            " order by d.document_id, p.ordinal",
            [f"%{number}%"],
        )
        for row in found:
            if may(row["document_id"], row["text"]):
                (whole,) = self._rows("select * from passage where rowid = ?", [row["place"]])
                yield rows.passage(whole)
