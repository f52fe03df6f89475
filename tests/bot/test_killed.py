"""kill -9 at random points of ask, ingest and building: what was said to be done is done.

The points are spread over a whole run of the command, which is timed first. After each kill the
same folder is opened again: the answers are those of a folder that nobody disturbed.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot import wiring
from bot.answer import Answer, NoAnswer
from bot.service import GuidanceService, Question
from bot.settings import Settings
from tests.long import times

ROOT = Path(__file__).parents[2]
QUESTION = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
KILLS = times(2, 50)
FILES = 8
Reported = Callable[[str], None]


def _start(settings: Settings, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *words],
        cwd=ROOT,
        env=os.environ | {"PRINCIPBOT_DATA": str(settings.data), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def _seconds(settings: Settings, *words: str) -> float:
    """How long an undisturbed run takes."""
    began = time.monotonic()
    with _start(settings, *words) as process:
        process.communicate()
    assert process.returncode == 0
    return time.monotonic() - began


def _killed(settings: Settings, after: float, *words: str) -> list[str]:
    """Whole lines that the command said before it was killed."""
    with _start(settings, *words) as process:
        time.sleep(after)
        process.kill()
        said, _ = process.communicate()
    return said.split("\n")[:-1]


def _answer(service: GuidanceService, text: str = QUESTION) -> Answer | NoAnswer:
    return service.answer(Question(text))


def _is_whole(settings: Settings) -> bool:
    with closing(sqlite3.connect(settings.database)) as db:
        return db.execute("pragma integrity_check").fetchall() == [("ok",)]


def _points(seconds: float, seed: int) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 - the same shares of the run each time
    return [chance.uniform(0, seconds) for _ in range(KILLS)]


def test_a_first_question_that_is_killed_harms_nothing(
    tmp_path: Path, service: GuidanceService
) -> None:
    expected = _answer(service)
    seconds = _seconds(Settings(data=tmp_path / "whole"), "ask", QUESTION)
    for number, after in enumerate(_points(seconds, 1)):
        settings = Settings(data=tmp_path / str(number))
        _killed(settings, after, "ask", QUESTION)
        with wiring.opened_library(settings) as library:
            assert _answer(wiring.service(library, settings)) == expected
        assert _is_whole(settings)
        assert not list(settings.index.glob("*bygges*"))


def test_a_document_that_was_reported_stays(tmp_path: Path, own_settings: Settings) -> None:
    settings = own_settings
    seconds = _seconds(settings, "ingest", str(_folder(tmp_path, "hel")))
    reported: set[str] = set()
    for number, after in enumerate(_points(seconds, 2)):
        folder = _folder(tmp_path, f"r{number}")
        lines = _killed(settings, after, "ingest", str(folder))
        reported |= {line.split()[1] for line in lines if line.startswith("tilføjet")}
        with wiring.opened_library(settings) as library:
            held = {holding.file for holding in library.store.holdings()}
            assert reported <= held
            for file in sorted(reported & {path.name for path in folder.iterdir()}):
                result = _answer(wiring.service(library, settings), _word(file))
                items = result.items if isinstance(result, Answer) else result.nearest
                assert [item.file for item in items] == [file]
        assert _is_whole(settings)


@pytest.mark.parametrize("words", [("index", "rebuild"), ("ask", QUESTION)])
def test_a_build_that_is_killed_leaves_an_index(
    own_settings: Settings, words: tuple[str, ...]
) -> None:
    """`ask` on a folder whose index was taken away builds it too."""
    settings = own_settings
    with wiring.opened_library(settings) as library:
        expected = _answer(wiring.service(library, settings))
    seconds = _seconds(settings, "index", "rebuild")
    for after in _points(seconds, len(words[0])):
        if words[0] == "ask":
            (settings.index / "current").unlink()
        _killed(settings, after, *words)
        with wiring.opened_library(settings) as library:
            assert _answer(wiring.service(library, settings)) == expected
        leftovers = {path.name for path in settings.index.iterdir()} - {"current"}
        assert leftovers == {(settings.index / "current").read_text().strip()}


def _folder(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / name
    folder.mkdir()
    for number in range(FILES):
        file = f"{name}-{number}.txt"
        text = (
            f"Intern vejledning {name} nr. {number}\n\n"
            f"Den {_word(file)} skal have hjælp efter serviceloven inden fire uger.\n"
        )
        (folder / file).write_text(text, encoding="utf-8")
    return folder


def _word(file: str) -> str:
    """A word that stands in one file alone."""
    letters = "".join(chr(ord("a") + ord(sign) % 26) for sign in file.removesuffix(".txt"))
    return f"zq{letters}xv"
