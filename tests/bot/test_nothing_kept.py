"""After use, no file, database, write-ahead log or log holds a word of the question."""

import datetime as dt
import logging
from pathlib import Path

from bot.limits import Gate, Limits
from bot.privacy.logs import configure_logging
from bot.retention import Retention, sweep
from bot.state import Keyring, SqliteState, new_key
from bot.state.records import ThreadMemory
from tests.contracts.rows import ANNE, PRIVATE, delivery, entry, feedback
from tests.traces import traces

QUESTION = "Kan grævlingepasseren Zakarias få merudgiftsdækning til æblegrød?"
WORDS = ["grævlingepasseren", "Zakarias", "merudgiftsdækning", "æblegrød"]


def _fail(question: str) -> None:
    raise ValueError(question)


def test_no_word_of_a_question_stays(tmp_path: Path) -> None:
    with (tmp_path / "bot.log").open("w", encoding="utf-8") as log:
        configure_logging("DEBUG", log)
        state = SqliteState(tmp_path / "state.db", Keyring.from_text(new_key()))
        assert Gate(state, Limits()).refuse(QUESTION, ANNE, PRIVATE) is None
        lease = state.jobs.accept(delivery(place=PRIVATE), QUESTION.encode(), lease_seconds=30)
        assert lease is not None
        assert traces(tmp_path, WORDS) == [], "while it waits"
        (row,) = state._db.rows("select body from job")

        logging.getLogger("slack_bolt.App").debug("body: %s", QUESTION)
        try:
            _fail(QUESTION)
        except ValueError:
            logging.getLogger("bot.service").exception("Failed, job %s", lease.job_id)

        memory = ThreadMemory(("servicelovens § 100",), ("p1",))
        assert state.jobs.finish(lease, entry(PRIVATE), ("1.1", memory))
        state.records.give_feedback(feedback(), PRIVATE, ANNE)
        sweep(state, Retention(), dt.datetime.now(dt.UTC))
        assert traces(tmp_path, WORDS) == [], "after the answer"
        sealed = [path.name for path in tmp_path.iterdir() if row["body"] in path.read_bytes()]
        assert sealed == [], "not even sealed"
        state.close()
    assert traces(tmp_path, WORDS) == [], "after the end"


def test_the_search_for_traces_finds_them(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("om æblegrød", "utf-8")
    (tmp_path / "upper").write_text("OM ZAKARIAS")
    (tmp_path / "wide").write_text("om æblegrød", "utf-16-le")
    (tmp_path / "json").write_text('"\\u00e6blegr\\u00f8d" og \\xe6blegr\\xf8d')
    (tmp_path / "none").write_text("intet")
    found = traces(tmp_path, WORDS)
    assert found == ["json: æblegrød", "plain: æblegrød", "upper: Zakarias", "wide: æblegrød"]
