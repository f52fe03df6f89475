"""The same question gets the same answer id in Slack, in Teams, on the page and in the terminal."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from bot.commands.ask import ask
from bot.core import Core
from bot.settings import Settings
from bot.slack.ids import AnswerRef
from tests.bot.slack import conftest as slack
from tests.bot.teams.world import World

QUESTIONS = Path(__file__).parents[2] / "retrieval/questions.jsonl"
_MANY = 30


def questions() -> list[str]:
    lines = QUESTIONS.read_text("utf-8").splitlines()
    return [str(json.loads(line)["question"]) for line in lines[:_MANY]]


def test_thirty_questions_get_the_same_answer_everywhere(
    bot: World, core: Core, settings: Settings
) -> None:
    asked = questions()
    in_terminal = from_terminal(asked, settings)
    assert len(in_terminal) == _MANY
    assert in_teams(bot, asked) == in_terminal
    assert on_the_page(bot, asked) == in_terminal
    assert asyncio.run(in_slack(core, asked)) == in_terminal


def from_terminal(asked: list[str], settings: Settings) -> list[str]:
    lines = "\n".join(json.dumps({"_id": str(n), "question": q}) for n, q in enumerate(asked))
    run = CliRunner().invoke(ask, ["--jsonl"], input=lines, obj=settings)
    assert run.exit_code == 0, run.output
    return [json.loads(line)["answer_id"] for line in run.stdout.splitlines()]


def in_teams(bot: World, asked: list[str]) -> list[str]:
    found: list[str] = []
    for number, question in enumerate(asked):
        tenant = bot.activity()["conversation"]["tenantId"]
        chat = {"id": f"a:{number}", "conversationType": "personal", "tenantId": tenant}
        sent = bot.ask(bot.personal(question, conversation=chat))
        found.append(sent.card["actions"][0]["data"]["svar"]["a"])
    return found


def on_the_page(bot: World, asked: list[str]) -> list[str]:
    found: list[str] = []
    for question in asked:
        page = bot.client.post("/", data={"spoergsmaal": question})
        assert page.status_code == 200
        found += re.findall(r'data-svar="(\w+)"', page.text)
    return found


async def in_slack(core: Core, asked: list[str]) -> list[str]:
    async with slack.world(core) as made:
        for number, question in enumerate(asked):
            await made.event(slack.direct(question, ts=f"{number}.1"))
            await made.quiet()
        posted = [arguments for _, arguments in made.slack.calls if "blocks" in arguments]
        return [_answer_id(arguments["blocks"]) for arguments in posted]


def _answer_id(blocks: list[dict[str, Any]]) -> str:
    buttons = [e for b in blocks if b["type"] == "actions" for e in b["elements"]]
    return AnswerRef.decode(buttons[0]["value"]).answer_id
