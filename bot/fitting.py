"""The passage that holds the kind of thing that is asked for comes first: a time, an amount."""

from collections.abc import Sequence

from bot.compose import Group
from index import answer_types

_NEAR = 3
"""Groups among which one that fits may go first."""

LACKING = 0.4
"""What is left of the confidence when nothing near holds what is asked for."""

NOT_FIRST = 0.6
"""The same when something near does, but not what the words find first."""


def first(question: str, groups: Sequence[Group]) -> list[Group]:
    """The groups, one that carries what is asked for first: of the same place, else a near one."""
    asked_for = answer_types.expected(question)
    if not asked_for or not groups:
        return list(groups)
    near = list(groups[:_NEAR])
    fitting = [g for g in near if answer_types.carries(asked_for, g.shown.passage.text)]
    beside = [g for g in fitting if _place(g) == _place(near[0])]
    chosen = (near[0] if near[0] in fitting else None, *beside, *fitting)
    lead = next(filter(None, chosen), near[0])
    return [lead, *(g for g in groups if g is not lead)]


def factor(question: str, groups: Sequence[Group], *, leads: bool) -> float:
    """What the confidence is multiplied by; `leads` when the words find the first group first."""
    asked_for = answer_types.expected(question)
    if not answer_types.carries(asked_for, groups[0].shown.passage.text if groups else ""):
        return LACKING
    return 1.0 if leads or not asked_for else NOT_FIRST


def _place(group: Group) -> tuple[str, str]:
    """The section or heading that a group stands in."""
    passage = group.shown.passage
    return passage.document_id, passage.pinpoint.split(",")[0]
