"""What a button carries through Teams and back: an answer, without a word of the question.

Teams replaces a card with what a button's handler returns, so every button must be able to bring
the whole answer back: passage ids, offsets, our own fixed sentences, and, sealed with this
installation's key, the few words that the card itself shows. `Rebuilder` makes the answer anew
from the collection; an answer id that does not come out the same means a value that is not ours.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from bot import messages, next_steps
from bot.answer import AlsoIn, Answer, AnswerItem, NextStep, NoAnswer, Reason, ShownReminder
from bot.core import Core
from bot.errors import ButtonError, NotFoundError
from bot.library import SHARED_ONLY
from bot.notices import Notice
from bot.service import Scope
from corpus import principles
from corpus.errors import QuoteError
from corpus.model import LegalStatus, Span

_MORE_KEPT = 8
ANSWER_KEY = "svar"
"""Where a button's data holds the answer."""


class Action(StrEnum):
    """What a person can press; the verb of the button and `action` of its data."""

    CONTEXT = "vis_i_sammenhaeng"
    NOTE = "notattekst"
    MORE = "mere"
    ALONE = "soeg_uden_traad"
    CHOICE = "valg"
    COLLECTION = "se_samlingen"
    STEPS = "spoerg_en_fagperson"
    HELPED = "hjalp"
    DID_NOT_HELP = "hjalp_ikke"


class TipAction(StrEnum):
    """What a person can press under a tip and in the quiz, in a window of their own."""

    CONTEXT = "tip_sammenhaeng"
    QUIZ = "quiz"
    ANSWER = "quiz_svar"
    DELETE_DATA = "slet_mine_data"


class Sealer(Protocol):
    """Makes words unreadable outside this installation."""

    def seal(self, text: str) -> str:
        """The text, sealed."""

    def open(self, sealed: str) -> str:
        """The text again; empty when another key sealed it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The words of a card that no button may show: what was not found, and a follow-up's."""

    missed: tuple[str, ...] = ()
    own: str = ""
    with_thread: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice and the data of the answer that it leads to."""

    label: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """An answer as a card shows it."""

    result: Answer | NoAnswer
    own: str = ""
    """A follow-up's own words; empty when nothing was carried over."""
    with_thread: str = ""
    """What was carried over."""
    choices: tuple["Chosen", ...] = ()


def encode(card: Card, sealer: Sealer) -> dict[str, Any]:
    """As a button's data."""
    result = card.result
    words = Carried(result.missed, card.own, card.with_thread)
    return {
        "a": result.answer_id,
        "g": result.generation,
        "r": "" if isinstance(result, Answer) else result.reason.value,
        "s": [_shown(item) for item in shown_items(result)],
        "m": list(result.more[:_MORE_KEPT]) if isinstance(result, Answer) else [],
        "h": [r.principle for r in result.reminders] if isinstance(result, Answer) else [],
        "n": [step.key for step in _steps(result)],
        "x": [[n.kind, n.text, n.source] for n in result.notices],
        "w": sealer.seal(_words(words)) if words != Carried() else "",
        **({"c": [[c.label, c.data] for c in card.choices]} if card.choices else {}),
    }


def shown_items(result: Answer | NoAnswer) -> tuple[AnswerItem, ...]:
    """The quotes of an answer, or those nearest to none."""
    return result.items if isinstance(result, Answer) else result.nearest


def to_next_step(step: next_steps.NextStep) -> NextStep:
    """A step of the data file as an answer shows it."""
    return NextStep(step.key, step.text, step.source, step.year, step.check, step.inline)


