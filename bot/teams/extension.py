"""The message extension: find a passage while writing, or the source of a message."""

from typing import Any

from bot import messages
from bot.answer import Answer, AnswerItem, NoAnswer
from bot.core import Core
from bot.errors import NotFoundError
from bot.library import SHARED_ONLY
from bot.service import LONGEST_QUESTION, Question, Scope
from bot.stop import STOPPED
from bot.teams import cards, elements, texts
from bot.teams.activities import Activity, plain
from bot.teams.buttons import shown_items
from bot.teams.cards import item_elements
from bot.teams.dialogs import window
from corpus.errors import QuoteError

SEARCH = "soeg"
FIND_SOURCE = "find_kilden"
_FOUND = 6
_PREVIEW = 120
_INSERT = "indsaet"
Reply = dict[str, Any]


class Extension:
    """Answers searches and actions; reads the collection, so it runs in a thread."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def query(self, activity: Activity) -> Reply:
        """Passages for what is typed, each as a card to be inserted."""
        if self._core.stop.stopped():
            return _says(STOPPED)
        typed = _typed(activity)
        if not typed:
            return _says(texts.SEARCH_HINT)
        question = Question(typed)
        scope = self._scope(activity)
        result = self._core.service.answer(question, scope)
        found = list(shown_items(result))
        if isinstance(result, Answer):
            found += self._core.service.more(question, scope)
        if not found:
            return _says(_no(result))
        return _list([_attachment(item) for item in found[:_FOUND]])

    def open_action(self, activity: Activity) -> Reply:
        """`Find kilden til dette`: a window with the answer to a message's words."""
        if self._core.stop.stopped():
            return window(cards.fixed(STOPPED))
        text = _message_text(activity)
        if not text:
            return window(cards.fixed(texts.NOTHING_READ))
        result = self._core.service.answer(Question(text), self._scope(activity))
        items = shown_items(result)
        if not items:
            return window(cards.fixed(_no(result), messages.FOOTER_SHORT))
        return window(_answer_window(result, items))

    def insert(self, activity: Activity) -> Reply:
        """The passage of the window as a card in the message that is being written."""
        wanted = activity.data.get("data")
        passage_id = str(wanted.get(_INSERT, "")) if isinstance(wanted, dict) else ""
        seen = self._core.scope_of(activity.tenant, activity.conversation_id).collections
        try:
            item = self._core.composer.quoted(passage_id, (), SHARED_ONLY | seen)
        except (NotFoundError, QuoteError):
            return _says(texts.GONE)
        return _list([_attachment(item)])

    def _scope(self, activity: Activity) -> Scope:
        return self._core.scope_of(activity.tenant, activity.conversation_id)


def _typed(activity: Activity) -> str:
    """The first parameter that is a text; a client may leave out its name."""
    for parameter in activity.data.get("parameters") or ():
        value = parameter.get("value") if isinstance(parameter, dict) else None
        named = parameter.get("name") if isinstance(parameter, dict) else None
        if isinstance(value, str) and named != "initialRun":
            return plain(value)[:LONGEST_QUESTION]
    return ""


def _message_text(activity: Activity) -> str:
    payload = activity.data.get("messagePayload")
    body = payload.get("body") if isinstance(payload, dict) else None
    content = body.get("content") if isinstance(body, dict) else None
    return plain(content)[:LONGEST_QUESTION] if isinstance(content, str) else ""


def _no(result: Answer | NoAnswer) -> str:
    said = [result.heading, result.collection] if isinstance(result, NoAnswer) else []
    return " ".join(text for text in said if text) or messages.FOOTER_SHORT


def _answer_window(result: Answer | NoAnswer, items: tuple[AnswerItem, ...]) -> elements.Element:
    body = [elements.says(n.text) for n in result.notices if not n.is_after_quote]
    if isinstance(result, NoAnswer):
        body = [elements.bold(_no(result)), *body, elements.says(messages.NEAREST)]
    for number, item in enumerate(items, 1):
        body += item_elements(item, number)
    body.append(elements.small(messages.FOOTER))
    data = {_INSERT: items[0].passage_id}
    button = {"type": "Action.Submit", "title": texts.INSERT, "data": data}
    return elements.card(body, [button], texts.OUTDATED)


def _attachment(item: AnswerItem) -> Reply:
    preview = {
        "contentType": "application/vnd.microsoft.card.thumbnail",
        "content": {
            "title": item.citation,
            "text": _shortened(item.quote),
            "subtitle": item.label_line,
            "images": [],
        },
    }
    return {**elements.attachment(cards.passage(item)), "preview": preview}


def _shortened(quote: str) -> str:
    if len(quote) <= _PREVIEW:
        return f"»{quote}«"
    return f"»{quote[:_PREVIEW].rsplit(' ', 1)[0]} …«"


def _list(attachments: list[Reply]) -> Reply:
    result = {"type": "result", "attachmentLayout": "list", "attachments": attachments}
    return {"composeExtension": result}


def _says(sentence: str) -> Reply:
    return {"composeExtension": {"type": "message", "text": sentence}}
