"""The terminal honours the stop, and does not load the state for it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.halt import Halt
from bot.messages import STOPPED
from bot.settings import Settings
from bot.state import SqliteState


def test_a_folder_without_state_is_not_stopped(tmp_path: Path) -> None:
    assert not Halt(tmp_path / "state.db").is_stopped()
    assert list(tmp_path.iterdir()) == []


def test_a_stop_is_seen_within_two_seconds(tmp_path: Path) -> None:
    path, seconds = tmp_path / "ææ state?.db", [0.0]
    halt = Halt(path, monotonic=lambda: seconds[0])
    assert not halt.is_stopped()
    state = SqliteState(path)
    state.control.stop("prøve")
    assert not halt.is_stopped()
    seconds[0] = 2.0
    assert halt.is_stopped()
    state.control.start()
    seconds[0] = 4.0
    assert not halt.is_stopped()
    state.close()


def test_a_file_that_cannot_be_read_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "state.db"
    path.write_bytes(b"no database at all" * 100)
    assert not Halt(path).is_stopped()
    assert "Stopknappen kan ikke læses" in caplog.text


def _run(settings: Settings, *arguments: str, given: str | None = None) -> str:
    env = {"PRINCIPBOT_DATA": str(settings.data)}
    result = CliRunner().invoke(main, ["ask", *arguments], input=given, env=env)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_form_of_ask_says_the_sentence(own_settings: Settings) -> None:
    assert STOPPED not in _run(own_settings, "partshøring")
    state = SqliteState(own_settings.state)
    state.control.stop("prøve")
    assert _run(own_settings, "partshøring") == f"{STOPPED}\n"
    expected = {"status": "stopped", "text": STOPPED}
    assert json.loads(_run(own_settings, "--json", "partshøring")) == expected
    line = json.dumps({"_id": "1", "question": "partshøring"})
    assert json.loads(_run(own_settings, "--jsonl", given=line)) == {"_id": "1", **expected}
    assert _run(own_settings, "--prompt", given="partshøring\n\n").count(STOPPED) == 2
    state.control.start()
    assert STOPPED not in _run(own_settings, "partshøring")
    state.close()


def test_a_question_starts_without_the_state() -> None:
    code = "import sys, bot.commands.ask; print('bot.state' in sys.modules)"
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
