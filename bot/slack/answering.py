"""From an accepted job to a posted answer, once; every question ends in an answer or an apology."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from slack_sdk.web.async_client import AsyncWebClient

from bot.replies import Replies, Reply, audit_entry, reference_number
from bot.slack import blocks, texts
from bot.slack.blocks import Message, Setting
from bot.slack.clients import Clients
from bot.slack.core import Core
from bot.slack.job import Job
from bot.slack.sending import LeaseLostError, RefusedError, Sender, TryLaterError, call
from bot.state.records import AuditEntry, Lease, ThreadMemory

_LOG = logging.getLogger("principbot.slack")

REMINDERS = "paamindelser"
"""Name of a person's setting; `nej` turns the reminders off."""
_POST_SHARE = 0.9
"""Part of a lease that one post may take, so that nobody takes the job over meanwhile."""
_SEARCHING = 2
"""Searches side by side; more would only take the processor from the acknowledgements."""
Permit = Callable[[], Awaitable[bool]]
"""Asked when it is a message's turn: may it still be posted?"""


async def always() -> bool:
    """Nobody else can take it over."""
    return True


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is posted, and what is kept about it."""

    message: Message
    entry: AuditEntry
    memory: ThreadMemory | None = None


class Answerer:
    """Answers jobs."""

    def __init__(self, core: Core, clients: Clients, sender: Sender, lease_seconds: float) -> None:
        self._core = core
        self._replies = Replies(core)
        self._lease_seconds = lease_seconds
        self._threads = ThreadPoolExecutor(_SEARCHING, "slack-svar")
        self._state = core.state
        self._clients = clients
        self._sender = sender

    def close(self) -> None:
        """Wait for the searches under way: state and collection are closed after this."""
        self._threads.shutdown(cancel_futures=True)

    async def answer(self, lease: Lease) -> None:
        """Answer one job and close it.

        Where Slack does not take the answer now, the job waits until its lease ends and is then
        tried again.
        """
        job = Job.from_bytes(lease.body)
        started = time.monotonic()
        try:
            client = await self._clients.of(job.workspace)
            if await self._was_posted(lease, job, client):
                await self._finish(
                    lease, audit_entry(job.place, "answer", reason="genoptaget"), None
                )
                return
            async with _Status(job, client, is_shown=not (job.is_private or lease.given_up)):
                outcome = await self._outcome(lease, job)
                taken = await self._post(lease, job, client, outcome.message)
            if taken:
                spent = round((time.monotonic() - started) * 1000)
                await self._finish(lease, replace(outcome.entry, duration_ms=spent), outcome, job)
        except TryLaterError as error:
            _LOG.warning("Svaret på %s venter: %s", lease.job_id, error)
        except RefusedError as error:
            _LOG.error("Svaret på %s kan ikke sendes: %s", lease.job_id, error)
            await self._finish(lease, audit_entry(job.place, "failed", reason=error.code), None)

    @staticmethod
    def wordless(body: bytes) -> bytes:
        """A job without the words of its question.

        Raises:
            BotError: the row was written by an incompatible version.
        """
        return replace(Job.from_bytes(body), text="").to_bytes()

    async def _outcome(self, lease: Lease, job: Job) -> _Outcome:
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, self._compose, lease, job)
        except Exception:  # noqa: BLE001 - every question ends in an answer or an apology
            number = reference_number()
            _LOG.exception("Fejlnummer %s, job %s", number, lease.job_id)
            message = blocks.fixed(texts.unanswered(number), _block_id(lease))
            return _Outcome(message, audit_entry(job.place, "failed", reason=number))

    def _compose(self, lease: Lease, job: Job) -> _Outcome:
        """Everything that reads the state and the collection; runs in a thread."""
        refused = self._replies.refusal(lease, job)
        if refused is not None:
            message = blocks.fixed(refused.sentence, _block_id(lease))
            return _Outcome(message, refused.entry)
        scope = self._core.scope_of(job.workspace.tenant, job.channel)
        thread = job.memory_key if job.thread else ""
        reply = self._replies.reply(job, job.text, scope, thread, with_thread=job.with_thread)
        message = blocks.render(reply.result, self._setting(job, reply), _block_id(lease))
        if lease.may_be_posted and job.is_private:
            message = Message(
                (*blocks.fixed(texts.MAYBE_TWICE).blocks, *message.blocks), message.text
            )
        return _Outcome(message, reply.entry, reply.memory if thread else None)

    def _setting(self, job: Job, reply: Reply) -> Setting:
        chosen = self._state.records.settings_of(job.person)
        return Setting(
            private=job.is_private,
            reminders=chosen.get(REMINDERS) != "nej",
            own=reply.own,
            carried=reply.carried,
            alone=job.ts if reply.own else "",
            asked="" if job.is_private else job.ts,
        )

    async def _was_posted(self, lease: Lease, job: Job, client: AsyncWebClient) -> bool:
        """After a crash: whether the answer already stands in the thread."""
        if not lease.may_be_posted or job.is_private:
            return False
        return await self._sender.is_posted(
            client, job.channel, job.thread, since=job.ts, block_id=_block_id(lease)
        )

    async def _post(self, lease: Lease, job: Job, client: AsyncWebClient, message: Message) -> bool:
        """Post while the lease holds; False when another process has taken the job over."""

        async def permitted() -> bool:
            jobs, seconds = self._state.jobs, self._lease_seconds
            return await asyncio.to_thread(jobs.posting, lease, lease_seconds=seconds)

        try:
            await self._send(job, client, message, permitted)
        except LeaseLostError:
            _LOG.warning("Job %s er overtaget af en anden", lease.job_id)
            return False
        except RefusedError as error:
            if not error.is_too_much:
                raise
            number = reference_number()
            _LOG.error("Fejlnummer %s: svaret på %s er for langt", number, lease.job_id)
            await self._send(job, client, blocks.fixed(texts.unanswered(number)))
        return True

    async def _send(
        self, job: Job, client: AsyncWebClient, message: Message, permitted: Permit = always
    ) -> None:
        async def send() -> None:
            if not await permitted():
                raise LeaseLostError
            try:
                async with asyncio.timeout(self._lease_seconds * _POST_SHARE):
                    await self._deliver(job, client, message)
            except TimeoutError as error:
                raise TryLaterError("Slack svarede ikke i tide.") from error

        await self._sender.in_turn(job.response_url or job.channel, send)

    async def _deliver(self, job: Job, client: AsyncWebClient, message: Message) -> None:
        if job.is_private:
            webhook = self._clients.webhook(job.response_url)
            await self._sender.respond(webhook, message, in_channel=False)
        else:
            await self._sender.post(client, job.channel, job.thread, message)

    async def _finish(
        self, lease: Lease, entry: AuditEntry, outcome: _Outcome | None, job: Job | None = None
    ) -> None:
        memory = outcome.memory if outcome else None
        thread = (job.memory_key, memory) if job and memory else None
        await asyncio.to_thread(self._state.jobs.finish, lease, entry, thread)


class _Status:
    """»søger i kilderne …« while the work lasts; cleared however it ends."""

    def __init__(self, job: Job, client: AsyncWebClient, *, is_shown: bool) -> None:
        self._job = job
        self._client = client
        self._is_shown = is_shown
        self._setting: asyncio.Task[bool] | None = None

    async def __aenter__(self) -> None:
        if self._is_shown:
            self._setting = asyncio.create_task(self._set(texts.SEARCHING))

    async def __aexit__(self, *_: object) -> None:
        if self._setting is not None and await self._setting:
            await self._set("")

    async def _set(self, status: str) -> bool:
        try:
            await call(
                self._client.assistant_threads_setStatus,
                channel_id=self._job.channel,
                thread_ts=self._job.thread,
                status=status,
            )
        except (TryLaterError, RefusedError) as error:
            _LOG.debug("Status vises ikke: %s", error)
            return False
        return True


def _block_id(lease: Lease) -> str:
    return f"svar-{lease.job_id}"
