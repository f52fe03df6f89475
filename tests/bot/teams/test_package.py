"""The app package and the configuration: complete, and never open to others by mistake."""

import asyncio
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import jwt
import pytest
from click.testing import CliRunner
from pydantic import SecretStr

from bot import wiring
from bot.cli import main
from bot.errors import BotError, SettingsError
from bot.settings import Settings
from bot.state import new_key
from bot.teams import opened
from bot.teams.configuration import configuration
from bot.teams.job import Job
from bot.teams.manifest import Publisher, manifest, package
from bot.teams.opened import over_http
from tests.bot.teams.checks import check_golden
from tests.bot.teams.connector import BOT, TENANT

WHO = Publisher(
    name="Kommunen",
    website="https://principbot.example.dk",
    privacy="https://principbot.example.dk/privat",
    terms="https://principbot.example.dk/vilkaar",
)
FULL = {
    "teams_client_id": BOT,
    "teams_client_secret": SecretStr("hemmeligt"),
    "teams_tenant": TENANT.upper(),
    "key": SecretStr(new_key()),
}


def test_the_manifest_is_as_agreed() -> None:
    check_golden("manifest.json", manifest(BOT, WHO, "https://principbot.example.dk/"))


def test_the_manifest_keeps_within_what_teams_takes() -> None:
    made = manifest(BOT, WHO, None)
    assert len(made["name"]["short"]) <= 30
    assert len(made["description"]["short"]) <= 80
    assert made["validDomains"] == []
    (bot,) = made["bots"]
    alone, together = bot["commandLists"]
    tips = ["principtip tilmeld", "principtip nu", "principtip pause", "principtip historik"]
    words = ["spørg", "princip", "kilder"]
    assert titles_of(alone) == [*words, "principtip quiz"]
    assert titles_of(together) == [*words, *tips, "principtip afmeld", "principtip quiz"]
    for listed in (alone, together):
        assert len(listed["commands"]) <= 10
        assert all(len(c["title"]) <= 32 for c in listed["commands"])
        assert all(len(c["description"]) <= 128 for c in listed["commands"])
    assert made["id"] != bot["botId"]
    assert "authorization" not in made


def titles_of(listed: dict[str, Any]) -> list[str]:
    return [command["title"] for command in listed["commands"]]


def test_the_package_holds_manifest_and_icons_and_is_the_same_each_time() -> None:
    made = package(BOT, WHO, None)
    assert made == package(BOT, WHO, None)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        for name, side in (("color.png", 192), ("outline.png", 32)):
            png = archive.read(name)
            assert struct.unpack(">II", png[16:24]) == (side, side)


def test_an_id_that_is_none_is_refused() -> None:
    with pytest.raises(SettingsError, match="TEAMS_CLIENT_ID"):
        manifest("min bot", WHO, None)


def test_the_command_writes_the_package(tmp_path: Path) -> None:
    out = tmp_path / "teams" / "principbot.zip"
    options = ["teams", "manifest", "--out", str(out)]
    env = {"PRINCIPBOT_TEAMS_CLIENT_ID": BOT, "PRINCIPBOT_DATA": str(tmp_path)}
    run = CliRunner()
    missing = run.invoke(main, options, env={"PRINCIPBOT_TEAMS_CLIENT_ID": ""})
    assert missing.exit_code == 1
    assert "PRINCIPBOT_TEAMS_CLIENT_ID" in missing.stderr
    no_site = run.invoke(main, options, env=env)
    assert no_site.exit_code == 1
    assert "--website" in no_site.stderr
    done = run.invoke(main, [*options, "--website", "https://kommune.example.dk"], env=env)
    assert done.exit_code == 0, done.stderr
    with zipfile.ZipFile(out) as archive:
        assert json.loads(archive.read("manifest.json"))["manifestVersion"] == "1.25"


def test_the_configuration_names_what_is_missing() -> None:
    with pytest.raises(SettingsError) as raised:
        configuration(Settings(teams_client_id=BOT), host="0.0.0.0", told_twice=False)  # noqa: S104 - what is refused; nothing is bound
    for name in ("TEAMS_CLIENT_SECRET", "TEAMS_TENANT", "KEY"):
        assert f"PRINCIPBOT_{name}" in str(raised.value)


def test_the_tenants_are_the_bots_own_and_those_listed() -> None:
    made = configuration(
        Settings(**FULL, teams_tenants=" A-1 , ,b-2"),
        host="0.0.0.0",  # noqa: S104 - what is refused; nothing is bound
        told_twice=False,
    )
    assert made.tenants == {TENANT, "a-1", "b-2"}
    assert not made.unauthenticated
    assert not made.loopback
    assert "hemmeligt" not in repr(made)


