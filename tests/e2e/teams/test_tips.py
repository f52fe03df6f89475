"""Weekly tips through the counterpart: ordered in a channel, sent by workers, killed on the way."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import Settings
from bot.state import new_key
from bot.state.opened import opened_state
from bot.state.records import Conversation, Platform, TipSend, TipState
from bot.tips import schedule
from tests.bot.teams.checks import check_message
from tests.bot.teams.connector import TENANT, Connector, Fault, Sent, connector
from tests.bot.teams.world import text_of
from tests.bot.tips.conftest import subscription
from tests.e2e.teams.test_killed import ROOT, Bot, until

CHANNELS = ("19:general@thread.tacv2", "19:nyheder@thread.tacv2")
TUESDAY = schedule.at(dt.date(2027, 3, 2), 9 * 60 + 1)
WEEK = schedule.occurrence(TUESDAY.date())


@pytest.fixture
def teams() -> Iterator[Connector]:
    with connector() as made:
        yield made


@contextmanager
def workers(settings: Settings, teams: Connector, number: int) -> Iterator[list[int]]:
    """Processes that send what is due; their ids."""
    assert settings.key is not None
    env = {
        **os.environ,
        "PRINCIPBOT_DATA": str(settings.data),
        "PRINCIPBOT_KEY": settings.key.get_secret_value(),
    }
    command = [sys.executable, "-m", "tests.e2e.teams.worker", teams.address, TUESDAY.isoformat()]
    started = [subprocess.Popen(command, cwd=ROOT, env=env) for _ in range(number)]  # noqa: S603 - ours
    try:
        yield [process.pid for process in started]
    finally:
        for process in started:
            process.kill()
            process.wait(10)


def signed_up(tmp_path: Path, teams: Connector) -> Settings:
    """A state in which the bot is in a team, and two of its channels have signed up."""
    settings = Settings(data=tmp_path, key=SecretStr(new_key()))
    with opened_state(settings) as state:
        state.conversations.save(
            Conversation(Platform.TEAMS, TENANT, CHANNELS[0], teams.address, "channel", CHANNELS[0])
        )
        for channel in CHANNELS:
            state.tips.subscribe(subscription(channel, platform=Platform.TEAMS, tenant=TENANT))
    return settings


def ledger(settings: Settings) -> list[TipSend]:
    with opened_state(settings) as state:
        every = [state.tips.history((Platform.TEAMS, TENANT, channel)) for channel in CHANNELS]
    return [send for sends in every for send in sends]


def states(settings: Settings) -> list[TipState]:
    return sorted(send.state for send in ledger(settings))


def tips(teams: Connector) -> list[Sent]:
    return [sent for sent in teams.sent if "Tal om:" in text_of(sent.card)]


def test_a_tip_is_ordered_and_posted_in_the_channel(tmp_path: Path, teams: Connector) -> None:
    where = {
        "id": f"{CHANNELS[0]};messageid=1700",
        "conversationType": "channel",
        "tenantId": TENANT,
    }
    process = Bot(tmp_path, teams)
    process.start()
    try:
        process.say("principtip tilmeld torsdag 10.30", where, "a1")
        until(lambda: teams.sent)
        assert "torsdag kl. 10.30, ugentlig" in text_of(teams.sent[0].card)
        process.say("principtip nu", where, "a2")
        until(lambda: len(teams.sent) == 3)
        process.kill()
        process.start()
        process.say("principtip nu", where, "a2")  # Teams delivers it again
        process.say("principtip nu", where, "a3")
        until(lambda: len(teams.sent) == 4)
    finally:
        process.kill()
    (tip,) = tips(teams)
    assert tip.conversation == f"{CHANNELS[0]};messageid={tip.message_id}"
    for sent in teams.sent:
        check_message(sent.activity)


def test_three_workers_send_each_channel_one_tip(tmp_path: Path, teams: Connector) -> None:
    settings = signed_up(tmp_path, teams)
    teams.faults = [Fault(429, retry_after="1"), Fault(503)]  # not taken: tried again
    with workers(settings, teams, 3):
        until(lambda: states(settings) == [TipState.SENT] * len(CHANNELS), 90)
        time.sleep(3)
    assert sorted(sent.conversation.partition(";")[0] for sent in tips(teams)) == list(CHANNELS)
    assert {send.occurrence for send in ledger(settings)} == {WEEK}
    assert {send.message_id for send in ledger(settings)} == {s.message_id for s in teams.sent}


def test_what_a_dead_worker_may_have_posted_is_not_posted_again(
    tmp_path: Path, teams: Connector
) -> None:
    settings = signed_up(tmp_path, teams)
    teams.faults = [Fault(seconds=4.0) for _ in CHANNELS]
    with workers(settings, teams, 1) as (pid,):
        until(lambda: len(teams.faults) < len(CHANNELS), 90)  # Teams has begun to take it
        os.kill(pid, signal.SIGKILL)
    (begun,) = ledger(settings)
    assert begun.state is TipState.SENDING
    until(lambda: tips(teams))  # what was on its way arrives
    teams.faults = []
    with workers(settings, teams, 2):
        until(lambda: states(settings) == [TipState.SENT, TipState.UNKNOWN], 90)
        time.sleep(3)
    assert states(settings) == [TipState.SENT, TipState.UNKNOWN]
    assert sorted(sent.conversation.partition(";")[0] for sent in tips(teams)) == list(CHANNELS)