class Rebuilder:
    """Makes the answer behind a button anew."""

    def __init__(self, core: Core, sealer: Sealer) -> None:
        self._core = core
        self._sealer = sealer

    def card(self, data: Any, scope: Scope) -> Card:
        """The card that `encode` wrote the data of.

        Raises:
            ButtonError: the data is not ours, or the answer's passages have changed.
            NotFoundError, QuoteError: a passage is gone, is not for this scope, or is damaged.
        """
        try:
            return self._card(data, SHARED_ONLY | scope.collections)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ButtonError("Knappens indhold er ikke fra denne udgave af Principbot.") from error

    def further(self, card: Card, scope: Scope) -> list[AnswerItem]:
        """The further passages of an answer that are still here."""
        if not isinstance(card.result, Answer):
            return []
        seen = SHARED_ONLY | scope.collections
        found: list[AnswerItem] = []
        for passage_id in card.result.more:
            try:
                found.append(self._core.composer.quoted(passage_id, (), seen))
            except (NotFoundError, QuoteError):
                continue  # gone or damaged since the answer; the others still help
        return found

    def _card(self, data: Any, seen: frozenset[str]) -> Card:
        words = self._opened(str(data["w"]))
        items = tuple(self._item(entry, seen) for entry in data["s"])
        notices = tuple(Notice(str(k), str(t), s) for k, t, s in data["x"])
        result = (
            self._no_answer(data, items, notices, seen)
            if data["r"]
            else _answer(data, items, notices)
        )
        result = replace(result, missed=words.missed)
        if result.answer_id != data["a"]:
            raise ButtonError("Svaret bag knappen er et andet nu.")
        choices = tuple(Chosen(str(label), dict(leads)) for label, leads in data.get("c", ()))
        return Card(result, words.own, words.with_thread, choices)

    def _opened(self, sealed: str) -> Carried:
        text = self._sealer.open(sealed) if sealed else ""
        if not text:
            return Carried()
        missed, own, with_thread = json.loads(text)
        return Carried(tuple(missed), own, with_thread)

    def _item(self, entry: Sequence[Any], seen: frozenset[str]) -> AnswerItem:
        passage_id, spans, also = entry
        item = self._core.composer.quoted(
            str(passage_id), tuple(Span(int(s), int(e)) for s, e in spans), seen
        )
        copies = (AlsoIn(str(d), (), str(c), LegalStatus(status)) for d, c, status in also)
        return replace(item, also_in=tuple(copies))

    def _no_answer(
        self,
        data: Any,
        items: tuple[AnswerItem, ...],
        notices: tuple[Notice, ...],
        seen: frozenset[str],
    ) -> NoAnswer:
        reason = Reason(data["r"])
        wanted = set(data["n"])
        says_no = reason is not Reason.FALSK_FORUDSAETNING
        searched = says_no and reason not in (Reason.PERSONOPLYSNINGER, Reason.TOM)
        return NoAnswer(
            reason=reason,
            heading=messages.heading(reason) if says_no else "",
            collection=messages.collection(self._core.library.holdings(seen)) if searched else "",
            notices=notices,
            nearest=items,
            next_steps=tuple(to_next_step(s) for s in next_steps.every() if s.key in wanted),
            missed=(),
            searched=(),
            generation=str(data["g"]),
            confidence=0.0,
        )


def _answer(data: Any, items: tuple[AnswerItem, ...], notices: tuple[Notice, ...]) -> Answer:
    known = principles.load()
    return Answer(
        items=items,
        more=tuple(map(str, data["m"])),
        notices=notices,
        reminders=tuple(
            ShownReminder(p.name, p.sentence, p.question, known.source_kind)
            for p in known.all
            if p.name in data["h"]
        ),
        missed=(),
        searched=(),
        generation=str(data["g"]),
        confidence=0.0,
    )


def _shown(item: AnswerItem) -> list[Any]:
    copies = [[c.document_id, c.citation, c.legal_status.value] for c in item.also_in]
    return [item.passage_id, [[s.start, s.end] for s in item.spans], copies]


def _steps(result: Answer | NoAnswer) -> tuple[NextStep, ...]:
    return result.next_steps if isinstance(result, NoAnswer) else ()


def _words(words: Carried) -> str:
    return json.dumps([words.missed, words.own, words.with_thread], separators=(",", ":"))
