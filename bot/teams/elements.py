"""Adaptive Card 1.5 elements as Teams takes them.

Words of a source stand in `RichTextBlock`s, which read no Markdown: a star in a source stays a
star. Nothing here uses what 1.5 lacks.
"""

import json
from collections.abc import Sequence
from typing import Any

Element = dict[str, Any]

LIMIT = 28_000
"""Bytes of a card in UTF-8; Teams' limit on cards of extensions, and a safe one for messages."""
WRITTEN = "eksempel"
"""Where a button's data holds what it writes for the person."""
CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"


def run(text: str, **style: Any) -> Element:
    """A piece of text; `style` as the schema names it."""
    return {"type": "TextRun", "text": text, **style}


def link(text: str, address: str) -> Element:
    """A piece of text that opens an address."""
    return run(text, selectAction={"type": "Action.OpenUrl", "title": text, "url": address})


def rich(*runs: Element, **style: Any) -> Element:
    """A paragraph of runs."""
    return {"type": "RichTextBlock", "inlines": list(runs), **style}


def says(text: str, **style: Any) -> Element:
    """A paragraph."""
    return rich(run(text), **style)


def bold(text: str, **style: Any) -> Element:
    """A paragraph that leads."""
    return rich(run(text, weight="Bolder"), **style)


def small(text: str, *more: Element) -> Element:
    """A line of labels, with further runs after it."""
    first = [run(text, size="Small", isSubtle=True)] if text else []
    return rich(*first, *({**r, "size": "Small"} for r in more), spacing="Small")


def heading(text: str) -> Element:
    """The first line of a section."""
    return rich(run(text, weight="Bolder"), separator=True, spacing="Medium")


def execute(title: str, action: str, data: dict[str, Any], *, with_inputs: bool = False) -> Element:
    """A button that the bot answers with a card.

    Fields of the card are sent along only where the button asks for them: what a person writes
    in the field of a note never leaves the screen.
    """
    return {
        "type": "Action.Execute",
        "title": title,
        "verb": action,
        "data": {"action": action, **data},
        "associatedInputs": "auto" if with_inputs else "none",
    }


def opens_dialog(title: str, action: str, data: dict[str, Any] | None = None) -> Element:
    """A button that opens a window, for the one who presses it alone."""
    return answers(title, action, {"msteams": {"type": "task/fetch"}, **(data or {})})


def answers(title: str, action: str, data: dict[str, Any] | None = None) -> Element:
    """A button in such a window, which the bot answers with another card there."""
    return {
        "type": "Action.Submit",
        "title": title,
        "data": {"action": action, **(data or {})},
        "associatedInputs": "none",
    }


def writes(title: str, text: str) -> Element:
    """A button that does as if the person had written something."""
    return {
        "type": "Action.Submit",
        "title": title,
        "data": {WRITTEN: text},
        "associatedInputs": "none",
    }


def row(*buttons: Element) -> Element:
    """Buttons where they belong to what stands above them."""
    return {"type": "ActionSet", "actions": list(buttons)}


def opens(title: str, address: str) -> Element:
    """A button that opens an address."""
    return {"type": "Action.OpenUrl", "title": title, "url": address}


def asks(question: str) -> Element:
    """An example question, pressed as if the person had written it; wraps as a button does not."""
    sent = {"type": "messageBack", "text": question, "displayText": question}
    return {
        "type": "Container",
        "style": "emphasis",
        "selectAction": {
            "type": "Action.Submit",
            "title": question,
            "data": {"msteams": sent, WRITTEN: question},
        },
        "items": [says(question)],
    }


def card(body: Sequence[Element], actions: Sequence[Element] = (), outdated: str = "") -> Element:
    """A whole card."""
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "lang": "da",
        **({"fallbackText": outdated} if outdated else {}),
        "body": list(body),
        **({"actions": list(actions)} if actions else {}),
    }


def size(made: Element) -> int:
    """Bytes of a card as it is sent."""
    return len(json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode())


def attachment(made: Element) -> Element:
    """A card as a message carries it."""
    return {"contentType": CONTENT_TYPE, "content": made}
