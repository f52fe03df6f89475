"""What is kept about a person can be shown as JSON and deleted."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import NotFoundError
from bot.persons import delete_person, export_person, parse_person
from bot.state import Keyring, SqliteState, new_key
from bot.state.records import Person, Platform, QuizCard
from tests.contracts.rows import ANNE, PRIVATE, entry, feedback


@pytest.fixture
def state(tmp_path: Path) -> Iterator[SqliteState]:
    store = SqliteState(tmp_path / "state.db", Keyring.from_text(new_key()))
    yield store
    store.close()


def test_a_key_names_a_person() -> None:
    assert parse_person(ANNE.key) == ANNE
    assert parse_person("teams:tenant:29:1ab") == Person(Platform.TEAMS, "tenant", "29:1ab")


@pytest.mark.parametrize(
    "key",
    [
        "",  # nothing
        "U1",  # the user alone
        "slack:T1",  # no user
        "slack::U1",  # no workspace
        "irc:T1:U1",  # no platform of ours
    ],
)
def test_another_form_is_refused(key: str) -> None:
    with pytest.raises(NotFoundError, match="slack:T0123:U0456"):
        parse_person(key)


def test_a_person_is_shown_as_json_and_deleted(state: SqliteState) -> None:
    state.records.set_setting(ANNE, "quiz", "til")
    state.records.give_feedback(feedback(), PRIVATE, ANNE)
    state.records.audit(entry(PRIVATE))
    state.tips.save_card(ANNE, QuizCard("q", 0, dt.datetime(2026, 11, 24, tzinfo=dt.UTC)))
    shown = json.loads(json.dumps(export_person(state, ANNE.key)))
    assert shown["indstillinger"] == {"quiz": "til"}
    assert shown["quiz"][0]["due"] == "2026-11-24T00:00:00+00:00"
    assert shown["tilbagemeldinger"][0]["reason"] == "foraeldet"
    assert shown["revisionsspor"][0]["status"] == "answer"
    assert delete_person(state, ANNE.key) == {
        "indstillinger": 1,
        "tilbagemeldinger": 1,
        "revisionsspor": 1,
        "quiz": 1,
    }
    assert export_person(state, ANNE.key)["indstillinger"] == {}
