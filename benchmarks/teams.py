"""Teams under load: 20 activities a second over HTTP, from 200 people, signed and verified.

The bot runs as a process of its own; this program plays Teams on loopback. It sends at its times,
whether or not earlier ones are answered, and takes the answers after a delay like that of a real
call. Must hold: acknowledged within 300 ms (p99), answered within 1 s (p95), none lost, none
doubled. Run: `python -m benchmarks.teams [SECONDS]` (60 by default). Ends with 1 when a bound is
broken.
"""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.slack import (
    ACK_P99_MS,
    ANSWER_P95_MS,
    PATIENCE_SECONDS,
    PEOPLE,
    QUESTIONS,
    RATE,
    percentile,
    ready,
)
from bot.state import new_key
from tests.bot.teams.connector import BOT, TENANT, Connector, Fault, connector

CALL_SECONDS = 0.08
"""How long our Teams takes to answer a call."""


class _Slow(list[Fault]):
    """Every call takes its time."""

    def __bool__(self) -> bool:
        return True

    def pop(self, *_: object) -> Fault:  # type: ignore[override] # one fault for all
        return Fault(seconds=CALL_SECONDS)


def activity(number: int, address: str) -> dict[str, Any]:
    """A question of one of the people, in a chat of its own, so that its answer is known."""
    return {
        "type": "message",
        "id": f"a{number}",
        "text": QUESTIONS[number % len(QUESTIONS)],
        "channelId": "msteams",
        "serviceUrl": address,
        "from": {"id": f"29:{number % PEOPLE}"},
        "recipient": {"id": f"28:{BOT}"},
        "conversation": {
            "id": f"a:{number}",
            "conversationType": "personal",
            "tenantId": TENANT,
        },
        "channelData": {"tenant": {"id": TENANT}},
    }


@contextlib.contextmanager
def serving(address: str, data: Path) -> Iterator[str]:
    """The bot, as a process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, "PRINCIPBOT_DATA": str(data), "PRINCIPBOT_KEY": new_key()}
    command = [sys.executable, "-m", "tests.e2e.teams.bot", str(port), address]
    bot = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        bot.send_signal(signal.SIGTERM)
        bot.wait(timeout=30)


class Run:
    """Times of one run."""

    def __init__(self, counterpart: Connector) -> None:
        self.counterpart = counterpart
        self.sent: dict[str, float] = {}
        self.acknowledged: dict[str, float] = {}
        self.refused = 0

    async def ask(self, session: aiohttp.ClientSession, bot: str, number: int) -> None:
        """Send one activity, as Microsoft signs it."""
        body = activity(number, self.counterpart.address)
        headers = {"authorization": f"Bearer {self.counterpart.token()}"}
        named = body["conversation"]["id"]
        self.sent[named] = time.monotonic()
        async with session.post(f"{bot}/api/messages", json=body, headers=headers) as reply:
            await reply.read()
            self.refused += reply.status != 200
        self.acknowledged[named] = time.monotonic()

    async def fire(self, session: aiohttp.ClientSession, bot: str, seconds: float) -> None:
        """Send at the rate, whatever comes back; then wait for the last answers."""
        begun = time.monotonic()
        tasks = []
        for number in range(int(RATE * seconds)):
            await asyncio.sleep(max(0.0, begun + number / RATE - time.monotonic()))
            tasks.append(asyncio.create_task(self.ask(session, bot, number)))
        await asyncio.gather(*tasks)
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end and len(self.counterpart.sent) < len(self.sent):  # noqa: ASYNC110 - two lists are compared, no event tells
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)


async def load(counterpart: Connector, seconds: float) -> Run:
    """The whole run."""
    run = Run(counterpart)
    counterpart.faults = _Slow()
    with tempfile.TemporaryDirectory() as folder:
        async with aiohttp.ClientSession() as session:
            with serving(counterpart.address, Path(folder)) as bot:
                await ready(session, bot)
                for number in range(5):  # caches warm, as in a process that has run a minute
                    await run.ask(session, bot, 900_000 + number)
                await asyncio.sleep(2)
                run.sent.clear()
                run.acknowledged.clear()
                counterpart.sent.clear()
                await run.fire(session, bot, seconds)
    return run


def main() -> int:
    """Run and print; 1 when a bound is broken."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    with connector() as counterpart:
        run = asyncio.run(load(counterpart, seconds))
    answered: dict[str, float] = {}
    for sent in counterpart.sent:
        # The counterpart notes a message after its delay; the bot had sent it before.
        answered.setdefault(sent.conversation, sent.at - CALL_SECONDS)
    posts = Counter(sent.conversation for sent in counterpart.sent)
    acks = [run.acknowledged[name] - at for name, at in run.sent.items()]
    waits = [answered[name] - at for name, at in run.sent.items() if name in answered]
    lost = len(run.sent) - len(waits)
    doubled = sum(count > 1 for count in posts.values())
    ack, answer = percentile(acks, 0.99), percentile(waits, 0.95)
    print(
        f"Teams: {len(run.sent)} activities at {RATE}/s: acknowledged p99 {ack:.0f} ms"
        f" (<= {ACK_P99_MS}), answered p50 {percentile(waits, 0.5):.0f} ms, p95 {answer:.0f} ms"
        f" (<= {ANSWER_P95_MS}), lost {lost}, doubled {doubled}, refused {run.refused}"
    )
    is_kept = ack <= ACK_P99_MS and answer <= ANSWER_P95_MS
    return 0 if is_kept and not lost and not doubled and not run.refused else 1


if __name__ == "__main__":
    sys.exit(main())
