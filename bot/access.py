"""Who may open the web pages: the person at the machine, or someone a listed proxy signed in.

Everything else meets only the chat platforms' own addresses, which check signatures themselves.
"""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from http import HTTPStatus
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import SettingsError

Networks = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]
PUBLIC: Final = frozenset({"/healthz", "/api/messages"})
PUBLIC_FOLDER: Final = "/slack/"
"""Served to all: liveness, Teams (signed tokens), Slack (signed requests)."""
STATE_KEY: Final = "access"
"""Where the middleware leaves the `Access` in the request's state."""
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
_FORWARDED = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Role(IntEnum):
    """What a person may do; each role may do what those below it may."""

    CASEWORKER = 1
    TRAINER = 2
    OPERATOR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRules:
    """How people are recognised. With nothing set, the web pages answer loopback alone."""

    proxies: Networks = ()
    """Whose word is taken for who the person is."""
    user_header: str = "x-forwarded-email"
    trainers: frozenset[str] = frozenset()
    operators: frozenset[str] = frozenset()
    """Users as the proxy names them, in small letters."""
    required: Mapping[str, Role] = field(default_factory=lambda: {"/metrics": Role.OPERATOR})
    """Path, or folder ending in `/` -> the least role; all other pages need a caseworker."""


@dataclass(frozen=True, slots=True)
class Approach:
    """What is known about a request before anything is read of it."""

    peer: str | None
    """The address of the other end of the connection; None for a local socket."""
    method: str
    path: str
    headers: Headers


@dataclass(frozen=True, slots=True)
class Access:
    """Let in, as whom."""

    user: str | None
    """None at the machine itself and on the public addresses."""
    role: Role | None
    """None on the public addresses."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Not let in; the text is fixed."""

    status: HTTPStatus
    text: str


CLOSED = Refused(HTTPStatus.NOT_FOUND, "Siden er ikke åben herfra.")
UNKNOWN_USER = Refused(HTTPStatus.UNAUTHORIZED, "Log ind for at bruge Principbot.")
LOW_ROLE = Refused(HTTPStatus.FORBIDDEN, "Din rolle giver ikke adgang til denne side.")
OTHER_SITE = Refused(HTTPStatus.FORBIDDEN, "Forespørgslen kom fra en anden side.")


def parse_networks(text: str) -> Networks:
    """Addresses or networks separated by commas, as `10.0.0.5, 10.1.0.0/16`.

    Raises:
        SettingsError: one is malformed, or would trust every address.
    """
    networks = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        try:
            network = ipaddress.ip_network(part)
        except ValueError as error:
            raise SettingsError(
                f"PRINCIPBOT_TRUSTED_PROXIES: »{part}« er ikke en adresse eller et net."
            ) from error
        if network.prefixlen == 0:
            raise SettingsError(
                "PRINCIPBOT_TRUSTED_PROXIES: hele internettet kan ikke være en proxy."
            )
        networks.append(network)
    return tuple(networks)


def parse_users(text: str) -> frozenset[str]:
    """Users separated by commas, in small letters."""
    return frozenset(part.strip().lower() for part in text.split(",") if part.strip())


def is_loopback(host: str | None) -> bool:
    """Whether an address or host name is this machine alone."""
    if host is None:
        return False
    address = _address(host)
    return host.lower() == "localhost" if address is None else address.is_loopback


def decide(approach: Approach, rules: AccessRules) -> Access | Refused:
    """Let a request in, as whom, or refuse it. Looks at nothing but its arguments."""
    if _is_public(approach.path):
        return Access(None, None)
    found = _recognise(approach, rules)
    if isinstance(found, Refused):
        return found
    if approach.method not in _SAFE_METHODS and (
        approach.headers.get("sec-fetch-site") == "cross-site"
    ):
        return OTHER_SITE
    needed = _needed(approach.path, rules.required)
    return found if found.role is not None and found.role >= needed else LOW_ROLE


class AccessMiddleware:
    """Asks `decide` before any page is reached; leaves the `Access` in `request.state.access`."""

    def __init__(self, app: ASGIApp, rules: AccessRules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; lifespan events pass."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        client = scope.get("client")
        approach = Approach(
            peer=client[0] if client else None,
            method=scope.get("method", "GET"),
            path=scope["path"],
            headers=Headers(scope=scope),
        )
        decision = decide(approach, self._rules)
        if isinstance(decision, Access):
            scope.setdefault("state", {})[STATE_KEY] = decision
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            refusal = PlainTextResponse(decision.text, decision.status)
            await refusal(scope, receive, send)


def _is_public(path: str) -> bool:
    if path in PUBLIC:
        return True
    return path.startswith(PUBLIC_FOLDER) and not {"..", ".", ""} & set(path[1:].split("/")[:-1])


def _recognise(approach: Approach, rules: AccessRules) -> Access | Refused:
    peer = _address(approach.peer or "")
    if peer is not None and any(peer in network for network in rules.proxies):
        return _signed_in(approach.headers.getlist(rules.user_header), rules)
    if not is_loopback(approach.peer) or _was_forwarded(approach.headers, rules):
        return CLOSED
    # A page elsewhere may point its own name at 127.0.0.1; the browser still tells that name.
    if _host(approach.headers.get("host", "")) not in _LOOPBACK_NAMES:
        return CLOSED
    return Access(None, Role.OPERATOR)


def _signed_in(users: list[str], rules: AccessRules) -> Access | Refused:
    names = [user.strip().lower() for user in users]
    # Two headers: one of them is the person's own invention.
    if len(names) != 1 or not names[0]:
        return UNKNOWN_USER
    (user,) = names
    role = Role.CASEWORKER
    if user in rules.trainers:
        role = Role.TRAINER
    if user in rules.operators:
        role = Role.OPERATOR
    return Access(user, role)


def _was_forwarded(headers: Headers, rules: AccessRules) -> bool:
    """Whether a proxy on this machine, which nobody listed, passes on someone from elsewhere."""
    return any(name in headers for name in (*_FORWARDED, rules.user_header))


def _needed(path: str, required: Mapping[str, Role]) -> Role:
    roles = (role for place, role in required.items() if _covers(place, path))
    return max(roles, default=Role.CASEWORKER)


def _covers(place: str, path: str) -> bool:
    return path.startswith(place) if place.endswith("/") else path.rstrip("/") == place


def _host(header: str) -> str:
    """The name in a Host header: `[::1]:8000` -> `::1`."""
    if header.startswith("["):
        return header[1:].partition("]")[0]
    return header.partition(":")[0].lower()


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return address if mapped is None else mapped
