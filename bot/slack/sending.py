"""Calls to Slack that keep its pace, are tried again when it asks, and never post twice."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.errors import BotError
from bot.slack.blocks import Message

_LOG = logging.getLogger("principbot.slack")

_BURST = 4
_PER_SECOND = 1.0
_CHANNELS_KEPT = 5_000
_LOOKED_THROUGH = 200

_TRANSIENT = frozenset(
    {
        "fatal_error",
        "internal_error",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_added_to_org",
    }
)
_TOO_MUCH = frozenset({"invalid_blocks", "msg_blocks_too_long", "msg_too_long", "too_many_blocks"})


class TryLaterError(BotError):
    """Slack did not take the message now; it may have been posted all the same."""


class LeaseLostError(BotError):
    """Another process has taken the job over."""


class RefusedError(BotError):
    """Slack will never take this message here."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Slack afviste beskeden: {code}.")
        self.code = code

    @property
    def is_too_much(self) -> bool:
        """A shorter message would be taken."""
        return self.code in _TOO_MUCH


@dataclass(slots=True)
class _Pace:
    """One channel's allowance: a small burst, then one a second."""

    lock: asyncio.Lock
    left: float
    at: float


class Pacer:
    """A queue per channel: messages in the order they came, no faster than Slack takes them.

    Source: docs.slack.dev/apis/web-api/rate-limits, chat.postMessage: one a second and channel,
    short bursts allowed.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._paces: OrderedDict[str, _Pace] = OrderedDict()

    async def run(self, channel: str, send: Callable[[], Awaitable[None]]) -> None:
        """Send when it is this channel's turn; one whose lease was lost gives it to the next.

        Else those who waited too long would use up the turns of those who may still post.
        """
        pace = self._pace(channel)
        async with pace.lock:
            now = self._clock()
            pace.left = min(_BURST, pace.left + (now - pace.at) * _PER_SECOND)
            pace.at = now
            if pace.left < 1:
                wait = (1 - pace.left) / _PER_SECOND
                await self._sleep(wait)
                pace.left, pace.at = 1.0, self._clock()
            pace.left -= 1
            try:
                await send()
            except LeaseLostError:
                pace.left += 1
                raise

    def _pace(self, channel: str) -> _Pace:
        pace = self._paces.setdefault(channel, _Pace(asyncio.Lock(), _BURST, self._clock()))
        self._paces.move_to_end(channel)
        while len(self._paces) > _CHANNELS_KEPT:
            oldest = next(iter(self._paces))
            if self._paces[oldest].lock.locked():
                break
            del self._paces[oldest]
        return pace


class Sender:
    """Posts messages."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def in_turn(self, channel: str, send: Callable[[], Awaitable[None]]) -> None:
        """Send when it is this channel's turn.

        Raises:
            TryLaterError, RefusedError: whatever `send` raises.
        """
        await self._pacer.run(channel, send)

    async def post(
        self, client: AsyncWebClient, channel: str, thread: str, message: Message
    ) -> None:
        """Post in a thread, at once.

        Raises:
            TryLaterError, RefusedError: Slack did not take it.
        """
        with_thread = {"thread_ts": thread} if thread else {}
        await call(
            client.chat_postMessage,
            channel=channel,
            text=message.text,
            blocks=list(message.blocks),
            unfurl_links=False,
            unfurl_media=False,
            **with_thread,
        )

    async def respond(
        self, webhook: AsyncWebhookClient, message: Message, *, in_channel: bool
    ) -> None:
        """Answer a command or button through its own address.

        Raises:
            TryLaterError, RefusedError: Slack did not take it.
        """
        try:
            reply = await webhook.send(
                text=message.text,
                blocks=list(message.blocks),
                response_type="in_channel" if in_channel else "ephemeral",
                replace_original=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except (aiohttp.ClientError, TimeoutError) as error:
            raise TryLaterError("Slack svarede ikke.") from error
        if reply.status_code == 429 or reply.status_code >= 500:
            raise TryLaterError(f"Slack svarede {reply.status_code}.")
        if reply.status_code != 200:
            raise RefusedError(reply.body.strip() or str(reply.status_code))

    async def is_posted(
        self, client: AsyncWebClient, channel: str, thread: str, *, since: str, block_id: str
    ) -> bool:
        """Whether the thread shows a message with this block, later than `since`.

        Raises:
            TryLaterError, RefusedError: Slack would not say.
        """
        reply = await call(
            client.conversations_replies,
            channel=channel,
            ts=thread,
            oldest=since,
            limit=_LOOKED_THROUGH,
        )
        return any(
            block.get("block_id") == block_id
            for message in reply.get("messages", [])
            for block in message.get("blocks", [])
        )


async def call(method: Callable[..., Awaitable[Any]], **arguments: object) -> Any:
    """One call of Slack's Web API.

    Raises:
        TryLaterError, RefusedError: Slack did not do it.
    """
    try:
        return await method(**arguments)
    except SlackApiError as error:
        code, status = _code(error)
        if code in _TRANSIENT or status == 429 or status >= 500:
            raise TryLaterError(f"Slack svarede {code}.") from error
        raise RefusedError(code) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise TryLaterError("Slack svarede ikke.") from error
    except AttributeError as error:  # slack_sdk 3.47 on a proxy's answer in plain text
        raise TryLaterError("Noget mellem os og Slack svarede.") from error


def _code(error: SlackApiError) -> tuple[str, int]:
    response = error.response
    data = response.data if isinstance(response.data, dict) else {}
    return str(data.get("error", "unknown")), int(response.status_code)
