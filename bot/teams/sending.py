"""Calls to Teams: in its pace, tried again when it asks, and never claimed when nobody knows.

The SDK sends once. Here a send is tried again on 429, 412, 502 and 504, as Microsoft asks, with
growing waits, chance, and the wait that Teams names. When the connection breaks after the message
was written, nobody knows whether it was posted: that is told apart, and not tried blindly.
A post of its own (`once`) is tried again only where it surely does not stand there.
"""

import json
import logging
import random
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_before_delay,
)

from bot.errors import BotError
from bot.state.records import Conversation
from bot.teams.cards import Message
from bot.teams.pace import Pacer
from bot.teams.sdk import ConnectError, HttpError, Sdk, StatusError

_LOG = logging.getLogger("principbot.teams")

AGAIN = frozenset({412, 429, 502, 504})
"""Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit."""
_NOT_TAKEN = frozenset({412, 429, 503})
"""After these the message surely does not stand there; a 500, 502 or 504 may hide that it does.
Source: RFC 9110, 15.5.13, 15.6; RFC 6585, 4.
"""
PLACEHOLDER = "DO_NOT_USE_PLACEHOLDER_ID"
"""What the SDK gives for a message without an id; never an id to keep."""
_ATTEMPTS = 6
_SECONDS = 15.0
"""All attempts of one call; the lease of a job is twice as long."""
_FIRST_WAIT, _LONGEST_WAIT = 0.25, 8.0
_GONE = frozenset({403, 404})


class TryLaterError(BotError):
    """Teams did not take the message; it was not posted."""


class UnknownOutcomeError(BotError):
    """The connection broke: the message may have been posted."""


class RefusedError(BotError):
    """Teams will never take this message here."""

    def __init__(self, status: int) -> None:
        super().__init__(f"Teams afviste beskeden: {status}.")
        self.status = status

    @property
    def is_gone(self) -> bool:
        """The conversation is closed to the bot: uninstalled, deleted, blocked."""
        return self.status in _GONE

    @property
    def is_too_much(self) -> bool:
        """A smaller message would be taken."""
        return self.status == 413


class Sender:
    """Posts into conversations."""

    def __init__(self, sdk: Sdk, pacer: Pacer, chance: random.Random | None = None) -> None:
        self._sdk = sdk
        self._pacer = pacer
        self._chance = chance or random.Random()  # noqa: S311 - spreads waits

    async def send(
        self, service_url: str, conversation: str, message: Message, *, once: bool = False
    ) -> str:
        """Post into a conversation or thread; the message's id, empty where Teams gave none.

        Raises:
            TryLaterError, UnknownOutcomeError, RefusedError: see there.
        """
        await self._turn(conversation)
        address = f"{_conversation(service_url, conversation)}/activities"
        return _id(await self._call("POST", address, message, once=once))

    async def update(
        self, service_url: str, conversation: str, message_id: str, message: Message
    ) -> None:
        """Put another card in the place of a posted one.

        Raises:
            TryLaterError, UnknownOutcomeError, RefusedError: see there.
        """
        await self._turn(conversation)
        named = quote(message_id, safe="")
        address = f"{_conversation(service_url, conversation)}/activities/{named}"
        await self._call("PUT", address, {**message, "id": message_id})

    async def post_in_channel(self, known: Conversation, channel: str, message: Message) -> str:
        """Begin a thread in a channel once, also in one that was never heard from.

        `known` is any conversation of the same team: it tells where Teams is reached.

        Raises:
            TryLaterError, UnknownOutcomeError, RefusedError: see there.
        """
        await self._turn(channel)
        body = {
            "isGroup": True,
            "tenantId": known.tenant,
            "channelData": {"channel": {"id": channel}, "tenant": {"id": known.tenant}},
            "activity": message,
        }
        address = f"{_root(known.service_url)}/v3/conversations"
        made = await self._call("POST", address, body, once=True)
        return _id({"id": made.get("activityId")} if isinstance(made, dict) else {})

    async def channels(self, known: Conversation) -> dict[str, str]:
        """Every channel of the team of a conversation: id -> name, empty for the first.

        Raises:
            TryLaterError, UnknownOutcomeError, RefusedError: see there.
        """
        team = quote(known.team, safe="")
        address = f"{_root(known.service_url)}/v3/teams/{team}/conversations"
        listed = await self._call("GET", address)
        if isinstance(listed, dict):
            listed = listed.get("conversations", [])
        return {str(c["id"]): str(c.get("name") or "") for c in listed if c.get("id")}

    async def typing(self, service_url: str, conversation: str) -> None:
        """Show that an answer is on its way, if there is room for it; never fails."""
        if not self._pacer.take_if_free(conversation):
            return
        address = f"{_conversation(service_url, conversation)}/activities"
        try:
            await self._sdk.request("POST", address, {"type": "typing"})
        except (HttpError, ValueError) as error:
            _LOG.debug("Skriver-tegnet vises ikke: %s", type(error).__name__)

    async def _turn(self, conversation: str) -> None:
        if not await self._pacer.turn(conversation, _SECONDS):
            raise TryLaterError("Der er sendt for meget i samtalen lige nu.")

    async def _call(
        self, method: str, url: str, body: Mapping[str, Any] | None = None, *, once: bool = False
    ) -> Any:
        again = _NOT_TAKEN if once else AGAIN
        retrying = AsyncRetrying(
            stop=stop_after_attempt(_ATTEMPTS) | stop_before_delay(_SECONDS),
            wait=self._wait,
            retry=retry_if_exception(lambda error: _is_again(error, again)),
            reraise=True,
        )
        try:
            return await retrying(self._sdk.request, method, url, body)
        except StatusError as error:
            status = error.response.status_code
            if status in again or (status >= 500 and not once):
                raise TryLaterError(f"Teams svarede {status}.") from error
            if status >= 500:
                raise UnknownOutcomeError(f"Teams svarede {status}.") from error
            raise RefusedError(status) from error
        except ConnectError as error:
            raise TryLaterError("Teams kan ikke nås.") from error
        except HttpError as error:
            raise UnknownOutcomeError("Forbindelsen til Teams blev afbrudt.") from error
        except json.JSONDecodeError as error:
            raise UnknownOutcomeError("Teams' svar kan ikke læses.") from error
        except ValueError as error:
            raise TryLaterError("Botten fik ikke sit token hos Microsoft.") from error

    def _wait(self, state: RetryCallState) -> float:
        """What Teams asks for, else growing; with chance, so that a crowd comes back apart."""
        error = state.outcome.exception() if state.outcome else None
        asked = _retry_after(error)
        grown = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (state.attempt_number - 1))
        if asked is not None:
            return asked + self._chance.uniform(0, _FIRST_WAIT)
        return self._chance.uniform(grown / 2, grown)


def _is_again(error: BaseException, statuses: frozenset[int]) -> bool:
    if isinstance(error, StatusError):
        return error.response.status_code in statuses
    return isinstance(error, ConnectError)


def _retry_after(error: BaseException | None) -> float | None:
    if not isinstance(error, StatusError):
        return None
    try:
        return max(0.0, float(error.response.headers["retry-after"]))
    except (KeyError, ValueError):
        return None


def _root(service_url: str) -> str:
    return service_url.rstrip("/")


def _conversation(service_url: str, conversation: str) -> str:
    return f"{_root(service_url)}/v3/conversations/{quote(conversation, safe='')}"


def _id(reply: Any) -> str:
    found = reply.get("id") if isinstance(reply, dict) else None
    return "" if found in (None, PLACEHOLDER) else str(found)
