"""The one use case: a question in, a checked answer or an honest no out.

Every edge (terminal, web, Slack, Teams) calls `GuidanceService.answer` and renders the result.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot import messages, next_steps, premises, privacy, references, reminders
from bot.answer import Answer, AnswerItem, NextStep, NoAnswer, Reason, ShownReminder
from bot.compose import Composer, Group
from bot.holdings import Holdings
from bot.library import SHARED_ONLY, Library
from bot.notices import Notice
from bot.references import Named
from corpus import principles
from index import answer_types
from index.model import Filters, Hit, Ranking

_CANDIDATES = 10
"""Hits looked at before folding."""
_SHOWN = 2
_LACKS_ANSWER_TYPE = 0.4
"""What is left of the confidence when the first hit holds no time, amount … as asked for."""
LONGEST_QUESTION = 2_000
"""Code points that are read of a question; what a person types in chat is shorter."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asks."""

    text: str
    context: tuple[str, ...] = ()
    """Words carried over from the conversation, shown as `Jeg søgte: …`."""
    as_of: dt.date | None = None


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

    def __init__(self, library: Library, composer: Composer) -> None:
        self.library = library
        self._composer = composer

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
        searched = self._search(_text(question), _allowed(scope))
        if not searched.ranking.words and not searched.named.is_exact:
            return refuse.plain(Reason.TOM)
        return self._judge(searched, refuse)

    def more(self, question: Question, scope: Scope = EVERYBODY) -> tuple[AnswerItem, ...]:
        """The further passages of an answer as checked items, in the order of `Answer.more`."""
        answer = self.answer(question, scope)
        if not isinstance(answer, Answer):
            return ()
        groups = self._search(_text(question), _allowed(scope)).groups
        further = [g for g in groups if g.shown.passage.passage_id in answer.more]
        return self._composer.items(further, len(further))

    def _search(self, text: str, allowed: dict[str, frozenset[str]]) -> "_Searched":
        """What the words find, after what the references name."""
        named = references.read(text)
        ranking = self.library.search(text, Filters(allowed), _CANDIDATES)
        hits = list(ranking.hits)
        exact: tuple[Hit, ...] = ()
        for facet, values in (("exact", named.keys), ("document", named.documents)):
            if values:
                limited = Filters(allowed | {facet: values})
                exact += self.library.search(text, limited, _CANDIDATES).hits
        ids = {hit.passage_id for hit in exact}
        groups = self._composer.groups([*exact, *(h for h in hits if h.passage_id not in ids)])
        return _Searched(text, ranking, groups, named, exact)

    def _judge(self, searched: "_Searched", refuse: "_Refusal") -> Answer | NoAnswer:
        groups = searched.groups
        pairs = [(g.shown.passage, g.shown.holding.document) for g in groups]
        premise = premises.notices(
            searched.question, pairs, premises.Holdings(refuse.holdings.kinds)
        )
        notices = searched.notices + premise.notices
        if premise.false_premise:
            ordered, _ = searched.order([premise.nearest] if premise.nearest else ())
            nearest = self._composer.items(ordered, 1)
            return refuse.after_search(Reason.FALSK_FORUDSAETNING, searched, nearest, notices)
        if not searched.is_safe:
            reason = Reason.FOR_USIKKERT if searched.knows_a_word else Reason.INTET_FUNDET
            nearest = self._composer.items(groups, 1) if searched.knows_a_word else ()
            return refuse.after_search(reason, searched, nearest, searched.notices)
        ordered, wanted = searched.order(premise.both)
        items = self._composer.items(ordered, wanted)
        if not items:
            return refuse.after_search(Reason.INTET_FUNDET, searched, (), searched.notices)
        return _answered(searched, items, notices, refuse.generation)


@dataclass(frozen=True, slots=True)
class _Searched:
    """A question with what was found for it."""

    question: str
    ranking: Ranking
    groups: Sequence[Group]
    named: Named = references.NOTHING
    exact: tuple[Hit, ...] = ()
    """Hits of what the question names, the best first; they lead `groups`."""

    @property
    def confidence(self) -> float:
        """The signal of the index, cut where the first hit lacks what the question asks for."""
        asked_for = answer_types.expected(self.question)
        first = self.groups[0].shown.passage.text if self.groups else ""
        carried = answer_types.carries(asked_for, first)
        return self.ranking.confidence * (1.0 if carried else _LACKS_ANSWER_TYPE)

    @property
    def is_safe(self) -> bool:
        """Whether there is an answer: what is named and known, or words that are sure enough."""
        if self.named.is_exact:
            return bool(self.exact) and self._exact_fits
        return self.confidence >= self.ranking.threshold

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What must be said of the references themselves."""
        lacking = references.lacking(self.named) if not self.exact else None
        return (*((lacking,) if lacking else ()), *self.named.moved)

    @property
    def missed(self) -> tuple[str, ...]:
        """Words that nothing was found for, beside what was named exactly."""
        if not self.named.is_exact:
            return self.ranking.missed
        return tuple(word for word in self.ranking.missed if word.casefold() in self.named.rest)

    @property
    def _exact_fits(self) -> bool:
        """Whether nothing but the reference is asked, or a word beside it is met."""
        rest = {word.casefold() for word in self.ranking.words} & set(self.named.rest)
        met = {term.word.casefold() for hit in self.exact[:_SHOWN] for term in hit.matched}
        return not rest or not rest.isdisjoint(met)

    @property
    def knows_a_word(self) -> bool:
        """Whether anything was found by a word of the question."""
        return bool(self.groups) and set(self.ranking.words) != set(self.ranking.missed)

    def order(self, both: Sequence[str]) -> tuple[Sequence[Group], int]:
        """Which groups first, and how many: sources that disagree are shown together."""
        if both:
            named = [g for g in self.groups if g.shown.passage.passage_id in both]
            return [*named, *(g for g in self.groups if g not in named)], len(named)
        is_clear = self.ranking.margin >= self.ranking.clear_margin
        return self.groups, 1 if is_clear or len(self.groups) < _SHOWN else _SHOWN


def _text(question: Question) -> str:
    """What is searched for."""
    return " ".join([question.text[:LONGEST_QUESTION], *question.context])


def _allowed(scope: Scope) -> dict[str, frozenset[str]]:
    """What may be found, applied before ranking."""
    return {"collection": SHARED_ONLY | scope.collections, "quotable": frozenset({"ja"})}


def _answered(
    searched: _Searched,
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
        generation=generation,
        confidence=round(searched.confidence, 4),
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
            generation=self.generation,
            confidence=0.0,
        )

    def after_search(
        self,
        reason: Reason,
        searched: _Searched,
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
