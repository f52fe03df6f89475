"""The quiz: a window that one person opens for themselves."""

import asyncio
import datetime as dt

from bot.slack import tip_blocks
from bot.slack.edge import Edge
from bot.slack.elements import Block
from bot.slack.ids import Action
from bot.slack.job import Workspace
from bot.slack.listeners.pressed import Pressed
from bot.slack.sending import call
from bot.state.records import Person, Platform
from bot.tips.asking import Asking


class QuizWindows:
    """Opens questions and answers them.

    Raises (all):
        ButtonError: the question is not there any more.
        CorpusError: its quote no longer stands in the source.
        TryLaterError, RefusedError: Slack did not open it.
    """

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._asking = Asking(edge.core.state, edge.core.tips, _now)

    async def open(self, where: Workspace, user: str, trigger: str) -> None:
        """The next question, in a new window."""
        person = Person(Platform.SLACK, where.tenant, user)
        view = await asyncio.to_thread(self._next, person)
        client = await self._edge.clients.of(where)
        await call(client.views_open, trigger_id=trigger, view=view)

    async def pressed(self, pressed: Pressed) -> None:
        """The button in a tip, on the home page, or in the window itself."""
        if pressed.window:
            view = await asyncio.to_thread(self._next, pressed.person)
            await self._update(pressed, view)
        else:
            await self.open(pressed.workspace, pressed.person.user, pressed.trigger)

    async def answer(self, pressed: Pressed) -> None:
        """One of the three: what the source says about each, at once."""
        view = await asyncio.to_thread(self._answered, pressed)
        await self._update(pressed, view)

    async def _update(self, pressed: Pressed, view: Block) -> None:
        client = await self._edge.clients.of(pressed.workspace)
        await call(client.views_update, view_id=pressed.window, view=view)

    def _next(self, person: Person) -> Block:
        found = self._asking.following(person)
        return tip_blocks.says(found) if isinstance(found, str) else tip_blocks.question(found)

    def _answered(self, pressed: Pressed) -> Block:
        chosen = tip_blocks.ANSWERS.index(Action(pressed.action_id))
        return tip_blocks.feedback(self._asking.answered(pressed.person, pressed.value, chosen))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