@pytest.mark.parametrize(
    ("told_once", "told_twice", "host", "said"),
    [
        (True, False, "127.0.0.1", "--teams-unauthenticated"),  # told once
        (False, True, "127.0.0.1", "PRINCIPBOT_TEAMS_UNAUTHENTICATED"),  # told once, otherwise
        (True, True, "0.0.0.0", "127.0.0.1"),  # noqa: S104  heard by others
        (True, True, "principbot.example.dk", "127.0.0.1"),
    ],
)
def test_the_open_door_refuses_to_open(
    told_once: bool, told_twice: bool, host: str, said: str
) -> None:
    settings = Settings(**FULL, teams_unauthenticated=told_once)
    with pytest.raises(SettingsError, match=said):
        configuration(settings, host=host, told_twice=told_twice)


def test_the_open_door_opens_on_loopback_when_told_twice() -> None:
    settings = Settings(teams_unauthenticated=True)
    made = configuration(settings, host="127.0.0.1", told_twice=True)
    assert made.unauthenticated
    assert made.tenants == frozenset()


def test_serve_refuses_the_open_door_elsewhere(tmp_path: Path) -> None:
    env = {"PRINCIPBOT_DATA": str(tmp_path), "PRINCIPBOT_TEAMS_UNAUTHENTICATED": "1"}
    options = ["serve", "--port", "0", "--host", "0.0.0.0", "--teams-unauthenticated"]  # noqa: S104 - what is refused; nothing is bound
    run = CliRunner().invoke(main, options, env=env)
    assert run.exit_code == 1
    assert "127.0.0.1" in run.stderr


def test_teams_is_opened_on_the_library(own_settings: Settings) -> None:
    settings = own_settings.model_copy(update={"teams_unauthenticated": True})
    with (
        wiring.opened_library(settings) as whole,
        over_http(settings, whole, host="127.0.0.1", told_twice=True) as side,
    ):
        assert [route.path for route in side.routes()] == ["/api/messages"]


ALONE = """
import os, sys
from dataclasses import replace
from bot.teams.configuration import TeamsConfiguration
from bot.teams.sdk import Sdk
async def nothing(_): return 200, None
made = Sdk(TeamsConfiguration(client_id="b", client_secret="c", app_tenant="t",
    tenants=frozenset()), nothing)
app = made._app
assert "FRA_EN_FIL" not in os.environ, "the SDK read a file"
assert os.environ["CLIENT_ID"] == "miljoeets"
assert app.credentials.client_id == "b"
assert app.credentials.tenant_id == "t"
assert not app.options.dangerously_allow_unauthenticated_requests
assert app.api.service_url == "https://smba.trafficmanager.net/teams"
"""


def test_neither_a_file_nor_the_environment_changes_the_sdk(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FRA_EN_FIL=1\nCLIENT_SECRET=filens\n", "utf-8")
    env = {
        "CLIENT_ID": "miljoeets",
        "TENANT_ID": "miljoeets",
        "SERVICE_URL": "https://eksempel.dk",
        "CLOUD": "China",
        "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true",
    }
    done(ALONE, tmp_path, env)


def test_a_question_in_the_terminal_does_not_load_the_sdk(tmp_path: Path) -> None:
    done(
        "import bot.cli, bot.commands.ask, bot.commands.serve, sys\n"
        "assert not any(m.startswith('microsoft_teams') for m in sys.modules)",
        tmp_path,
        {},
    )


def done(program: str, folder: Path, env: dict[str, str]) -> None:
    command = [sys.executable, "-W", "error", "-c", program]
    run = subprocess.run(  # noqa: S603 - our own program
        command, cwd=folder, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_the_pretended_token_has_the_form_of_one() -> None:
    claims = jwt.decode(asyncio.run(opened._pretended()), options={"verify_signature": False})
    assert claims["exp"] > 0


def test_a_job_of_another_version_is_told_apart() -> None:
    for body in (b'{"ny": 1}', b"{", b"7"):
        with pytest.raises(BotError):
            Job.from_bytes(body)


def test_without_a_key_words_are_sealed_for_this_process_alone() -> None:
    sealer = opened.KeySealer.of(Settings())
    assert sealer.open(sealer.seal("partshøring")) == "partshøring"
    assert opened.KeySealer.of(Settings()).open(sealer.seal("partshøring")) == ""
