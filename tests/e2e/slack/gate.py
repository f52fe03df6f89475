"""A door between the bot and local-slack: holds posted answers back, before or after they land."""

import threading
import urllib.error
import urllib.request
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Door(Enum):
    """What happens to `chat.postMessage`."""

    OPEN = auto()
    SHUT = auto()
    """It never reaches Slack, and the bot waits."""
    SILENT = auto()
    """It reaches Slack, and the bot waits for the receipt."""


class Gate:
    """Passes everything else on."""

    def __init__(self, target: str) -> None:
        self.door = Door.OPEN
        self.held = threading.Event()
        """Set when an answer is held."""
        self._release = threading.Event()
        gate = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Say nothing."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                posting = self.path.endswith("chat.postMessage")
                door = gate.door if posting else Door.OPEN
                if door is Door.SHUT:
                    gate.held.set()
                    gate._release.wait(90)
                    return
                status, answer = gate._pass_on(target + self.path, body, dict(self.headers))
                if door is Door.SILENT:
                    gate.held.set()
                    gate._release.wait(90)
                    return
                self.send_response(status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST  # noqa: N815 - http.server's name

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._release.set()
        self._server.shutdown()
        self._server.server_close()

    def _pass_on(self, address: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        kept = {k: v for k, v in headers.items() if k.lower() in {"content-type", "authorization"}}
        request = urllib.request.Request(address, body or None, kept)  # noqa: S310 - loopback
        try:
            with urllib.request.urlopen(request, timeout=15) as reply:  # noqa: S310
                return reply.status, reply.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()
