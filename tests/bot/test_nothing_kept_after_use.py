"""Terminal, web server and Slack are used as people do; then every file is searched for words.

The processes are real and write their logs into the data folder, where a service would.
"""

import asyncio
import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest

from bot import wiring
from bot.limits import Gate, Limits
from bot.privacy.logs import configure_logging
from bot.retention import Retention, sweep
from bot.slack.opened import core as core_of
from bot.state import Keyring, SqliteState, new_key
from tests.bot.slack.conftest import direct, world
from tests.conftest import ready
from tests.traces import traces

ROOT = Path(__file__).parents[2]
QUESTION = "Må grævlingepasseren Zakarias få afslag på merudgiftsdækning til æblegrød?"
WORDS = ["grævlingepasser", "Zakarias", "merudgiftsdækning", "æblegrød", "kvistgange", "010190"]
QUESTIONS = [
    QUESTION,
    "Hvad siger loven om partshøring om kvistgange for Zakarias?",
    "Zakarias har CPR 010190-1234, må vi give afslag på æblegrød?",
    "Zakarias bor på Æblegrødvej 7, tlf. 22 33 44 55, zakarias@kvistgange.dk: partshøring?",
    f"{QUESTION} " * 60,
]


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "PRINCIPBOT" not in name}
    return kept | {"PRINCIPBOT_DATA": str(data), "PRINCIPBOT_KEY": new_key()}


def _run(environment: dict[str, str], log: Path, *words: str, given: str = "") -> str:
    with log.open("a", encoding="utf-8") as stderr:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT,
            env=environment,
            input=given,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            check=True,
        )
    return done.stdout


@contextmanager
def _served(environment: dict[str, str], log: Path) -> Iterator[httpx2.Client]:
    with (
        log.open("a", encoding="utf-8") as stderr,
        subprocess.Popen(
            [sys.executable, "-m", "bot", "serve", "--port", "0"],
            cwd=ROOT,
            env=environment | {"PRINCIPBOT_PER_CHANNEL": "12", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
        ) as process,
    ):
        said = process.stdout.readline() if process.stdout else ""
        found = re.search(r"http://\S+", said)
        try:
            assert found is not None, log.read_text(encoding="utf-8")
            with httpx2.Client(base_url=found.group(), timeout=30) as client:
                yield client
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)


def test_terminal_and_web_leave_no_word(tmp_path: Path) -> None:
    environment, log = _environment(tmp_path), tmp_path / "principbot.log"
    lines = "".join(
        json.dumps({"_id": str(number), "question": text}) + "\n"
        for number, text in enumerate(QUESTIONS)
    )
    assert len(_run(environment, log, "ask", "--jsonl", given=lines).splitlines()) == len(QUESTIONS)
    _run(environment, log, "ask", QUESTION)
    _run(environment, log, "ask", "--prompt", given=f"{QUESTION}\n\n")
    assert traces(tmp_path, WORDS) == [], "after the terminal"
    with _served(environment, log) as browser:
        codes = set()
        for text in QUESTIONS * 3:
            fields = {"spoergsmaal": text, "ord": ["Zakarias", "æblegrød"], "med": "ja"}
            codes.add(browser.post("/", data=fields | {"vis": "mere"}).status_code)
            browser.post("/kilder", data={"soeg": text})
        assert codes == {200, 429}
        browser.get(f"/kilder/{QUESTION[:40]}")
        browser.get("/kilder", params={"soeg": QUESTION, "art": QUESTION})
        browser.post("/", content=QUESTION.encode(), headers={"content-type": "text/plain"})
        assert traces(tmp_path, WORDS) == [], "while the server runs"
    _run(environment, log, "data", "sweep")
    assert traces(tmp_path, WORDS) == [], "after the end"
    assert {"samling.db", "state.db", "indeks", "principbot.log"} <= {
        path.name for path in tmp_path.iterdir()
    }


def test_slack_leaves_no_word(tmp_path: Path, built: Path) -> None:
    settings = ready(built, tmp_path)
    state = SqliteState(settings.state, Keyring.from_text(new_key()))
    with (tmp_path / "principbot.log").open("w", encoding="utf-8") as log:
        configure_logging("DEBUG", log)
        with wiring.opened_library(settings) as library:
            made = core_of(library, settings, state)
            plenty = Limits(per_person=1_000, per_channel=1_000)

            async def scene() -> int:
                async with world(replace(made, gate=Gate(state, plenty))) as it:
                    for number, text in enumerate(QUESTIONS, start=1):
                        await it.event(direct(text, ts=f"{number}.1"))
                    await it.quiet()
                    return len(it.slack.posted)

            assert asyncio.run(scene()) == len(QUESTIONS)
        assert traces(tmp_path, WORDS) == [], "after the answers"
        sweep(state, Retention(), dt.datetime.now(dt.UTC))
        state.close()
    assert traces(tmp_path, WORDS) == [], "after the end"


@pytest.mark.parametrize("word", WORDS)
def test_the_words_would_be_found(tmp_path: Path, word: str) -> None:
    (tmp_path / "log").write_text(" ".join(QUESTIONS), encoding="utf-8")
    assert traces(tmp_path, [word])
