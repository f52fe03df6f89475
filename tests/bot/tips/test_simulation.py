"""The proof itself: a rough run comes out clean, and the count sees what is wrong."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot import cli
from bot.state.records import Platform
from bot.tips import counting, loader, schedule, simulation
from bot.tips.counting import Count, Due, Received
from tests.bot.tips.conftest import here

POOL = loader.load()
TUESDAY = here(2026, 11, 24, 9)
DUE = (Due("C1", TUESDAY), Due("C1", here(2026, 12, 1, 9)))


def _got(*days: dt.datetime) -> list[Received]:
    return [Received("C1", day, f"tip-{number}") for number, day in enumerate(days)]


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (_got(TUESDAY, here(2026, 12, 1, 9, 5)), Count(2, 0, 0, 0, 0)),  # all well
        (_got(TUESDAY), Count(1, 0, 1, 0, 0)),  # one lost
        (_got(TUESDAY, TUESDAY, here(2026, 12, 1, 9)), Count(3, 1, 0, 0, 0)),  # one twice
        (_got(TUESDAY, here(2026, 12, 5, 9)), Count(2, 0, 0, 1, 0)),  # on a Saturday
        (_got(TUESDAY, here(2026, 12, 1, 8)), Count(2, 0, 1, 0, 0)),  # before its time
        (_got(TUESDAY, here(2026, 12, 1, 9), here(2026, 12, 8, 9)),
         Count(3, 1, 0, 0, 0)),  # one that was not due
        ([Received("C1", day.due, "a") for day in DUE], Count(2, 0, 0, 0, 1)),  # a tip again
    ],
)  # fmt: skip
def test_the_count_sees_what_is_wrong(received: list[Received], expected: Count) -> None:
    assert counting.count(DUE, received, 34) == expected


def test_a_tip_may_come_again_when_all_have_been() -> None:
    days = [TUESDAY + dt.timedelta(weeks=number) for number in range(4)]
    received = [
        Received("C1", day, tip) for day, tip in zip(days, ("a", "b", "a", "b"), strict=True)
    ]
    assert counting.count([Due("C1", day) for day in days], received, 2).early_repeats == 0
    assert counting.count([Due("C1", day) for day in days], received, 3).early_repeats == 2


def test_a_rough_run_comes_out_clean() -> None:
    run = simulation.run(POOL, channels=12, seed=7)
    counted = counting.count(run.due, run.received, len(POOL.tips))
    assert counted == Count(len(run.due), 0, 0, 0, 0)
    assert run.kills > 20
    assert run.faults > 10
    assert run.races > 100
    assert 12 * 103 <= len(run.due) <= 12 * 105
    hours = {one.due.hour * 60 + one.due.minute for one in run.due}
    assert len(hours) == 3
    assert {one.due.utcoffset() for one in run.due} == {
        dt.timedelta(hours=1),
        dt.timedelta(hours=2),
    }
    assert max(Counter(one.tip for one in run.received).values()) <= 12 * 5


def test_where_nobody_can_be_asked_nothing_comes_twice_and_what_is_unsure_is_told() -> None:
    run = simulation.run(POOL, channels=12, seed=7, platform=Platform.TEAMS)
    counted = counting.count(run.due, run.received, len(POOL.tips), run.unknown)
    assert counted == Count(len(run.due) - counted.missing, 0, 0, 0, 0, counted.missing)
    assert 0 < counted.missing < len(run.unknown) < 100


def test_the_command_writes_what_anyone_can_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulation, "END", dt.datetime(2026, 3, 1, tzinfo=schedule.ZONE))
    ledger = tmp_path / "ledger.jsonl"
    env = {"PRINCIPBOT_DATA": str(tmp_path / "data")}
    arguments = ["tips", "simulate", "--json", "--ledger", str(ledger)]
    done = CliRunner().invoke(cli.main, arguments, env=env)
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    assert [result[name] for name in ("duplicates", "lost", "on_holiday", "early_repeats")] == [
        0
    ] * 4
    rows = [json.loads(line) for line in ledger.read_text("utf-8").splitlines()]
    due = [row for row in rows if "due" in row]
    received = [row for row in rows if "at" in row]
    assert len(due) == len(received) == result["sent"]
    assert len({row["channel"] for row in due}) == 200
    assert set(due[0]) == {"channel", "due"}
    assert set(received[0]) == {"channel", "at", "tip"}
    assert dt.datetime.fromisoformat(due[0]["due"]).utcoffset() == dt.timedelta(hours=1)
    assert not (tmp_path / "data").exists()


def test_a_run_that_is_not_clean_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = simulation.Run(DUE, (), 0, 0, 0)
    monkeypatch.setattr(simulation, "run", lambda *_, **__: late)
    env = {"PRINCIPBOT_DATA": str(tmp_path)}
    done = CliRunner().invoke(cli.main, ["tips", "simulate"], env=env)
    assert done.exit_code == 1
    assert "lost: 2" in done.output
