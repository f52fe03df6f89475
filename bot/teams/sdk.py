"""Microsoft's SDK: the only module that imports it.

It mounts the endpoint, verifies tokens against Microsoft's keys, and gets the bot's own token.
What it would do beside that is kept off: reading a `.env` that lies about, taking its settings
from the environment, telling of activities in its log, telemetry of agents, and dispatching to
typed handlers, which answer what nobody handles with 200 and fail on what they do not know.
"""

import logging
import os
import warnings
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from bot.teams.configuration import TeamsConfiguration
from bot.teams.guard import ENDPOINT

Dispatch = Callable[[dict[str, Any]], Awaitable["Reply"]]
"""An activity with a verified token to what is answered over HTTP."""
Reply = tuple[int, dict[str, Any] | None]
"""Status and body."""
TokenSource = Callable[..., Awaitable[str]]
"""Gives the bot's token; only where Microsoft is not asked for it."""

_TIMEOUT_SECONDS = 10.0
_DISABLED = "PYTHON_DOTENV_DISABLED"


class Sdk:
    """One bot: an ASGI application that takes activities, and calls of the connector."""

    def __init__(
        self,
        configuration: TeamsConfiguration,
        dispatch: Dispatch,
        token: TokenSource | None = None,
    ) -> None:
        with _alone():
            from microsoft_teams.api.auth.cloud_environment import PUBLIC  # noqa: PLC0415 - the SDK loads when Teams is set up, not before
            from microsoft_teams.apps import App, FastAPIAdapter  # noqa: PLC0415 - the SDK loads when Teams is set up, not before
            from microsoft_teams.common import ClientOptions  # noqa: PLC0415 - the SDK loads when Teams is set up, not before
        # An activity is a question: nothing of it may reach a log. What fails is told by us.
        logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)
        self._api = FastAPI(openapi_url=None)
        with _alone(), _without_environment():
            self._app = App(
                client_id=configuration.client_id,
                client_secret=None if token else configuration.client_secret,
                token=token,
                tenant_id=configuration.app_tenant or None,
                cloud=replace(PUBLIC, openid_metadata_url=configuration.metadata_url),
                client=ClientOptions(timeout=_TIMEOUT_SECONDS),
                http_server_adapter=FastAPIAdapter(self._api),
                messaging_endpoint=ENDPOINT,
                service_url="https://smba.trafficmanager.net/teams",
                dangerously_allow_unauthenticated_requests=configuration.unauthenticated,
                telemetry={"agent365": False},
            )
        self._dispatch = dispatch
        self._is_ready = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; the SDK verifies its token before anything is dispatched."""
        if not self._is_ready:
            self._is_ready = True
            await self._app.initialize()
            self._app.server.on_request = self._on_request
        await self._api(scope, receive, send)

    async def close(self) -> None:
        """Close the connections to Teams."""
        await self._app.http_client.http.aclose()
        await self._app.api.http.http.aclose()

    async def request(self, method: str, url: str, body: Mapping[str, Any] | None = None) -> Any:
        """One call of the connector with the bot's token; its JSON, empty when it sent none.

        Raises:
            httpx.HTTPError: it did not go well.
            ValueError: there is no token, or the answer is no JSON.
        """
        http = self._app.api.http
        reply = await http.request(method, url, json=body)
        return reply.json() if reply.content else {}

    async def _on_request(self, event: Any) -> Any:
        activity = event.body.model_dump(by_alias=True, exclude_none=True)
        status, body = await self._dispatch(activity)
        return {"status": status} if body is None else {"status": status, "body": body}


@contextmanager
def _alone() -> Iterator[None]:
    """The import reads `.env` files upwards of the working directory; not here."""
    before = os.environ.get(_DISABLED)
    os.environ[_DISABLED] = "1"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        if before is None:
            del os.environ[_DISABLED]
        else:
            os.environ[_DISABLED] = before


@contextmanager
def _without_environment() -> Iterator[None]:
    """The SDK prefers names like CLIENT_SECRET of the environment over what it is not given."""
    names = (
        "CLIENT_ID",
        "CLIENT_SECRET",
        "TENANT_ID",
        "MANAGED_IDENTITY_CLIENT_ID",
        "SERVICE_URL",
        "CLOUD",
        "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS",
    )
    taken = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(taken)


HttpError = httpx.HTTPError
StatusError = httpx.HTTPStatusError
ConnectError = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Nothing was sent."""
