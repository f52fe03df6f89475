"""The Bolt application: the same listeners for HTTP and Socket Mode.

Every listener keeps what it was given before Slack is told that it arrived
(`process_before_response`), and does nothing slow before that.
"""

import logging
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.errors import StateError
from bot.replies import reference_number
from bot.slack import blocks, texts
from bot.slack.clients import Clients
from bot.slack.configuration import SlackConfiguration
from bot.slack.core import Core
from bot.slack.edge import Edge, workspace
from bot.slack.listeners import views
from bot.slack.listeners.actions import Actions
from bot.slack.listeners.commands import Commands
from bot.slack.listeners.events import Events
from bot.slack.listeners.shortcuts import Shortcuts
from bot.slack.listeners.tips import Tips
from bot.slack.manifest import SCOPES
from bot.slack.oauth import Authorize, StateInstallations, StateStates, Tokens

_LOG = logging.getLogger("principbot.slack")
_STATE_SECONDS = 600
_LAST_RETRY = 3
"""Slack sends an event again at most this often."""


class SlackSide:
    """The Bolt application with everything behind it."""

    def __init__(self, core: Core, configuration: SlackConfiguration) -> None:
        self.configuration = configuration
        clients = Clients(configuration.api_url, configuration.bot_token)
        self.edge = Edge(core, clients, configuration.lease_seconds)
        self.app = self._application()
        self._register()

    def _application(self) -> AsyncApp:
        common: dict[str, Any] = {
            "name": "principbot",
            "signing_secret": self.configuration.signing_secret or "",
            "client": self.edge.clients.unpooled(),
            "process_before_response": True,
        }
        if not self.configuration.has_oauth:
            return AsyncApp(**common)
        store = StateInstallations(self.edge.core.state.installations)
        tokens = Tokens(store, self._rotator())
        self.edge.clients.tokens = tokens
        # Bolt takes its own Authorize objects beside OAuth, but its signature names functions.
        common["authorize"] = Authorize(tokens)
        app = AsyncApp(oauth_settings=self._oauth(store), **common)
        app.enable_token_revocation_listeners()
        return app

    def _oauth(self, store: StateInstallations) -> AsyncOAuthSettings:
        kept = self.edge.core.state.installations
        return AsyncOAuthSettings(
            client_id=self.configuration.client_id,
            client_secret=self.configuration.client_secret,
            scopes=sorted(SCOPES),
            user_scopes=[],
            redirect_uri=self.configuration.redirect_url,
            install_path="/slack/install",
            install_page_rendering_enabled=False,  # the page would load a picture from elsewhere
            redirect_uri_path="/slack/oauth_redirect",
            authorization_url=self.configuration.authorize_url,
            installation_store=store,
            installation_store_bot_only=True,
            state_store=StateStates(kept, _STATE_SECONDS),
            state_expiration_seconds=_STATE_SECONDS,
        )

    def _rotator(self) -> AsyncTokenRotator:
        return AsyncTokenRotator(
            client_id=self.configuration.client_id or "",
            client_secret=self.configuration.client_secret or "",
            client=self.edge.clients.unpooled(),
        )

    def _register(self) -> None:
        tips = Tips(self.edge)
        tips.register(self.app)
        Actions(self.edge, tips).register(self.app)
        for listeners in (Events, Commands, Shortcuts):
            listeners(self.edge).register(self.app)
        views.register(self.app)
        self.app.error(self._failed)

    async def _failed(
        self,
        error: Exception,
        request: AsyncBoltRequest,
        body: dict[str, Any],
        context: AsyncBoltContext,
    ) -> BoltResponse:
        """A listener failed: let Slack send it again, and apologise when it will not."""
        number = reference_number()
        _LOG.error("Fejlnummer %s", number, exc_info=error)
        if isinstance(error, StateError) and _retries(request, body) < _LAST_RETRY:
            return BoltResponse(status=503)
        event = body.get("event") or {}
        if event.get("type") in {"message", "app_mention"} and event.get("user"):
            self.edge.later(self._apologise(event, context, number))
        return BoltResponse(status=200)

    async def _apologise(
        self, event: dict[str, Any], context: AsyncBoltContext, number: str
    ) -> None:
        client = await self.edge.clients.of(workspace(context))
        thread = str(event.get("thread_ts") or event["ts"])
        message = blocks.fixed(texts.unanswered(number))
        await self.edge.sender.post(client, str(event["channel"]), thread, message)


def _retries(request: AsyncBoltRequest, body: dict[str, Any]) -> int:
    """How often Slack has sent it again; what is not an event is never sent again."""
    if body.get("type") != "event_callback":
        return _LAST_RETRY
    sent = request.headers.get("x-slack-retry-num") or ["0"]
    return int(sent[0]) if sent[0].isdecimal() else 0
