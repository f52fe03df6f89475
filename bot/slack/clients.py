"""The Web API client of a workspace."""

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.job import Workspace
from bot.slack.oauth import Tokens
from bot.slack.sending import RefusedError

RATE_RETRIES = 3
TIMEOUT_SECONDS = 15
_CONNECTIONS = 64


class Clients:
    """Clients over one pool of connections.

    A client waits when Slack says so (429) and never repeats a call whose answer was lost: that
    could post twice.
    """

    def __init__(self, api_url: str, token: str | None = None) -> None:
        self._api_url = api_url
        self._token = token
        self.tokens: Tokens | None = None
        """Set where several workspaces install the app."""
        self._session: aiohttp.ClientSession | None = None

    async def of(self, workspace: Workspace) -> AsyncWebClient:
        """The client that speaks for the bot in a workspace.

        Raises:
            RefusedError: the bot is not installed there any more.
        """
        if self._token is not None:
            return self.client(self._token)
        found = await self.tokens.of(workspace) if self.tokens else None
        if found is None:
            raise RefusedError("not_installed")
        return self.client(found.token)

    def client(self, token: str) -> AsyncWebClient:
        """A client with this token, over the pool; call it inside the running loop."""
        return self._made(token, self._open())

    def unpooled(self, token: str | None = None) -> AsyncWebClient:
        """A client for the libraries, which copy it before there is a loop."""
        return self._made(token or self._token, None)

    def webhook(self, response_url: str) -> AsyncWebhookClient:
        """A client for one response address."""
        return AsyncWebhookClient(
            response_url,
            timeout=TIMEOUT_SECONDS,
            session=self._open(),
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=RATE_RETRIES)],
        )

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _made(self, token: str | None, session: aiohttp.ClientSession | None) -> AsyncWebClient:
        return AsyncWebClient(
            token=token,
            base_url=self._api_url,
            timeout=TIMEOUT_SECONDS,
            session=session,
            retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=RATE_RETRIES)],
        )

    def _open(self) -> aiohttp.ClientSession:
        """The pool, opened at first use inside the running loop."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=_CONNECTIONS)
            )
        return self._session
