"""Every accepted question ends in one answer or one apology, whatever happens between."""

import asyncio
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest
from aiohttp import web

from bot import messages
from bot.answer import Answer, NoAnswer
from bot.limits import Gate, Limits
from bot.service import EVERYBODY, GuidanceService, Question, Scope
from bot.slack import texts
from bot.slack.answering import Answerer
from bot.slack.core import Core
from bot.slack.edge import Edge
from bot.slack.job import Job, Workspace
from bot.state.records import GIVEN_UP, AuditLine, Lease, Platform
from bot.stop import STOPPED, StopSwitch
from corpus.everyday import Lexicon
from tests.bot.slack.conftest import ASKED, World, direct, world
from tests.bot.slack.fake_slack import FakeSlack
from tests.states import States

Scene = Callable[[World], Any]
EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class BrokenService(GuidanceService):
    """Fails in a way that nobody foresaw."""

    def answer(self, question: Question, scope: Scope = EVERYBODY) -> Answer | NoAnswer:  # noqa: ARG002 - the service's signature
        raise ZeroDivisionError(question.text)


class SlowService(GuidanceService):
    """Is not done with a question before it is told so."""

    def __init__(self, core: Core) -> None:
        super().__init__(core.library, core.composer, Lexicon(()))
        self.began, self.may_end, self.ended = Event(), Event(), Event()

    def answer(self, question: Question, scope: Scope = EVERYBODY) -> Answer | NoAnswer:
        self.began.set()
        self.may_end.wait()
        result = super().answer(question, scope)
        self.ended.set()
        return result


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def state(states: States, tmp_path: Path, clock: Clock) -> Any:
    opened = states.opened(tmp_path / "state.db", clock)
    yield opened
    opened.close()


def run(core: Core, scene: Scene) -> FakeSlack:
    async def whole() -> FakeSlack:
        async with world(core) as it:
            await scene(it)
            await it.quiet()
            return it.slack

    return asyncio.run(whole())


def audit(core: Core) -> AuditLine:
    return core.state.records.audit_since(EPOCH)[-1]


def job(slack: FakeSlack | None = None) -> Job:
    url = slack.response_url if slack else ""
    thread = "" if slack else "1.1"
    return Job(
        workspace=Workspace("T1"),
        channel="D1",
        user="U1",
        text=ASKED,
        ts="1.1",
        thread=thread,
        is_direct=True,
        response_url=url,
    )


def left(core: Core, wanted: Job, *, posting: bool = False, seconds: float = 30) -> Lease:
    """A job that a process accepted before it died."""
    lease = core.state.jobs.accept(
        wanted.delivery("E", "1.1"), wanted.to_bytes(), lease_seconds=seconds
    )
    assert lease is not None
    if posting:
        assert core.state.jobs.posting(lease)
    return lease


async def taken_over(it: World, core: Core, clock: Clock) -> None:
    """The worker of another process finds the job when its lease has ended."""
    clock.now += dt.timedelta(seconds=31)
    lease = core.state.jobs.lease(lease_seconds=30, platform=Platform.SLACK)
    assert lease is not None
    it.side.edge.worker.submit(lease)
    await it.quiet()


def test_an_unforeseen_error_gets_an_apology_with_a_number(
    core: Core, caplog: pytest.LogCaptureFixture
) -> None:
    broken = replace(core, service=BrokenService(core.library, core.composer, Lexicon(())))

    async def scene(it: World) -> None:
        await it.event(direct(ASKED))

    slack = run(broken, scene)
    line = audit(core)
    assert (line.status, core.state.jobs.waiting()) == ("failed", 0)
    assert f"Fejlnummer: {line.reason}" in slack.posted[0]["text"]
    assert f"Fejlnummer {line.reason}" in caplog.text
    assert slack.of("assistant.threads.setStatus")[-1]["status"] == ""


def test_a_job_of_a_dead_process_is_answered(core: Core, clock: Clock) -> None:
    left(core, job())

    async def scene(it: World) -> None:
        await taken_over(it, core, clock)

    assert len(run(core, scene).posted) == 1
    assert core.state.jobs.waiting() == 0


