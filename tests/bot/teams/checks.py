"""Every card goes through Microsoft's schema of version 1.5 and stays below 28 KB.

With PRINCIPBOT_CARDS set, every card is also written to that folder, where the end-to-end tests
hand it to Microsoft's renderer.
"""

import hashlib
import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator
from jsonschema.exceptions import best_match

from bot.teams import elements

GOLDEN = Path(__file__).parents[2] / "golden/teams"


@cache
def schema() -> Draft6Validator:
    found = files("adaptive_cards") / "schemas" / "schema-1.5.json"
    return Draft6Validator(json.loads(found.read_text("utf-8")))


def check_card(card: dict[str, Any]) -> None:
    """The schema, the size, and what the schema does not see."""
    error = best_match(schema().iter_errors(card))
    assert error is None, error
    assert elements.size(card) < elements.LIMIT
    for button in card.get("actions", ()):
        assert button["title"].strip()
        if button["type"] == "Action.Execute":
            assert button["data"]["action"] == button["verb"]
    folder = os.environ.get("PRINCIPBOT_CARDS")
    if folder:
        text = json.dumps(card, ensure_ascii=False, indent=1, sort_keys=True)
        name = hashlib.sha256(text.encode()).hexdigest()[:16]
        (Path(folder) / f"{name}.json").write_text(text, "utf-8")


def check_message(message: dict[str, Any]) -> None:
    """One card, nothing beside it, and words for the notification."""
    assert message["type"] == "message"
    assert "text" not in message
    assert message["summary"].strip()
    (attachment,) = message["attachments"]
    assert attachment["contentType"] == elements.CONTENT_TYPE
    check_card(attachment["content"])


def check_reply(body: dict[str, Any]) -> None:
    """What an invoke is answered with."""
    if "composeExtension" in body:
        for attachment in body["composeExtension"].get("attachments", ()):
            check_card(attachment["content"])
    elif "task" in body:
        check_card(body["task"]["value"]["card"]["content"])
    elif body["type"] == elements.CONTENT_TYPE:
        check_card(body["value"])
    else:
        assert body["type"] == "application/vnd.microsoft.activity.message"
        assert body["value"].strip()


def check_golden(name: str, made: object) -> None:
    """As the file says; `PRINCIPBOT_GOLDEN=1` writes it anew."""
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    file = GOLDEN / name
    if os.environ.get("PRINCIPBOT_GOLDEN"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
