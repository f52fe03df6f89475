"""Requests over HTTP: who may send them."""

import asyncio
import json
import time
from dataclasses import replace
from typing import Any

import httpx2 as httpx
import pytest
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette

from bot.slack.app import SlackSide
from bot.slack.core import Core
from bot.slack.http import EVENTS, INSTALL, REDIRECT, SlackOverHttp
from bot.slack.manifest import SCOPES
from tests.bot.slack.conftest import configuration
from tests.bot.slack.fake_slack import FakeSlack

_URL_CHECK = {"type": "url_verification", "challenge": "abc"}


class Client:
    """Sends requests to the routes."""

    def __init__(self, core: Core, **changed: Any) -> None:
        slack = FakeSlack(address="http://127.0.0.1:9")
        side = SlackSide(core, replace(configuration(slack), **changed))
        self._transport = httpx.ASGITransport(Starlette(routes=SlackOverHttp(side).routes()))

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._send("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self._send("POST", path, **more)

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def send() -> httpx.Response:
            base = "https://bot.kommune.dk"
            async with httpx.AsyncClient(transport=self._transport, base_url=base) as client:
                return await client.request(method, path, **more)

        return asyncio.run(send())


def client(core: Core, **changed: Any) -> Client:
    return Client(core, **changed)


def signed(body: str, secret: str = "secret", at: float | None = None) -> dict[str, str]:
    stamp = str(int(time.time() if at is None else at))
    signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
    assert signature is not None
    return {
        "x-slack-signature": signature,
        "x-slack-request-timestamp": stamp,
        "content-type": "application/json",
    }


def test_slack_can_verify_the_address(core: Core) -> None:
    body = json.dumps(_URL_CHECK)
    reply = client(core).post(EVENTS, content=body, headers=signed(body))
    assert (reply.status_code, reply.json()) == (200, {"challenge": "abc"})


@pytest.mark.parametrize(
    "headers",
    [
        {},  # no signature
        signed("noget andet"),  # of another body
        signed(json.dumps(_URL_CHECK), secret="forkert"),  # with another secret
        signed(json.dumps(_URL_CHECK), at=time.time() - 301),  # a replay
    ],
)
def test_a_request_that_is_not_slacks_is_refused(core: Core, headers: dict[str, str]) -> None:
    reply = client(core).post(EVENTS, content=json.dumps(_URL_CHECK), headers=headers)
    assert reply.status_code == 401


@pytest.mark.parametrize("path", [INSTALL, REDIRECT])
def test_without_oauth_nothing_is_installed(core: Core, path: str) -> None:
    assert client(core).get(path).status_code == 404


def test_installation_asks_for_the_scopes_of_the_manifest(core: Core) -> None:
    many = {
        "bot_token": None,
        "client_id": "1.2",
        "client_secret": "s",
        "redirect_url": "https://bot.kommune.dk/slack/oauth_redirect",
    }
    reply = client(core, **many).get(INSTALL)
    assert reply.status_code == 302
    assert f"scope={','.join(sorted(SCOPES))}&" in reply.headers["location"]
    assert client(core, **many).get(REDIRECT, params={"code": "1", "state": "x"}).status_code == 400


def test_only_the_listed_methods_are_taken(core: Core) -> None:
    assert client(core).get(EVENTS).status_code == 405
