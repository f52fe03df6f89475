"""Only the person at the machine, and those a listed proxy signed in, see the pages."""

import asyncio

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message

from bot.access import (
    CLOSED,
    LOW_ROLE,
    OTHER_SITE,
    UNKNOWN_USER,
    Access,
    AccessMiddleware,
    AccessRules,
    Approach,
    Refused,
    Role,
    decide,
    is_loopback,
    parse_networks,
    parse_users,
)
from bot.errors import SettingsError

LOCAL = AccessRules()
PROXIED = AccessRules(
    proxies=parse_networks("10.0.0.5, 127.0.0.1, fd00::/8"),
    trainers=parse_users("Ulla@by.dk"),
    operators=parse_users("drift@by.dk, Chef@by.dk"),
)
OWNER = Access(None, Role.OPERATOR)
ANYBODY = Access(None, None)


def approach(
    peer: str | None = "127.0.0.1", path: str = "/", method: str = "GET", **headers: str
) -> Approach:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Approach(peer, method, path, Headers({"host": "localhost:8000"} | names))


@pytest.mark.parametrize(
    ("request_", "rules", "expected"),
    [
        # the person at the machine
        (approach(), LOCAL, OWNER),
        (approach("::1", host="[::1]:8000"), LOCAL, OWNER),
        (approach("::ffff:127.0.0.1"), LOCAL, OWNER),
        (approach(path="/metrics"), LOCAL, OWNER),
        (approach(method="POST", sec_fetch_site="same-origin"), LOCAL, OWNER),
        # someone on the network, without sign-in
        (approach("10.0.0.9"), LOCAL, CLOSED),
        (approach("10.0.0.9", x_forwarded_email="drift@by.dk"), LOCAL, CLOSED),
        (approach("10.0.0.9", x_forwarded_for="127.0.0.1"), LOCAL, CLOSED),
        # a local socket tells nobody's address
        (approach(None), LOCAL, CLOSED),
        (approach("testclient"), LOCAL, CLOSED),
        # a proxy on this machine that nobody listed
        (approach(x_forwarded_for="8.8.8.8"), LOCAL, CLOSED),
        (approach(forwarded="for=8.8.8.8"), LOCAL, CLOSED),
        (approach(x_forwarded_email="drift@by.dk"), LOCAL, CLOSED),
        # a page elsewhere that points its name at this machine
        (approach(host="ond.example"), LOCAL, CLOSED),
        (approach(host=""), LOCAL, CLOSED),
        # the chat platforms, from anywhere
        (approach("8.8.8.8", "/slack/events"), LOCAL, ANYBODY),
        (approach("8.8.8.8", "/api/messages"), LOCAL, ANYBODY),
        (approach("8.8.8.8", "/healthz"), LOCAL, ANYBODY),
        # what looks like them
        (approach("8.8.8.8", "/slack"), LOCAL, CLOSED),
        (approach("8.8.8.8", "/slack/../metrics"), LOCAL, CLOSED),
        (approach("8.8.8.8", "/slack//events"), LOCAL, CLOSED),
        (approach("8.8.8.8", "/api/messages/"), LOCAL, CLOSED),
        (approach("8.8.8.8", "/healthz/../"), LOCAL, CLOSED),
        (approach("8.8.8.8", "/readyz"), LOCAL, CLOSED),
        # signed in by a listed proxy
        (
            approach("10.0.0.5", x_forwarded_email="Anne@by.dk"),
            PROXIED,
            Access("anne@by.dk", Role.CASEWORKER),
        ),
        (
            approach("10.0.0.5", x_forwarded_email="ulla@by.dk"),
            PROXIED,
            Access("ulla@by.dk", Role.TRAINER),
        ),
        (
            approach("fd00::1", path="/metrics", x_forwarded_email="chef@by.dk"),
            PROXIED,
            Access("chef@by.dk", Role.OPERATOR),
        ),
        (
            approach("127.0.0.1", x_forwarded_email="anne@by.dk", x_forwarded_for="8.8.8.8"),
            PROXIED,
            Access("anne@by.dk", Role.CASEWORKER),
        ),
        # the proxy forgot to sign in
        (approach("10.0.0.5"), PROXIED, UNKNOWN_USER),
        (approach("127.0.0.1"), PROXIED, UNKNOWN_USER),
        (approach("10.0.0.5", x_forwarded_email=" "), PROXIED, UNKNOWN_USER),
        # not high enough
        (
            approach("10.0.0.5", path="/metrics", x_forwarded_email="ulla@by.dk"),
            PROXIED,
            LOW_ROLE,
        ),
        (
            approach("10.0.0.5", path="/metrics/", x_forwarded_email="ulla@by.dk"),
            PROXIED,
            LOW_ROLE,
        ),
        # past the proxy
        (approach("10.0.0.6", x_forwarded_email="drift@by.dk"), PROXIED, CLOSED),
        # another site's form
        (approach(method="POST", sec_fetch_site="cross-site"), LOCAL, OTHER_SITE),
        (approach(sec_fetch_site="cross-site"), LOCAL, OWNER),
    ],
)
def test_who_is_let_in(request_: Approach, rules: AccessRules, expected: Access | Refused) -> None:
    assert decide(request_, rules) == expected


