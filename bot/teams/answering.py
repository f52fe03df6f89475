"""From an accepted job to a posted card, once; every message ends in an answer or an apology."""

import asyncio
import logging
import secrets
import time
from dataclasses import dataclass, replace

from bot import choices, conversation, messages
from bot.answer import Answer, NoAnswer, Reason
from bot.core import Core
from bot.errors import BotError, NotFoundError
from bot.service import Question, Scope
from bot.state.records import GIVEN_UP, AuditEntry, AuditKind, Lease, ThreadMemory
from bot.stop import STOPPED
from bot.teams import cards, commands, pages, texts
from bot.teams.buttons import Card, Chosen, Sealer, encode, shown_items
from bot.teams.cards import Message
from bot.teams.commands import Command, Said
from bot.teams.job import Job
from bot.teams.sending import RefusedError, Sender, TryLaterError, UnknownOutcomeError
from bot.teams.tip_orders import TipOrders

_LOG = logging.getLogger("principbot.teams")

_MOST_ATTEMPTS = 40
"""A job lives 15 minutes; one that is tried this often has brought its process down."""


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
            await self._finish(lease, job, _entry(job, "failed", str(error.status)))
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
            if lease.attempts > _MOST_ATTEMPTS:
                raise BotError("Spørgsmålet er forsøgt for mange gange.")  # noqa: TRY301 - one place handles all that fails
            refused = await asyncio.to_thread(self._refused, lease, job)
            if refused is not None:
                return refused
            said = commands.read(job.text)
            if said.command is Command.TIP:
                made = await self._tips.answer(job, said.rest)
                entry = _entry(job, "answer", Command.TIP)
                return _Outcome(cards.message(made, texts.TIP_HEADING), entry)
            return await asyncio.to_thread(self._compose, lease, job, said)
        except Exception:  # noqa: BLE001 - every message ends in an answer or an apology
            number = reference_number()
            _LOG.exception("Fejlnummer %s, job %s", number, lease.job_id)
            return _Outcome(_fixed(texts.unanswered(number)), _entry(job, "failed", number))

    def _refused(self, lease: Lease, job: Job) -> _Outcome | None:
        """Why nothing is done; None when it is."""
        if lease.given_up:
            return _Outcome(_fixed(texts.EXPIRED), _entry(job, "refused", GIVEN_UP))
        if self._core.stop.stopped():
            return _Outcome(_fixed(STOPPED), _entry(job, "refused", "stop"))
        if lease.attempts == 1:
            refusal = self._core.gate.refuse(job.text, job.person, job.place)
            if refusal is not None:
                return _Outcome(_fixed(refusal.text), _entry(job, "refused", refusal.kind))
        return None

    def _compose(self, lease: Lease, job: Job, said: Said) -> _Outcome:
        """Everything that reads the state and the collection; runs in a thread."""
        scope = self._core.scope_of(job.tenant, job.channel)
        if said.command is Command.PRINCIPLE:
            made = pages.principle(said.rest)
            return _Outcome(cards.message(made, "Princip"), _entry(job, "answer", "princip"))
        if said.command is Command.SOURCES:
            made = pages.sources(self._core, scope)
            return _Outcome(cards.message(made, "Samlingen"), _entry(job, "answer", "kilder"))
        return self._answered(lease, job, said.rest)

    def _answered(self, lease: Lease, job: Job, question: str) -> _Outcome:
        before = self._state.records.recall(job.place, job.thread)
        carried = () if job.stopped else conversation.context(question, before, self._text_of)
        scope = self._core.scope_of(job.tenant, job.channel)
        result = stopped_or(self._core.service.answer(Question(question, carried), scope), job)
        own = conversation.own_words(question, result.searched, carried) if carried else ""
        led = self._choices(question, result, scope)
        shown = Card(result, own, ", ".join(carried) if own else "", led)
        doubt = lease.may_be_posted and lease.job_id not in self._unposted
        made = cards.answer(shown, self._sealer, maybe_twice=doubt)
        entry = replace(
            _entry(job, "answer" if isinstance(result, Answer) else "no_answer"),
            reason="" if isinstance(result, Answer) else result.reason.value,
            generation=result.generation,
            passage_ids=tuple(item.passage_id for item in shown_items(result)),
        )
        message = cards.message(made, cards.summary(result))
        return _Outcome(message, entry, conversation.remember(before, result))

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

    def _text_of(self, passage_id: str) -> str:
        try:
            return self._core.library.passage(passage_id).passage.text
        except NotFoundError:
            return ""

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
            await self._finish(lease, job, _entry(job, "failed", "uvist"))
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


def stopped_or(result: Answer | NoAnswer, job: Job) -> Answer | NoAnswer:
    """The answer, or the stop that the door decided."""
    if job.stopped and isinstance(result, NoAnswer):
        reason = Reason.PERSONOPLYSNINGER
        return replace(result, reason=reason, heading=messages.heading(reason))
    return result


def reference_number() -> str:
    """A number that ties an apology to a line in the log."""
    return secrets.token_hex(4).upper()


def _fixed(sentence: str) -> Message:
    return cards.message(cards.fixed(sentence), sentence)


def _entry(job: Job, status: str, reason: str = "") -> AuditEntry:
    return AuditEntry(kind=AuditKind.ANSWER, status=status, place=job.place, reason=reason)