def test_an_answer_that_was_posted_before_the_crash_is_not_posted_again(
    core: Core, clock: Clock
) -> None:
    lease = left(core, job(), posting=True)

    async def scene(it: World) -> None:
        it.slack.threads.append({"blocks": [{"block_id": f"svar-{lease.job_id}"}]})
        await taken_over(it, core, clock)

    assert run(core, scene).posted == []
    assert (audit(core).reason, core.state.jobs.waiting()) == ("genoptaget", 0)


def test_an_answer_that_was_not_posted_before_the_crash_is_posted(core: Core, clock: Clock) -> None:
    left(core, job(), posting=True)

    async def scene(it: World) -> None:
        await taken_over(it, core, clock)

    assert len(run(core, scene).posted) == 1


def test_a_private_answer_that_may_have_come_says_so(core: Core, clock: Clock) -> None:
    async def scene(it: World) -> None:
        left(core, job(it.slack), posting=True)
        await taken_over(it, core, clock)

    (answer,) = run(core, scene).of("svar")
    assert texts.MAYBE_TWICE in str(answer["blocks"][0])


def test_an_answer_whose_receipt_was_lost_is_not_doubled(core: Core, clock: Clock) -> None:
    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = ["lost"]
        await it.event(direct(ASKED))
        await it.quiet()
        assert core.state.jobs.waiting() == 1
        await taken_over(it, core, clock)

    assert len(run(core, scene).posted) == 1
    assert core.state.jobs.waiting() == 0


@pytest.mark.parametrize(
    "fault",
    [
        web.Response(status=503, text="x"),  # Slack is down
        "internal_error",  # Slack failed
        "fatal_error",  # Slack failed badly
    ],
)
def test_an_answer_that_slack_does_not_take_now_waits(
    core: Core, clock: Clock, fault: web.Response | str
) -> None:
    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = [fault]
        await it.event(direct(ASKED))
        await it.quiet()
        assert core.state.jobs.waiting() == 1
        await taken_over(it, core, clock)

    slack = run(core, scene)
    assert len(slack.posted) == 2
    assert core.state.jobs.waiting() == 0


def test_an_answer_is_sent_again_when_slack_asks_for_patience(core: Core) -> None:
    busy = web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "0"}
    )

    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = [busy]
        await it.event(direct(ASKED))

    assert len(run(core, scene).posted) == 2
    assert audit(core).status == "answer"


@pytest.mark.parametrize("fault", ["channel_not_found", "is_archived", "account_inactive"])
def test_a_channel_that_is_gone_ends_the_job(core: Core, fault: str) -> None:
    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = [fault]
        await it.event(direct(ASKED))

    assert len(run(core, scene).posted) == 1
    assert (audit(core).status, audit(core).reason) == ("failed", fault)
    assert core.state.jobs.waiting() == 0


def test_a_message_that_is_too_long_after_all_becomes_an_apology(core: Core) -> None:
    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = ["msg_blocks_too_long"]
        await it.event(direct(ASKED))

    assert "Fejlnummer" in run(core, scene).posted[1]["text"]


def test_a_question_that_waited_too_long_is_apologised_for_once(core: Core, clock: Clock) -> None:
    left(core, job())
    clock.now += dt.timedelta(minutes=16)

    async def scene(it: World) -> None:
        await it.slack.wait_for("chat.postMessage")

    slack = run(core, scene)
    assert [m["text"] for m in slack.posted] == [messages.EXPIRED]
    assert slack.of("assistant.threads.setStatus") == []
    assert (audit(core).status, audit(core).reason) == ("refused", GIVEN_UP)
    assert core.state.jobs.waiting() == 0


def test_an_apology_is_not_lost_with_its_process(core: Core, clock: Clock) -> None:
    """It died when the words were gone and before it had said so."""
    left(core, job())
    clock.now += dt.timedelta(minutes=16)
    wordless = Answerer.wordless
    assert core.state.jobs.give_up(wordless, Platform.SLACK) == 1
    owed = core.state.jobs.lease(lease_seconds=30, platform=Platform.SLACK)
    assert owed is not None
    assert Job.from_bytes(owed.body) == replace(job(), text="")
    clock.now += dt.timedelta(seconds=31)

    async def scene(it: World) -> None:
        await it.slack.wait_for("chat.postMessage")

    assert [m["text"] for m in run(core, scene).posted] == [messages.EXPIRED]
    assert core.state.jobs.waiting() == 0


