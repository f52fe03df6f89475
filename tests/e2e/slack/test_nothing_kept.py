"""After a question no file of the bot holds a word of it: not the database, not the log."""

from pathlib import Path

import pytest

from tests.e2e.slack.conftest import World, copy
from tests.e2e.slack.world import (
    BOT,
    DIRECT,
    Slack,
    bot_environment,
    bot_over_http,
    bot_over_socket,
    free_port,
    until,
)

WORDS = ("grævlingepasser", "æblegrødstilskud")
QUESTION = f"må vi give {WORDS[0]} afslag på {WORDS[1]} efter en anden lov?"


@pytest.mark.parametrize("over_http", [True, False], ids=["HTTP", "Socket Mode"])
def test_no_word_of_a_question_is_kept(data: Path, tmp_path: Path, over_http: bool) -> None:
    port = free_port() if over_http else None
    slack = Slack(tmp_path, free_port(), port)
    own, log = copy(data, tmp_path), tmp_path / "bot.log"
    env = bot_environment(own, slack.port)
    bot = bot_over_http(log, port, env) if port else bot_over_socket(log, env)
    world = World(slack, bot, port or 0)
    first = world.slack.say(f"<@{BOT}> {QUESTION}")
    world.slack.answer(first)
    world.slack.answer(world.slack.say(QUESTION, channel=DIRECT), DIRECT)
    world.slack.say("og hvad med grævlingepasser?", thread=first)
    until(lambda: len(world.slack.replies(first)) == 2)
    slack.kill()  # errors in the log, too
    bot.stop()
    files = [file for file in (*own.rglob("*"), log) if file.is_file()]
    assert files
    for file in files:
        kept = file.read_bytes().lower()
        assert not [word for word in WORDS if word.encode() in kept], file
