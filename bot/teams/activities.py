"""What Teams sends, as far as it is read; everything else is ignored."""

import html
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from bot.state.records import Conversation, Delivery, Person, Place, Platform

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")  # <at>Principbot</at>, <p>
_THREAD = ";messageid="
WHOLE = "samtale"
"""Name of the one thread of a conversation without threads."""


class _Part(BaseModel):
    model_config = ConfigDict(
        extra="ignore", frozen=True, alias_generator=to_camel, hide_input_in_errors=True
    )


class Account(_Part):
    """A person, a bot or a conversation."""

    id: str = ""
    name: str | None = None
    aad_object_id: str | None = None
    tenant_id: str | None = None
    conversation_type: str | None = None


class Named(_Part):
    """Something with an id."""

    id: str | None = None


class ChannelData(_Part):
    """What only Teams sends."""

    tenant: Named | None = None
    team: Named | None = None
    channel: Named | None = None


class Entity(_Part):
    """A mention, among others."""

    type: str = ""
    mentioned: Named | None = None
    text: str | None = None


class Activity(_Part):
    """One activity."""

    type: str
    id: str = ""
    name: str | None = None
    action: str | None = None
    service_url: str
    conversation: Account
    sender: Account = Field(alias="from", default_factory=Account)
    recipient: Account = Field(default_factory=Account)
    channel_data: ChannelData | None = None
    entities: tuple[Entity, ...] | None = None
    text: str | None = None
    value: Any = None
    reply_to_id: str | None = None
    reactions_added: tuple[Any, ...] | None = None

    @property
    def tenant(self) -> str:
        """The directory that it comes from, in small letters."""
        data = self.channel_data
        named = data.tenant.id if data and data.tenant else None
        return (self.conversation.tenant_id or named or "").lower()

    @property
    def kind(self) -> str:
        """`personal`, `group` or `channel`, as the state names conversations."""
        kinds = {"personal": "personal", "groupChat": "group", "channel": "channel"}
        return kinds.get(self.conversation.conversation_type or "", "channel")

    @property
    def conversation_id(self) -> str:
        """Without the thread."""
        return self.conversation.id.partition(";")[0]

    @property
    def thread(self) -> str:
        """The thread's root message in a channel; elsewhere the conversation is one thread."""
        return self.conversation.id.partition(_THREAD)[2] or WHOLE

    @property
    def person(self) -> Person:
        """Who sent it."""
        return Person(Platform.TEAMS, self.tenant, self.sender.id)

    @property
    def place(self) -> Place:
        """Where it was sent; a personal conversation is the person's own."""
        own = self.person if self.kind == "personal" else None
        return Place(Platform.TEAMS, self.tenant, self.conversation_id, own)

    @property
    def delivery(self) -> Delivery:
        """What makes it the same one when it comes again."""
        return Delivery(self.place, None, f"{self.name or self.type}:{self.id}")

    @property
    def reference(self) -> Conversation:
        """Where the bot may post by itself."""
        data = self.channel_data
        return Conversation(
            platform=Platform.TEAMS,
            tenant=self.tenant,
            conversation_id=self.conversation_id,
            service_url=self.service_url,
            kind=self.kind,
            team=(data.team.id or "") if data and data.team else "",
            person=self.person if self.kind == "personal" else None,
        )

    @property
    def words(self) -> str:
        """The text without the mention of the bot, without markup."""
        text = self.text or ""
        for entity in self.entities or ():
            about = entity.mentioned.id if entity.mentioned else None
            if entity.type == "mention" and entity.text and about == self.recipient.id:
                text = text.replace(entity.text, " ")
        return plain(text)

    @property
    def data(self) -> dict[str, Any]:
        """The value, when it is an object."""
        return self.value if isinstance(self.value, dict) else {}


def plain(text: str) -> str:
    """Text without tags, entities read, white space joined."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
