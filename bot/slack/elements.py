"""The few Block Kit pieces that the bot uses, each within Slack's limits.

A quote stands in plain text, where Slack formats and shortens nothing; only our own fixed
sentences stand in mrkdwn.

Source: docs.slack.dev/reference/block-kit.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

Block = dict[str, Any]

SECTION_LIMIT = 3_000
CONTEXT_LIMIT = 2_000
BUTTON_LIMIT = 75
MESSAGE_LIMIT = 12_000
"""Slack refuses a message of about 13,200 characters over all blocks."""
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TEXT_LIMIT = 4_000
"""Slack cuts longer fallback texts."""

_BREAKS = (re.compile(r"\n+"), re.compile(r"(?<=[.!?:;])\s+"), re.compile(r"\s+"))


def escape(text: str) -> str:
    """Text for mrkdwn: the three signs that Slack reads as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(address: str, label: str) -> str:
    """A link in mrkdwn; signs that would end it are encoded."""
    safe = quote(address, safe=":/?#[]@!$&'()*+,;=%-._~")
    return f"<{escape(safe)}|{escape(label).replace('|', '/')}>"


def split(text: str, limit: int) -> Iterator[str]:
    """A text in pieces of at most `limit`, cut between paragraphs, else sentences, else words."""
    rest = text.strip()
    while len(rest) > limit:
        cut = _cut(rest, limit)
        yield rest[:cut].rstrip()
        rest = rest[cut:].lstrip()
    if rest:
        yield rest


def section(mrkdwn: str) -> list[Block]:
    """Our own words, formatted."""
    return [
        {"type": "section", "text": {"type": "mrkdwn", "text": part}}
        for part in split(mrkdwn, SECTION_LIMIT)
    ]


def plain(text: str) -> list[Block]:
    """Words of a source, letter for letter."""
    return [
        {"type": "section", "text": {"type": "plain_text", "text": part, "emoji": False}}
        for part in split(text, SECTION_LIMIT)
    ]


def header(text: str) -> Block:
    """A heading that a screen reader can jump to."""
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": False}}


def small(text: str, mrkdwn: str = "") -> Block:
    """A small line of plain text, followed by formatted text of our own."""
    elements: list[Block] = [
        {"type": "plain_text", "text": part, "emoji": False}
        for part in list(split(text, CONTEXT_LIMIT))[:9]
    ]
    if mrkdwn:
        elements.append({"type": "mrkdwn", "text": mrkdwn})
    return {"type": "context", "elements": elements}


def button(label: str, action: str, value: str = "", **more: object) -> Block:
    """A button; `url` makes it a link."""
    body: Block = {
        "type": "button",
        "text": {"type": "plain_text", "text": shorten(label, BUTTON_LIMIT), "emoji": False},
        "action_id": action,
        **more,
    }
    return body | ({"value": value} if value else {})


def actions(*elements: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def option(label: str, value: str) -> Block:
    """One choice of a list."""
    return {
        "text": {"type": "plain_text", "text": shorten(label, BUTTON_LIMIT), "emoji": False},
        "value": value,
    }


def modal(title: str, blocks: Sequence[Block], metadata: str = "", submit: str = "") -> Block:
    """A view that is read and closed; one with a field needs `submit`."""
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": shorten(title, 24), "emoji": False},
        "close": {"type": "plain_text", "text": "Luk", "emoji": False},
        "blocks": list(blocks[:VIEW_BLOCKS]),
        **({"private_metadata": metadata} if metadata else {}),
        **({"submit": {"type": "plain_text", "text": submit, "emoji": False}} if submit else {}),
    }


def shorten(text: str, limit: int) -> str:
    """A label of our own, cut at a word with an ellipsis; never used on a quote."""
    if len(text) <= limit:
        return text
    return next(split(text, limit - 2)) + " …"


def _cut(text: str, limit: int) -> int:
    for pattern in _BREAKS:
        places = [found.end() for found in pattern.finditer(text, 0, limit)]
        if places and places[-1] > limit // 3:
            return places[-1]
    return limit
