"""`principbot serve`: the application on an address."""

import datetime as dt
import ipaddress
import socket
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import urlsplit

import uvicorn

from bot import wiring
from bot.errors import SettingsError
from bot.library import Library
from bot.service import GuidanceService
from bot.settings import Settings
from bot.web.app import create_app
from bot.web.shelf import Shelf
from bot.web.site import Site

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})

Announce = Callable[[GuidanceService, str, bool], None]
"""Told the service, the address, and whether the pages are served."""


def serve(settings: Settings, host: str, port: int, announce: Announce) -> None:
    """Serve until stopped; port 0 takes a free one.

    On an address that others can reach nothing but the health checks answers.
    No access log is written: an address tells what a person reads.

    Raises:
        SettingsError: the address cannot be used.
    """
    pages = is_loopback(host)
    with _bound(host, port) as listening, wiring.opened_library(settings) as library:
        shown = site(library, settings)
        app = create_app(shown, pages=pages, hosts=_hosts(settings) if pages else ())
        announce(shown.service, f"http://{_bracketed(host)}:{listening.getsockname()[1]}", pages)
        config = uvicorn.Config(
            app,
            access_log=False,
            log_level="warning",
            server_header=False,
            limit_concurrency=200,
            timeout_keep_alive=15,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def site(library: Library, settings: Settings) -> Site:
    """The real service and collection for the pages."""
    return Site(
        service=wiring.service(library, settings),
        library=library,
        shelf=Shelf(library.store),
        today=dt.date.today,
        base_url=str(settings.base_url) if settings.base_url else None,
    )


def is_loopback(host: str) -> bool:
    """Whether only this computer can reach the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _hosts(settings: Settings) -> frozenset[str]:
    """Names that the pages answer to: this computer's own, and the one given out."""
    given = urlsplit(str(settings.base_url)).hostname if settings.base_url else None
    return _LOOPBACK | {given} if given else _LOOPBACK


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM
        )[0]
        made = socket.socket(family, kind)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        raise SettingsError(
            f"{host}:{port} kan ikke bruges ({error.strerror}). Vælg en anden port,"
            " for eksempel: principbot serve --port 8081"
        ) from error
    return made


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
