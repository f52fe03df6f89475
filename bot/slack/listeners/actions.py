"""Buttons and choices; what takes time is done after the acknowledgement."""

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.errors import ButtonError, NotFoundError
from bot.replies import reference_number
from bot.slack import texts
from bot.slack.edge import Edge, workspace
from bot.slack.ids import Action
from bot.slack.listeners.effects import Effects
from bot.slack.listeners.events import ignored
from bot.slack.listeners.pressed import Pressed
from bot.slack.listeners.quiz import QuizWindows
from bot.slack.listeners.tips import Tips
from bot.slack.listeners.windows import Windows
from bot.slack.sending import RefusedError, TryLaterError
from corpus.errors import CorpusError

_LOG = logging.getLogger("principbot.slack")

Listener = Callable[..., Awaitable[None]]


class Actions:
    """Listeners of interactive components."""

    def __init__(self, edge: Edge, tips: Tips) -> None:
        self._edge = edge
        self._tips = tips
        self._quiz = QuizWindows(edge)
        self._windows = Windows(edge)

    def register(self, app: AsyncApp) -> None:
        """Listen to every button there is; others are acknowledged."""
        effects = Effects(self._edge, self._windows)
        opens: dict[Action, Callable[[Pressed], Awaitable[None]]] = {
            Action.CONTEXT: self._windows.context,
            Action.NOTE: self._windows.note,
            Action.MORE: self._windows.more,
            Action.COLLECTION: self._windows.collection,
            Action.STEPS: self._windows.steps,
            Action.MY_DATA: self._windows.my_data,
            Action.SHARE: effects.share,
            Action.ALONE: effects.alone,
            Action.CHOICE_1: effects.choose,
            Action.CHOICE_2: effects.choose,
            Action.HELPED: effects.feedback,
            Action.DID_NOT_HELP: effects.feedback,
            Action.REMINDERS: effects.reminders,
            Action.DELETE_DATA: effects.delete,
            Action.TIP_PAUSE: self._tips.pause,
            Action.TIP_GO_ON: self._tips.go_on,
            Action.TIP_END: self._tips.end,
            Action.QUIZ: self._quiz.pressed,
            Action.QUIZ_A: self._quiz.answer,
            Action.QUIZ_B: self._quiz.answer,
            Action.QUIZ_C: self._quiz.answer,
        }
        for action, work in opens.items():
            app.action(action.value)(self._listener(work))
        app.action(re.compile(".*"))(ignored)

    def _listener(self, work: Callable[[Pressed], Awaitable[None]]) -> Listener:
        async def listen(
            ack: AsyncAck, body: dict[str, Any], action: dict[str, Any], context: AsyncBoltContext
        ) -> None:
            await ack()
            self._edge.later(self._explained(work, Pressed(body, action, workspace(context))))

        return listen

    async def _explained(
        self, work: Callable[[Pressed], Awaitable[None]], pressed: Pressed
    ) -> None:
        """Do it; where it cannot be done, say why."""
        try:
            await work(pressed)
        except ButtonError:
            await self._windows.say(pressed, texts.OLD_BUTTON)
        except (NotFoundError, CorpusError):
            await self._windows.say(pressed, texts.GONE)
        except (RefusedError, TryLaterError):
            raise
        except Exception:  # noqa: BLE001 - a press never ends in silence
            number = reference_number()
            _LOG.exception("Fejlnummer %s, knap %s", number, pressed.action_id)
            await self._windows.say(pressed, texts.unanswered(number))
