"""A Slack of our own for a test: local-slack and the bot as processes, and what people do."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar, TypeVar

ROOT = Path(__file__).parents[3]
PLACE = ROOT / ".e2e/slack"
LOCAL_SLACK = PLACE / "node_modules/local-slack-linux-x64/bin/local-slack"
SECRET = "hemmeligt-til-test"
BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
TEAM, BOT = "T01TEST", "U0BOT"
ALICE, BO = "U01ALICE", "U02BO"
GENERAL, DIRECT = "C01GEN", "D01A"
KEY = "TGV0LW1lLWJlLWEta2V5LWZvci10ZXN0cy1vbmx5ISE="
_PATIENCE_SECONDS = 60.0
"""Two cores may be shared with much else."""

T = TypeVar("T")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(look: Callable[[], T | None], seconds: float = _PATIENCE_SECONDS) -> T:
    """What `look` finds, as soon as it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"nothing within {seconds} s")


def post(address: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
    request = urllib.request.Request(  # noqa: S310 - loopback
        address,
        json.dumps(body).encode(),
        {"content-type": "application/json", **(headers or {})},
    )
    with urllib.request.urlopen(request, timeout=15) as reply:  # noqa: S310
        text = reply.read().decode()
    return json.loads(text) if text.startswith(("{", "[")) else text


def get(address: str) -> Any:
    with urllib.request.urlopen(address, timeout=15) as reply:  # noqa: S310
        return json.loads(reply.read())


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2):  # noqa: S310
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


class Program:
    """A process that writes to a log; stopped by its own id."""

    started: ClassVar[list["Program"]] = []
    """All of them: a test that fails leaves its own running."""

    def __init__(self, command: Sequence[str], log: Path, env: Mapping[str, str] | None = None):
        self.log = log
        self.started.append(self)
        with log.open("ab") as out:
            self._process = subprocess.Popen(  # noqa: S603 - our own programs
                command, cwd=ROOT, stdout=out, stderr=out, env={**os.environ, **(env or {})}
            )

    def kill(self) -> None:
        """As a crash: no time to clean up."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(timeout=10)

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()


class Slack:
    """local-slack, and what people do in it."""

    def __init__(self, folder: Path, port: int, bot_port: int | None, channels: int = 0) -> None:
        """Over Socket Mode when there is no `bot_port`."""
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self._log = folder / "local-slack.log"
        self._config = folder / "local-slack.json"
        mode = "socket" if bot_port is None else "events"
        people = [ALICE, BO, BOT]
        self._config.write_text(
            json.dumps(
                {
                    "workspace": {"name": "Test Kommune", "domain": "test", "teamId": TEAM},
                    "app": {
                        "appId": "A01APP",
                        "botUserId": BOT,
                        "botName": "principbot",
                        "botToken": BOT_TOKEN,
                        "appToken": APP_TOKEN,
                        "signingSecret": SECRET,
                        "mode": mode,
                        "requestUrl": f"http://127.0.0.1:{bot_port}/slack/events",
                    },
                    "users": [
                        {"id": ALICE, "name": "alice", "real_name": "Alice Andersen"},
                        {"id": BO, "name": "bo", "real_name": "Bo Berg"},
                    ],
                    "channels": [
                        {"id": GENERAL, "name": "sager", "members": people},
                        {"id": DIRECT, "name": "dm", "is_channel": False, "is_im": True,
                         "members": [ALICE, BOT]},
                        *(
                            {"id": f"C{n:05d}", "name": f"team-{n}", "members": people}
                            for n in range(channels)
                        ),
                    ],
                }
            )
        )  # fmt: skip
        self.start()

    def start(self) -> None:
        command = [str(LOCAL_SLACK), "--config", str(self._config), "--port", str(self.port)]
        self._program = Program([*command, "--base-host", "127.0.0.1"], self._log)
        until(lambda: answers(f"{self.address}/_control/state"))

    def kill(self) -> None:
        self._program.kill()

    def stop(self) -> None:
        self._program.stop()

    def say(self, text: str, channel: str = GENERAL, user: str = ALICE, thread: str = "") -> str:
        """A person writes; the message's ts."""
        body = {"channel": channel, "user": user, "text": text}
        reply = post(f"{self.address}/_control/message", body | _thread(thread))
        return str(reply.get("ts") or reply["message"]["ts"])

    def command(self, name: str, text: str, channel: str = GENERAL, user: str = ALICE) -> Any:
        body = {"channel": channel, "user": user, "command": name, "text": text}
        return post(f"{self.address}/_control/command", body)

    def press(self, message: Mapping[str, Any], action_id: str, user: str = ALICE) -> Any:
        """A person presses a button of a message."""
        found = next(
            element
            for block in message["blocks"]
            for element in block.get("elements", ())
            if element.get("action_id") == action_id
        )
        action = {"type": "button", "action_id": action_id, "value": found.get("value", ""),
                  "block_id": "x"}  # fmt: skip
        body = {"channel": message["channel"], "messageTs": message["ts"], "user": user}
        return post(f"{self.address}/_control/interact", body | {"action": action})

    def edit(self, ts: str, text: str, channel: str = GENERAL, user: str = ALICE) -> Any:
        body = {"channel": channel, "ts": ts, "text": text, "user": user}
        return post(f"{self.address}/_control/edit-message", body)

    def open_home(self, user: str = ALICE) -> Any:
        return post(f"{self.address}/_control/open-home", {"user": user})

    def state(self) -> Any:
        return get(f"{self.address}/_control/state")

    def log(self) -> list[dict[str, Any]]:
        """Every event and call, oldest first."""
        return list(get(f"{self.address}/_control/log")["log"])

    def messages(self, channel: str = GENERAL) -> list[dict[str, Any]]:
        found = get(f"{self.address}/_control/messages/{channel}")
        rows = found["messages"] if isinstance(found, dict) else found
        return [row | {"channel": channel} for row in rows]

    def replies(self, ts: str, channel: str = GENERAL) -> list[dict[str, Any]]:
        """The bot's messages in a thread."""
        return [
            m for m in self.messages(channel) if m.get("thread_ts") == ts and m.get("user") == BOT
        ]

    def answer(self, ts: str, channel: str = GENERAL) -> dict[str, Any]:
        """The bot's first answer in a thread, when it has come."""
        return until(lambda: self.replies(ts, channel))[0]


def bot_environment(data: Path, slack: int, **more: str) -> dict[str, str]:
    return {
        "PRINCIPBOT_DATA": str(data),
        "PRINCIPBOT_KEY": KEY,
        "PRINCIPBOT_SLACK_BOT_TOKEN": BOT_TOKEN,
        "PRINCIPBOT_SLACK_SIGNING_SECRET": SECRET,
        "PRINCIPBOT_SLACK_APP_TOKEN": APP_TOKEN,
        "PRINCIPBOT_SLACK_API_URL": f"http://127.0.0.1:{slack}/api/",
        **more,
    }


def bot_over_http(log: Path, port: int, env: Mapping[str, str]) -> Program:
    program = Program([sys.executable, "-m", "bot", "serve", "--port", str(port)], log, env)
    until(lambda: answers(f"http://127.0.0.1:{port}/healthz"), 60)
    return program


def bot_over_socket(log: Path, env: Mapping[str, str]) -> Program:
    program = Program([sys.executable, "-m", "bot", "slack", "run"], log, env)
    until(lambda: "lytter" in log.read_text("utf-8"), 60)
    return program


def _thread(ts: str) -> dict[str, str]:
    return {"thread_ts": ts, "threadTs": ts} if ts else {}
