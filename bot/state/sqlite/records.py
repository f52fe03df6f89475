"""Audit, feedback, threads and settings in SQLite."""

import datetime as dt
import json
from collections.abc import Mapping

from bot.state.records import (
    AuditEntry,
    AuditKind,
    AuditLine,
    Feedback,
    FeedbackReason,
    Person,
    Place,
    ThreadMemory,
)
from bot.state.sqlite.database import Row, StateDatabase, as_text


class RecordTables:
    """Records; see `bot.state.port.Records`."""

    def __init__(self, db: StateDatabase) -> None:
        self._db = db

    def audit(self, entry: AuditEntry) -> None:
        """Write one line, with the store's time."""
        place = entry.place
        self._db.run(
            "insert into audit (at, kind, status, platform, place, person, tenant_hash, reason,"
            " generation, passage_ids, duration_ms) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self._db.stamp(),
                entry.kind,
                entry.status,
                place.platform if place else "",
                self._db.place_hash(place) if place else "",
                self._db.owner_hash(place.person) if place else None,
                self._db.tenant_hash(place.platform, place.tenant) if place else "",
                entry.reason,
                entry.generation,
                json.dumps(entry.passage_ids),
                entry.duration_ms,
            ),
        )

    def audit_since(self, since: dt.datetime) -> tuple[AuditLine, ...]:
        """Lines from this time on, oldest first."""
        rows = self._db.rows(
            "select * from audit where at >= ? order by at, line", (as_text(since),)
        )
        return tuple(audit_line(row) for row in rows)

    def give_feedback(self, feedback: Feedback, place: Place, person: Person) -> None:
        """One mark a person and answer; a second one replaces the first."""
        self._db.run(
            "insert or replace into feedback values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                feedback.answer_id,
                self._db.person_hash(person),
                self._db.place_hash(place),
                self._db.tenant_hash(place.platform, place.tenant),
                self._db.stamp(),
                feedback.reason,
                json.dumps(feedback.passage_ids),
                feedback.generation,
            ),
        )

    def feedback_since(self, since: dt.datetime) -> tuple[Feedback, ...]:
        """Marks from this time on, oldest first, without who gave them."""
        rows = self._db.rows(
            "select * from feedback where at >= ? order by at, answer_id", (as_text(since),)
        )
        return tuple(feedback_mark(row) for row in rows)

    def remember(self, place: Place, thread: str, memory: ThreadMemory) -> None:
        """What the thread is about now."""
        self._db.run(
            "insert or replace into thread values (?, ?, ?, ?, ?, ?, ?)",
            (
                self._thread(place, thread),
                self._db.place_hash(place),
                self._db.owner_hash(place.person),
                self._db.tenant_hash(place.platform, place.tenant),
                self._db.stamp(),
                json.dumps(memory.provisions),
                json.dumps(memory.passage_ids),
            ),
        )

    def recall(self, place: Place, thread: str) -> ThreadMemory | None:
        """What it was about; None for a thread that the bot has not answered in."""
        row = self._db.one("select * from thread where thread = ?", (self._thread(place, thread),))
        if row is None:
            return None
        return ThreadMemory(_texts(row["provisions"]), _texts(row["passage_ids"]))

    def set_setting(self, owner: Place | Person, name: str, value: str) -> None:
        """Insert or replace; an empty value deletes."""
        if not value:
            self._db.run(
                "delete from setting where owner = ? and name = ?", (self._owner(owner), name)
            )
            return
        self._db.run(
            "insert or replace into setting values (?, ?, ?, ?)",
            (
                self._owner(owner),
                name,
                self._db.tenant_hash(owner.platform, owner.tenant),
                value,
            ),
        )

    def settings_of(self, owner: Place | Person) -> Mapping[str, str]:
        """Name -> value."""
        rows = self._db.rows(
            "select name, value from setting where owner = ? order by name",
            (self._owner(owner),),
        )
        return {row["name"]: row["value"] for row in rows}

    def _thread(self, place: Place, thread: str) -> str:
        return self._db.digest("thread", place.platform, place.tenant, place.channel, thread)

    def _owner(self, owner: Place | Person) -> str:
        if isinstance(owner, Person):
            return self._db.person_hash(owner)
        return self._db.place_hash(owner)


def audit_line(row: Row) -> AuditLine:
    """A row as a line."""
    return AuditLine(
        at=dt.datetime.fromisoformat(row["at"]),
        kind=AuditKind(row["kind"]),
        status=row["status"],
        platform=row["platform"],
        channel=row["place"],
        reason=row["reason"],
        generation=row["generation"],
        passage_ids=_texts(row["passage_ids"]),
        duration_ms=row["duration_ms"],
    )


def feedback_mark(row: Row) -> Feedback:
    """A row as a mark."""
    return Feedback(
        answer_id=row["answer_id"],
        reason=FeedbackReason(row["reason"]),
        passage_ids=_texts(row["passage_ids"]),
        generation=row["generation"],
    )


def _texts(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))
