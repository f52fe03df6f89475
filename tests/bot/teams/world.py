"""A bot on loopback with the counterpart it talks to, and what people do in Teams."""

import asyncio
import itertools
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx
import jwt
from fastapi import FastAPI
from starlette.routing import Route

from bot.access import AccessRules
from bot.core import Core
from bot.settings import Settings
from bot.state import Keyring
from bot.teams.configuration import TeamsConfiguration
from bot.teams.opened import KeySealer
from bot.teams.side import TeamsSide
from bot.web import server
from bot.web.app import create_app
from bot.web.edges import ChatEdge
from tests.bot.teams.checks import check_message, check_reply
from tests.bot.teams.connector import BOT, TENANT, Connector, Sent, served

T = TypeVar("T")
PATIENCE_SECONDS = 30.0


@dataclass
class World:
    """The bot's address, its side, and the counterpart."""

    address: str
    side: TeamsSide
    connector: Connector
    core: Core
    loop: "_Loop"
    client: httpx.Client
    _ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Something that the bot does by itself, inside the application."""
        return asyncio.run_coroutine_threadsafe(work, self.loop.running).result(30)

    def post(self, activity: object, token: str | None = "", **headers: str) -> httpx.Response:
        """One activity as Microsoft delivers it; token None sends none."""
        if token is not None:
            headers["authorization"] = f"Bearer {token or self.connector.token()}"
        sent = {"json": activity}
        if isinstance(activity, bytes):
            sent = {"content": activity}
        return self.client.post("/api/messages", headers=headers, **sent)  # type: ignore[arg-type] # one of two

    def deliver(self, activity: dict[str, Any]) -> httpx.Response:
        """Delivered and taken."""
        reply = self.post(activity)
        assert reply.status_code == 200, reply.text
        return reply

    def ask(self, activity: dict[str, Any]) -> Sent:
        """Deliver, and what the bot posts for it."""
        before = len(self.connector.sent)
        self.deliver(activity)
        return self.until(lambda: self.connector.sent[before:])[0]

    def invoke(self, name: str, value: dict[str, Any], **changed: Any) -> dict[str, Any]:
        """Something that a person waits for; the answer has passed the checks."""
        body: dict[str, Any] = self.deliver(
            self.activity(type="invoke", name=name, value=value, **changed)
        ).json()
        check_reply(body)
        return body

    def press(self, shown: dict[str, Any], title: str, **inputs: Any) -> dict[str, Any]:
        """Press a button of a card, with the fields that Teams would send along."""
        button = button_of(shown, title)
        given = inputs if button.get("associatedInputs") != "none" else {}
        action = {"type": "Action.Execute", "verb": button["verb"], "data": button["data"] | given}
        return self.invoke("adaptiveCard/action", {"action": action, "trigger": "manual"})

    def submit(self, shown: dict[str, Any], title: str, **changed: Any) -> dict[str, Any]:
        """Press a button that opens a window, or one in it; the card that the window shows."""
        data = button_of(shown, title)["data"]
        name = "task/fetch" if "msteams" in data else "task/submit"
        value = {"data": data, "context": {"theme": "default"}}
        card: dict[str, Any] = self.invoke(name, value, **changed)["task"]["value"]["card"]
        return dict(card["content"])

    def write(self, shown: dict[str, Any], title: str, where: dict[str, Any]) -> Sent:
        """Press a button that writes for the person, in the conversation of an activity."""
        kept = {k: v for k, v in where.items() if k not in ("text", "entities", "id")}
        data = button_of(shown, title)["data"]
        return self.ask(self.activity(**kept | {"value": data, "text": ""}))

    def activity(self, **changed: Any) -> dict[str, Any]:
        """A message in the personal chat, with what is changed."""
        body = {
            "type": "message",
            "id": f"a{next(self._ids)}",
            "channelId": "msteams",
            "serviceUrl": self.connector.address,
            "from": {"id": "29:anna", "name": "Anna", "aadObjectId": "anna"},
            "recipient": {"id": f"28:{BOT}", "name": "Principbot"},
            "conversation": {
                "id": "a:anna",
                "conversationType": "personal",
                "tenantId": TENANT,
            },
            "channelData": {"tenant": {"id": TENANT}},
        }
        return {k: v for k, v in (body | changed).items() if v is not None}

    def personal(self, text: str, **changed: Any) -> dict[str, Any]:
        return self.activity(text=text, **changed)

    def group(self, text: str, **changed: Any) -> dict[str, Any]:
        chat = {"id": "19:gruppe@thread.v2", "conversationType": "groupChat", "tenantId": TENANT}
        return self._mention(text, conversation=chat | {"isGroup": True}, **changed)

    def channel(self, text: str, thread: str = "1700", **changed: Any) -> dict[str, Any]:
        where = {
            "id": f"19:general@thread.tacv2;messageid={thread}",
            "conversationType": "channel",
            "tenantId": TENANT,
            "isGroup": True,
        }
        data = {
            "tenant": {"id": TENANT},
            "team": {"id": "19:general@thread.tacv2"},
            "channel": {"id": "19:general@thread.tacv2"},
        }
        return self._mention(text, conversation=where, channelData=data, **changed)

    def installed(self, where: dict[str, Any], action: str = "add") -> dict[str, Any]:
        kept = {k: v for k, v in where.items() if k not in ("text", "entities")}
        return kept | {
            "type": "installationUpdate",
            "action": action,
            "id": f"i{next(self._ids)}",
        }

    def quiet(self) -> None:
        """Until nothing runs any more and nobody waits."""
        self.until(lambda: not self.side.is_busy and self.core.state.jobs.waiting() == 0)

    def until(self, look: Callable[[], T], seconds: float = PATIENCE_SECONDS) -> T:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if found := look():
                return found
            time.sleep(0.01)
        raise AssertionError(f"nothing within {seconds} s")

    def _mention(self, text: str, **changed: Any) -> dict[str, Any]:
        at = "<at>Principbot</at>"
        mention = {"type": "mention", "mentioned": {"id": f"28:{BOT}"}, "text": at}
        return self.activity(text=f"{at} {text}\n", entities=[mention], **changed)


def button_of(card: dict[str, Any], title: str) -> dict[str, Any]:
    """The button with a title, at the bottom or in the body."""
    rows = [card.get("actions", ())]
    rows += [e["actions"] for e in card["body"] if e["type"] == "ActionSet"]
    found: dict[str, Any] = next(b for row in rows for b in row if b["title"] == title)
    return found


def titles(card: dict[str, Any]) -> list[str]:
    return [button["title"] for button in card.get("actions", ())]


def text_of(element: Any) -> str:
    """Every word that a card shows, in the order of reading."""
    if isinstance(element, list):
        return "\n".join(filter(None, map(text_of, element)))
    if element["type"] == "RichTextBlock":
        return "".join(inline["text"] for inline in element["inlines"])
    if element["type"] == "Input.Text":
        return str(element.get("value", ""))
    return text_of(element.get("items") or element.get("body") or [])


def configuration(counterpart: Connector, **changed: Any) -> TeamsConfiguration:
    values: dict[str, Any] = {
        "client_id": BOT,
        "client_secret": "hemmeligt",
        "app_tenant": TENANT,
        "tenants": frozenset({TENANT}),
        "metadata_url": f"{counterpart.address}/v1/.well-known/openidconfiguration",
        "loopback": True,
    }
    return TeamsConfiguration(**(values | changed))


async def bot_token(*_: object) -> str:
    return jwt.encode({"exp": int(time.time()) + 3_600}, "n" * 32, algorithm="HS256")


class _Loop:
    """Remembers the application's event loop."""

    running: asyncio.AbstractEventLoop

    def routes(self) -> list[Route]:
        return []

    def start(self) -> None:
        self.running = asyncio.get_running_loop()

    async def stop(self) -> None:
        pass


def application(core: Core, settings: Settings, *edges: ChatEdge) -> FastAPI:
    """The one application, with the web pages that it carries as well."""
    return create_app(server.site(core.library, settings), AccessRules(), edges)


@contextmanager
def world(
    core: Core, settings: Settings, counterpart: Connector, **changed: Any
) -> Iterator[World]:
    sealer = KeySealer(Keyring.temporary())
    wanted = configuration(counterpart, **changed)
    side = TeamsSide(core, wanted, sealer, token=bot_token)
    loop = _Loop()
    with (
        served(application(core, settings, side, loop)) as address,
        httpx.Client(base_url=address, timeout=20, verify=False) as client,  # noqa: S501 - http
    ):
        yield World(address, side, counterpart, core, loop, client)
    for sent in (*counterpart.sent, *counterpart.updated):
        check_message(sent.activity)
