"""A Slack of a few lines on loopback: keeps every call, and fails as it is told.

The counterparts of tests/e2e play Slack whole; this one gives the faults that they cannot.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

_PATIENCE_SECONDS = 30.0
Reply = Callable[[dict[str, Any]], Any]


@dataclass
class FakeSlack:
    """What was called, in order, and what is answered next."""

    address: str = ""
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    faults: dict[str, list[web.Response | str]] = field(default_factory=dict)
    """Method -> what is answered instead, one a call; `lost` posts and then hangs up."""
    threads: list[dict[str, Any]] = field(default_factory=list)
    """What `conversations.replies` shows."""
    rotations: int = 0

    @property
    def api(self) -> str:
        return f"{self.address}/api/"

    @property
    def response_url(self) -> str:
        return f"{self.address}/svar"

    def of(self, method: str) -> list[dict[str, Any]]:
        """The arguments of each call of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    @property
    def posted(self) -> list[dict[str, Any]]:
        return self.of("chat.postMessage")

    async def wait_for(self, method: str, number: int = 1) -> list[dict[str, Any]]:
        """The calls of a method, as soon as there are so many."""
        end = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < end:
            if len(self.of(method)) >= number:
                return self.of(method)
            await asyncio.sleep(0.01)
        raise AssertionError(f"{method} was called {len(self.of(method))} times, not {number}")

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info.get("method", "svar")
        arguments = await _arguments(request)
        self.calls.append((method, arguments))
        waiting = self.faults.get(method)
        if waiting:
            fault = waiting.pop(0)
            if isinstance(fault, web.Response):
                return fault
            if fault == "lost":
                self.threads.append(arguments)
                assert request.transport is not None
                request.transport.close()
            return web.json_response({"ok": False, "error": fault})
        return web.json_response(self._answer(method, arguments))

    def _answer(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        if method == "auth.test":
            return {"ok": True, "user_id": "U0BOT", "bot_id": "B0BOT", "team_id": "T1"}
        if method == "chat.postMessage":
            self.threads.append(arguments | {"ts": f"9.{len(self.threads)}"})
        if method == "conversations.replies":
            return {"ok": True, "messages": self.threads}
        if method == "oauth.v2.access":
            self.rotations += 1
            return {
                "ok": True,
                "app_id": "A1",
                "access_token": f"xoxe.xoxb-{self.rotations}",
                "refresh_token": f"xoxe-{self.rotations}",
                "token_type": "bot",
                "bot_user_id": "U0BOT",
                "expires_in": 43_200,
            }
        return {"ok": True, "ts": "9.9", "view": {"id": "V1"}}


@asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """A running one."""
    slack = FakeSlack()
    app = web.Application()
    app.router.add_post("/api/{method}", slack.handle)
    app.router.add_get("/api/{method}", slack.handle)
    app.router.add_post("/svar", slack.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    slack.address = f"http://{host}:{port}"
    try:
        yield slack
    finally:
        await runner.cleanup()


async def _arguments(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        body = await request.json()
        return dict(body)
    found: dict[str, Any] = dict(request.query) | dict(await request.post())
    return {name: _value(value) for name, value in found.items()}


def _value(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(("[", "{")):
        return json.loads(value)
    return value