def test_two_user_headers_are_nobody() -> None:
    headers = Headers(
        raw=[(b"x-forwarded-email", b"drift@by.dk"), (b"X-Forwarded-Email".lower(), b"a@by.dk")]
    )
    assert decide(Approach("10.0.0.5", "GET", "/", headers), PROXIED) == UNKNOWN_USER


def test_a_folder_may_need_a_role() -> None:
    rules = AccessRules(proxies=PROXIED.proxies, required={"/undervisning/": Role.TRAINER})
    anne = approach("10.0.0.5", "/undervisning/quiz", x_forwarded_email="anne@by.dk")
    assert decide(anne, rules) == LOW_ROLE


@given(
    st.text(max_size=30),
    st.sampled_from(["8.8.8.8", "10.0.0.9", "2001:db8::1", None, "", "testclient"]),
    st.dictionaries(
        st.sampled_from(["host", "x-forwarded-email", "x-forwarded-for", "forwarded"]),
        st.sampled_from(["localhost", "127.0.0.1", "drift@by.dk", ""]),
    ),
)
def test_nobody_on_the_network_opens_a_page(
    path: str, peer: str | None, headers: dict[str, str]
) -> None:
    decision = decide(Approach(peer, "GET", f"/{path}", Headers(headers)), PROXIED)
    assert decision == (ANYBODY if isinstance(decision, Access) else CLOSED)
    if isinstance(decision, Access):
        assert path in {"healthz", "api/messages"} or path.startswith("slack/")


@pytest.mark.parametrize("text", ["10.0.0", "proxy.local", "10.0.0.1/8", "0.0.0.0/0", "::/0"])
def test_a_network_that_is_none_or_all_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="PRINCIPBOT_TRUSTED_PROXIES"):
        parse_networks(text)


def test_nothing_listed_is_nothing_trusted() -> None:
    assert parse_networks(" , ") == ()
    assert parse_users("") == frozenset()


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("LOCALHOST", True),
        ("0.0.0.0", False),  # noqa: S104  all addresses
        ("::", False),
        ("10.0.0.1", False),
        ("fe80::1%eth0", False),
        ("by.dk", False),
        (None, False),
    ],
)
def test_loopback_is_this_machine_alone(host: str | None, expected: bool) -> None:
    assert is_loopback(host) is expected


def _who(request: Request) -> PlainTextResponse:
    access: Access = request.state.access
    return PlainTextResponse(f"{access.user} {access.role}")


def _get(peer: str, path: str, rules: AccessRules, **headers: str) -> httpx2.Response:
    app = AccessMiddleware(
        Starlette(routes=[Route("/", _who), Route("/slack/events", _who)]), rules
    )

    async def ask() -> httpx2.Response:
        transport = httpx2.ASGITransport(app, client=(peer, 1))
        async with httpx2.AsyncClient(
            transport=transport, base_url="http://localhost:8000"
        ) as client:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            return await client.get(path, headers=names)

    return asyncio.run(ask())


def test_the_page_learns_who_asks() -> None:
    assert _get("127.0.0.1", "/", LOCAL).text == "None 3"
    signed_in = _get("10.0.0.5", "/", PROXIED, x_forwarded_email="anne@by.dk")
    assert signed_in.text == "anne@by.dk 1"
    assert _get("8.8.8.8", "/slack/events", LOCAL).text == "None None"


def test_the_refusal_is_a_fixed_sentence() -> None:
    response = _get("8.8.8.8", "/", LOCAL)
    assert (response.status_code, response.text) == (404, "Siden er ikke åben herfra.")


def test_a_web_socket_is_closed_and_the_start_passes() -> None:
    sent: list[Message] = []
    reached: list[str] = []

    async def app(scope: dict[str, str], receive: object, send: object) -> None:  # noqa: ARG001
        reached.append(scope["type"])

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    middleware = AccessMiddleware(app, LOCAL)  # type: ignore[arg-type]  # a scope is any mapping
    socket = {"type": "websocket", "path": "/", "headers": [], "client": ("8.8.8.8", 1)}
    asyncio.run(middleware(socket, receive, send))
    asyncio.run(middleware({"type": "lifespan"}, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]
    assert reached == ["lifespan"]
