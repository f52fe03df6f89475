"""From an accepted job to a posted card, once; every message ends in an answer or an apology."""

import asyncio
import logging
import time
from dataclasses import dataclass, replace

from bot import choices
from bot.answer import Answer, NoAnswer
from bot.core import Core
from bot.replies import Replies, audit_entry, reference_number
from bot.service import Question, Scope
from bot.state.records import AuditEntry, Lease, ThreadMemory
from bot.teams import cards, commands, pages, texts
from bot.teams.buttons import Card, Chosen, Sealer, encode
from bot.teams.cards import Message
from bot.teams.commands import Command, Said
from bot.teams.job import Job
from bot.teams.sending import RefusedError, Sender, TryLaterError, UnknownOutcomeError
from bot.teams.tip_orders import TipOrders

_LOG = logging.getLogger("principbot.teams")

_TYPING_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What is posted, and what is kept about it."""

    message: Message
    entry: AuditEntry
    memory: ThreadMemory | None = None


class Answerer:
    """Answers jobs."""

    def __init__(self, core: Core, sender: Sender, sealer: Sealer, tips: TipOrders) -> None:
        self._core = core
        self._replies = Replies(core)
        self._tips = tips
        self._state = core.state
        self._sender = sender
        self._sealer = sealer
        self._unposted: set[str] = set()
        """Jobs that Teams refused for now in this process: known not to be posted."""

    async def answer(self, lease: Lease) -> None:
        """Answer one job and close it, or leave it for another attempt."""
        job = Job.from_bytes(lease.body)
        started = time.monotonic()
        typing = asyncio.create_task(self._show_typing(job))
        outcome = await self._outcome(lease, job)
        # Typing that arrives after the answer would look like another answer.
        await asyncio.wait({typing}, timeout=_TYPING_SECONDS)
        if not await asyncio.to_thread(self._state.jobs.posting, lease):
            _LOG.warning("Job %s er overtaget af en anden proces", lease.job_id)
            return
        try:
            await self._post(lease, job, outcome.message)
        except TryLaterError as error:
            self._unposted.add(lease.job_id)
            _LOG.warning("Svaret på %s venter: %s", lease.job_id, error)
        except UnknownOutcomeError as error:
            _LOG.warning("Svaret på %s er uvist: %s", lease.job_id, error)
            await self._doubt(lease, job)
        except RefusedError as error:
            _LOG.error("Svaret på %s kan ikke sendes: %s", lease.job_id, error)
            await self._finish(lease, job, audit_entry(job.place, "failed", str(error.status)))
        else:
            spent = round((time.monotonic() - started) * 1000)
            entry = replace(outcome.entry, duration_ms=spent)
            await self._finish(lease, job, entry, outcome.memory)

    @staticmethod
    def wordless(body: bytes) -> bytes:
        """A job without the words of its message.

        Raises:
            BotError: the row was written by an incompatible version.
        """
        job = replace(Job.from_bytes(body), text="", name="", directory_id="")
        return job.to_bytes()

    async def _outcome(self, lease: Lease, job: Job) -> _Outcome:
        try:
            refused = await asyncio.to_thread(self._replies.refusal, lease, job)
            if refused is not None:
                return _Outcome(_fixed(refused.sentence), refused.entry)
            said = commands.read(job.text)
            if said.command is Command.TIP:
                made = await self._tips.answer(job, said.rest)
                entry = audit_entry(job.place, "answer", Command.TIP)
                return _Outcome(cards.message(made, texts.TIP_HEADING), entry)
            return await asyncio.to_thread(self._compose, lease, job, said)
        except Exception:  # noqa: BLE001 - every message ends in an answer or an apology
            number = reference_number()
            _LOG.exception("Fejlnummer %s, job %s", number, lease.job_id)
            return _Outcome(
                _fixed(texts.unanswered(number)), audit_entry(job.place, "failed", number)
            )

    def _compose(self, lease: Lease, job: Job, said: Said) -> _Outcome:
        """Everything that reads the state and the collection; runs in a thread."""
        scope = self._core.scope_of(job.tenant, job.channel)
        if said.command is Command.PRINCIPLE:
            made = pages.principle(said.rest)
            return _Outcome(
                cards.message(made, "Princip"), audit_entry(job.place, "answer", "princip")
            )
        if said.command is Command.SOURCES:
            made = pages.sources(self._core, scope)
            return _Outcome(
                cards.message(made, "Samlingen"), audit_entry(job.place, "answer", "kilder")
            )
        return self._answered(lease, job, said.rest)

    def _answered(self, lease: Lease, job: Job, question: str) -> _Outcome:
        scope = self._core.scope_of(job.tenant, job.channel)
        reply = self._replies.reply(job, question, scope, job.thread)
        led = self._choices(question, reply.result, scope)
        shown = Card(reply.result, reply.own, reply.carried, led)
        doubt = lease.may_be_posted and lease.job_id not in self._unposted
        made = cards.answer(shown, self._sealer, maybe_twice=doubt)
        message = cards.message(made, cards.summary(reply.result))
        return _Outcome(message, reply.entry, reply.memory)

    def _choices(
        self, question: str, result: Answer | NoAnswer, scope: Scope
    ) -> tuple[Chosen, ...]:
        """What each choice leads to, found now: a button can carry passages, not the question."""
        made: list[Chosen] = []
        for choice in result.choices if isinstance(result, Answer) else ():
            asked = Question(choices.chosen(question, choice.words))
            leads = self._core.service.answer(asked, scope)
            if isinstance(leads, Answer):
                made.append(Chosen(choice.label, encode(Card(leads), self._sealer)))
        return tuple(made)

    async def _post(self, lease: Lease, job: Job, message: Message) -> None:
        try:
            await self._send(job, message)
        except RefusedError as error:
            if not error.is_too_much:
                raise
            number = reference_number()
            _LOG.error("Fejlnummer %s: svaret på %s er for langt", number, lease.job_id)
            await self._send(job, _fixed(texts.unanswered(number)))

    async def _send(self, job: Job, message: Message) -> None:
        await self._sender.send(job.service_url, job.conversation, message)

    async def _doubt(self, lease: Lease, job: Job) -> None:
        """Once more, and said to be perhaps the second; after that it rests."""
        if lease.may_be_posted and lease.job_id not in self._unposted:
            await self._finish(lease, job, audit_entry(job.place, "failed", "uvist"))
        else:
            self._unposted.discard(lease.job_id)
            await asyncio.to_thread(self._state.jobs.release, lease)

    async def _finish(
        self, lease: Lease, job: Job, entry: AuditEntry, memory: ThreadMemory | None = None
    ) -> None:
        self._unposted.discard(lease.job_id)
        thread = (job.thread, memory) if memory else None
        await asyncio.to_thread(self._state.jobs.finish, lease, entry, thread)

    async def _show_typing(self, job: Job) -> None:
        if job.kind != "channel":
            await self._sender.typing(job.service_url, job.conversation)


def _fixed(sentence: str) -> Message:
    return cards.message(cards.fixed(sentence), sentence)
