"""Serving on an address."""

import socket
import threading
import time
from pathlib import Path

import httpx2
import pytest
import uvicorn
from click.testing import CliRunner

from bot.access import Role
from bot.cli import main
from bot.errors import SettingsError
from bot.service import GuidanceService
from bot.settings import Settings
from bot.web import server


def test_serves_on_a_free_port_and_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, bool]] = []
    servers: list[uvicorn.Server] = []
    run = uvicorn.Server.run

    def remembered(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        servers.append(self)
        run(self, sockets)

    monkeypatch.setattr(uvicorn.Server, "run", remembered)

    def announce(_service: GuidanceService, address: str, opens: bool) -> None:
        told.append((address, opens))

    thread = threading.Thread(
        target=server.serve, args=(Settings(data=tmp_path), "127.0.0.1", 0, announce)
    )
    thread.start()
    deadline = time.monotonic() + 30
    while not (servers and servers[0].started) and time.monotonic() < deadline:
        time.sleep(0.02)
    address, opens = told[0]
    answer = httpx2.get(f"{address}/healthz")
    assert answer.status_code == 200
    assert "server" not in answer.headers
    servers[0].should_exit = True
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert opens


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match="Vælg en anden port"):
            server.serve(Settings(data=tmp_path), "127.0.0.1", port, lambda *_: None)


def test_an_unknown_host_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="kan ikke bruges"):
        server.serve(Settings(data=tmp_path), "300.300.300.300", 0, lambda *_: None)


def test_rules_are_read_from_the_settings() -> None:
    rules = server.access_rules(
        Settings(trusted_proxies="10.0.0.5", user_header="X-User", operators="A@b.dk")
    )
    assert rules.user_header == "x-user"
    assert rules.operators == {"a@b.dk"}
    assert str(rules.proxies[0]) == "10.0.0.5/32"
    assert rules.required["/metrics"] is Role.OPERATOR


@pytest.mark.parametrize(
    ("opens", "said"),
    [
        (True, "Åbn http://127.0.0.1:8080 i en browser."),  # loopback, or a proxy in front
        (False, "Uden login foran vises siderne ikke for dem"),  # open to the network
    ],
)
def test_the_command_tells_the_address(
    monkeypatch: pytest.MonkeyPatch, opens: bool, said: str
) -> None:
    def serve(
        settings: Settings, host: str, port: int, announce: server.Announce, **_: bool
    ) -> None:
        del settings
        announce(None, f"http://{host}:{port}", opens)  # type: ignore[arg-type] # not asked without --example

    monkeypatch.setattr(server, "serve", serve)
    assert said in CliRunner().invoke(main, ["serve"]).output


def test_the_command_can_show_an_answer_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(_self: uvicorn.Server, **_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv("PRINCIPBOT_DATA", str(tmp_path))
    monkeypatch.setattr(uvicorn.Server, "run", interrupted)
    result = CliRunner().invoke(main, ["serve", "--port", "0", "--example"])
    assert "medmindre det er afklaret" in " ".join(result.output.split())
    assert "Åbn http://127.0.0.1:" in result.output
    assert result.exit_code == 0