def test_an_apology_that_stands_there_is_not_posted_again(core: Core, clock: Clock) -> None:
    """Its process died between the post and the end of the job."""
    left(core, job())
    clock.now += dt.timedelta(minutes=16)

    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = ["lost"]
        await it.slack.wait_for("chat.postMessage")
        await it.quiet()
        clock.now += dt.timedelta(seconds=31)
        await it.slack.wait_for("conversations.replies")

    slack = run(core, scene)
    assert len(slack.posted) == 1
    assert core.state.jobs.waiting() == 0


def test_no_apology_for_an_answer_that_came(core: Core, clock: Clock) -> None:
    lease = left(core, job(), posting=True)
    clock.now += dt.timedelta(minutes=16)

    async def scene(it: World) -> None:
        it.slack.threads.append({"blocks": [{"block_id": f"svar-{lease.job_id}"}]})
        await it.slack.wait_for("conversations.replies")

    assert run(core, scene).posted == []


def test_an_apology_that_cannot_be_sent_is_logged(
    core: Core, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    left(core, job())
    clock.now += dt.timedelta(minutes=16)

    async def scene(it: World) -> None:
        it.slack.faults["chat.postMessage"] = ["channel_not_found"]
        await it.slack.wait_for("chat.postMessage")

    run(core, scene)
    assert "kan ikke sendes" in caplog.text
    assert (audit(core).status, core.state.jobs.waiting()) == ("failed", 0)


def test_a_lost_lease_posts_nothing(core: Core, clock: Clock) -> None:
    lease = left(core, job())
    clock.now += dt.timedelta(seconds=31)
    assert core.state.jobs.lease(lease_seconds=30) is not None

    async def scene(it: World) -> None:
        it.side.edge.worker.submit(lease)

    assert run(core, scene).posted == []
    assert core.state.jobs.waiting() == 1


def test_a_question_that_kills_its_process_is_given_up(core: Core) -> None:
    lease = replace(left(core, job()), attempts=99)

    async def scene(it: World) -> None:
        it.side.edge.worker.submit(lease)

    assert "Fejlnummer" in run(core, scene).posted[0]["text"]


def test_a_row_from_another_version_is_left(core: Core, caplog: pytest.LogCaptureFixture) -> None:
    lease = replace(left(core, job()), body=b'{"ny": 1}')

    async def scene(it: World) -> None:
        it.side.edge.worker.submit(lease)

    assert run(core, scene).posted == []
    assert "en anden udgave" in caplog.text


def test_a_stopped_bot_says_so(core: Core) -> None:
    core.state.control.stop("prøve")
    stopped = replace(core, stop=StopSwitch(core.state.control.stopped))

    async def scene(it: World) -> None:
        await it.event(direct(ASKED))

    assert [m["text"] for m in run(stopped, scene).posted] == [STOPPED]


def test_too_many_questions_are_answered_in_words(core: Core) -> None:
    narrow = replace(core, gate=Gate(core.state, Limits(per_person=1)))

    async def scene(it: World) -> None:
        await it.event(direct(ASKED))
        await it.quiet()
        await it.event(direct(ASKED, ts="1.2"))

    assert "Du har spurgt mange gange" in run(narrow, scene).posted[1]["text"]


def test_a_process_that_stops_gives_its_jobs_back(core: Core) -> None:
    lease = left(core, job())

    async def scene() -> None:
        async with world(core) as it:
            edge: Edge = it.side.edge
            edge.worker.submit(lease)
            (task,) = edge.worker._running
            await asyncio.sleep(0)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    asyncio.run(scene())
    again = core.state.jobs.lease(lease_seconds=30)
    assert again is None or again.attempts == 2


def test_stopping_waits_for_a_search_whose_job_was_given_back(core: Core) -> None:
    """State and collection are closed after it."""
    slow = SlowService(core)
    lease = left(core, job())

    async def scene() -> None:
        async with world(replace(core, service=slow)) as it:
            it.side.edge.worker.submit(lease)
            await asyncio.to_thread(slow.began.wait)
            (task,) = it.side.edge.worker._running
            task.cancel()
            Timer(0.1, slow.may_end.set).start()
        assert slow.ended.is_set()

    asyncio.run(scene())
    again = core.state.jobs.lease(lease_seconds=30)
    assert again is not None
    assert again.attempts == 2
