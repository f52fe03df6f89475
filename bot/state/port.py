"""What any store of state must do; `tests/contracts/` holds it to every word.

All methods block for a few milliseconds and are safe from any thread: an asynchronous edge calls
them through `asyncio.to_thread`. A method that writes has written durably when it returns.

Raises (all):
    StateBusyError: another process held the lock too long; nothing was written.
    StateError: the store could not be read or written; nothing was written.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from bot.state.records import (
    Allowance,
    AuditEntry,
    AuditLine,
    Conversation,
    Delivery,
    Feedback,
    InstallationKey,
    Kind,
    Lease,
    Person,
    PersonData,
    Place,
    Platform,
    QuizCard,
    Stop,
    Subscription,
    SubscriptionState,
    ThreadMemory,
    TipClaim,
    TipSend,
    TipState,
    Wait,
)

Wordless = Callable[[bytes], bytes]
"""A job's body to the same body without the words of its question."""


class Jobs(Protocol):
    """Accepted questions that wait for their answer, sealed, at most 15 minutes.

    Of one that waited so long an apology is owed, for as long again, without the question's words.
    """

    def accept(self, delivery: Delivery, body: bytes, *, lease_seconds: float) -> Lease | None:
        """Keep the question and take it; None when this event or message came before."""

    def is_new(self, delivery: Delivery) -> bool:
        """Remember an event that needs no job (a button, a greeting); False when it came before."""

    def lease(self, *, lease_seconds: float, platform: Platform | None = None) -> Lease | None:
        """The oldest job that nobody holds, or whose holder's lease ended; of one platform."""

    def posting(self, lease: Lease, *, lease_seconds: float | None = None) -> bool:
        """Say that the answer is being posted; False when the lease was lost: do not post.

        With `lease_seconds` the lease ends so long from now, so that the post itself is covered.
        """

    def finish(
        self, lease: Lease, entry: AuditEntry, thread: tuple[str, ThreadMemory] | None = None
    ) -> bool:
        """Delete the job, write the audit and the thread's memory, all or nothing.

        False when the lease was lost; then nothing is written.
        """

    def release(self, lease: Lease) -> bool:
        """Give the job back at once, for another attempt."""

    def give_up(self, wordless: Wordless, platform: Platform | None = None) -> int:
        """Take the words out of what waited 15 minutes, whoever holds it, and delete old apologies.

        How many were given up; they are leased like other jobs. A body that no key opens, or that
        `wordless` refuses with `BotError`, is deleted.
        """

    def waiting(self) -> int:
        """How many jobs there are."""


class Installations(Protocol):
    """OAuth installations, sealed; one row a key, the last one counts."""

    def save(self, key: InstallationKey, body: bytes) -> None:
        """Insert or replace."""

    def find(self, key: InstallationKey) -> bytes | None:
        """The body as saved."""

    def tenants(self, platform: Platform) -> tuple[str, ...]:
        """Every workspace or tenant where the bot itself is installed, ordered."""

    def delete(self, key: InstallationKey) -> bool:
        """Whether there was one."""

    def delete_tenant(self, platform: Platform, tenant: str) -> int:
        """Remove all that is kept for a tenant that uninstalled; how many rows."""

    def issue_state(self, *, seconds: float) -> str:
        """A fresh OAuth state; only its hash is kept."""

    def consume_state(self, state: str) -> bool:
        """True exactly once, and only before it runs out."""

    def reseal(self) -> int:
        """Encrypt every row with the current key; how many."""


class Conversations(Protocol):
    """Where the bot may post by itself."""

    def save(self, conversation: Conversation) -> None:
        """Insert or replace."""

    def find(self, platform: Platform, tenant: str, conversation_id: str) -> Conversation | None:
        """One conversation."""

    def of_tenant(self, platform: Platform, tenant: str) -> tuple[Conversation, ...]:
        """All of a tenant, ordered by id; `person` is not known any more."""

    def delete(self, platform: Platform, tenant: str, conversation_id: str) -> bool:
        """Whether there was one."""


class Records(Protocol):
    """Audit, feedback, threads, settings."""

    def audit(self, entry: AuditEntry) -> None:
        """Write one line, with the store's time."""

    def audit_since(self, since: dt.datetime) -> tuple[AuditLine, ...]:
        """Lines from this time on, oldest first."""

    def give_feedback(self, feedback: Feedback, place: Place, person: Person) -> None:
        """One mark a person and answer; a second one replaces the first."""

    def feedback_since(self, since: dt.datetime) -> tuple[Feedback, ...]:
        """Marks from this time on, oldest first, without who gave them."""

    def remember(self, place: Place, thread: str, memory: ThreadMemory) -> None:
        """What the thread is about now."""

    def recall(self, place: Place, thread: str) -> ThreadMemory | None:
        """What it was about; None for a thread that the bot has not answered in."""

    def set_setting(self, owner: Place | Person, name: str, value: str) -> None:
        """Insert or replace; an empty value deletes."""

    def settings_of(self, owner: Place | Person) -> Mapping[str, str]:
        """Name -> value."""


