"""One of several processes that want the same things; run by test_races and test_kill.

Usage: python -m tests.bot.state.racer WHAT DATABASE COUNT, the key in PRINCIPBOT_KEY.
Prints what it won, one a line, each before it tries the next.
"""

import os
import sys
from pathlib import Path

from bot.state import Keyring, SqliteState
from bot.state.records import AuditEntry, AuditKind, InstallationKey, Platform, TipState
from tests.contracts.rows import KEY, delivery, entry


def _won(name: str) -> None:
    sys.stdout.write(f"{name}\n")
    sys.stdout.flush()


def accept(state: SqliteState, count: int) -> None:
    for number in range(count):
        if state.jobs.accept(delivery(str(number), None), b"body", lease_seconds=0):
            _won(str(number))


def answer(state: SqliteState, count: int) -> None:
    while (lease := state.jobs.lease(lease_seconds=60)) is not None:
        if state.jobs.posting(lease) and state.jobs.finish(lease, entry()):
            _won(lease.job_id)
    _won(f"done {count}")


def claim(state: SqliteState, count: int) -> None:
    for number in range(count):
        won = state.tips.claim(KEY, str(number), "tip", lease_seconds=60)
        if won is not None and state.tips.settle(won, TipState.SENT, str(number)):
            _won(str(number))


def consume(state: SqliteState, count: int) -> None:
    for _, issued in zip(range(count), sys.stdin.read().split(), strict=True):
        if state.installations.consume_state(issued):
            _won(issued)


def live(state: SqliteState, count: int) -> None:
    """Everything in turn until killed; says what the store acknowledged."""
    start = state.jobs.waiting()
    for number in range(start, start + count):
        name = f"{os.getpid()}-{number}"
        lease = state.jobs.accept(delivery(name, None), name.encode(), lease_seconds=0)
        _won(f"accepted {name}")
        if lease is not None and number % 2:
            state.jobs.finish(
                lease, AuditEntry(kind=AuditKind.ANSWER, status="answer", generation=name)
            )
            _won(f"finished {name}")
        state.installations.save(InstallationKey(Platform.SLACK, name), name.encode())
        _won(f"installed {name}")
        state.records.audit(AuditEntry(kind=AuditKind.SWEEP, status=name))
        _won(f"audited {name}")


if __name__ == "__main__":
    what, path, count = sys.argv[1:]
    store = SqliteState(Path(path), Keyring.from_text(os.environ["PRINCIPBOT_KEY"]))
    {"accept": accept, "answer": answer, "claim": claim, "consume": consume, "live": live}[what](
        store, int(count)
    )
    store.close()
