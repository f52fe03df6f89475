"""Names that travel through Slack and back: actions, views, shortcuts, and a button's value.

A value carries passage ids, offsets and the generation, never a word of a question or a quote.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from bot.answer import Answer, NoAnswer
from bot.errors import ButtonError
from bot.notices import NoticeKind
from corpus.model import Span

VALUE_LIMIT = 2_000
"""Slack's limit on a button's value."""
_MORE_KEPT = 8


class Action(StrEnum):
    """What a person can press."""

    CONTEXT = "vis_i_sammenhaeng"
    NOTE = "notattekst"
    MORE = "mere"
    SHARE = "del_i_kanalen"
    ALONE = "soeg_uden_traad"
    CHOICE_1 = "valg_1"
    CHOICE_2 = "valg_2"
    COLLECTION = "se_samlingen"
    STEPS = "spoerg_en_fagperson"
    HELPED = "hjalp"
    DID_NOT_HELP = "hjalp_ikke"
    REMINDERS = "paamindelser"
    MY_DATA = "mine_data"
    DELETE_DATA = "slet_mine_data"
    TIP_PAUSE = "tip_pause"
    TIP_GO_ON = "tip_fortsaet"
    TIP_END = "tip_afmeld"
    QUIZ = "quiz"
    QUIZ_A = "quiz_a"
    QUIZ_B = "quiz_b"
    QUIZ_C = "quiz_c"


CHOICES = (Action.CHOICE_1, Action.CHOICE_2)
"""The buttons of an answer's choices, in order."""


class Command(StrEnum):
    """Slash commands."""

    ASK = "/spoerg"
    PRINCIPLE = "/princip"
    SOURCES = "/kilder"
    TIP = "/principtip"


class Shortcut(StrEnum):
    """Shortcuts on a message."""

    FIND_SOURCE = "find_kilden"


@dataclass(frozen=True, slots=True)
class Shown:
    """One quote as it was shown: the passage, and which part of it."""

    passage_id: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRef:
    """An answer, so that a button can bring it back without its words."""

    answer_id: str
    generation: str
    shown: tuple[Shown, ...] = ()
    more: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    """Keys of next steps."""
    private: bool = False
    """Only the asker sees the answer."""
    by_meaning: bool = False
    """A passage stands where it does by its likeness in meaning."""

    def encode(self) -> str:
        """As a button's value; further passages are left out where the limit is near."""
        more = list(self.more[:_MORE_KEPT])
        while True:
            text = self._encode(more)
            if len(text) <= VALUE_LIMIT or not more:
                return text
            more.pop()

    def _encode(self, more: list[str]) -> str:
        body = {
            "a": self.answer_id,
            "g": self.generation,
            "s": [[s.passage_id, [[p.start, p.end] for p in s.spans]] for s in self.shown],
            "m": more,
            "n": self.steps,
            "p": int(self.private),
        }
        if self.by_meaning:
            body["b"] = 1
        return json.dumps(body, separators=(",", ":"))

    @classmethod
    def decode(cls, value: str) -> "AnswerRef":
        """The answer behind a button.

        Raises:
            ButtonError: the value is not one of ours.
        """
        try:
            body = json.loads(value)
            return cls(
                answer_id=str(body["a"]),
                generation=str(body["g"]),
                shown=tuple(
                    Shown(str(name), tuple(Span(int(s), int(e)) for s, e in spans))
                    for name, spans in body["s"]
                ),
                more=tuple(map(str, body["m"])),
                steps=tuple(map(str, body["n"])),
                private=bool(body["p"]),
                by_meaning=bool(body.get("b")),
            )
        except (ValueError, TypeError, KeyError) as error:
            raise ButtonError("Knappens indhold er ikke fra denne udgave af Principbot.") from error


def reference(result: Answer | NoAnswer, *, private: bool) -> AnswerRef:
    """What the buttons of an answer carry."""
    items = result.items if isinstance(result, Answer) else result.nearest
    return AnswerRef(
        answer_id=result.answer_id,
        generation=result.generation,
        shown=tuple(Shown(item.passage_id, item.spans) for item in items),
        more=result.more if isinstance(result, Answer) else (),
        steps=() if isinstance(result, Answer) else tuple(s.key for s in result.next_steps),
        private=private,
        by_meaning=any(n.kind == NoticeKind.BETYDNING for n in result.notices),
    )
