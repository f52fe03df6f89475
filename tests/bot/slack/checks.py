"""Every payload that goes to Slack passes Slack's own models; used by all tests of this folder."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from slack_sdk.models.blocks import Block as SlackBlock
from slack_sdk.models.views import View

from bot.slack import elements

GOLDEN = Path(__file__).parents[2] / "golden/slack"


def check_blocks(blocks: Sequence[dict[str, Any]], limit: int = elements.MESSAGE_BLOCKS) -> None:
    """Slack's models accept each block, and together they are within a message's limits."""
    assert 0 < len(blocks) <= limit
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    assert len(ids) == len(set(ids))
    for block in blocks:
        parsed = SlackBlock.parse(dict(block))
        assert parsed is not None, block["type"]
        parsed.validate_json()
        _check_text(block)


def check_message(message: dict[str, Any]) -> None:
    """A whole message: blocks, and a text for those who do not see them."""
    check_blocks(message["blocks"])
    assert message["text"].strip()
    assert len(message["text"]) <= elements.TEXT_LIMIT
    size = sum(len(text) for block in message["blocks"] for text in _texts(block))
    assert size <= 13_200


def check_view(view: dict[str, Any]) -> None:
    """A modal or the home page."""
    check_blocks(view["blocks"], elements.VIEW_BLOCKS)
    View(**view).validate_json()
    has_field = any(block["type"] == "input" for block in view["blocks"])
    assert not has_field or "submit" in view
    assert len(view.get("private_metadata", "")) <= 3_000
    assert len(json.dumps(view)) < 200_000


def check_golden(name: str, made: object) -> None:
    """As the file says; `PRINCIPBOT_GOLDEN=1` writes it anew."""
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    file = GOLDEN / name
    if os.environ.get("PRINCIPBOT_GOLDEN"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def _check_text(block: dict[str, Any]) -> None:
    for text in _texts(block):
        assert text.strip()
    for element in block.get("elements", ()):
        if element["type"] == "button":
            assert element["text"]["type"] == "plain_text"
            assert len(element.get("value", "")) <= 2_000


def _texts(block: dict[str, Any]) -> list[str]:
    found = [block["text"]["text"]] if "text" in block else []
    for element in block.get("elements", ()):
        inner = element.get("text")
        if inner is not None:
            found.append(inner["text"] if isinstance(inner, dict) else inner)
    return found
