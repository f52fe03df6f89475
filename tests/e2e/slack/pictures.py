"""Pictures of the example answers, a tip and the quiz in local-slack's page, for docs/billeder.

Run: `make pictures`.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.e2e.slack.world import (
    BOT,
    ROOT,
    Slack,
    bot_environment,
    bot_over_http,
    free_port,
    until,
)

QUESTIONS = {
    "a": "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?",
    "b": "hvad siger loven om kompensation når kommunen laver fejl",
    "c": "hvad er satsen for kontanthjælp i 2026",
}


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    slack = Slack(folder, free_port(), port := free_port(), channels=len(QUESTIONS) + 1)
    bot = bot_over_http(folder / "bot.log", port, bot_environment(folder / "data", slack.port))
    try:
        photograph(slack)
    finally:
        bot.stop()
        slack.stop()
        shutil.rmtree(folder)


def photograph(slack: Slack) -> None:
    """Ask each question in a channel of its own, and take its picture."""
    names = []
    for number, (name, question) in enumerate(QUESTIONS.items()):
        channel = f"C{number:05d}"
        slack.answer(slack.say(f"<@{BOT}> {question}", channel), channel)
        names.append(f"{name}=team-{number}")
    tip = f"C{len(QUESTIONS):05d}"
    slack.command("/principtip", "nu", tip)
    until(lambda: slack.messages(tip))
    names.append(f"tip=team-{len(QUESTIONS)}")
    node = shutil.which("node") or "node"
    command = [node, "tests/e2e/slack/photos.mjs", slack.address, str(ROOT / "docs/billeder")]
    subprocess.run([*command, *names], cwd=ROOT, check=True)  # noqa: S603


if __name__ == "__main__":
    main()