class Tips(Protocol):
    """Subscriptions, the ledger of what was sent, and quiz cards."""

    def subscribe(self, subscription: Subscription) -> None:
        """Insert or replace; `created` is kept from the first time unless it had ended."""

    def subscription(self, platform: Platform, tenant: str, channel: str) -> Subscription | None:
        """One channel's, whatever its state."""

    def subscriptions(self, *states: SubscriptionState) -> tuple[Subscription, ...]:
        """All in these states (none given: all), ordered by key."""

    def claim(
        self,
        key: tuple[Platform, str, str],
        occurrence: str,
        tip_id: str,
        *,
        lease_seconds: float,
    ) -> TipClaim | None:
        """Take one occurrence; None when it is taken or done.

        A claim whose lease ended can be taken again; its first tip stays the tip.
        """

    def sending(self, claim: TipClaim, *, lease_seconds: float) -> bool:
        """Say that it is being posted; False when the claim was lost: do not post."""

    def unsent(self, claim: TipClaim) -> bool:
        """Say that it surely was not posted, so that nobody need ask; the lease goes on.

        False when the claim was lost.
        """

    def settle(self, claim: TipClaim, outcome: TipState, message_id: str = "") -> bool:
        """Close the occurrence as sent, unknown or skipped; False when the claim was lost."""

    def abandoned(self) -> tuple[TipClaim, ...]:
        """Occurrences whose holder is gone, as last claimed; `claim` them again to go on."""

    def taken(self, occurrence: str) -> frozenset[tuple[Platform, str, str]]:
        """The channels with a row for an occurrence, whatever its state."""

    def is_held(self, key: tuple[Platform, str, str], occurrence: str) -> bool:
        """Whether `claim` would refuse at this moment: somebody holds it, or it is done."""

    def history(self, key: tuple[Platform, str, str]) -> tuple[TipSend, ...]:
        """The channel's ledger, latest first."""

    def react(self, key: tuple[Platform, str, str], message_id: str) -> bool:
        """Mark that someone reacted to a tip; False when the message is none."""

    def save_card(self, person: Person, card: QuizCard) -> None:
        """Insert or replace."""

    def cards(self, person: Person) -> tuple[QuizCard, ...]:
        """One person's cards, the ones due first in front."""


class Control(Protocol):
    """Stop switch, limits, retention, people's rights."""

    def stop(self, reason: str) -> None:
        """Stop every process; written to the audit. A second stop replaces the reason."""

    def start(self) -> bool:
        """Start again; False when it was not stopped."""

    def stopped(self) -> Stop | None:
        """The stop in force."""

    def spend(self, allowances: Sequence[Allowance]) -> Wait | None:
        """Use one of each, or none and the first that is used up."""

    def export_person(self, person: Person) -> PersonData:
        """All that is kept about a person; written to the audit without saying whom.

        Raises:
            SettingsError: PRINCIPBOT_KEY is not set, so nobody can be recognised.
        """

    def delete_person(self, person: Person) -> Mapping[str, int]:
        """Delete it all; rows by kind. Audit lines lose the conversation and stay as counts.

        Raises:
            SettingsError: PRINCIPBOT_KEY is not set, so nobody can be recognised.
        """

    def sweep(self, kind: Kind, before: dt.datetime) -> int:
        """Delete rows of a kind that were last used before this time."""

    def tidy(self) -> None:
        """Leave nothing deleted readable in the files: empty the write-ahead log."""


class State(Protocol):
    """The whole store."""

    @property
    def jobs(self) -> Jobs:
        """Waiting questions and de-duplication."""

    @property
    def installations(self) -> Installations:
        """Tokens and OAuth states."""

    @property
    def conversations(self) -> Conversations:
        """Where to post."""

    @property
    def records(self) -> Records:
        """Audit, feedback, threads, settings."""

    @property
    def tips(self) -> Tips:
        """Subscriptions, ledger, quiz."""

    @property
    def control(self) -> Control:
        """Stop, limits, retention, rights."""

    def close(self) -> None:
        """Let go of files and connections."""
