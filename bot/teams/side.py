"""The Teams side of a process: every activity that was let in, and what becomes of it."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from starlette.routing import Route

from bot.core import Core
from bot.errands import Errands
from bot.errors import StateError
from bot.limits import too_slow
from bot.replies import reference_number
from bot.state.records import Platform
from bot.teams import cards, elements, pages, texts
from bot.teams.activities import Activity
from bot.teams.answering import Answerer
from bot.teams.buttons import Sealer
from bot.teams.configuration import TeamsConfiguration
from bot.teams.dialogs import Dialogs, window
from bot.teams.extension import Extension
from bot.teams.guard import ENDPOINT, Guard
from bot.teams.intake import Intake
from bot.teams.pace import Pacer
from bot.teams.posting import Poster
from bot.teams.pressing import Pressing, says
from bot.teams.sdk import Reply, Sdk, TokenSource
from bot.teams.sending import Sender
from bot.teams.tip_orders import TipOrders
from bot.teams.tips import TeamsTips
from bot.tips.sending import end_gone
from bot.worker import Worker

_LOG = logging.getLogger("principbot.teams")

_TAKEN: Reply = (200, None)
_SEEN: Reply = (409, {"error": "gentagelse"})
_UNKNOWN: Reply = (501, {"error": "ukendt"})
_UNREADABLE: Reply = (400, {"error": "afvist"})


class TeamsSide:
    """Teams as a part of the one application: `/api/messages`, and the answers to it."""

    def __init__(
        self,
        core: Core,
        configuration: TeamsConfiguration,
        sealer: Sealer,
        *,
        token: TokenSource | None = None,
    ) -> None:
        self._core = core
        self._sdk = Sdk(configuration, self.dispatch, token)
        self._guard = Guard(self._sdk, configuration)
        self._sender = Sender(self._sdk, Pacer())
        channel = TeamsTips(Poster(core.state, self._sender))
        answerer = Answerer(core, self._sender, sealer, TipOrders(core, channel))
        self.worker = Worker(
            answerer,
            core.state.jobs,
            Platform.TEAMS,
            lease_seconds=configuration.lease_seconds,
        )
        self._intake = Intake(core.state, self.worker)
        pressing, extension = Pressing(core, sealer), Extension(core)
        dialogs = Dialogs(core)
        self._invokes: dict[str, Callable[[Activity], dict[str, Any]]] = {
            "adaptiveCard/action": pressing.pressed,
            "task/fetch": dialogs.pressed,
            "task/submit": dialogs.pressed,
            "composeExtension/query": extension.query,
            "composeExtension/fetchTask": extension.open_action,
            "composeExtension/submitAction": extension.insert,
        }
        self._invoke_seconds = configuration.invoke_seconds
        self._errands = Errands(_LOG)

    def routes(self) -> list[Route]:
        """The one address that Teams calls."""
        return [Route(ENDPOINT, self._guard, methods=["POST"])]

    def start(self) -> None:
        """Begin to answer; call it inside the running loop."""
        self.worker.start()

    async def stop(self) -> None:
        """Finish or give back what is running, then close connections."""
        await self._errands.stop()
        await self.worker.stop()
        await self._sdk.close()

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done."""
        return self._errands.is_busy or self.worker.is_busy

    async def dispatch(self, body: dict[str, Any]) -> Reply:
        """An activity to status and body; never an exception, and never a word of it in the log."""
        try:
            activity = Activity.model_validate(body)
        except ValidationError:
            _LOG.warning("En aktivitet kan ikke læses")
            return _UNREADABLE
        try:
            return await self._taken(activity)
        except StateError:
            number = reference_number()
            _LOG.exception("Fejlnummer %s", number)
            return 503, {"error": number}

    async def _taken(self, activity: Activity) -> Reply:
        if activity.type == "message":
            return await self._message(activity)
        if activity.type == "invoke":
            return await self._invoke(activity)
        if activity.type == "installationUpdate":
            await self._installed(activity)
        if activity.type == "messageReaction" and activity.reactions_added:
            await asyncio.to_thread(self._reacted, activity, activity.reply_to_id or "")
        return _TAKEN

    async def _message(self, activity: Activity) -> Reply:
        """A question, or a press of an example; an edited message has another type."""
        if not activity.id or not activity.sender.id:
            return _UNREADABLE
        written = activity.data.get(elements.WRITTEN)
        text = activity.words or (written if isinstance(written, str) else "")
        await asyncio.to_thread(self._keep, activity)
        await self._intake.message(activity, text)
        return _TAKEN

    def _keep(self, activity: Activity) -> bool:
        """Remember where the bot may post; True when it was not there before."""
        conversations, now = self._core.state.conversations, activity.reference
        known = conversations.find(Platform.TEAMS, now.tenant, now.conversation_id)
        if known is None or replace(known, person=now.person) != now:
            conversations.save(now)
        self._reacted(activity, activity.thread)
        return known is None

    def _forget(self, activity: Activity) -> None:
        """The bot is gone from a conversation, and its tips with it."""
        where = (Platform.TEAMS, activity.tenant, activity.conversation_id)
        self._core.state.conversations.delete(*where)
        end_gone(self._core.state, where)

    def _reacted(self, activity: Activity, message_id: str) -> None:
        """A tip met a reaction or a word to the bot below it; who and which is not kept."""
        key = (Platform.TEAMS, activity.tenant, activity.conversation_id)
        self._core.state.tips.react(key, message_id)

    async def _invoke(self, activity: Activity) -> Reply:
        """Something that a person waits for; each is answered once."""
        work = self._invokes.get(activity.name or "")
        if work is None:
            _LOG.warning("En ukendt invoke er afvist")
            return _UNKNOWN
        if activity.id and not await self._intake.is_new(activity):
            return _SEEN
        try:
            reply = await asyncio.wait_for(asyncio.to_thread(work, activity), self._invoke_seconds)
        except TimeoutError:
            _LOG.error("En invoke tog for lang tid")
            reply = _sorry(activity)
        except Exception:  # noqa: BLE001 - a person waits for an answer, not for a status
            _LOG.exception("Fejlnummer %s, %s", reference_number(), activity.name)
            reply = _sorry(activity)
        return 200, reply

    async def _installed(self, activity: Activity) -> None:
        """Keep where the bot is; greet when it was not there before."""
        if activity.action == "remove":
            await asyncio.to_thread(self._forget, activity)
            return
        is_added = activity.action == "add" and await self._intake.is_new(activity)
        if is_added and await asyncio.to_thread(self._keep, activity):
            self._errands.start(self._greet(activity))

    async def _greet(self, activity: Activity) -> None:
        scope = self._core.scope_of(activity.tenant, activity.conversation_id)
        made = await asyncio.to_thread(pages.welcome, self._core, scope)
        message = cards.message(made, texts.WELCOME)
        await self._sender.send(activity.service_url, activity.conversation.id, message)


def _sorry(activity: Activity) -> dict[str, Any]:
    if activity.name == "adaptiveCard/action":
        return says(too_slow().text)
    if (activity.name or "").startswith("task/"):
        return window(cards.fixed(too_slow().text))
    return {"composeExtension": {"type": "message", "text": too_slow().text}}
