"""An accepted message and where its answer goes: the sealed body of a job row."""

import json
from dataclasses import asdict, dataclass

from bot.errors import BotError
from bot.state.records import Person, Place, Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One message to the bot."""

    tenant: str
    conversation: str
    """With the thread, as Teams named it: where the answer is posted."""
    service_url: str
    kind: str
    """`personal`, `group` or `channel`."""
    thread: str
    user: str
    text: str
    """Empty when the message was stopped at the door."""
    name: str = ""
    """Who asks, as the channel is told; only with an order about tips."""
    directory_id: str = ""
    """The same in the tenant's directory, where managers are listed by it."""
    stopped: bool = False
    """A CPR number was found: nothing is searched, and the text is not here."""

    @property
    def channel(self) -> str:
        """The conversation without its thread."""
        return self.conversation.partition(";")[0]

    @property
    def person(self) -> Person:
        """Who asks."""
        return Person(Platform.TEAMS, self.tenant, self.user)

    @property
    def place(self) -> Place:
        """Where it was asked; a personal conversation is the person's own."""
        own = self.person if self.kind == "personal" else None
        return Place(Platform.TEAMS, self.tenant, self.channel, own)

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
            return cls(**json.loads(body))
        except (ValueError, TypeError) as error:
            raise BotError("Et ventende spørgsmål er skrevet af en anden udgave.") from error
