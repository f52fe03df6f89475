"""Weekly tips against local-slack: signed up, sent by the worker, killed and asked again."""

import datetime as dt
import os
import subprocess
import sys
from typing import Any

from bot.settings import Settings
from bot.state.opened import opened_state
from bot.state.records import Platform, SubscriptionState, TipState
from bot.tips import schedule
from tests.contracts.rows import subscription
from tests.e2e.slack.conftest import World, copy
from tests.e2e.slack.test_scenes import calls
from tests.e2e.slack.world import BOT, GENERAL, KEY, TEAM, bot_environment, until

CHANNEL = (Platform.SLACK, TEAM, GENERAL)


def _tips(world: World) -> list[dict[str, Any]]:
    return [m for m in world.slack.messages() if m["text"].startswith("Ugens tip:")]


def test_a_channel_signs_up_gets_a_tip_and_pauses(world: World) -> None:
    before = len(world.slack.messages())
    world.slack.command("/principtip", "tilmeld torsdag 10.30 hver anden uge")
    told = until(lambda: world.slack.messages()[before:])[0]
    assert "torsdag kl. 10.30, hver anden uge" in told["text"]
    world.slack.command("/principtip", "nu")
    (tip,) = until(lambda: _tips(world))
    assert tip["user"] == BOT
    assert "Skriv intet om borgere i tråden." in tip["text"]
    opened = len(calls(world.slack, "views.open"))
    world.slack.press(tip, "quiz")
    until(lambda: calls(world.slack, "views.open")[opened:])
    said = len(world.slack.messages())
    world.slack.press(tip, "tip_pause")
    until(lambda: [m for m in world.slack.messages()[said:] if "på pause" in m["text"]])
    assert len(_tips(world)) == 1


def test_a_tip_whose_record_was_lost_is_found_and_not_sent_again(
    http: World, data: Any, tmp_path: Any
) -> None:
    """Posted by one process that died before it wrote so; the next one asks Slack."""
    folder = copy(data, tmp_path)
    settings = Settings.model_validate({"data": folder, "key": KEY})
    occurrence = schedule.occurrence(schedule.local(dt.datetime.now(dt.UTC)).date())
    until(lambda: _tips(http))  # the week's tip of the test before
    with opened_state(settings) as state:
        # Signed off meanwhile, so that the answer is the same on every day of the week.
        state.tips.subscribe(subscription(GENERAL, SubscriptionState.ENDED, TEAM))
        claim = state.tips.claim(CHANNEL, occurrence, "brug-genvurderingen", lease_seconds=0)
        assert claim is not None
        assert state.tips.sending(claim, lease_seconds=0)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "worker", "--once"],
        env={**os.environ, **bot_environment(folder, http.slack.port)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with opened_state(settings) as state:
        (send,) = state.tips.history(CHANNEL)
    (tip,) = _tips(http)
    assert (send.state, send.message_id) == (TipState.SENT, tip["ts"])
