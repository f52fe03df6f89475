"""Windows that one person opens for themselves: a tip's quote in context, and the quiz.

What is shown and answered in a dialog reaches nobody else: it is no message of the conversation.
Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards.
"""

import datetime as dt
import logging
from collections.abc import Sequence
from typing import Any

from bot import reading
from bot.core import Core
from bot.errors import ButtonError, NotFoundError
from bot.library import SHARED_ONLY
from bot.replies import reference_number
from bot.stop import STOPPED
from bot.teams import cards, elements, sections, texts, tip_cards
from bot.teams.activities import Activity
from bot.teams.buttons import TipAction
from bot.teams.elements import Element
from bot.tips import texts as tip_texts
from bot.tips.asking import Asking
from corpus.errors import CorpusError

_LOG = logging.getLogger("principbot.teams")
_TITLES = {TipAction.CONTEXT: tip_texts.CONTEXT}
Reply = dict[str, Any]


class Dialogs:
    """Answers `task/fetch` and `task/submit`; reads the state, so it runs in a thread."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._asking = Asking(core.state, core.tips, lambda: dt.datetime.now(dt.UTC))

    def pressed(self, activity: Activity) -> Reply:
        """A window, or another card in the open one."""
        title = tip_texts.QUIZ_TITLE
        try:
            action, data = _action(activity)
            title = _TITLES.get(action, title)
            made = cards.fixed(STOPPED)
            if not self._core.stop.stopped():
                made = self._card(action, data, activity)
        except ButtonError:
            made = cards.fixed(texts.OLD_BUTTON)
        except (NotFoundError, CorpusError):
            made = cards.fixed(texts.GONE)
        except Exception:  # noqa: BLE001 - a press never ends in silence
            number = reference_number()
            _LOG.exception("Fejlnummer %s, et vindue", number)
            made = cards.fixed(texts.unanswered(number))
        return window(made, title)

    def _card(self, action: TipAction, data: dict[str, Any], activity: Activity) -> Element:
        if action is TipAction.CONTEXT:
            is_quiz = activity.name == "task/submit"
            made = self._context(data.get(tip_cards.SHOWN), activity)
            return tip_cards.context(made, onward=is_quiz)
        if action is TipAction.ANSWER:
            return self._answered(data, activity)
        if action is TipAction.DELETE_DATA:
            gone = self._core.state.control.delete_person(activity.person)
            return cards.fixed(texts.DELETED.format(rows=sum(gone.values())))
        found = self._asking.following(activity.person)
        return tip_cards.says(found) if isinstance(found, str) else tip_cards.question(found)

    def _answered(self, data: dict[str, Any], activity: Activity) -> Element:
        key, chosen = data.get(tip_cards.QUESTION), data.get(tip_cards.CHOSEN)
        if not isinstance(key, str) or not isinstance(chosen, int):
            raise ButtonError("Svaret har intet indhold.")
        return tip_cards.feedback(self._asking.answered(activity.person, key, chosen))

    def _context(self, shown: object, activity: Activity) -> Sequence[Element]:
        if not isinstance(shown, list) or not shown:
            raise ButtonError("Knappen viser ingen passage.")
        scope = self._core.scope_of(activity.tenant, activity.conversation_id)
        seen = SHARED_ONLY | scope.collections
        found = [self._core.composer.quoted(str(name), (), seen) for name in shown]
        library = self._core.library
        return sections.in_context(
            [reading.view(library, item.passage_id) for item in found]
        ).elements


def window(card: Element, title: str = texts.NAME) -> Reply:
    """A dialog with a card."""
    value = {"title": title, "card": elements.attachment(card), "width": 500, "height": 600}
    return {"task": {"type": "continue", "value": value}}


def _action(activity: Activity) -> tuple[TipAction, dict[str, Any]]:
    data = activity.data.get("data")
    if not isinstance(data, dict):
        raise ButtonError("Trykket har intet indhold.")
    try:
        return TipAction(str(data.get("action"))), data
    except ValueError as error:
        raise ButtonError("Knappen findes ikke.") from error
