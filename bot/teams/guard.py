"""The door of `/api/messages`: what the SDK does not check is checked before it reads a word.

The SDK verifies the signature, the audience and the times of a token. It takes a token without an
end, an activity without an address to answer on, any tenant, any host, and fails on a body that is
no object; those stop here. What comes a second time stops at the state (`bot.teams.intake`).
"""

import json
import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jwt
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.access import is_loopback
from bot.teams.configuration import DOMAINS, TeamsConfiguration

_LOG = logging.getLogger("principbot.teams")

ENDPOINT = "/api/messages"
CHANNEL = "msteams"
LONGEST_BODY = 64 * 1024
"""Bytes, as for every request of the application."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An activity that is not taken; the reason is for the log, and names nothing of it."""

    status: int
    reason: str


def check(
    body: bytes, authorization: str, configuration: TeamsConfiguration
) -> Refused | dict[str, Any]:
    """The activity, or why it is not taken. The signature is checked after this, by the SDK."""
    activity = _object(body)
    if activity is None:
        return Refused(400, "ikke et objekt")
    if not isinstance(activity.get("type"), str):
        return Refused(400, "uden type")
    return (
        _addressed(activity, configuration)
        or _of_tenant(activity, configuration)
        or (
            None
            if configuration.unauthenticated
            else _token(activity, authorization, configuration)
        )
        or activity
    )


def is_allowed(service_url: object, configuration: TeamsConfiguration) -> bool:
    """Whether the bot's token may be sent to an address."""
    if not isinstance(service_url, str):
        return False
    try:
        parts = urlsplit(service_url)
        port, host = parts.port, (parts.hostname or "")
    except ValueError:
        return False
    if parts.username or parts.password or parts.query or parts.fragment:
        return False
    if configuration.loopback and is_loopback(host):
        return parts.scheme in {"http", "https"}
    known = host in configuration.hosts or host.endswith(DOMAINS)
    return parts.scheme == "https" and port in (None, 443) and known


class Guard:
    """The check, in front of the SDK."""

    def __init__(self, app: ASGIApp, configuration: TeamsConfiguration) -> None:
        self._app = app
        self._configuration = configuration

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        body = await _body(receive)
        authorization = Headers(scope=scope).get("authorization", "")
        checked = (
            Refused(413, "for stor")
            if body is None
            else check(body, authorization, self._configuration)
        )
        if isinstance(checked, Refused):
            _LOG.warning("Aktivitet afvist: %s", checked.reason)
            await JSONResponse({"error": "afvist"}, checked.status)(scope, receive, send)
            return
        await self._app(scope, _replay(body or b"", receive), send)


def _object(body: bytes) -> dict[str, Any] | None:
    if body.count(b"[") + body.count(b"{") > LONGEST_BODY // 4:
        return None
    try:
        read = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def _addressed(activity: dict[str, Any], configuration: TeamsConfiguration) -> Refused | None:
    if activity.get("channelId") != CHANNEL:
        return Refused(403, "en anden kanal end Teams")
    if not activity.get("serviceUrl"):
        return Refused(403, "uden serviceUrl")
    if not is_allowed(activity["serviceUrl"], configuration):
        return Refused(403, "serviceUrl uden for Microsofts værter")
    return None


def _of_tenant(activity: dict[str, Any], configuration: TeamsConfiguration) -> Refused | None:
    """Every place of an activity that names a tenant must name one of ours, and the same."""
    named = [
        _within(activity, "conversation", "tenantId"),
        _within(activity, "channelData", "tenant", "id"),
    ]
    found = {str(name).lower() for name in named if name}
    if len(found) != 1:
        return Refused(403, "uden tenant" if not found else "to tenants")
    if configuration.unauthenticated and not configuration.tenants:
        return None
    return None if found <= configuration.tenants else Refused(403, "en anden tenant")


def _token(
    activity: dict[str, Any], authorization: str, configuration: TeamsConfiguration
) -> Refused | None:
    scheme, _, token = authorization.partition(" ")
    if scheme != "Bearer" or not token:
        return Refused(401, "uden token")
    try:
        # Not trusted yet: the SDK verifies the signature of this same token next.
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return Refused(401, "token kan ikke læses")
    if claims.get("iss") != configuration.issuer:
        return Refused(401, "anden udsteder")
    if not isinstance(claims.get("exp"), (int, float)) or isinstance(claims["exp"], bool):
        return Refused(401, "token uden udløb")
    claimed = claims.get("serviceurl")
    if not isinstance(claimed, str) or claimed.rstrip("/") != activity["serviceUrl"].rstrip("/"):
        return Refused(401, "serviceUrl er en anden end tokenets")
    return None


def _within(activity: dict[str, Any], *path: str) -> object:
    found: object = activity
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found


async def _body(receive: Receive) -> bytes | None:
    body, more = b"", True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            return b""
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > LONGEST_BODY:
            return None
    return body


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
