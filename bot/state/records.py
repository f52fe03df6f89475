"""What the state holds. No record carries a word of a question, but for a job's sealed body."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Platform(StrEnum):
    """Where a person meets the bot."""

    SLACK = "slack"
    TEAMS = "teams"
    WEB = "web"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class Person:
    """One person on one platform; stored only as a keyed hash."""

    platform: Platform
    tenant: str
    user: str

    @property
    def key(self) -> str:
        """As an operator writes it: `slack:T0123:U0456`."""
        return f"{self.platform}:{self.tenant}:{self.user}"


@dataclass(frozen=True, slots=True)
class Place:
    """One conversation; stored only as a keyed hash."""

    platform: Platform
    tenant: str
    channel: str
    person: Person | None = None
    """Whose it is, in private conversations alone: what makes a row this person's."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What makes a platform's event the same one when it comes again."""

    place: Place
    event_id: str | None
    """The platform's id of the event; None where it has none."""
    message_id: str
    """The message's own id: Slack's `ts`, Teams' activity id."""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to answer one job until the lease ends; a later fence takes it away."""

    job_id: str
    fence: int
    attempts: int
    """From 1."""
    may_be_posted: bool
    """Whether an earlier attempt may have posted the answer: look before posting."""
    body: bytes = field(repr=False)
    """The question and where to answer; in memory only."""
    given_up: bool = False
    """It waited too long: the question's words are gone, and an apology is owed."""


@dataclass(frozen=True, slots=True)
class InstallationKey:
    """Which installation: a workspace or tenant, and the person who installed where it matters."""

    platform: Platform
    tenant: str
    member: str = ""
    """Empty for the bot's own installation."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where the bot may post by itself (Teams needs all of it)."""

    platform: Platform
    tenant: str
    conversation_id: str
    service_url: str
    kind: str
    """`personal`, `group` or `channel`."""
    team: str = ""
    person: Person | None = None
    """Whose it is, when it is personal."""


class AuditKind(StrEnum):
    """What an audit line tells of."""

    ANSWER = "svar"
    STOP = "stop"
    START = "start"
    DELETION = "sletning"
    EXPORT = "udtræk"
    SWEEP = "oprydning"
    SETTING = "indstilling"


GIVEN_UP = "udløbet"
"""Reason of an audit line: nobody answered in time, and the person was told so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One line for the audit."""

    kind: AuditKind
    status: str
    """`answer`, `no_answer`, `refused`, `failed`; never a question's words."""
    place: Place | None = None
    reason: str = ""
    """The no-answer's reason, or the operator's for a stop."""
    generation: str = ""
    passage_ids: tuple[str, ...] = ()
    duration_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditLine:
    """One line of the audit, as kept."""

    at: dt.datetime
    kind: AuditKind
    status: str
    platform: str
    channel: str
    """Keyed hash; empty where none belongs."""
    reason: str
    generation: str
    passage_ids: tuple[str, ...]
    duration_ms: int


class FeedbackReason(StrEnum):
    """Why an answer did not help; the list that people choose from."""

    HJALP = "hjalp"
    FORKERT_EMNE = "forkert_emne"
    IKKE_HELE_SVARET = "ikke_hele_svaret"
    FORAELDET = "foraeldet"
    MANGLER_KILDE = "mangler_kilde"
    SVAER_AT_FORSTAA = "svaer_at_forstaa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """A person's mark on one answer, without words."""

    answer_id: str
    reason: FeedbackReason
    passage_ids: tuple[str, ...]
    generation: str


@dataclass(frozen=True, slots=True)
class ThreadMemory:
    """What a thread was about: provisions and passages, never words."""

    provisions: tuple[str, ...]
    passage_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """The bot is stopped, since when and why."""

    since: dt.datetime
    reason: str


class SubscriptionState(StrEnum):
    """Whether a channel gets tips."""

    ACTIVE = "aktiv"
    PAUSED = "pause"
    ENDED = "afmeldt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One channel's tips. The channel's id is kept in clear, since the bot must post there."""

    platform: Platform
    tenant: str
    channel: str
    weekday: int
    """ISO: 1 = Monday, 5 = Friday."""
    minute: int
    """Minutes after midnight in Copenhagen."""
    every_weeks: int = 1
    state: SubscriptionState = SubscriptionState.ACTIVE
    paused_until: dt.date | None = None
    """None = until someone resumes it."""
    note: str = ""
    """Why it ended or paused, a fixed word."""
    created: dt.datetime | None = None
    """None until it is kept; the first tip is due after this."""

    @property
    def key(self) -> tuple[Platform, str, str]:
        """What names the subscription."""
        return self.platform, self.tenant, self.channel


class TipState(StrEnum):
    """Where one occurrence of a channel's tip stands."""

    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    """The platform could not tell whether it was posted; not sent again."""
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TipClaim:
    """The right to send one occurrence until the lease ends."""

    platform: Platform
    tenant: str
    channel: str
    occurrence: str
    """ISO week, `2026-W48`."""
    tip_id: str
    fence: int
    attempts: int
    may_be_sent: bool
    """Whether an earlier attempt may have posted it: ask the platform before posting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TipSend:
    """One line of the ledger."""

    occurrence: str
    tip_id: str
    state: TipState
    at: dt.datetime
    message_id: str
    has_reaction: bool


@dataclass(frozen=True, slots=True)
class QuizCard:
    """How far one person is with one question; shown to nobody else."""

    question_id: str
    step: int
    """Place in the row of growing intervals, from 0."""
    due: dt.datetime


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often something may happen: `burst` at once, then one each `burst`-th of the period."""

    name: str
    key: str
    """What is limited (a person, a channel); stored as a keyed hash."""
    burst: int
    period_seconds: float
    """`burst` events per this long."""


@dataclass(frozen=True, slots=True)
class Wait:
    """An allowance that is used up."""

    name: str
    seconds: float
    """Until one more may happen."""


class Kind(StrEnum):
    """Kinds of rows that grow old, for retention; jobs are `Jobs.give_up`'s."""

    EVENTS = "hændelser"
    OAUTH_STATES = "installationsforsøg"
    THREADS = "tråde"
    FEEDBACK = "tilbagemeldinger"
    AUDIT = "revisionsspor"
    TIPS = "udsendte tips"
    QUIZ = "quiz"
    RATES = "forbrug"


@dataclass(frozen=True, slots=True)
class PersonData:
    """Everything that is kept about one person, readable; counts where rows are alike."""

    settings: dict[str, str]
    quiz: tuple[QuizCard, ...]
    feedback: tuple[Feedback, ...]
    audit: tuple[AuditLine, ...]
    conversations: tuple[str, ...]
    waiting: int
    """Questions of this person that are being answered right now."""
    threads: int
    installations: int
