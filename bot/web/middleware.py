"""What holds for every request: size and headers."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONGEST_BODY = 64 * 1024
"""Bytes of a request; a question with its words is far below."""
LONGEST_CHAT_BODY = 1024 * 1024
"""Bytes of a request to a chat edge; a pressed button sends its whole window along."""
CHAT_FOLDER = "/slack/"
LONGEST_ADDRESS = 4_000
"""Bytes of path and query."""

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self';"
        " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Bounds:
    """Refuses what is too long; adds the headers of every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def finish(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        if refusal is None:
            await self._within_bounds(scope, receive, finish)
        else:
            await refusal(scope, receive, finish)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_ADDRESS:
            return PlainTextResponse("Adressen er for lang.", 414)
        announced = headers.get("content-length", "0")
        if announced.isdecimal() and int(announced) > _longest(scope):
            return _too_large()
        return None

    async def _within_bounds(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read a body of unannounced length only as far as the bound."""
        body, more = b"", scope["method"] in {"POST", "PUT", "PATCH", "DELETE"}
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > _longest(scope):
                await _too_large()(scope, receive, send)
                return
        given = False

        async def replay() -> Message:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)


def _longest(scope: Scope) -> int:
    return LONGEST_CHAT_BODY if scope["path"].startswith(CHAT_FOLDER) else LONGEST_BODY


def _too_large() -> PlainTextResponse:
    return PlainTextResponse("Det er for langt. Skriv et kortere spørgsmål.", 413)
