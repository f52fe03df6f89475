"""»Barn eller voksen?«: where serviceloven and barnets lov both answer, the person chooses."""

from collections.abc import Sequence

from bot.answer import Choice
from bot.compose import Group
from bot.references import Named
from corpus.citations import LawRef, ProvisionRef
from corpus.exact import law_key

_LOOKED_AT = 5
"""Groups of hits in which both laws must stand."""

_CHILD_OR_ADULT = (
    ("barnets lov", Choice("Barn eller ung", "barnets lov")),
    ("serviceloven", Choice("Voksen", "serviceloven")),
)
LAWS = frozenset(law for law, _ in _CHILD_OR_ADULT)
"""What a choice adds to a question."""


def child_or_adult(named: Named, groups: Sequence[Group]) -> tuple[Choice, ...]:
    """The two choices where both laws are found and the question names neither."""
    if any(isinstance(c, LawRef | ProvisionRef) and c.law for c in named.citations):
        return ()
    found = {law_key(group.shown.holding.document) for group in groups[:_LOOKED_AT]}
    if not all(law in found for law, _ in _CHILD_OR_ADULT):
        return ()
    return tuple(choice for _, choice in _CHILD_OR_ADULT)


def chosen(question: str, words: str) -> str:
    """The question as it is asked after a choice."""
    return f"{question} {words}"
