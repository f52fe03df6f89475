"""Posts that nobody asked for, as the weekly tip: in any channel of a team that has the bot."""

import asyncio

from bot.errors import NotFoundError
from bot.state.port import State
from bot.state.records import Conversation, Platform
from bot.teams.cards import Message
from bot.teams.sending import RefusedError, Sender


class Poster:
    """Posts by itself; Teams is reached where the team was last heard from."""

    def __init__(self, state: State, sender: Sender) -> None:
        self._state = state
        self._sender = sender

    async def post(self, tenant: str, channel: str, message: Message) -> str:
        """Begin a thread in a channel, or write in a chat, once; the message's id.

        A channel that nobody has written in is reached through any conversation of its tenant.

        Raises:
            NotFoundError: the bot is in no conversation of the tenant.
            TryLaterError: not posted; try again.
            UnknownOutcomeError: perhaps posted; do not try again blindly.
            RefusedError: never; the conversation is then forgotten where it is gone.
        """
        exact, known = await asyncio.to_thread(self._known, tenant, channel)
        if known is None:
            raise NotFoundError(f"Botten er ikke installeret i et team i {tenant}.")
        try:
            if exact is not None and exact.kind != "channel":
                return await self._sender.send(exact.service_url, channel, message, once=True)
            return await self._sender.post_in_channel(known, channel, message)
        except RefusedError as error:
            if error.is_gone and exact is not None:
                forget = self._state.conversations.delete
                await asyncio.to_thread(forget, Platform.TEAMS, tenant, channel)
            raise

    async def channels(self, tenant: str) -> dict[str, str]:
        """Every channel that the bot may post in: id -> name.

        Raises:
            TryLaterError, UnknownOutcomeError, RefusedError: Teams would not say.
        """
        found: dict[str, str] = {}
        teams = await asyncio.to_thread(self._teams, tenant)
        for known in {c.team: c for c in teams if c.team}.values():
            found |= await self._sender.channels(known)
        return found

    def _known(self, tenant: str, channel: str) -> tuple[Conversation | None, Conversation | None]:
        """The conversation itself, and one that tells where Teams is reached."""
        exact = self._state.conversations.find(Platform.TEAMS, tenant, channel)
        return exact, exact or next(iter(self._teams(tenant)), None)

    def _teams(self, tenant: str) -> list[Conversation]:
        every = self._state.conversations.of_tenant(Platform.TEAMS, tenant)
        return [c for c in every if c.kind == "channel"]
