"""A Teams of our own on loopback: Microsoft's key set and the connector that a bot answers to.

Written from the calls of Microsoft's SDK for Python and from what they were seen to do: create a
conversation, send, update, members, a team and its channels; with faults on demand.
"""

import asyncio
import datetime as dt
import itertools
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
import uvicorn
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

ISSUER = "https://api.botframework.com"
BOT = "00000000-0000-4000-8000-0000000000b0"
TENANT = "00000000-0000-4000-8000-0000000000d0"
_NAMES = {"general": "", "nyheder": "Nyheder"}


@cache
def new_key(name: str = "") -> rsa.RSAPrivateKey:
    """Microsoft's key, or another; made once, since it takes long."""
    del name
    return rsa.generate_private_key(public_exponent=65_537, key_size=2_048)


@dataclass(frozen=True, slots=True)
class Fault:
    """What one call meets."""

    status: int = 200
    retry_after: str = ""
    seconds: float = 0.0
    lost: bool = False
    """The message is posted, but the answer breaks off."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One message that the bot posted."""

    conversation: str
    message_id: str
    activity: dict[str, Any]
    at: float

    @property
    def card(self) -> dict[str, Any]:
        content: dict[str, Any] = self.activity["attachments"][0]["content"]
        return content


@dataclass
class Connector:
    """The counterpart; `address` is its service URL."""

    address: str = ""
    sent: list[Sent] = field(default_factory=list)
    typing: list[str] = field(default_factory=list)
    updated: list[Sent] = field(default_factory=list)
    calls: list[tuple[str, int]] = field(default_factory=list)
    """Method with path, and the status it got."""
    faults: list[Fault] = field(default_factory=list)
    """Met by the next calls, in order; typing meets none."""
    key: rsa.RSAPrivateKey = field(default_factory=new_key)
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1_700_000_000_000))

    def token(self, **changed: Any) -> str:
        """As Microsoft signs it; a claim that is None is left out, a span counts from now."""
        now = int(time.time())
        claims = {
            "iss": ISSUER,
            "aud": BOT,
            "iat": now,
            "nbf": now,
            "exp": now + 3_600,
            "serviceurl": self.address,
        } | changed
        kept = {
            name: now + int(value.total_seconds()) if isinstance(value, dt.timedelta) else value
            for name, value in claims.items()
            if value is not None
        }
        return jwt.encode(kept, self.key, algorithm="RS256", headers={"kid": "k1"})

    @property
    def app(self) -> Starlette:
        conversations = "/v3/conversations/{conversation}"
        return Starlette(
            routes=[
                Route("/v1/.well-known/keys", self._keys),
                Route("/v3/conversations", self._create, methods=["POST"]),
                Route(f"{conversations}/activities", self._send, methods=["POST"]),
                Route(f"{conversations}/activities/{{id}}", self._update, methods=["PUT"]),
                Route(f"{conversations}/activities/{{id}}", self._send, methods=["POST"]),
                Route(f"{conversations}/members", self._members),
                Route(f"{conversations}/pagedmembers", self._members),
                Route("/v3/teams/{team}", self._team),
                Route("/v3/teams/{team}/conversations", self._channels),
            ]
        )

    async def _keys(self, _: Request) -> Response:
        jwk = RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return JSONResponse({"keys": [{**jwk, "kid": "k1", "use": "sig", "alg": "RS256"}]})

    async def _send(self, request: Request) -> Response:
        conversation = request.path_params["conversation"]
        activity = await request.json()
        if activity["type"] == "typing":
            self.typing.append(conversation)
            return Response(status_code=201)
        return await self._posted(request, conversation, activity, threaded=False)

    async def _create(self, request: Request) -> Response:
        body = await request.json()
        channel = body["channelData"]["channel"]["id"]
        if channel.removeprefix("19:").split("@")[0] not in _NAMES:
            return self._answered(request, 404)
        return await self._posted(request, channel, body["activity"], threaded=True)

    async def _update(self, request: Request) -> Response:
        activity = await request.json()
        fault = await self._fault()
        if fault.status < 300:
            named = request.path_params["id"]
            where = request.path_params["conversation"]
            self.updated.append(Sent(where, named, activity, time.monotonic()))
        return self._answered(request, fault.status, fault, {})

    async def _posted(
        self, request: Request, conversation: str, activity: dict[str, Any], *, threaded: bool
    ) -> Response:
        if not request.headers.get("authorization", "").startswith("Bearer "):
            return self._answered(request, 401)
        fault = await self._fault()
        if fault.status >= 300:
            return self._answered(request, fault.status, fault)
        named = str(next(self._ids))
        thread = f"{conversation};messageid={named}"
        where = thread if threaded else conversation
        self.sent.append(Sent(where, named, activity, time.monotonic()))
        if fault.lost:
            self.calls.append((f"{request.method} {request.url.path}", 0))
            return StreamingResponse(_broken(), headers={"content-length": "99"})
        reply = {"id": thread, "activityId": named} if threaded else {"id": named}
        return self._answered(request, 201, fault, reply)

    async def _members(self, request: Request) -> Response:
        return self._answered(request, 200, Fault(), {"members": [{"id": "29:anna"}]})

    async def _team(self, request: Request) -> Response:
        return self._answered(request, 200, Fault(), {"id": request.path_params["team"]})

    async def _channels(self, request: Request) -> Response:
        listed = [{"id": f"19:{key}@thread.tacv2", "name": n} for key, n in _NAMES.items()]
        return self._answered(request, 200, Fault(), {"conversations": listed})

    async def _fault(self) -> Fault:
        fault = self.faults.pop(0) if self.faults else Fault()
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        return fault

    def _answered(
        self,
        request: Request,
        status: int,
        fault: Fault | None = None,
        body: dict[str, Any] | None = None,
    ) -> Response:
        self.calls.append((f"{request.method} {request.url.path}", status))
        headers = {"retry-after": fault.retry_after} if fault and fault.retry_after else {}
        return JSONResponse(body or {"error": {"code": str(status)}}, status, headers)


async def _broken() -> AsyncIterator[bytes]:
    yield b"{"
    raise ConnectionResetError


@contextmanager
def served(app: ASGIApp, sock: socket.socket | None = None) -> Iterator[str]:
    """The application on a free port of loopback, in a thread of its own."""
    listening = sock or bound()
    config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()  # state and collection are closed after this
        listening.close()


def bound() -> socket.socket:
    made = socket.socket()
    made.bind(("127.0.0.1", 0))
    return made


@contextmanager
def connector() -> Iterator[Connector]:
    with switchboard() as line:
        yield line.connected()


class Switchboard:
    """One address for the counterparts of many tests, one after the other."""

    def __init__(self) -> None:
        self.address = ""
        self._app = Starlette()

    def connected(self) -> Connector:
        """A new counterpart, which answers from now on."""
        made = Connector(self.address)
        self._app = made.app
        return made

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)


@contextmanager
def switchboard() -> Iterator[Switchboard]:
    made = Switchboard()
    with served(made) as made.address:
        yield made
