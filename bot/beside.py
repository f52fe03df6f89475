"""Questions that people ask beside what the texts say: what is found then is no answer.

Typical questions that no text answers come with the package beside those that one does. A
question that is more like one of the first kind is refused, and what is found is the nearest.
Where a section or decision is named, its own questions decide.
"""

from bot.notices import Notice, NoticeKind
from corpus.typical_questions import UNANSWERED
from index.model import Resemblance, ResemblanceThere

_LIKE = 0.7
"""Cosine from which a question is like an unanswered one: docs/retrieval.md."""
_MORE = 1.1
"""So many times the cosine with the likest of those that a text answers."""


def likest(resemblance: Resemblance) -> str | None:
    """The unanswered question that a question says in other words; None for most."""
    like, answered = resemblance.unanswered, resemblance.answered
    return resemblance.nearest if like >= _LIKE and like > _MORE * answered else None


def is_beside(there: ResemblanceThere | None, *, holds_kind: bool) -> bool:
    """Whether a question is more like what people ask at a named place and it does not say.

    `holds_kind`: the text holds the kind of thing that is asked for.
    """
    return there is not None and there.balance(holds_kind=holds_kind) < 0


def notice_there() -> Notice:
    """Why what is named is no answer."""
    text = "Spørgsmålet ligner mest dem, som den nævnte tekst efter vores læsning ikke svarer på."
    return Notice(NoticeKind.UBESVARET, text, UNANSWERED)


def notice(question: str) -> Notice:
    """Why the passage is no answer."""
    text = f"Det ligner spørgsmålet »{question}«, som teksterne efter vores læsning ikke svarer på."
    return Notice(NoticeKind.UBESVARET, text, UNANSWERED)
