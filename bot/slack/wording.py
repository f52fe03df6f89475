"""Slack's wire form of a message to the words that a person typed.

Source: docs.slack.dev/messaging/formatting-message-text.
"""

import html
import re

_MENTION = re.compile(r"<[@!][^>]*>")  # <@U0BOT>, <@U0BOT|principbot>, <!here>
_LABELLED = re.compile(r"<[^<>|]*\|([^<>]*)>")  # <tel:12345678|12 34 56 78>, <#C1|sager>
_BARE = re.compile(r"<((?:https?|mailto|tel):[^<>]*)>")  # <https://ast.dk>


def typed(text: str) -> str:
    """The text without mentions, links as they were shown."""
    text = _MENTION.sub(" ", text)
    text = _LABELLED.sub(r"\1", text)
    text = _BARE.sub(r"\1", text)
    return " ".join(html.unescape(text).split())


def mentions(text: str, user: str | None) -> bool:
    """Whether a user is mentioned."""
    return bool(user) and re.search(rf"<@{re.escape(user or '')}[|>]", text) is not None


def mentions_somebody(text: str) -> bool:
    """Whether any user is mentioned."""
    return re.search(r"<@[A-Z0-9]+[|>]", text) is not None
