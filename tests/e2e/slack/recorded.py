"""What the bot sent in the tests, checked by Slack's own models and by Slack's own types."""

import json
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bot.slack.checks import check_message, check_view
from tests.e2e.slack.world import PLACE, Slack

_TYPES = {
    "chat.postMessage": "ChatPostMessageArguments",
    "views.open": "ViewsOpenArguments",
    "views.push": "ViewsPushArguments",
    "views.update": "ViewsUpdateArguments",
    "views.publish": "ViewsPublishArguments",
    "assistant.threads.setStatus": "AssistantThreadsSetStatusArguments",
    "assistant.threads.setSuggestedPrompts": "AssistantThreadsSetSuggestedPromptsArguments",
}
_FOLDER = PLACE / "recorded"


def record(slack: Slack) -> None:
    """Keep all calls of a run; those with blocks pass Slack's models."""
    calls = [
        (entry["summary"], entry["detail"])
        for entry in slack.log()
        if entry["direction"] == "from_bot" and entry["summary"] in _TYPES
    ]
    assert calls
    for method, arguments in calls:
        if method == "chat.postMessage":
            check_message(arguments)
        if "view" in arguments:
            check_view(arguments["view"])
    write(calls)


def write(calls: Iterable[tuple[str, dict[str, Any]]]) -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    file = _FOLDER / f"{os.getpid()}.jsonl"
    with file.open("a", encoding="utf-8") as out:
        for method, arguments in calls:
            out.write(json.dumps([method, arguments], ensure_ascii=False) + "\n")


def compile_all() -> tuple[int, str]:
    """How many calls were compiled against @slack/types, and the compiler's complaints."""
    lines = [f"import type {{ {', '.join(sorted(set(_TYPES.values())))} }} from '@slack/web-api';"]
    calls = {row for file in _FOLDER.glob("*.jsonl") for row in file.read_text().splitlines()}
    for number, row in enumerate(sorted(calls)):
        method, arguments = json.loads(row)
        body = json.dumps(arguments, ensure_ascii=False)
        lines.append(f"export const c{number}: {_TYPES[method]} = {body};")
    source = PLACE / "recorded.ts"
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [str(_compiler()), "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"]
    done = subprocess.run(  # noqa: S603 - the compiler that the tests installed
        [*command, "--target", "es2022", source.name],
        cwd=PLACE,
        capture_output=True,
        text=True,
        check=False,
    )
    return len(calls), done.stdout + done.stderr


def forget() -> None:
    """Begin anew."""
    for file in _FOLDER.glob("*.jsonl"):
        file.unlink()


def _compiler() -> Path:
    return PLACE / "node_modules/.bin/tsc"
