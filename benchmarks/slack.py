"""Slack under load: 20 questions a second over HTTP, from 200 people in 60 channels.

`principbot serve` runs as it is in production, over a data folder of its own. This program plays
Slack on loopback: it signs and sends the events at their times, whether or not earlier ones are
answered, and takes the answers after a delay like that of a real call.
Must hold: acknowledged within 300 ms (p99), answered within 1 s (p95), none lost, none doubled.
Run: `python -m benchmarks.slack [SECONDS]` (60 by default). Ends with 1 when a bound is broken.
"""

import asyncio
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from bot.state import new_key

RATE = 20
PEOPLE, CHANNELS = 200, 60
ACK_P99_MS, ANSWER_P95_MS = 300, 1_000
CALL_SECONDS = 0.08
"""How long our Slack takes to answer a call."""
PATIENCE_SECONDS = 30
SECRET = "benchmark"  # noqa: S105 - known to this program and the bot it starts
QUESTIONS = (
    "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?",
    "hvad mener KL om danmarkskortet?",
    "hvordan bruger vi genvurdering i klagesager?",
    "hvad siger loven om kompensation når kommunen laver fejl",
    "hvad er satsen for kontanthjælp i 2026",
    "hvornår skal vi høre parten, før vi træffer afgørelse?",
)


class Slack:
    """Takes calls, and remembers when each thread was answered."""

    def __init__(self) -> None:
        self.sent: dict[str, float] = {}
        self.acknowledged: dict[str, float] = {}
        self.answered: dict[str, float] = {}
        self.posts: Counter[str] = Counter()
        self.refused = 0

    async def call(self, request: web.Request) -> web.Response:
        """One call of the bot."""
        arrived = time.perf_counter()
        method = request.match_info["method"]
        body = await request.json() if request.content_type == "application/json" else {}
        await asyncio.sleep(CALL_SECONDS)
        if method == "chat.postMessage":
            thread = body.get("thread_ts") or dict(await request.post()).get("thread_ts")
            self.posts[str(thread)] += 1
            self.answered.setdefault(str(thread), arrived)
        reply = {"ok": True, "ts": "9.9", "team_id": "T1", "user_id": "U0BOT", "bot_id": "B0BOT"}
        return web.json_response(reply)


def percentile(values: list[float], share: float) -> float:
    """In milliseconds."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] * 1_000 if ordered else 0.0


def event(number: int, ts: str) -> str:
    """A mention by one of the people in one of the channels."""
    people, channels = number % PEOPLE, number % CHANNELS  # each within the limits
    text = f"<@U0BOT> {random.choice(QUESTIONS)}"
    return json.dumps(
        {
            "type": "event_callback",
            "team_id": "T1",
            "event_id": f"Ev{number}",
            "authorizations": [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}],
            "event": {
                "type": "app_mention",
                "channel": f"C{channels:05d}",
                "user": f"U{people:05d}",
                "text": text,
                "ts": ts,
            },
        }
    )


async def ask(session: aiohttp.ClientSession, bot: str, slack: Slack, number: int) -> None:
    """Send one event, as Slack signs it."""
    ts = f"1000.{number:06d}"
    body = event(number, ts)
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    headers = {
        "content-type": "application/json",
        "x-slack-signature": str(signature),
        "x-slack-request-timestamp": stamp,
    }
    slack.sent[ts] = time.perf_counter()
    async with session.post(f"{bot}/slack/events", data=body, headers=headers) as reply:
        await reply.read()
        slack.refused += reply.status != 200
    slack.acknowledged[ts] = time.perf_counter()


@contextlib.asynccontextmanager
async def playing(slack: Slack) -> AsyncIterator[str]:
    """Our Slack, and the address of its calls."""
    app = web.Application()
    app.router.add_route("*", "/api/{method}", slack.call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    await runner.cleanup()


@contextlib.contextmanager
def serving(api: str, data: Path) -> Iterator[str]:
    """The bot, as a process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {
        **os.environ,
        "PRINCIPBOT_DATA": str(data),
        "PRINCIPBOT_KEY": new_key(),
        "PRINCIPBOT_SLACK_BOT_TOKEN": "xoxb-1",
        "PRINCIPBOT_SLACK_SIGNING_SECRET": SECRET,
        "PRINCIPBOT_SLACK_API_URL": api,
    }
    command = [sys.executable, "-m", "bot", "serve", "--port", str(port)]
    bot = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        bot.send_signal(signal.SIGTERM)
        bot.wait(timeout=30)


async def ready(session: aiohttp.ClientSession, bot: str) -> None:
    """Wait until the bot answers."""
    for _ in range(600):
        with contextlib.suppress(aiohttp.ClientError):
            async with session.get(f"{bot}/healthz") as reply:
                if reply.status == 200:
                    return
        await asyncio.sleep(0.1)
    raise SystemExit("principbot serve did not start")


async def load(seconds: float) -> Slack:
    """The whole run."""
    slack = Slack()
    with tempfile.TemporaryDirectory() as folder:
        async with playing(slack) as api, aiohttp.ClientSession() as session:
            with serving(api, Path(folder)) as bot:
                await ready(session, bot)
                for number in range(5):  # caches warm, as in a process that has run a minute
                    await ask(session, bot, slack, 900_000 + number)
                await asyncio.sleep(2)
                slack.sent.clear()
                slack.acknowledged.clear()
                await fire(session, bot, slack, seconds)
    return slack


async def fire(session: aiohttp.ClientSession, bot: str, slack: Slack, seconds: float) -> None:
    """Send at the rate, whatever comes back; then wait for the last answers."""
    begun = time.perf_counter()
    tasks = []
    for number in range(int(RATE * seconds)):
        await asyncio.sleep(max(0.0, begun + number / RATE - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(session, bot, slack, number)))
    await asyncio.gather(*tasks)
    end = time.perf_counter() + PATIENCE_SECONDS
    while time.perf_counter() < end and not set(slack.sent) <= set(slack.answered):  # noqa: ASYNC110 - two lists are compared, no event tells
        await asyncio.sleep(0.1)
    await asyncio.sleep(1)


def main() -> int:
    """Run and print; 1 when a bound is broken."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    random.seed(20261122)
    slack = asyncio.run(load(seconds))
    acks = [slack.acknowledged[ts] - at for ts, at in slack.sent.items()]
    waits = [slack.answered[ts] - at for ts, at in slack.sent.items() if ts in slack.answered]
    lost = len(slack.sent) - len(waits)
    doubled = sum(count > 1 for count in slack.posts.values())
    ack, answer = percentile(acks, 0.99), percentile(waits, 0.95)
    print(f"slack: {len(slack.sent)} questions in {seconds:.0f} s, {slack.refused} refused")
    print(f"  acknowledged p50 {percentile(acks, 0.5):.0f} ms, p99 {ack:.0f} ms (<= {ACK_P99_MS})")
    print(
        f"  answered p50 {percentile(waits, 0.5):.0f} ms, p95 {answer:.0f} ms (<= {ANSWER_P95_MS})"
    )
    print(f"  lost {lost}, doubled {doubled} (0, 0)")
    kept = ack <= ACK_P99_MS and answer <= ANSWER_P95_MS and not (lost or doubled or slack.refused)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
