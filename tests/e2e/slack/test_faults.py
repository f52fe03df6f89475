"""Retries, crashes, a patient Slack, a Slack that goes away: one answer to each question."""

import json
import time
import urllib.error
from collections.abc import Iterator
from pathlib import Path

import pytest
from slack_sdk.signature import SignatureVerifier

from bot.settings import Settings
from bot.state.opened import opened_state
from tests.e2e.slack.conftest import copy
from tests.e2e.slack.gate import Door, Gate
from tests.e2e.slack.world import (
    ALICE,
    BOT,
    DIRECT,
    KEY,
    SECRET,
    TEAM,
    Program,
    Slack,
    answers,
    bot_environment,
    bot_over_http,
    bot_over_socket,
    free_port,
    post,
    until,
)

ASKED = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
_LEASE = {"PRINCIPBOT_SLACK_LEASE_SECONDS": "2"}


@pytest.fixture
def slack(tmp_path: Path) -> Iterator[Slack]:
    """local-slack that delivers nothing by itself: the tests send signed events."""
    made = Slack(tmp_path, free_port(), free_port())
    yield made
    made.stop()


def waiting(data: Path) -> int:
    with opened_state(Settings.model_validate({"data": data, "key": KEY})) as state:
        return state.jobs.waiting()


def deliver(
    port: int, ts: str, event_id: str, *, secret: str = SECRET, retry: int = 0, at: float = 0
) -> None:
    """An event as Slack signs it."""
    event = {"type": "message", "channel_type": "im", "channel": DIRECT, "user": ALICE,
             "text": ASKED, "ts": ts}  # fmt: skip
    body = {"type": "event_callback", "team_id": TEAM, "event_id": event_id, "event": event,
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}]}  # fmt: skip
    text = json.dumps(body)
    stamp = str(int(at or time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=text)
    headers = {"x-slack-signature": str(signature), "x-slack-request-timestamp": stamp}
    if retry:
        headers |= {"x-slack-retry-num": str(retry), "x-slack-retry-reason": "http_timeout"}
    post(f"http://127.0.0.1:{port}/slack/events", body, headers)


def test_the_same_event_three_times_is_answered_once(
    slack: Slack, data: Path, tmp_path: Path
) -> None:
    port = free_port()
    own = copy(data, tmp_path)
    bot = bot_over_http(tmp_path / "bot.log", port, bot_environment(own, slack.port))
    for retry in range(3):
        deliver(port, "1.1", "Ev1", retry=retry)
    until(lambda: slack.replies("1.1", DIRECT))
    bot.stop()
    again = bot_over_http(tmp_path / "bot.log", port, bot_environment(own, slack.port))
    deliver(port, "1.1", "Ev1", retry=3)
    time.sleep(0.6)
    again.stop()
    assert len(slack.replies("1.1", DIRECT)) == 1


def test_two_processes_answer_once(slack: Slack, data: Path, tmp_path: Path) -> None:
    own = copy(data, tmp_path)
    env = bot_environment(own, slack.port)
    ports = [free_port(), free_port()]
    bots = [bot_over_http(tmp_path / f"bot-{port}.log", port, env) for port in ports]
    for number in range(5):
        for port in ports:
            deliver(port, f"2.{number}", f"Ev2{number}")
    until(lambda: waiting(own) == 0)
    for bot in bots:
        bot.stop()
    assert [len(slack.replies(f"2.{n}", DIRECT)) for n in range(5)] == [1] * 5


@pytest.mark.parametrize(
    ("secret", "age"), [("forkert", 0), (SECRET, 301)], ids=["another secret", "a replay"]
)
def test_a_request_that_is_not_slacks_is_refused(
    slack: Slack, data: Path, tmp_path: Path, secret: str, age: int
) -> None:
    port = free_port()
    own = copy(data, tmp_path)
    bot = bot_over_http(tmp_path / "bot.log", port, bot_environment(own, slack.port))
    with pytest.raises(urllib.error.HTTPError, match="401"):
        deliver(port, "3.1", "Ev3", secret=secret, at=time.time() - age)
    bot.stop()


@pytest.mark.parametrize(
    "door", [Door.SHUT, Door.SILENT], ids=["before the answer is posted", "after it is posted"]
)
def test_a_bot_killed_between_accept_and_record_answers_once(
    slack: Slack, data: Path, tmp_path: Path, door: Door
) -> None:
    gate = Gate(slack.address)
    own, port = copy(data, tmp_path), free_port()
    env = bot_environment(own, slack.port, PRINCIPBOT_SLACK_API_URL=f"{gate.address}/api/")
    bot = bot_over_http(tmp_path / "bot.log", port, env | _LEASE)
    gate.door = door
    deliver(port, "4.1", "Ev4")
    assert gate.held.wait(60)
    bot.kill()
    assert waiting(own) == 1
    assert ASKED.encode() not in b"".join(f.read_bytes() for f in own.glob("state.db*"))
    gate.door = Door.OPEN
    again = bot_over_http(tmp_path / "bot.log", port, env | _LEASE)
    until(lambda: waiting(own) == 0)
    again.stop()
    gate.close()
    assert len(slack.replies("4.1", DIRECT)) == 1


def test_slack_asks_for_patience_and_gets_each_answer_once(
    slack: Slack, data: Path, tmp_path: Path
) -> None:
    front = free_port()
    config = tmp_path / "nginx.conf"
    config.write_text(
        f"""daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/nginx.log;
        events {{}}
        http {{ access_log {tmp_path}/access.log; client_body_temp_path {tmp_path}/b;
          proxy_temp_path {tmp_path}/p; fastcgi_temp_path {tmp_path}/f;
          uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s;
          limit_req_zone $server_port zone=z:1m rate=40r/m; limit_req_status 429;
          server {{ listen 127.0.0.1:{front};
            location / {{ proxy_pass {slack.address}; }}
            location /api/chat.postMessage {{ limit_req zone=z burst=1 nodelay;
              error_page 429 = @busy; proxy_pass {slack.address}; }}
            location @busy {{ default_type application/json; add_header Retry-After 1 always;
              return 429 '{{"ok":false,"error":"ratelimited"}}'; }} }} }}"""
    )
    nginx = Program(["/usr/sbin/nginx", "-c", str(config), "-p", str(tmp_path)],
                    tmp_path / "nginx.out")  # fmt: skip
    until(lambda: answers(f"http://127.0.0.1:{front}/_control/state"))
    own, port = copy(data, tmp_path), free_port()
    api = f"http://127.0.0.1:{front}/api/"
    env = bot_environment(own, slack.port, PRINCIPBOT_SLACK_API_URL=api)
    bot = bot_over_http(tmp_path / "bot.log", port, env)
    for number in range(8):
        deliver(port, f"5.{number}", f"Ev5{number}")
    until(lambda: waiting(own) == 0, 60)
    bot.stop()
    nginx.stop()
    assert [len(slack.replies(f"5.{n}", DIRECT)) for n in range(8)] == [1] * 8
    assert '" 429 ' in (tmp_path / "access.log").read_text()


def test_a_socket_server_that_dies_under_load_loses_no_question(data: Path, tmp_path: Path) -> None:
    slack = Slack(tmp_path, free_port(), None)
    own = copy(data, tmp_path)
    env = bot_environment(own, slack.port) | _LEASE
    bot = bot_over_socket(tmp_path / "bot.log", env)
    before = [slack.say(ASKED, channel=DIRECT) for _ in range(6)]
    slack.kill()
    slack.start()
    started = time.monotonic()
    probe = [slack.say(f"<@{BOT}> {ASKED}")]

    def back() -> bool:
        if not any(slack.replies(ts) for ts in probe):
            probe.append(slack.say(f"<@{BOT}> {ASKED}"))
            time.sleep(1)
        return any(slack.replies(ts) for ts in probe)

    until(back, 60)
    assert time.monotonic() - started < 60
    after = [slack.say(ASKED, channel=DIRECT) for _ in range(3)]
    until(lambda: all(slack.replies(ts, DIRECT) for ts in after))
    until(lambda: waiting(own) == 0)
    posted = [e["detail"]["thread_ts"] for e in slack.log() if e["summary"] == "chat.postMessage"]
    bot.stop()
    slack.stop()
    assert all(posted.count(ts) <= 1 for ts in (*before, *probe))
    assert [posted.count(ts) for ts in after] == [1] * 3
