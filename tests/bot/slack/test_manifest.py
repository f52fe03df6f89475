"""The manifest asks for what is used and offers what exists."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import cli
from bot.slack.ids import Command, Shortcut
from bot.slack.manifest import SCOPES, manifest
from tests.bot.slack.checks import check_golden

_BASE = "https://principbot.kommune.dk"
_DOCS = Path(__file__).parents[3] / "docs/slack.md"


@pytest.mark.parametrize("socket", [True, False])
def test_the_manifest_is_as_agreed(socket: bool) -> None:
    made = manifest(
        socket=socket,
        base_url=None if socket else f"{_BASE}/",
        prompts=(("Kort", "Et helt spørgsmål?"),),
    )
    check_golden("manifest-socket.json" if socket else "manifest-http.json", made)


def test_names_and_texts_are_within_slacks_limits() -> None:
    made = manifest(socket=True, base_url=None)
    shown = made["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300


def test_only_what_has_a_listener_is_offered() -> None:
    features = manifest(socket=True, base_url=None)["features"]
    assert {c["command"] for c in features["slash_commands"]} == {c.value for c in Command}
    assert [s["callback_id"] for s in features["shortcuts"]] == [s.value for s in Shortcut]


def test_each_scope_has_its_reason_in_the_documentation() -> None:
    page = _DOCS.read_text("utf-8")
    for scope, reason in SCOPES.items():
        assert f"| `{scope}` | {reason} |" in page


def test_the_command_writes_a_manifest(tmp_path: Path) -> None:
    env = {"PRINCIPBOT_DATA": str(tmp_path / "data")}
    shown = CliRunner().invoke(cli.main, ["slack", "manifest"], env=env)
    assert shown.exit_code == 0, shown.output
    prompts = json.loads(shown.stdout)["features"]["agent_view"]["suggested_prompts"]
    assert 1 <= len(prompts) <= 4
    file = tmp_path / "manifest.json"
    over_http = ["slack", "manifest", "--http", "--out", str(file)]
    refused = CliRunner().invoke(cli.main, over_http, env=env)
    assert refused.exit_code == 1
    assert "PRINCIPBOT_BASE_URL" in refused.output
    env["PRINCIPBOT_BASE_URL"] = _BASE
    assert CliRunner().invoke(cli.main, over_http, env=env).exit_code == 0
    settings = json.loads(file.read_text("utf-8"))["settings"]
    assert settings["interactivity"]["request_url"] == f"{_BASE}/slack/events"


def test_starting_without_tokens_names_what_is_missing(tmp_path: Path) -> None:
    env = {"PRINCIPBOT_DATA": str(tmp_path)}
    refused = CliRunner().invoke(cli.main, ["slack", "run"], env=env)
    assert refused.exit_code == 1
    for name in ("PRINCIPBOT_KEY", "PRINCIPBOT_SLACK_BOT_TOKEN", "PRINCIPBOT_SLACK_APP_TOKEN"):
        assert name in refused.output
