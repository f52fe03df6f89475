"""Installations and OAuth states on the state port; tokens are sealed there.

Only the bot's own token is kept: nobody's user token, and not who installed.
"""

import asyncio
import json
import logging
from dataclasses import dataclass

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.models.bot import Bot
from slack_sdk.oauth.installation_store.models.installation import Installation
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.slack.job import Workspace
from bot.state.port import Installations
from bot.state.records import InstallationKey, Platform

_LOG = logging.getLogger("principbot.slack")
_ROTATE_MINUTES = 120
_FIELDS = (
    *("app_id", "enterprise_id", "team_id", "bot_token", "bot_id", "bot_user_id"),
    *("bot_refresh_token", "bot_token_expires_at", "is_enterprise_install"),
)


class StateInstallations(AsyncInstallationStore):
    """Slack's installation store; one sealed row a workspace, or an organisation."""

    def __init__(self, installations: Installations) -> None:
        self._kept = installations

    async def async_save(self, installation: Installation) -> None:
        """Keep the bot's token; a later installation replaces it."""
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep the bot's token."""
        tenant = bot.enterprise_id if bot.is_enterprise_install else bot.team_id
        fields = {name: getattr(bot, name) for name in _FIELDS}
        fields["bot_scopes"] = list(bot.bot_scopes)
        await asyncio.to_thread(self._kept.save, _key(tenant or ""), json.dumps(fields).encode())

    async def async_find_bot(
        self,
        *,
        enterprise_id: str | None,
        team_id: str | None,
        is_enterprise_install: bool | None = False,
    ) -> Bot | None:
        """The bot of a workspace, else of the organisation that it belongs to."""
        tenants = [enterprise_id] if is_enterprise_install else [team_id, enterprise_id]
        for tenant in filter(None, tenants):
            body = await asyncio.to_thread(self._kept.find, _key(tenant))
            if body is not None:
                bot = Bot(**json.loads(body), installed_at=0.0)
                if bot.is_enterprise_install or tenant == team_id:
                    return bot
        return None

    async def async_find_installation(self, **_: object) -> Installation | None:
        """None: who installed is not kept."""
        return None

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget a token that was revoked."""
        for tenant in filter(None, (team_id, enterprise_id)):
            if await asyncio.to_thread(self._kept.delete, _key(tenant)):
                return

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Nothing to forget: no user's token is kept."""

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget everything about a workspace that uninstalled."""
        await self.async_delete_bot(enterprise_id=enterprise_id, team_id=team_id)
        if team_id:
            await asyncio.to_thread(self._kept.delete_tenant, Platform.SLACK, team_id)


class StateStates(AsyncOAuthStateStore):
    """OAuth states, each good for one use."""

    def __init__(self, installations: Installations, seconds: int) -> None:
        self._kept = installations
        self._seconds = seconds

    async def async_issue(self, *_: object, **__: object) -> str:
        """A fresh state."""
        return await asyncio.to_thread(self._kept.issue_state, seconds=self._seconds)

    async def async_consume(self, state: str) -> bool:
        """True exactly once."""
        return await asyncio.to_thread(self._kept.consume_state, state)


@dataclass(frozen=True, slots=True)
class BotToken:
    """What a workspace's bot is reached with."""

    token: str
    bot_id: str
    bot_user_id: str


class Tokens:
    """Fresh tokens by workspace; one that runs out soon is renewed, once."""

    def __init__(self, store: StateInstallations, rotator: AsyncTokenRotator) -> None:
        self._store = store
        self._rotator = rotator
        self._renewing = asyncio.Lock()

    async def of(self, workspace: Workspace) -> BotToken | None:
        """The workspace's token; None where the bot is not installed any more."""
        bot = await self._find(workspace)
        if bot is None:
            return None
        if bot.bot_refresh_token is not None:
            async with self._renewing:
                bot = await self._renewed(workspace)
        if bot is None or not bot.bot_token:
            return None
        return BotToken(bot.bot_token, bot.bot_id, bot.bot_user_id)

    async def _renewed(self, workspace: Workspace) -> Bot | None:
        """The bot after any renewal, also one that another process did meanwhile."""
        bot = await self._find(workspace)
        if bot is None:
            return None
        try:
            renewed = await self._rotator.perform_bot_token_rotation(
                bot=bot, minutes_before_expiration=_ROTATE_MINUTES
            )
        except SlackTokenRotationError:
            now = await self._find(workspace)
            if now is None or now.bot_token == bot.bot_token:
                _LOG.error("Slack ville ikke forny token for %s", workspace.installation)
            return now
        if renewed is None:
            return bot
        await self._store.async_save_bot(renewed)
        return renewed

    async def _find(self, workspace: Workspace) -> Bot | None:
        return await self._store.async_find_bot(
            enterprise_id=workspace.enterprise or None,
            team_id=workspace.team or None,
            is_enterprise_install=workspace.is_enterprise,
        )


class Authorize(AsyncAuthorize):
    """Whose token answers a request; nothing is asked of Slack for it."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    async def __call__(
        self,
        *,
        context: AsyncBoltContext,
        enterprise_id: str | None,
        team_id: str | None,
        **_: object,
    ) -> AuthorizeResult | None:
        """None where the bot is not installed."""
        whole = bool(context.is_enterprise_install)
        found = await self._tokens.of(Workspace(team_id or "", enterprise_id or "", whole))
        if found is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=found.bot_user_id,
            bot_id=found.bot_id,
            bot_token=found.token,
        )


def _key(tenant: str) -> InstallationKey:
    return InstallationKey(Platform.SLACK, tenant)
