"""Subscriptions, the ledger of sent tips, and quiz cards in SQLite."""

import datetime as dt

from bot.state.records import (
    Person,
    Platform,
    QuizCard,
    Subscription,
    SubscriptionState,
    TipClaim,
    TipSend,
    TipState,
)
from bot.state.sqlite.database import Row, StateDatabase, as_text

_STATES = {str(state): state for state in TipState}
_PLATFORMS = {str(platform): platform for platform in Platform}
_CHANNEL = "platform = ? and tenant = ? and channel = ?"
_OPEN = "state in ('claimed', 'sending')"
_HELD = f"{_CHANNEL} and occurrence = ? and fence = ? and {_OPEN}"


class TipTables:
    """Tips; see `bot.state.port.Tips`."""

    def __init__(self, db: StateDatabase) -> None:
        self._db = db

    def subscribe(self, subscription: Subscription) -> None:
        """Insert or replace; `created` is kept from the first time unless it had ended."""
        with self._db.writing():
            before = self.subscription(*subscription.key)
            created = self._db.now()
            if before is not None and before.state is not SubscriptionState.ENDED:
                created = before.created or created
            paused = subscription.paused_until
            self._db.run(
                "insert or replace into subscription values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *subscription.key,
                    subscription.weekday,
                    subscription.minute,
                    subscription.every_weeks,
                    subscription.state,
                    None if paused is None else paused.isoformat(),
                    subscription.note,
                    as_text(created),
                ),
            )

    def subscription(self, platform: Platform, tenant: str, channel: str) -> Subscription | None:
        """One channel's, whatever its state."""
        row = self._db.one(
            f"select * from subscription where {_CHANNEL}", (platform, tenant, channel)
        )
        return None if row is None else _subscription(row)

    def subscriptions(self, *states: SubscriptionState) -> tuple[Subscription, ...]:
        """All in these states (none given: all), ordered by key."""
        rows = self._db.rows("select * from subscription order by platform, tenant, channel")
        found = (_subscription(row) for row in rows)
        return tuple(one for one in found if not states or one.state in states)

    def claim(
        self,
        key: tuple[Platform, str, str],
        occurrence: str,
        tip_id: str,
        *,
        lease_seconds: float,
    ) -> TipClaim | None:
        """Take one occurrence; None when it is taken or done."""
        until = self._db.stamp(seconds=lease_seconds)
        with self._db.writing():
            row = self._db.one(
                "insert into tip values (?, ?, ?, ?, ?, 'claimed', 1, 1, ?, ?, '', 0)"
                " on conflict (platform, tenant, channel, occurrence) do update"
                " set fence = fence + 1, attempts = attempts + 1,"
                " lease_until = excluded.lease_until"
                f" where {_OPEN} and lease_until <= excluded.at returning *",
                (*key, occurrence, tip_id, until, self._db.stamp()),
            )
        return None if row is None else _claim(row)

    def sending(self, claim: TipClaim, *, lease_seconds: float) -> bool:
        """Say that it is being posted; False when the claim was lost."""
        changed = self._db.run(
            f"update tip set state = 'sending', lease_until = ? where {_HELD}",
            (self._db.stamp(seconds=lease_seconds), *_held(claim)),
        )
        return changed == 1

    def unsent(self, claim: TipClaim) -> bool:
        """Say that it surely was not posted; False when the claim was lost."""
        changed = self._db.run(f"update tip set state = 'claimed' where {_HELD}", _held(claim))
        return changed == 1

    def settle(self, claim: TipClaim, outcome: TipState, message_id: str = "") -> bool:
        """Close the occurrence as sent, unknown or skipped; False when the claim was lost."""
        changed = self._db.run(
            f"update tip set state = ?, message_id = ?, at = ?, lease_until = '' where {_HELD}",
            (outcome, message_id, self._db.stamp(), *_held(claim)),
        )
        return changed == 1

    def abandoned(self) -> tuple[TipClaim, ...]:
        """Occurrences whose holder is gone, as last claimed."""
        rows = self._db.rows(
            f"select * from tip where {_OPEN} and lease_until <= ?"
            " order by at, platform, tenant, channel",
            (self._db.stamp(),),
        )
        return tuple(_claim(row) for row in rows)

    def taken(self, occurrence: str) -> frozenset[tuple[Platform, str, str]]:
        """The channels with a row for an occurrence, whatever its state."""
        rows = self._db.rows(
            "select platform, tenant, channel from tip where occurrence = ?", (occurrence,)
        )
        return frozenset(
            (_PLATFORMS[row["platform"]], row["tenant"], row["channel"]) for row in rows
        )

    def is_held(self, key: tuple[Platform, str, str], occurrence: str) -> bool:
        """Whether somebody holds an occurrence, or it is done."""
        row = self._db.one(
            f"select 1 from tip where {_CHANNEL} and occurrence = ?"
            f" and not ({_OPEN} and lease_until <= ?)",
            (*key, occurrence, self._db.stamp()),
        )
        return row is not None

    def history(self, key: tuple[Platform, str, str]) -> tuple[TipSend, ...]:
        """The channel's ledger, latest first."""
        rows = self._db.rows(
            "select occurrence, tip_id, state, at, message_id, has_reaction from tip"
            f" where {_CHANNEL} order by occurrence desc",
            key,
        )
        return tuple(_send(row) for row in rows)

    def react(self, key: tuple[Platform, str, str], message_id: str) -> bool:
        """Mark that someone reacted to a tip; False when the message is none."""
        changed = self._db.run(
            f"update tip set has_reaction = 1 where {_CHANNEL} and message_id = ?"
            " and message_id <> ''",
            (*key, message_id),
        )
        return changed == 1

    def save_card(self, person: Person, card: QuizCard) -> None:
        """Insert or replace."""
        self._db.run(
            "insert or replace into quiz values (?, ?, ?, ?, ?, ?)",
            (
                self._db.person_hash(person),
                card.question_id,
                self._db.tenant_hash(person.platform, person.tenant),
                card.step,
                as_text(card.due),
                self._db.stamp(),
            ),
        )

    def cards(self, person: Person) -> tuple[QuizCard, ...]:
        """One person's cards, the ones due first in front."""
        rows = self._db.rows(
            "select * from quiz where person = ? order by due, question_id",
            (self._db.person_hash(person),),
        )
        return tuple(
            QuizCard(row["question_id"], row["step"], dt.datetime.fromisoformat(row["due"]))
            for row in rows
        )


