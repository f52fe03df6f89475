"""Slack's channels for tips: post with the week's mark, and find it again after a crash."""

import asyncio
from typing import Any

from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ChannelGoneError, PostponedError
from bot.settings import Settings
from bot.slack import tip_blocks
from bot.slack.clients import Clients
from bot.slack.job import Workspace
from bot.slack.oauth import StateInstallations, Tokens
from bot.slack.sending import Pacer, RefusedError, Sender, TryLaterError, call
from bot.state.port import State
from bot.state.records import Place
from bot.tips import schedule
from bot.tips.port import ChannelKey, TipMessage

EVENT_TYPE = "principtip"
"""Of the metadata that a tip carries."""
ORGANISATION = "organisation"
"""Name of a channel's setting: the organisation whose installation reaches it."""
_GONE = frozenset({"channel_not_found", "is_archived", "not_in_channel", "not_installed"})
_PAGE = 200
_MOST_PAGES = 50


class SlackTips:
    """A `bot.tips.port.TipChannel` for Slack."""

    def __init__(self, state: State, clients: Clients, sender: Sender) -> None:
        self._state = state
        self._clients = clients
        self._sender = sender

    async def post(self, key: ChannelKey, occurrence: str, message: TipMessage) -> str:
        """Post, with the occurrence as metadata and as the first block's id; the message's `ts`."""
        made = tip_blocks.tip(message, _mark(occurrence))
        posted: list[str] = []

        async def send() -> None:
            client = await self._client(key)
            reply = await call(
                client.chat_postMessage,
                channel=key[2],
                text=made.text,
                blocks=list(made.blocks),
                metadata={"event_type": EVENT_TYPE, "event_payload": {"occurrence": occurrence}},
                unfurl_links=False,
                unfurl_media=False,
            )
            posted.append(str(reply["ts"]))

        try:
            await self._sender.in_turn(key[2], send)
        except (RefusedError, TryLaterError) as error:
            raise _translated(error) from error
        return posted[0]

    async def find(self, key: ChannelKey, occurrence: str) -> str | None:
        """The `ts` of the week's tip in the channel's history; None when it is not there."""
        oldest = str(schedule.at(schedule.monday(occurrence), 0).timestamp())
        cursor = ""
        try:
            client = await self._client(key)
            for _ in range(_MOST_PAGES):
                reply = await call(
                    client.conversations_history,
                    channel=key[2],
                    oldest=oldest,
                    limit=_PAGE,
                    include_all_metadata=True,
                    **({"cursor": cursor} if cursor else {}),
                )
                for posted in reply.get("messages", ()):
                    if _carries(posted, occurrence):
                        return str(posted["ts"])
                cursor = (reply.get("response_metadata") or {}).get("next_cursor") or ""
                if not cursor:
                    return None
        except (RefusedError, TryLaterError) as error:
            raise _translated(error) from error
        raise PostponedError("Kanalens historik er for lang til at finde tippet i.")

    async def close(self) -> None:
        """Close the connections."""
        await self._clients.close()

    async def _client(self, key: ChannelKey) -> AsyncWebClient:
        place = Place(*key)
        chosen = await asyncio.to_thread(self._state.records.settings_of, place)
        return await self._clients.of(Workspace(key[1], chosen.get(ORGANISATION, "")))


def opened_channel(settings: Settings, state: State) -> SlackTips | None:
    """Slack for a process that only posts; None where no token is configured."""
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None
    if token is None and settings.slack_client_id is None:
        return None
    clients = Clients(str(settings.slack_api_url), token)
    if token is None:
        secret = settings.slack_client_secret
        rotator = AsyncTokenRotator(
            client_id=settings.slack_client_id or "",
            client_secret=secret.get_secret_value() if secret else "",
            client=clients.unpooled(),
        )
        clients.tokens = Tokens(StateInstallations(state.installations), rotator)
    return SlackTips(state, clients, Sender(Pacer()))


def _mark(occurrence: str) -> str:
    return f"tip-{occurrence}"


def _carries(posted: dict[str, Any], occurrence: str) -> bool:
    payload = (posted.get("metadata") or {}).get("event_payload") or {}
    ids = (block.get("block_id") for block in posted.get("blocks", ()))
    return payload.get("occurrence") == occurrence or _mark(occurrence) in ids


def _translated(error: RefusedError | TryLaterError) -> ChannelGoneError | PostponedError:
    if isinstance(error, RefusedError) and error.code in _GONE:
        return ChannelGoneError(str(error))
    return PostponedError(str(error))
