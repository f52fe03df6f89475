"""The one use case: a question in, a checked answer or an honest no out.

Every edge (terminal, web, Slack, Teams) calls `GuidanceService.answer` and renders the result.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import (
    beside,
    choices,
    foreign,
    messages,
    next_steps,
    off_topic,
    premises,
    privacy,
    reminders,
)
from bot.answer import Answer, AnswerItem, NextStep, NoAnswer, Reason, ShownReminder
from bot.compose import Composer, Group
from bot.finding import Finder, Searched
from bot.holdings import Holdings
from bot.library import SHARED_ONLY, Library
from bot.notices import Notice, NoticeKind
from corpus import principles
from corpus.everyday import Lexicon

LONGEST_QUESTION = 2_000
"""Code points that are read of a question; what a person types in chat is shorter."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks."""

    text: str
    context: tuple[str, ...] = ()
    """Words carried over from the conversation, shown as `Jeg søgte: …`."""
    as_of: dt.date | None = None
    own_words: bool = False
    """Search for nothing but the person's own words."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Who asks: decides what may be seen at all."""

    tenant: str | None = None
    channel: str | None = None
    collections: frozenset[str] = frozenset()
    """Names of collections beside the shared one."""


EVERYBODY = Scope()


class GuidanceService:
    """Answers with the exact words of a source."""

    def __init__(self, library: Library, composer: Composer, lexicon: Lexicon) -> None:
        self.library = library
        self._composer = composer
        self.finder = Finder(library, composer, lexicon)

    def answer(self, question: Question, scope: Scope = EVERYBODY) -> Answer | NoAnswer:
        """The answer to a question within a scope.

        Deterministic: the same question, context, date, scope and generation give the same
        answer id and passages. Nothing of the question is kept or logged.
        """
        self.library.refresh()
        seen = SHARED_ONLY | scope.collections
        generation = self.library.generation(seen)
        holdings = self.library.holdings(seen)
        refuse = _Refusal(generation, holdings)
        if privacy.find_cpr(" ".join([question.text, *question.context])):
            return refuse.plain(Reason.PERSONOPLYSNINGER)
        if outside := off_topic.reply(question.text[:LONGEST_QUESTION]):
            return replace(refuse.plain(Reason.UDEN_FOR_EMNET), heading=outside)
        text, left_out = _text(question)
        searched = self.finder.find(
            text, scope.collections, question.as_of, own_words=question.own_words
        )
        if searched.is_empty:
            return refuse.plain(Reason.TOM)
        return self._judge(searched, refuse, left_out)

    def more(self, question: Question, scope: Scope = EVERYBODY) -> tuple[AnswerItem, ...]:
        """The further passages of an answer as checked items, in the order of `Answer.more`."""
        answer = self.answer(question, scope)
        if not isinstance(answer, Answer):
            return ()
        text, _ = _text(question)
        searched = self.finder.find(
            text, scope.collections, question.as_of, own_words=question.own_words
        )
        further = [g for g in searched.groups if g.shown.passage.passage_id in answer.more]
        return self._composer.items(further, len(further), searched.asked_for)

    def _judge(
        self, searched: Searched, refuse: "_Refusal", left_out: tuple[Notice, ...]
    ) -> Answer | NoAnswer:
        groups = searched.groups
        pairs = [(g.shown.passage, g.shown.holding.document) for g in groups]
        premise = premises.notices(
            searched.question, pairs, premises.Holdings(refuse.holdings.kinds)
        )
        own = left_out + searched.notices
        notices = own + premise.notices
        if premise.false_premise:
            ordered, _ = searched.order([premise.nearest] if premise.nearest else ())
            nearest = self._composer.items(ordered, 1, searched.asked_for)
            return refuse.after_search(Reason.FALSK_FORUDSAETNING, searched, nearest, notices)
        if not searched.is_safe:
            reason = Reason.FOR_USIKKERT if searched.nearest else Reason.INTET_FUNDET
            nearest = self._composer.items(searched.nearest, 1, searched.asked_for)
            own += _by_meaning(nearest, searched.nearest)
            if searched.unanswered and nearest:
                own += (beside.notice(searched.unanswered),)
            elif searched.is_beside and nearest:
                own += (beside.notice_there(),)
            if searched.belongs_to:
                own += (foreign.notice(searched.belongs_to),)
            return refuse.after_search(reason, searched, nearest, own)
        ordered, wanted = searched.order(premise.both)
        items = self._composer.items(ordered, wanted, searched.asked_for)
        if not items:
            return refuse.after_search(Reason.INTET_FUNDET, searched, (), own)
        notices += _by_meaning(items, ordered)
        return _answered(searched, items, notices, refuse.generation)