def _held(claim: TipClaim) -> tuple[Platform, str, str, str, int]:
    return claim.platform, claim.tenant, claim.channel, claim.occurrence, claim.fence


def _subscription(row: Row) -> Subscription:
    paused = row["paused_until"]
    return Subscription(
        platform=Platform(row["platform"]),
        tenant=row["tenant"],
        channel=row["channel"],
        weekday=row["weekday"],
        minute=row["minute"],
        every_weeks=row["every_weeks"],
        state=SubscriptionState(row["state"]),
        paused_until=None if paused is None else dt.date.fromisoformat(paused),
        note=row["note"],
        created=dt.datetime.fromisoformat(row["created"]),
    )


def _claim(row: Row) -> TipClaim:
    return TipClaim(
        platform=Platform(row["platform"]),
        tenant=row["tenant"],
        channel=row["channel"],
        occurrence=row["occurrence"],
        tip_id=row["tip_id"],
        fence=row["fence"],
        attempts=row["attempts"],
        may_be_sent=row["state"] == TipState.SENDING,
    )


def _send(row: Row) -> TipSend:
    return TipSend(
        occurrence=row["occurrence"],
        tip_id=row["tip_id"],
        state=_STATES[row["state"]],
        at=dt.datetime.fromisoformat(row["at"]),
        message_id=row["message_id"],
        has_reaction=bool(row["has_reaction"]),
    )
