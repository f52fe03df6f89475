"""Stop, limits and audit of the web chat, on the real service and state."""

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from bot.access import AccessRules, parse_networks
from bot.limits import Gate, Limits
from bot.state import Keyring, SqliteState, State, new_key
from bot.state.records import AuditKind
from bot.stop import STOPPED, StopSwitch
from bot.web.app import create_app
from bot.web.door import Door
from bot.web.site import Site

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
QUESTION = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"
LOCAL = AccessRules()
PROXIED = AccessRules(proxies=parse_networks("10.0.0.5"))


@pytest.fixture
def state(tmp_path: Path) -> Iterator[SqliteState]:
    store = SqliteState(tmp_path / "state.db", Keyring.from_text(new_key()), busy_seconds=0.1)
    yield store
    store.close()


def _browser(
    embedded: Site, state: State, limits: Limits, rules: AccessRules = LOCAL
) -> TestClient:
    switch = StopSwitch(state.control.stopped, fresh_seconds=0.2)
    app = create_app(replace(embedded, door=Door(state, Gate(state, limits), switch)), rules)
    peer = "10.0.0.5" if rules.proxies else "127.0.0.1"
    return TestClient(app, base_url="http://127.0.0.1", client=(peer, 50_000))


def _ask(browser: TestClient, text: str = QUESTION, **headers: str) -> tuple[int, str]:
    reply = browser.post("/", data={"spoergsmaal": text}, headers=headers)
    return reply.status_code, reply.text


def test_a_stop_is_said_and_ends(embedded: Site, state: SqliteState) -> None:
    browser = _browser(embedded, state, Limits())
    assert _ask(browser)[0] == 200
    state.control.stop("prøve")
    time.sleep(0.25)
    code, text = _ask(browser)
    assert code == 503
    assert STOPPED in text
    assert "afslag" not in text
    assert STOPPED in browser.get("/").text
    assert browser.get("/kilder").status_code == 200, "the sources stay readable"
    state.control.start()
    time.sleep(0.25)
    assert _ask(browser)[0] == 200


def test_a_place_that_asks_too_often_waits(embedded: Site, state: SqliteState) -> None:
    browser = _browser(embedded, state, Limits(per_channel=2))
    assert [_ask(browser)[0] for _ in range(3)] == [200, 200, 429]
    assert "Prøv igen om" in _ask(browser)[1]


def test_each_person_has_an_own_limit(embedded: Site, state: SqliteState) -> None:
    browser = _browser(embedded, state, Limits(per_person=1), PROXIED)
    anne, bo = {"x-forwarded-email": "anne@by.dk"}, {"x-forwarded-email": "bo@by.dk"}
    assert _ask(browser, **anne)[0] == 200
    assert _ask(browser, **anne)[0] == 429
    assert _ask(browser, **bo)[0] == 200


def test_the_audit_has_ids_and_no_words(embedded: Site, state: SqliteState) -> None:
    browser = _browser(embedded, state, Limits(per_channel=3))
    for text in (QUESTION, "xyzzy qwertz", "010190-1234 afslag", "igen"):
        _ask(browser, text)
    lines = state.records.audit_since(EPOCH)
    assert [(line.kind, line.status, line.reason) for line in lines] == [
        (AuditKind.ANSWER, "answer", ""),
        (AuditKind.ANSWER, "no_answer", "intet_fundet"),
        (AuditKind.ANSWER, "no_answer", "personoplysninger"),
        (AuditKind.ANSWER, "refused", "kanal"),
    ]
    assert lines[0].passage_ids
    assert lines[0].generation == embedded.service.library.generation(frozenset({"faelles"}))
    assert lines[0].duration_ms > 0
    assert lines[0].channel == lines[1].channel != "", "one hash for the pages as a whole"


def test_a_state_that_fails_closes_nothing(
    embedded: Site, state: SqliteState, caplog: pytest.LogCaptureFixture
) -> None:
    browser = _browser(embedded, state, Limits())
    state.close()
    assert _ask(browser)[0] == 200
    assert "Grænserne kan ikke læses" in caplog.text
    assert "Revisionssporet kan ikke skrives" in caplog.text
    assert "stop switch" in caplog.text
    assert "afslag" not in caplog.text