def _by_meaning(items: Sequence[AnswerItem], groups: Sequence[Group]) -> tuple[Notice, ...]:
    """Says that what is shown stands there by its likeness in meaning."""
    shown = {item.passage_id for item in items}
    hits = [group.shown.hit for group in groups if group.shown.passage.passage_id in shown]
    if not any(hit.is_lifted for hit in hits):
        return ()
    text = messages.LIFTED if all(hit.matched for hit in hits) else messages.WITHOUT_WORDS
    return (Notice(NoticeKind.BETYDNING, text, None),)


def _text(question: Question) -> tuple[str, tuple[Notice, ...]]:
    """What is searched for: without identifiers of people, and a notice that says so."""
    redaction = privacy.redact(question.text[:LONGEST_QUESTION])
    text = " ".join([redaction.text, *question.context])
    if not redaction.left_out:
        return text, ()
    notice = Notice(NoticeKind.PERSONOPLYSNINGER, messages.left_out(redaction.left_out), None)
    return text, (notice,)


def _answered(
    searched: Searched,
    items: tuple[AnswerItem, ...],
    notices: tuple[Notice, ...],
    generation: str,
) -> Answer:
    shown = {item.passage_id for item in items}
    passages = [group.shown.passage for group in searched.groups]
    reminder = reminders.choose(searched.question, passages)
    return Answer(
        items=items,
        more=tuple(p.passage_id for p in passages if p.passage_id not in shown),
        notices=notices,
        reminders=(_shown(reminder),) if reminder else (),
        missed=searched.missed,
        searched=searched.ranking.words,
        also_searched=searched.also_searched,
        generation=generation,
        confidence=round(searched.confidence, 4),
        choices=choices.child_or_adult(searched.named, searched.groups),
    )


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Builds the no-answers of one question."""

    generation: str
    holdings: Holdings

    def plain(self, reason: Reason) -> NoAnswer:
        """Nothing was searched."""
        return NoAnswer(
            reason=reason,
            heading=messages.heading(reason),
            collection="",
            notices=(),
            nearest=(),
            next_steps=(),
            missed=(),
            searched=(),
            also_searched=(),
            generation=self.generation,
            confidence=0.0,
        )

    def after_search(
        self,
        reason: Reason,
        searched: Searched,
        nearest: tuple[AnswerItem, ...],
        notices: tuple[Notice, ...] = (),
    ) -> NoAnswer:
        """Searched, and not found safely."""
        steps = next_steps.choose(searched.question)
        is_premise = reason is Reason.FALSK_FORUDSAETNING
        return NoAnswer(
            reason=reason,
            heading="" if is_premise else messages.heading(reason),
            collection="" if is_premise else messages.collection(self.holdings),
            notices=notices,
            nearest=nearest,
            next_steps=tuple(
                NextStep(s.key, s.text, s.source, s.year, s.check, s.inline) for s in steps
            ),
            missed=searched.missed,
            searched=searched.ranking.words,
            also_searched=searched.also_searched,
            generation=self.generation,
            confidence=round(searched.confidence, 4),
        )


def _shown(reminder: reminders.Reminder) -> ShownReminder:
    principle = reminder.principle
    return ShownReminder(
        principle=principle.name,
        sentence=principle.sentence,
        question=principle.question,
        source=principles.load().source_kind,
    )
