"""kill -9 at random points of state writes: what was acknowledged is there, nothing is half."""

import datetime as dt
import random
import time
from pathlib import Path

from bot.state import Keyring, SqliteState
from bot.state.records import InstallationKey, Platform
from tests.bot.state.processes import KEY, start
from tests.long import times

KILLS = times(25, 50)
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    database = tmp_path / "state.db"
    chance = random.Random(8)  # noqa: S311  the same points each time, but for the machine's pace
    said: set[tuple[str, str]] = set()
    for _ in range(KILLS):
        racer = start("live", database, 100_000)
        if racer.stdout is None:
            raise AssertionError
        first = racer.stdout.readline()
        time.sleep(chance.uniform(0, 0.06))
        racer.kill()
        rest, _ = racer.communicate()
        lines = (first + rest).split("\n")[:-1]  # the last may be cut off
        said |= {(verb, name) for verb, _, name in (line.partition(" ") for line in lines)}
    assert len(said) > KILLS

    store = SqliteState(database, Keyring.from_text(KEY))
    assert store._db.rows("pragma integrity_check") == [{"integrity_check": "ok"}]
    waiting = set()
    while (lease := store.jobs.lease(lease_seconds=600)) is not None:
        waiting.add(lease.body.decode())
    audit = store.records.audit_since(EPOCH)
    answered = {line.generation for line in audit} - {""}
    audited = {line.status for line in audit}
    store.close()

    assert not waiting & answered
    assert {name for verb, name in said if verb == "finished"} <= answered
    assert {name for verb, name in said if verb == "accepted"} <= waiting | answered
    assert {name for verb, name in said if verb == "audited"} <= audited
    store = SqliteState(database, Keyring.from_text(KEY))
    for verb, name in said:
        if verb == "installed":
            key = InstallationKey(Platform.SLACK, name)
            assert store.installations.find(key) == name.encode()
    store.close()
