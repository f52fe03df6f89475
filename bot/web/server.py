"""`principbot serve`: the application on an address."""

import datetime as dt
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

import uvicorn

from bot import wiring
from bot.access import AccessRules, is_loopback, parse_networks, parse_users
from bot.errors import SettingsError
from bot.library import Library
from bot.limits import Gate, limits_of
from bot.nightly import nightly
from bot.privacy.logs import configure_logging
from bot.service import GuidanceService
from bot.settings import Settings
from bot.state.opened import opened_state
from bot.state.port import State
from bot.stop import StopSwitch
from bot.web.app import create_app
from bot.web.door import Door
from bot.web.edges import ChatEdge
from bot.web.shelf import Shelf
from bot.web.site import Site

LOOPBACK = "127.0.0.1"
Announce = Callable[[GuidanceService, str, bool], None]
"""Told the service, the address, and whether anybody can open the pages on it."""


def serve(
    settings: Settings,
    host: str,
    port: int,
    announce: Announce,
    *,
    teams_unauthenticated: bool = False,
) -> None:
    """Serve until stopped; port 0 takes a free one.

    Others than this computer meet the pages only through a listed proxy; see `bot.access`.
    No access log is written: an address tells what a person reads.

    Raises:
        SettingsError: the address cannot be used.
    """
    rules = access_rules(settings)
    configure_logging("WARNING")
    with (
        _bound(host, port) as listening,
        wiring.opened_library(settings) as library,
        chat_edges(settings, library, host, told_twice=teams_unauthenticated) as edges,
        opened_state(settings) as state,
        nightly(state),
    ):
        shown = site(library, settings, door(state, settings))
        app = create_app(shown, rules, edges)
        opens = is_loopback(host) or bool(rules.proxies)
        announce(shown.service, f"http://{_bracketed(host)}:{listening.getsockname()[1]}", opens)
        config = uvicorn.Config(
            app,
            access_log=False,
            log_config=None,
            log_level="warning",
            server_header=False,
            limit_concurrency=200,
            timeout_keep_alive=15,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


@contextmanager
def chat_edges(
    settings: Settings, library: Library, host: str = LOOPBACK, *, told_twice: bool = False
) -> Iterator[list[ChatEdge]]:
    """The chat platforms that are configured to call this application on `host`.

    Teams without tokens (`told_twice`) is for trials on this machine; see `bot.teams`.

    Raises:
        SettingsError: a platform is half configured; names what is missing.
    """
    with ExitStack() as opened:
        edges: list[ChatEdge] = []
        if settings.slack_signing_secret:
            from bot.slack.http import over_http  # noqa: PLC0415 - the page starts without Slack

            edges.append(opened.enter_context(over_http(settings, library)))
        if settings.teams_client_id or settings.teams_unauthenticated or told_twice:
            from bot.teams import opened as teams  # noqa: PLC0415 - the page starts without Teams

            side = teams.over_http(settings, library, host=host, told_twice=told_twice)
            edges.append(opened.enter_context(side))
        yield edges


def door(state: State, settings: Settings) -> Door:
    """Stop, limits and audit of the web chat on an opened state."""
    gate = Gate(state, limits_of(settings))
    return Door(state, gate, StopSwitch(state.control.stopped))


def site(library: Library, settings: Settings, guarded: Door | None = None) -> Site:
    """The real service and collection for the pages."""
    return Site(
        service=wiring.service(library, settings),
        library=library,
        shelf=Shelf(library.store),
        today=dt.date.today,
        base_url=str(settings.base_url) if settings.base_url else None,
        door=guarded,
    )


def access_rules(settings: Settings) -> AccessRules:
    """Who may open the pages.

    Raises:
        SettingsError: a proxy is malformed, or would trust everybody.
    """
    return AccessRules(
        proxies=parse_networks(settings.trusted_proxies),
        user_header=settings.user_header.lower(),
        trainers=parse_users(settings.trainers),
        operators=parse_users(settings.operators),
    )


def _bound(host: str, port: int) -> socket.socket:
    made: socket.socket | None = None
    try:
        # With the protocol named, asyncio sends at once (TCP_NODELAY) and saves 40 ms an answer.
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM
        )[0]
        made = socket.socket(family, kind, protocol)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
    except OSError as error:
        if made is not None:
            made.close()
        raise SettingsError(
            f"{host}:{port} kan ikke bruges ({error.strerror}). Vælg en anden port,"
            " for eksempel: principbot serve --port 8081"
        ) from error
    return made


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
