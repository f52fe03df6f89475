"""Installations, OAuth states and conversations in SQLite."""

import secrets

from bot.state.records import Conversation, InstallationKey, Person, Platform
from bot.state.sqlite.database import Row, StateDatabase

_OF_TENANT = ("job", "feedback", "thread", "setting", "quiz")
"""Tables that know the tenant by its hash."""
_AT_TENANT = ("installation", "conversation", "subscription", "tip")
"""Tables that know the tenant by its name."""


class InstallationTable:
    """Installations; see `bot.state.port.Installations`."""

    def __init__(self, db: StateDatabase) -> None:
        self._db = db

    def save(self, key: InstallationKey, body: bytes) -> None:
        """Insert or replace."""
        self._db.run(
            "insert or replace into installation values (?, ?, ?, ?, ?)",
            (*self._columns(key), self._seal(key, body), self._db.stamp()),
        )

    def find(self, key: InstallationKey) -> bytes | None:
        """The body as saved."""
        row = self._db.one(f"select * from installation {_HERE}", self._columns(key))
        return None if row is None else self._db.keyring.unseal(_purpose(row), row["body"])

    def tenants(self, platform: Platform) -> tuple[str, ...]:
        """Every workspace or tenant where the bot itself is installed, ordered."""
        rows = self._db.rows(
            "select tenant from installation where platform = ? and person = '' order by tenant",
            (platform,),
        )
        return tuple(row["tenant"] for row in rows)

    def delete(self, key: InstallationKey) -> bool:
        """Whether there was one."""
        return self._db.run(f"delete from installation {_HERE}", self._columns(key)) == 1

    def delete_tenant(self, platform: Platform, tenant: str) -> int:
        """Remove all that is kept for a tenant; its audit lines lose the conversation."""
        tenant_hash = self._db.tenant_hash(platform, tenant)
        deleted = 0
        with self._db.writing():
            for table in _AT_TENANT:
                deleted += self._db.run(
                    f"delete from {table} where platform = ? and tenant = ?",
                    (platform, tenant),
                )
            for table in _OF_TENANT:
                deleted += self._db.run(
                    f"delete from {table} where tenant_hash = ?",
                    (tenant_hash,),
                )
            self._db.run(
                "update audit set place = '', person = null, tenant_hash = ''"
                " where tenant_hash = ?",
                (tenant_hash,),
            )
        return deleted

    def issue_state(self, *, seconds: float) -> str:
        """A fresh OAuth state; only its hash is kept."""
        state = secrets.token_urlsafe(32)
        self._db.run(
            "insert into oauth_state values (?, ?)",
            (self._db.digest("oauth", state), self._db.stamp(seconds=seconds)),
        )
        return state

    def consume_state(self, state: str) -> bool:
        """True exactly once, and only before it runs out."""
        with self._db.writing():
            row = self._db.one(
                "delete from oauth_state where state = ? returning expires",
                (self._db.digest("oauth", state),),
            )
        return row is not None and row["expires"] > self._db.stamp()

    def reseal(self) -> int:
        """Encrypt every row with the current key; how many."""
        keyring = self._db.keyring
        with self._db.writing():
            rows = self._db.rows("select * from installation")
            for row in rows:
                self._db.run(
                    f"update installation set body = ? {_HERE}",
                    (
                        keyring.seal(_purpose(row), keyring.unseal(_purpose(row), row["body"])),
                        row["platform"],
                        row["tenant"],
                        row["person"],
                    ),
                )
            self._db.reseal_secret()
        return len(rows)

    def _columns(self, key: InstallationKey) -> tuple[str, str, str]:
        member = ""
        if key.member:
            member = self._db.person_hash(Person(key.platform, key.tenant, key.member))
        return key.platform, key.tenant, member

    def _seal(self, key: InstallationKey, body: bytes) -> bytes:
        platform, tenant, person = self._columns(key)
        row = {"platform": platform, "tenant": tenant, "person": person}
        return self._db.keyring.seal(_purpose(row), body)


class ConversationTable:
    """Conversations; see `bot.state.port.Conversations`."""

    def __init__(self, db: StateDatabase) -> None:
        self._db = db

    def save(self, conversation: Conversation) -> None:
        """Insert or replace."""
        self._db.run(
            "insert or replace into conversation values (?, ?, ?, ?, ?, ?, ?)",
            (
                conversation.platform,
                conversation.tenant,
                conversation.conversation_id,
                conversation.service_url,
                conversation.kind,
                conversation.team,
                self._db.owner_hash(conversation.person),
            ),
        )

    def find(self, platform: Platform, tenant: str, conversation_id: str) -> Conversation | None:
        """One conversation."""
        row = self._db.one(
            "select * from conversation where platform = ? and tenant = ? and conversation_id = ?",
            (platform, tenant, conversation_id),
        )
        return None if row is None else _conversation(row)

    def of_tenant(self, platform: Platform, tenant: str) -> tuple[Conversation, ...]:
        """All of a tenant, ordered by id; `person` is not known any more."""
        rows = self._db.rows(
            "select * from conversation where platform = ? and tenant = ? order by conversation_id",
            (platform, tenant),
        )
        return tuple(_conversation(row) for row in rows)

    def delete(self, platform: Platform, tenant: str, conversation_id: str) -> bool:
        """Whether there was one."""
        changed = self._db.run(
            "delete from conversation where platform = ? and tenant = ? and conversation_id = ?",
            (platform, tenant, conversation_id),
        )
        return changed == 1


_HERE = "where platform = ? and tenant = ? and person = ?"


def _purpose(row: Row) -> str:
    return f"installation:{row['platform']}:{row['tenant']}:{row['person']}"


def _conversation(row: Row) -> Conversation:
    return Conversation(
        Platform(row["platform"]),
        row["tenant"],
        row["conversation_id"],
        row["service_url"],
        row["kind"],
        row["team"],
    )
