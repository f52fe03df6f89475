"""Faults of Teams and of ourselves: nothing lost, nothing doubled unsaid."""

import asyncio
import datetime as dt
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot import messages
from bot.core import Core
from bot.errors import StateBusyError
from bot.library import Library
from bot.settings import Settings
from bot.state.port import State
from bot.state.records import GIVEN_UP, AuditEntry, AuditKind, Delivery, Lease
from bot.teams import cards, texts
from bot.teams.job import Job
from bot.teams.opened import core as core_of
from bot.teams.pace import WINDOWS, Pacer
from bot.teams.sending import TryLaterError, UnknownOutcomeError
from tests.bot.teams.connector import Connector, Fault
from tests.bot.teams.test_conversations import ASKED, LONG_AGO, QUOTE
from tests.bot.teams.world import World, text_of, world
from tests.states import States


@pytest.fixture
def bot(core: Core, settings: Settings, teams: Connector) -> Iterator[World]:
    with world(core, settings, teams, lease_seconds=2.0) as made:
        yield made


@pytest.mark.parametrize("status", [429, 412, 502, 504])
def test_a_send_that_teams_puts_off_is_tried_again(bot: World, status: int) -> None:
    bot.connector.faults += [Fault(status), Fault(status)]
    sent = bot.ask(bot.personal(ASKED))
    bot.quiet()
    assert [s for _, s in bot.connector.calls] == [status, status, 201]
    assert texts.MAYBE_TWICE not in text_of(sent.card)
    assert len(bot.connector.sent) == 1


def test_the_wait_that_teams_names_is_kept(bot: World) -> None:
    bot.connector.faults.append(Fault(429, retry_after="1"))
    started = time.monotonic()
    bot.ask(bot.personal(ASKED))
    assert time.monotonic() - started >= 1.0


def test_a_wait_that_cannot_be_read_is_our_own(bot: World) -> None:
    bot.connector.faults.append(Fault(429, retry_after="Sun, 06 Nov 1994 08:49:37 GMT"))
    assert QUOTE in text_of(bot.ask(bot.personal(ASKED)).card)


def test_a_refused_send_is_tried_again_when_its_lease_ends(bot: World) -> None:
    bot.connector.faults += [Fault(500)]
    sent = bot.ask(bot.personal(ASKED))
    bot.quiet()
    assert QUOTE in text_of(sent.card)
    assert texts.MAYBE_TWICE not in text_of(sent.card)
    assert len(bot.connector.sent) == 1


def test_a_conversation_that_is_closed_ends_the_job(bot: World) -> None:
    bot.connector.faults += [Fault(403)]
    bot.deliver(bot.personal(ASKED))
    bot.until(lambda: bot.connector.calls)
    bot.quiet()
    assert bot.connector.sent == []
    assert last(bot) == ("failed", "403")


def test_an_answer_that_is_too_much_becomes_an_apology(bot: World) -> None:
    bot.connector.faults += [Fault(413)]
    sent = bot.ask(bot.personal(ASKED))
    assert "Fejlnummer:" in text_of(sent.card)


def test_a_broken_answer_is_sent_once_more_and_says_so(bot: World) -> None:
    bot.connector.faults += [Fault(lost=True)]
    bot.deliver(bot.personal(ASKED))
    bot.until(lambda: len(bot.connector.sent) == 2)
    bot.quiet()
    first, second = bot.connector.sent
    assert not text_of(first.card).startswith(texts.MAYBE_TWICE)
    assert text_of(second.card).startswith(texts.MAYBE_TWICE)
    assert len(bot.connector.sent) == 2


def test_what_breaks_twice_rests(bot: World) -> None:
    bot.connector.faults += [Fault(lost=True), Fault(lost=True)]
    bot.deliver(bot.personal(ASKED))
    bot.until(lambda: len(bot.connector.sent) == 2)
    bot.quiet()
    assert last(bot) == ("failed", "uvist")
    assert len(bot.connector.sent) == 2


def test_the_second_delivery_after_fifteen_seconds_adds_nothing(bot: World) -> None:
    """Teams sends again what was not acknowledged in time; here while the first is under way."""
    bot.connector.faults += [Fault(seconds=1.0)]
    activity = bot.personal(ASKED)
    bot.deliver(activity)
    bot.deliver(activity)
    bot.until(lambda: bot.connector.sent)
    bot.deliver(activity)
    bot.quiet()
    assert len(bot.connector.sent) == 1


