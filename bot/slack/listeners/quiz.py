"""The quiz: a window that one person opens for themselves."""

import asyncio
import datetime as dt

from bot.errors import ButtonError
from bot.house_style import long_date
from bot.slack import tip_blocks
from bot.slack.edge import Edge
from bot.slack.elements import Block
from bot.slack.ids import Action
from bot.slack.job import Workspace
from bot.slack.listeners.pressed import Pressed
from bot.slack.sending import call
from bot.state.records import Person, Platform
from bot.tips import quiz, texts


class QuizWindows:
    """Opens questions and answers them.

    Raises (all):
        ButtonError: the question is not there any more.
        CorpusError: its quote no longer stands in the source.
        TryLaterError, RefusedError: Slack did not open it.
    """

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._state = edge.core.state

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
        cards = self._state.tips.cards(person)
        found = quiz.next_question(self._edge.core.tips.pool, cards, _now())
        if isinstance(found, quiz.Pause):
            if found.is_enough:
                return tip_blocks.says(texts.QUIZ_ENOUGH)
            return tip_blocks.says(texts.QUIZ_NONE.format(day=long_date(found.until)))
        return tip_blocks.question(found)

    def _answered(self, pressed: Pressed) -> Block:
        writer = self._edge.core.tips
        question = writer.pool.question(pressed.value)
        if question is None:
            raise ButtonError(f"Quizspørgsmålet {pressed.value} findes ikke længere.")
        chosen = tip_blocks.ANSWERS.index(Action(pressed.action_id))
        quote = writer.quotes.of(question)
        options = [writer.quotes.of(question, option) for option in question.svar]
        cards = self._state.tips.cards(pressed.person)
        right = question.svar[chosen].rigtigt
        card = quiz.answered(question, cards, is_right=right, now=_now())
        if card is not None:
            self._state.tips.save_card(pressed.person, card)
        return tip_blocks.feedback(question, chosen, quote, options, writer.quotes.generation)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
