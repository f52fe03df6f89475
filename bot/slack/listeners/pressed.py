"""What Slack says about a pressed button."""

import json
from dataclasses import dataclass
from typing import Any

from bot.slack.ids import AnswerRef
from bot.slack.job import Workspace
from bot.state.records import Person, Place, Platform


@dataclass(frozen=True, slots=True)
class Pressed:
    """One press, in a message, a window or the home page."""

    body: dict[str, Any]
    action: dict[str, Any]
    workspace: Workspace

    @property
    def action_id(self) -> str:
        """Which button."""
        return str(self.action.get("action_id", ""))

    @property
    def value(self) -> str:
        """The button's value; empty for a choice."""
        return str(self.action.get("value", ""))

    @property
    def chosen(self) -> str:
        """The choice in a list; empty for a button."""
        return str((self.action.get("selected_option") or {}).get("value", ""))

    @property
    def checked(self) -> frozenset[str]:
        """The boxes that are checked."""
        return frozenset(str(o["value"]) for o in self.action.get("selected_options") or ())

    @property
    def trigger(self) -> str:
        """Opens a window within three seconds."""
        return str(self.body.get("trigger_id", ""))

    @property
    def person(self) -> Person:
        """Who pressed."""
        return Person(Platform.SLACK, self.workspace.tenant, str(self.body["user"]["id"]))

    @property
    def window(self) -> str:
        """The id of the modal that the button stands in; empty elsewhere."""
        view = self.body.get("view") or {}
        return str(view.get("id", "")) if view.get("type") == "modal" else ""

    @property
    def origin(self) -> "Origin":
        """The message that the press belongs to, also from a window opened on it."""
        metadata = (self.body.get("view") or {}).get("private_metadata")
        if metadata:
            return Origin(**json.loads(metadata))
        container = self.body.get("container") or {}
        message = self.body.get("message") or {}
        return Origin(
            channel=str((self.body.get("channel") or {}).get("id", "")),
            ts=str(container.get("message_ts", "")),
            thread=str(message.get("thread_ts") or container.get("thread_ts") or ""),
            response_url=str(self.body.get("response_url", "")),
            value=self.value,
        )

    @property
    def ref(self) -> AnswerRef:
        """The answer that the press is about.

        Raises:
            ButtonError: the value is not ours.
        """
        return AnswerRef.decode(self.value or self.origin.value)

    @property
    def place(self) -> Place:
        """Where it was pressed."""
        return Place(Platform.SLACK, self.workspace.tenant, self.origin.channel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The message that a press belongs to."""

    channel: str
    ts: str
    thread: str
    response_url: str
    value: str
    """The answer's reference, kept for the presses in a window."""

    def metadata(self) -> str:
        """As a window carries it."""
        return json.dumps(
            {
                "channel": self.channel,
                "ts": self.ts,
                "thread": self.thread,
                "response_url": self.response_url,
                "value": self.value,
            },
            separators=(",", ":"),
        )
