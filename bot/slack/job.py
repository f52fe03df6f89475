"""An accepted question and where its answer goes: the sealed body of a job row."""

import json
from dataclasses import asdict, dataclass

from bot.errors import BotError
from bot.state.records import Delivery, Person, Place, Platform


@dataclass(frozen=True, slots=True)
class Workspace:
    """Which installation a request belongs to."""

    team: str
    enterprise: str = ""
    is_enterprise: bool = False
    """Installed for the whole organisation: the token is the organisation's."""

    @property
    def installation(self) -> str:
        """The id that the token is kept under."""
        return self.enterprise if self.is_enterprise else self.team

    @property
    def tenant(self) -> str:
        """The id that people, places and settings are kept under."""
        return self.team or self.enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One question."""

    workspace: Workspace
    channel: str
    user: str
    text: str
    """Empty when the message was stopped at the door."""
    ts: str = ""
    """The question's own message; empty for a command."""
    thread: str = ""
    """Where the answer is posted; empty for a private answer."""
    response_url: str = ""
    """Where a private answer goes; empty for one in a thread."""
    is_direct: bool = False
    """Asked in the direct conversation with the bot."""
    owns_thread: bool = False
    """The thread began with a question to the bot, so follow-ups need no mention."""
    with_thread: bool = True
    """Whether the thread's topic may be carried over."""
    stopped: bool = False
    """A CPR number was found: nothing is searched, and the text is not here."""

    @property
    def is_private(self) -> bool:
        """Only the asker sees the answer."""
        return bool(self.response_url)

    @property
    def person(self) -> Person:
        """Who asks."""
        return Person(Platform.SLACK, self.workspace.tenant, self.user)

    @property
    def place(self) -> Place:
        """Where it was asked; a direct or private conversation is the person's own."""
        own = self.person if self.is_direct or self.is_private else None
        return Place(Platform.SLACK, self.workspace.tenant, self.channel, own)

    @property
    def memory_key(self) -> str:
        """The thread's name in the memory; a thread that others began is kept apart."""
        return thread_key(self.thread, owned=self.owns_thread or self.is_direct)

    def delivery(self, event_id: str | None, message_id: str) -> Delivery:
        """What makes this question the same one when it comes again."""
        return Delivery(self.place, event_id, message_id)

    def to_bytes(self) -> bytes:
        """As the state seals it."""
        return json.dumps(asdict(self), separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, body: bytes) -> "Job":
        """The job that `to_bytes` wrote.

        Raises:
            BotError: the row was written by an incompatible version.
        """
        try:
            fields = json.loads(body)
            return cls(**{**fields, "workspace": Workspace(**fields["workspace"])})
        except (ValueError, TypeError, KeyError) as error:
            raise BotError("Et ventende spørgsmål er skrevet af en anden udgave.") from error


def thread_key(thread: str, *, owned: bool) -> str:
    """Name of a thread in the memory."""
    return thread if owned else f"nævnt:{thread}"