def test_the_acknowledgement_does_not_wait_for_the_answer(bot: World) -> None:
    bot.connector.faults += [Fault(seconds=2.0)]
    started = time.monotonic()
    bot.deliver(bot.personal(ASKED))
    assert time.monotonic() - started < 1.0
    bot.quiet()


def test_a_question_that_a_dead_process_left_is_answered_once(
    core: Core, settings: Settings, teams: Connector
) -> None:
    accepted(core, teams, ASKED)
    with world(core, settings, teams, lease_seconds=2.0) as bot:
        bot.until(lambda: teams.sent)
        bot.quiet()
        assert not text_of(teams.sent[0].card).startswith(texts.MAYBE_TWICE)
        assert len(teams.sent) == 1


def test_a_question_whose_process_died_while_posting_says_so(
    core: Core, settings: Settings, teams: Connector
) -> None:
    core.state.jobs.posting(accepted(core, teams, ASKED))
    with world(core, settings, teams, lease_seconds=2.0) as bot:
        bot.until(lambda: teams.sent)
        bot.quiet()
        assert text_of(teams.sent[0].card).startswith(texts.MAYBE_TWICE)


def test_a_job_of_another_version_does_not_stop_the_others(bot: World) -> None:
    job = accepted(bot.core, bot.connector, ASKED, body=b'{"ny": 1}')
    sent = bot.ask(bot.personal(ASKED))
    assert QUOTE in text_of(sent.card)
    bot.core.state.jobs.finish(job, AuditEntry(kind=AuditKind.ANSWER, status="failed"))


@pytest.fixture
def late(
    library: Library, settings: Settings, teams: Connector, states: States, tmp_path: Path
) -> Iterator[Core]:
    """With a message that every process left for 16 minutes."""
    path = tmp_path / "sent.db"
    then = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=16)
    before = states.opened(path, lambda: then)
    accepted(core_of(library, settings, before), teams, ASKED)
    before.close()
    state = states.opened(path)
    yield core_of(library, settings, state)
    state.close()


def test_what_waited_too_long_is_told(late: Core, settings: Settings, teams: Connector) -> None:
    with world(late, settings, teams) as bot:
        bot.quiet()
        assert messages.EXPIRED in text_of(teams.sent[0].card)
        assert last(bot) == ("refused", GIVEN_UP)


def test_an_apology_that_teams_puts_off_is_not_lost(
    late: Core, settings: Settings, teams: Connector
) -> None:
    teams.faults += [Fault(500)]
    with world(late, settings, teams, lease_seconds=1.0) as bot:
        bot.quiet()
        assert [messages.EXPIRED in text_of(sent.card) for sent in teams.sent] == [True]


def test_an_apology_that_teams_refuses_ends(
    late: Core, settings: Settings, teams: Connector
) -> None:
    teams.faults += [Fault(403)]
    with world(late, settings, teams) as bot:
        bot.quiet()
        assert teams.sent == []
        assert last(bot) == ("failed", "403")


def test_limits_are_told_in_words(bot: World) -> None:
    sent = bot.ask(bot.personal("partshøring " * 300))
    assert "for langt" in text_of(sent.card)
    bot.quiet()
    assert last(bot) == ("refused", "for_lang")


def test_a_teams_that_cannot_be_reached_is_tried_later(bot: World) -> None:
    message = cards.message(cards.fixed("x"), "x")
    send = bot.side._sender.send("http://127.0.0.1:9/", "a:x", message)
    with pytest.raises((TryLaterError, UnknownOutcomeError)):
        bot.run(send)


def test_a_greeting_that_is_refused_is_left_out(bot: World) -> None:
    bot.connector.faults += [Fault(403)]
    bot.deliver(bot.installed(bot.personal("")))
    bot.until(lambda: bot.connector.calls)
    bot.quiet()
    assert bot.connector.sent == []


def test_typing_never_fails(bot: World) -> None:
    bot.run(bot.side._sender.typing("http://127.0.0.1:9/", "a:x"))


