"""Eight processes on one file: every prize has exactly one winner."""

from pathlib import Path

from bot.state import Keyring, SqliteState
from tests.bot.state.processes import KEY, start

PROCESSES = 8
PRIZES = 40


def race(what: str, database: Path, text: str = "") -> list[str]:
    racers = [start(what, database, PRIZES) for _ in range(PROCESSES)]
    for racer in racers:  # all read their input before any of them is waited for
        if racer.stdin is not None:
            racer.stdin.write(text)
            racer.stdin.close()
            racer.stdin = None
    won = [line for racer in racers for line in racer.communicate()[0].splitlines()]
    assert [racer.returncode for racer in racers] == [0] * PROCESSES
    return won


def test_each_event_and_job_has_one_winner(tmp_path: Path) -> None:
    database = tmp_path / "state.db"  # opened by all eight at once
    accepted = race("accept", database)
    assert sorted(accepted, key=int) == [str(number) for number in range(PRIZES)]
    answered = [line for line in race("answer", database) if not line.startswith("done")]
    assert len(answered) == len(set(answered)) == PRIZES


def test_each_occurrence_has_one_winner(tmp_path: Path) -> None:
    won = race("claim", tmp_path / "state.db")
    assert sorted(won, key=int) == [str(number) for number in range(PRIZES)]


def test_each_oauth_state_has_one_winner(tmp_path: Path) -> None:
    path = tmp_path / "state.db"
    store = SqliteState(path, Keyring.from_text(KEY))
    issued = [store.installations.issue_state(seconds=600) for _ in range(PRIZES)]
    store.close()
    assert sorted(race("consume", path, "\n".join(issued))) == sorted(issued)
