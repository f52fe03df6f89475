"""The bot as a process that dies in the middle: every question is answered, once."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from bot.state import new_key
from bot.teams import texts
from tests.bot.teams.connector import BOT, TENANT, Connector, Fault, connector
from tests.bot.teams.world import text_of

ROOT = Path(__file__).parents[3]
ASKED = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
_QUESTIONS = 12


class Bot:
    """A process, started again on the same data."""

    def __init__(self, data: Path, counterpart: Connector) -> None:
        self._env = {**os.environ, "PRINCIPBOT_DATA": str(data), "PRINCIPBOT_KEY": new_key()}
        self._counterpart = counterpart
        self._process: subprocess.Popen[bytes] | None = None
        self.address = ""

    def start(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        program = [sys.executable, "-m", "tests.e2e.teams.bot", str(port)]
        command = [*program, self._counterpart.address]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._env)  # noqa: S603 - ours
        self.address = f"http://127.0.0.1:{port}"
        until(self._is_up, 90)

    def kill(self) -> None:
        """As a crash: no time to clean up."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(10)
            self._process = None

    def ask(self, number: int) -> None:
        where = {"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT}
        self.say(ASKED, where, f"a{number}")

    def say(self, text: str, where: dict[str, str], activity: str) -> None:
        body = {
            "type": "message",
            "id": activity,
            "text": text,
            "channelId": "msteams",
            "serviceUrl": self._counterpart.address,
            "from": {"id": f"29:{activity}", "name": "Anna"},
            "recipient": {"id": f"28:{BOT}"},
            "conversation": where,
        }
        headers = {"authorization": f"Bearer {self._counterpart.token()}"}
        address = f"{self.address}/api/messages"
        assert httpx.post(address, json=body, headers=headers).status_code == 200

    def _is_up(self) -> bool:
        try:
            return httpx.get(f"{self.address}/healthz").status_code == 200
        except httpx.HTTPError:
            return False


@pytest.fixture
def teams() -> Iterator[Connector]:
    with connector() as made:
        yield made


@contextmanager
def bot(data: Path, counterpart: Connector) -> Iterator[Bot]:
    made = Bot(data, counterpart)
    made.start()
    try:
        yield made
    finally:
        made.kill()


def test_what_was_acknowledged_is_answered_after_a_crash(tmp_path: Path, teams: Connector) -> None:
    teams.faults = [Fault(seconds=5.0) for _ in range(_QUESTIONS)]
    with bot(tmp_path, teams) as process:
        for number in range(_QUESTIONS):
            process.ask(number)
        process.kill()
        teams.faults = []
        # Slept through: what the first process had begun to post arrives in these seconds.
        time.sleep(6)
        process.start()
        for number in range(_QUESTIONS):
            process.ask(number)  # Teams delivers again what it does not know to be taken
        until(lambda: len(answered(teams)) == _QUESTIONS)
        time.sleep(4)
    for conversation in answered(teams):
        cards = [text_of(s.card) for s in teams.sent if s.conversation == conversation]
        assert all("medmindre det er afklaret" in card for card in cards)
        # Once; where the first process may have posted it, the second card says so.
        assert len([c for c in cards if not c.startswith(texts.MAYBE_TWICE)]) <= 1
        assert len(cards) <= 2


def test_a_bot_that_dies_before_it_posts_answers_once(tmp_path: Path, teams: Connector) -> None:
    with bot(tmp_path, teams) as process:
        process.ask(0)
        until(lambda: teams.sent)
        time.sleep(0.5)
        process.kill()
        process.start()
        process.ask(0)
        time.sleep(6)
    assert len(teams.sent) == 1


def answered(teams: Connector) -> set[str]:
    return {sent.conversation for sent in teams.sent}


def until(look: Callable[[], object], seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < end, "too long"
        time.sleep(0.05)
