"""Stop switch, limits, retention and people's rights in SQLite."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.state.records import (
    Allowance,
    AuditEntry,
    AuditKind,
    Kind,
    Person,
    PersonData,
    Stop,
    Wait,
)
from bot.state.sqlite.database import StateDatabase, as_text
from bot.state.sqlite.records import RecordTables, audit_line, feedback_mark
from bot.state.sqlite.tips import TipTables

_ROUNDING_SECONDS = 1e-6
_OLD = {
    Kind.EVENTS: "delete from event where at < ?",
    Kind.OAUTH_STATES: "delete from oauth_state where expires < ?",
    Kind.THREADS: "delete from thread where at < ?",
    Kind.FEEDBACK: "delete from feedback where at < ?",
    Kind.AUDIT: "delete from audit where at < ?",
    Kind.TIPS: "delete from tip where at < ? and state not in ('claimed', 'sending')",
    Kind.QUIZ: "delete from quiz where at < ?",
}
_OF_PERSON = {
    "ventende spørgsmål": "delete from job where person = ?",
    Kind.THREADS: "delete from thread where person = ?",
    Kind.FEEDBACK: "delete from feedback where person = ?",
    Kind.QUIZ: "delete from quiz where person = ?",
    "indstillinger": "delete from setting where owner = ?",
    "samtaler": "delete from conversation where person = ?",
    "installationer": "delete from installation where person = ?",
    Kind.AUDIT: "update audit set place = '', person = null, tenant_hash = '' where person = ?",
}


class ControlTables:
    """Control; see `bot.state.port.Control`."""

    def __init__(self, db: StateDatabase, records: RecordTables, tips: TipTables) -> None:
        self._db = db
        self._records = records
        self._tips = tips

    def stop(self, reason: str) -> None:
        """Stop every process; written to the audit. A second stop replaces the reason."""
        with self._db.writing():
            self._db.run(
                "insert into stop values (1, ?, ?)"
                " on conflict (one) do update set reason = excluded.reason",
                (self._db.stamp(), reason),
            )
            self._log(AuditKind.STOP, reason=reason)

    def start(self) -> bool:
        """Start again; False when it was not stopped."""
        with self._db.writing():
            if not self._db.run("delete from stop"):
                return False
            self._log(AuditKind.START)
        return True

    def stopped(self) -> Stop | None:
        """The stop in force."""
        row = self._db.one("select * from stop")
        if row is None:
            return None
        return Stop(dt.datetime.fromisoformat(row["since"]), row["reason"])

    def spend(self, allowances: Sequence[Allowance]) -> Wait | None:
        """Use one of each, or none and the first that is used up.

        Generic cell rate algorithm: one row remembers when the allowance is whole again.
        """
        now = self._db.now().timestamp()
        with self._db.writing():
            spent: list[tuple[str, float]] = []
            for allowance in allowances:
                rate = self._db.digest("rate", allowance.name, allowance.key)
                whole = self._whole_at(rate, now, allowance.period_seconds)
                whole += allowance.period_seconds / allowance.burst
                wait = whole - now - allowance.period_seconds
                if wait > _ROUNDING_SECONDS:
                    return Wait(allowance.name, wait)
                spent.append((rate, whole))
            for rate, whole in spent:
                self._db.run("insert or replace into rate values (?, ?)", (rate, whole))
        return None

    def _whole_at(self, rate: str, now: float, longest: float) -> float:
        """When nothing is used any more; a clock that was set back locks nobody out for long."""
        row = self._db.one("select free_at from rate where rate = ?", (rate,))
        if row is None or row["free_at"] <= now:
            return now
        if row["free_at"] > now + longest:
            self._db.run("update rate set free_at = ? where rate = ?", (now + longest, rate))
            return now + longest
        return float(row["free_at"])

    def export_person(self, person: Person) -> PersonData:
        """All that is kept about a person; written to the audit without saying whom."""
        self._db.demand_key()
        key = (self._db.person_hash(person),)
        with self._db.writing():
            feedback = self._db.rows("select * from feedback where person = ? order by at", key)
            audit = self._db.rows("select * from audit where person = ? order by line", key)
            conversations = self._db.rows(
                "select conversation_id from conversation where person = ? order by 1", key
            )
            self._log(AuditKind.EXPORT)
            return PersonData(
                settings=dict(self._records.settings_of(person)),
                quiz=self._tips.cards(person),
                feedback=tuple(feedback_mark(row) for row in feedback),
                audit=tuple(audit_line(row) for row in audit),
                conversations=tuple(row["conversation_id"] for row in conversations),
                waiting=self._count("job", key),
                threads=self._count("thread", key),
                installations=self._count("installation", key),
            )

    def delete_person(self, person: Person) -> Mapping[str, int]:
        """Delete it all; rows by kind. Audit lines lose the conversation and stay as counts."""
        self._db.demand_key()
        key = (self._db.person_hash(person),)
        with self._db.writing():
            deleted = {str(kind): self._db.run(sql, key) for kind, sql in _OF_PERSON.items()}
            self._log(AuditKind.DELETION)
        self._db.tidy()
        return {kind: rows for kind, rows in deleted.items() if rows}

    def sweep(self, kind: Kind, before: dt.datetime) -> int:
        """Delete rows of a kind that were last used before this time."""
        if kind is Kind.RATES:
            return self._db.run("delete from rate where free_at < ?", (before.timestamp(),))
        return self._db.run(_OLD[kind], (as_text(before),))

    def tidy(self) -> None:
        """Leave nothing deleted readable in the files: empty the write-ahead log."""
        self._db.tidy()

    def _count(self, table: str, key: tuple[str]) -> int:
        (row,) = self._db.rows(f"select count(*) as found from {table} where person = ?", key)
        return int(row["found"])

    def _log(self, kind: AuditKind, *, reason: str = "") -> None:
        self._records.audit(AuditEntry(kind=kind, status="ok", reason=reason))