class Clock:
    """A time that passes when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def read(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def test_no_window_of_teams_is_passed() -> None:
    clock = Clock()
    pacer = Pacer(clock.read, clock.sleep)
    sent: list[float] = []

    async def send() -> None:
        for _ in range(2_500):
            assert await pacer.turn("c", 10_000)
            sent.append(clock.now)

    asyncio.run(send())
    for most, seconds in WINDOWS:
        for first, last_ in zip(sent, sent[most:], strict=False):
            assert last_ - first >= seconds - 1e-6


def test_conversations_do_not_wait_for_each_other() -> None:
    clock = Clock()
    pacer = Pacer(clock.read, clock.sleep)

    async def send() -> None:
        for number in range(100):
            assert await pacer.turn(f"c{number}", 0.1)

    asyncio.run(send())
    assert clock.now == 1_000.0


def test_a_turn_that_is_too_far_away_is_not_waited_for() -> None:
    clock = Clock()
    pacer = Pacer(clock.read, clock.sleep)

    async def send() -> list[bool]:
        return [await pacer.turn("c", 0.5) for _ in range(8)]

    assert asyncio.run(send()) == [True] * 7 + [False]


def test_typing_leaves_room_for_answers() -> None:
    clock = Clock()
    pacer = Pacer(clock.read, clock.sleep)
    taken = [pacer.take_if_free("c") for _ in range(10)]
    assert taken.count(True) == 3
    assert pacer.wait_seconds("c") == 0


def test_old_conversations_are_forgotten() -> None:
    pacer = Pacer()
    for number in range(5_100):
        pacer.take_if_free(f"c{number}")
    assert len(pacer._sent) == 5_000


def accepted(core: Core, teams: Connector, asked: str, body: bytes | None = None) -> Lease:
    """A question that its process took in and then left."""
    job = Job(
        tenant="t",
        conversation="a:bo",
        service_url=teams.address,
        kind="personal",
        thread="samtale",
        user="29:bo",
        text=asked,
    )
    delivery = Delivery(job.place, None, f"message:{random.random()}")  # noqa: S311 - any distinct id
    lease = core.state.jobs.accept(delivery, body or job.to_bytes(), lease_seconds=0.05)
    assert lease is not None
    return lease


def last(bot: World) -> tuple[str, str]:
    line = bot.core.state.records.audit_since(LONG_AGO)[-1]
    return line.status, line.reason


class BusyOnce:
    """A state whose first job meets a lock that is held too long."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._is_busy = True

    def __getattr__(self, name: str) -> Any:
        return getattr(self._state, name)

    @property
    def jobs(self) -> Any:
        if not self._is_busy:
            return self._state.jobs
        self._is_busy = False
        return self

    def accept(self, *_: object, **__: object) -> None:
        raise StateBusyError("optaget")


class Broken:
    """Something of ours that fails with words in its error."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("noget hemmeligt")


def test_a_state_that_is_busy_lets_teams_try_again(bot: World) -> None:
    activity = bot.personal(ASKED)
    intake = replace(bot.side._intake, state=BusyOnce(bot.core.state))
    bot.side._intake = intake
    assert bot.post(activity).status_code == 503
    bot.deliver(activity)
    bot.until(lambda: bot.connector.sent)
    bot.quiet()
    assert len(bot.connector.sent) == 1


def test_what_fails_ends_in_an_apology(core: Core, settings: Settings, teams: Connector) -> None:
    with world(core, settings, teams) as bot:
        card = bot.ask(bot.personal(ASKED)).card
        bot.quiet()
    broken = replace(core, service=Broken(), composer=Broken())  # type: ignore[arg-type] # fails
    with world(broken, settings, teams) as bot:
        assert "Fejlnummer" in bot.press(card, "Vis i sammenhæng")["value"]
        assert "hemmeligt" not in bot.press(card, "Vis i sammenhæng")["value"]
        reply = bot.invoke("composeExtension/query", {"parameters": [{"value": "partshøring"}]})
        assert "for lang tid" in reply["composeExtension"]["text"]
        assert "Fejlnummer" in text_of(bot.ask(bot.personal(ASKED)).card)


def test_an_invoke_that_takes_too_long_is_told(
    core: Core, settings: Settings, teams: Connector
) -> None:
    with world(core, settings, teams, invoke_seconds=0.0) as bot:
        card = bot.ask(bot.personal(ASKED)).card
        assert "for lang tid" in bot.press(card, "Mere")["value"]


def test_a_question_tried_too_often_ends_in_an_apology(bot: World) -> None:
    lease = replace(accepted(bot.core, bot.connector, ASKED), attempts=41)
    bot.run(bot.side.worker._answerer.answer(lease))
    assert "Fejlnummer" in text_of(bot.connector.sent[-1].card)


def test_a_job_that_another_process_took_over_is_not_posted(bot: World) -> None:
    lease = replace(accepted(bot.core, bot.connector, ASKED), fence=0)
    before = len(bot.connector.sent)
    bot.run(bot.side.worker._answerer.answer(lease))
    assert len([s for s in bot.connector.sent[before:] if s.conversation == "a:bo"]) <= 1
    bot.until(lambda: bot.connector.sent)
    bot.quiet()
    assert len([s for s in bot.connector.sent if s.conversation == "a:bo"]) == 1
