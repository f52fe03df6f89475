"""Waiting questions and de-duplication in SQLite."""

import datetime as dt
import secrets

from bot.errors import BotError
from bot.state.port import Wordless
from bot.state.records import AuditEntry, Delivery, Lease, Platform, ThreadMemory
from bot.state.sqlite.database import Row, StateDatabase, as_text
from bot.state.sqlite.records import RecordTables

LONGEST_WAIT = dt.timedelta(minutes=15)
"""No question is kept longer than this, and an apology no longer after that.

Source: docs/databeskyttelse.md.
"""


class JobTable:
    """Jobs; see `bot.state.port.Jobs`."""

    def __init__(self, db: StateDatabase, records: RecordTables) -> None:
        self._db = db
        self._records = records

    def accept(self, delivery: Delivery, body: bytes, *, lease_seconds: float) -> Lease | None:
        """Keep the question and take it; None when this event or message came before."""
        place = delivery.place
        job_id = secrets.token_hex(8)
        with self._db.writing():
            if not self.is_new(delivery):
                return None
            self._db.run(
                "insert into job values (?, ?, ?, ?, ?, ?, 1, 1, 0, ?, ?, '')",
                (
                    job_id,
                    self._db.place_hash(place),
                    self._db.owner_hash(place.person),
                    self._db.tenant_hash(place.platform, place.tenant),
                    self._db.stamp(),
                    self._db.stamp(seconds=lease_seconds),
                    self._db.keyring.seal(_purpose(job_id), body),
                    place.platform,
                ),
            )
        return Lease(job_id, fence=1, attempts=1, may_be_posted=False, body=body)

    def is_new(self, delivery: Delivery) -> bool:
        """Remember an event; False when it, or its message, came before."""
        place = delivery.place
        keys = [
            self._db.digest(
                "message", place.platform, place.tenant, place.channel, delivery.message_id
            )
        ]
        if delivery.event_id is not None:
            keys.append(self._db.digest("event", place.platform, place.tenant, delivery.event_id))
        with self._db.writing():
            known = self._db.one(
                f"select 1 from event where event in ({','.join('?' * len(keys))})",
                keys,
            )
            for key in keys:
                self._db.run("insert or ignore into event values (?, ?)", (key, self._db.stamp()))
        return known is None

    def lease(self, *, lease_seconds: float, platform: Platform | None = None) -> Lease | None:
        """The oldest job that nobody holds, or whose holder's lease ended; of one platform."""
        of_platform, named = _of(platform)
        with self._db.writing():
            row = self._db.one(
                "update job set lease_until = ?, fence = fence + 1, attempts = attempts + 1"
                " where job_id = (select job_id from job where lease_until <= ?"
                f" and (accepted > ? or given_up != ''){of_platform}"
                " order by accepted limit 1) returning *",
                (self._db.stamp(seconds=lease_seconds), self._db.stamp(), self._oldest(), *named),
            )
        return None if row is None else self._lease(row)

    def posting(self, lease: Lease, *, lease_seconds: float | None = None) -> bool:
        """Say that the answer is being posted; False when the lease was lost."""
        if lease_seconds is None:
            return self._held(
                "update job set posting = 1 where job_id = ? and fence = ? and lease_until > ?",
                lease,
                self._db.stamp(),
            )
        changed = self._db.run(
            "update job set posting = 1, lease_until = ?"
            " where job_id = ? and fence = ? and lease_until > ?",
            (
                self._db.stamp(seconds=lease_seconds),
                lease.job_id,
                lease.fence,
                self._db.stamp(),
            ),
        )
        return changed == 1

    def finish(
        self, lease: Lease, entry: AuditEntry, thread: tuple[str, ThreadMemory] | None = None
    ) -> bool:
        """Delete the job, write the audit and the thread's memory, all or nothing."""
        with self._db.writing():
            if not self._held("delete from job where job_id = ? and fence = ?", lease):
                return False
            self._records.audit(entry)
            if thread is not None and entry.place is not None:
                self._records.remember(entry.place, *thread)
        return True

    def release(self, lease: Lease) -> bool:
        """Give the job back at once, for another attempt."""
        return self._held("update job set lease_until = '' where job_id = ? and fence = ?", lease)

    def give_up(self, wordless: Wordless, platform: Platform | None = None) -> int:
        """Take the words out of what waited too long; delete what was given up as long ago."""
        of_platform, named = _of(platform)
        now, oldest = self._db.stamp(), self._oldest()
        with self._db.writing():
            # A clock that was set back would keep a row longer: count it from now on.
            self._db.run("update job set accepted = ? where accepted > ?", (now, now))
            self._db.run("update job set given_up = ? where given_up > ?", (now, now))
            self._db.run(
                f"delete from job where given_up != '' and given_up <= ?{of_platform}",
                (oldest, *named),
            )
            rows = self._db.rows(
                f"select * from job where given_up = '' and accepted <= ?{of_platform}",
                (oldest, *named),
            )
            for row in rows:
                self._give_up(row, wordless)
        return len(rows)

    def waiting(self) -> int:
        """How many jobs there are."""
        (row,) = self._db.rows("select count(*) as jobs from job")
        return int(row["jobs"])

    def _give_up(self, row: Row, wordless: Wordless) -> None:
        job_id = row["job_id"]
        try:
            body = wordless(self._lease(row).body)
        except BotError:  # of another key or another version: nobody can tell whose it is
            self._db.run("delete from job where job_id = ?", (job_id,))
            return
        self._db.run(
            "update job set given_up = ?, lease_until = '', fence = fence + 1, body = ?"
            " where job_id = ?",
            (self._db.stamp(), self._db.keyring.seal(_purpose(job_id), body), job_id),
        )

    def _oldest(self) -> str:
        return as_text(self._db.now() - LONGEST_WAIT)

    def _held(self, sql: str, lease: Lease, *more: str) -> bool:
        return self._db.run(sql, (lease.job_id, lease.fence, *more)) == 1

    def _lease(self, row: Row) -> Lease:
        body = self._db.keyring.unseal(_purpose(row["job_id"]), row["body"])
        return Lease(
            row["job_id"],
            row["fence"],
            row["attempts"],
            bool(row["posting"]),
            body,
            given_up=bool(row["given_up"]),
        )


def _of(platform: Platform | None) -> tuple[str, tuple[str, ...]]:
    """The condition for one platform's jobs; rows from before it was kept fit every one."""
    return ("", ()) if platform is None else (" and platform in (?, '')", (platform,))


def _purpose(job_id: str) -> str:
    return f"job:{job_id}"
