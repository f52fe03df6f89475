"""What a button does: the whole answer again, with what was asked for below it."""

import datetime as dt
import logging
from typing import Any

from bot import next_steps, privacy, reading
from bot.answer import Answer
from bot.core import Core
from bot.errors import ButtonError, NotFoundError
from bot.replies import reference_number
from bot.service import Question, Scope
from bot.state.records import Feedback, FeedbackReason
from bot.stop import STOPPED
from bot.teams import cards, elements, pages, sections, texts
from bot.teams.activities import Activity
from bot.teams.buttons import ANSWER_KEY, Action, Card, Rebuilder, Sealer, shown_items, to_next_step
from bot.teams.cards import NOTHING, Section
from corpus.errors import QuoteError

_LOG = logging.getLogger("principbot.teams")
Reply = dict[str, Any]


class Pressing:
    """Answers Action.Execute; reads the state and the collection, so it runs in a thread."""

    def __init__(self, core: Core, sealer: Sealer) -> None:
        self._core = core
        self._sealer = sealer
        self._rebuilder = Rebuilder(core, sealer)

    def pressed(self, activity: Activity) -> Reply:
        """What Teams shows: a card in the place of the pressed one, or a sentence."""
        try:
            if self._core.stop.stopped():
                return says(STOPPED)
            return self._pressed(activity)
        except ButtonError:
            return says(texts.OLD_BUTTON)
        except (NotFoundError, QuoteError):
            return says(texts.GONE)
        except Exception:  # noqa: BLE001 - a press never ends in silence
            number = reference_number()
            _LOG.exception("Fejlnummer %s, en knap", number)
            return says(texts.unanswered(number))

    def _pressed(self, activity: Activity) -> Reply:
        action, data = _action(activity)
        scope = self._core.scope_of(activity.tenant, activity.conversation_id)
        card = self._rebuilder.card(data.get(ANSWER_KEY), scope)
        if action is Action.ALONE:
            return self._alone(card, scope)
        if action is Action.CHOICE:
            return shows(cards.answer(card, self._sealer))
        thanks = ""
        if action in (Action.HELPED, Action.DID_NOT_HELP):
            reason = _reason(action, data)
            thanks = texts.CHOOSE_REASON if reason is None else texts.THANKS
            if reason is not None:
                self._note(card, reason, activity)
        section = self._section(action, card, scope, thanks)
        return shows(cards.answer(card, self._sealer, section))

    def _section(self, action: Action, card: Card, scope: Scope, thanks: str) -> Section:
        items = shown_items(card.result)
        if action is Action.CONTEXT:
            library = self._core.library
            return sections.in_context([reading.view(library, i.passage_id) for i in items])
        if action is Action.NOTE:
            return sections.note(items, dt.datetime.now().astimezone().date())
        if action is Action.COLLECTION:
            return pages.collection(self._core, scope)
        if action is Action.STEPS:
            return self._steps(card)
        said = thanks if thanks == texts.THANKS else ""
        made = sections.more(card, self._rebuilder.further(card, scope), self._sealer, said)
        if thanks and not said:
            return Section((elements.bold(thanks), *made.elements))
        return made

    def _steps(self, card: Card) -> Section:
        if isinstance(card.result, Answer):
            return NOTHING
        steps = card.result.next_steps or tuple(map(to_next_step, next_steps.every()))
        return sections.next_steps(steps)

    def _alone(self, card: Card, scope: Scope) -> Reply:
        """A follow-up's own words, searched without what its thread was about."""
        if not card.own or privacy.find_cpr(card.own):
            raise ButtonError("Ordene er ikke med i knappen.")
        result = self._core.service.answer(Question(card.own), scope)
        return shows(cards.answer(Card(result), self._sealer))

    def _note(self, card: Card, reason: FeedbackReason, activity: Activity) -> None:
        mark = Feedback(
            answer_id=card.result.answer_id,
            reason=reason,
            passage_ids=tuple(item.passage_id for item in shown_items(card.result)),
            generation=card.result.generation,
        )
        self._core.state.records.give_feedback(mark, activity.place, activity.person)


def shows(card: elements.Element) -> Reply:
    """Another card in the place of the pressed one."""
    return {"statusCode": 200, "type": elements.CONTENT_TYPE, "value": card}


def says(sentence: str) -> Reply:
    """A sentence beside the card, which stays."""
    return {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": sentence,
    }


def _action(activity: Activity) -> tuple[Action, dict[str, Any]]:
    pressed = activity.data.get("action")
    data = pressed.get("data") if isinstance(pressed, dict) else None
    if not isinstance(data, dict):
        raise ButtonError("Trykket har intet indhold.")
    try:
        return Action(str(data.get("action"))), data
    except ValueError as error:
        raise ButtonError("Knappen findes ikke.") from error


def _reason(action: Action, data: dict[str, Any]) -> FeedbackReason | None:
    if action is Action.HELPED:
        return FeedbackReason.HJALP
    chosen = str(data.get(sections.REASON_FIELD) or "")
    try:
        return FeedbackReason(chosen)
    except ValueError:
        return None
