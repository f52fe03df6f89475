"""Slack's pace, and what its errors mean."""

import asyncio

import pytest
from aiohttp import web

from bot.slack.blocks import fixed
from bot.slack.clients import Clients
from bot.slack.job import Workspace
from bot.slack.sending import LeaseLostError, Pacer, RefusedError, Sender, TryLaterError, call
from tests.bot.slack.fake_slack import fake_slack


class Time:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_a_channel_gets_a_burst_and_then_one_a_second_in_order() -> None:
    time = Time()
    sent: list[tuple[str, float]] = []

    async def scene() -> None:
        pacer = Pacer(time, time.sleep)

        async def send(name: str) -> None:
            sent.append((name, time.now))

        await asyncio.gather(
            *(pacer.run("C1", lambda n=n: send(str(n))) for n in range(6)),  # type: ignore[misc]  # the default binds n
            pacer.run("C2", lambda: send("anden")),
        )
        time.now += 60
        await pacer.run("C1", lambda: send("senere"))

    asyncio.run(scene())
    assert [name for name, _ in sent if name.isdecimal()] == [str(n) for n in range(6)]
    assert [at for name, at in sent if name.isdecimal()] == [0, 0, 0, 0, 1, 2]


def test_a_post_whose_lease_was_lost_gives_its_turn_to_the_next() -> None:
    """Else a full channel is answered by nobody: each waits longer than its lease."""
    time = Time()
    sent: list[float] = []

    async def scene() -> None:
        pacer = Pacer(time, time.sleep)

        async def send() -> None:
            sent.append(time.now)

        async def lost() -> None:
            raise LeaseLostError

        posts = [*[send] * 4, *[lost] * 5, send]
        await asyncio.gather(*(pacer.run("C1", post) for post in posts), return_exceptions=True)

    asyncio.run(scene())
    assert sent == [0, 0, 0, 0, 1]


def test_channels_that_are_quiet_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.sending._CHANNELS_KEPT", 2)
    pacer = Pacer()

    async def scene() -> None:
        async def send() -> None:
            """Nothing."""

        for channel in "abc":
            await pacer.run(channel, send)

    asyncio.run(scene())
    assert list(pacer._paces) == ["b", "c"]


@pytest.mark.parametrize(
    ("answer", "later"),
    [
        (web.Response(status=500, text="x"), True),  # a server error
        (web.Response(status=200, text="Log på"), True),  # a proxy, not Slack
        ("ratelimited", True),  # in words
        ("not_in_channel", False),  # will never work
    ],
)
def test_errors_are_told_apart(answer: web.Response | str, later: bool) -> None:
    async def scene() -> None:
        async with fake_slack() as slack:
            clients = Clients(slack.api, "xoxb-1")
            slack.faults["chat.postMessage"] = [answer]
            client = await clients.of(Workspace("T1"))
            sender = Sender(Pacer())
            with pytest.raises(TryLaterError if later else RefusedError):
                await sender.post(client, "C1", "", fixed("x"))
            await clients.close()

    asyncio.run(scene())


def test_a_slack_that_is_away_is_tried_later() -> None:
    async def scene() -> None:
        clients = Clients("http://127.0.0.1:9/api/", "xoxb-1")
        client = await clients.of(Workspace("T1"))
        with pytest.raises(TryLaterError):
            await call(client.auth_test)
        webhook, sender = clients.webhook("http://127.0.0.1:9/svar"), Sender(Pacer())
        with pytest.raises(TryLaterError):
            await sender.respond(webhook, fixed("x"), in_channel=False)
        await clients.close()

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("status", "error"), [(429, TryLaterError), (502, TryLaterError), (404, RefusedError)]
)
def test_a_response_address_can_fail(status: int, error: type[Exception]) -> None:
    async def scene() -> None:
        async with fake_slack() as slack:
            clients = Clients(slack.api, "xoxb-1")
            headers = {"Retry-After": "0"}
            slack.faults["svar"] = [web.Response(status=status, headers=headers) for _ in range(4)]
            webhook, sender = clients.webhook(slack.response_url), Sender(Pacer())
            with pytest.raises(error):
                await sender.respond(webhook, fixed("x"), in_channel=False)
            await clients.close()

    asyncio.run(scene())


def test_a_workspace_without_installation_is_refused() -> None:
    async def scene() -> None:
        with pytest.raises(RefusedError, match="not_installed"):
            await Clients("http://127.0.0.1:9/api/").of(Workspace("T1"))

    asyncio.run(scene())
