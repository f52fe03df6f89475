"""The passage that holds the kind of thing that is asked for comes first: a time, an amount."""

from collections.abc import Sequence

from bot.compose import Group
from index import answer_types

_NEAR = 3
"""Groups among which one that fits may go first."""

LACKING = 0.2
"""What is left of the confidence when nothing near holds what is asked for."""

BESIDE = 0.8
"""The same when another passage of the section does that the words find first."""

NOT_FIRST = 0.6
"""The same when something else near does."""


def first(question: str, groups: Sequence[Group]) -> list[Group]:
    """The groups, one that carries what is asked for first: of the same place, else a near one."""
    asked_for = answer_types.expected(question)
    if not asked_for or not groups:
        return list(groups)
    near = list(groups[:_NEAR])
    carrying = [g for g in groups if answer_types.carries(asked_for, g.shown.passage.text)]
    fitting = [g for g in carrying if g in near]
    beside = [g for g in carrying if are_beside(g, near[0])]
    chosen = (near[0] if near[0] in fitting else None, *beside, *fitting)
    lead = next(filter(None, chosen), near[0])
    return [lead, *(g for g in groups if g is not lead)]


def factor(question: str, lead: Group | None, found: Group | None) -> float:
    """What the confidence is multiplied by.

    `lead` is shown first, `found` is what the words find first.
    """
    asked_for = answer_types.expected(question)
    if not answer_types.carries(asked_for, lead.shown.passage.text if lead else ""):
        return LACKING
    if not asked_for or lead is found:
        return 1.0
    return BESIDE if lead and found and are_beside(lead, found) else NOT_FIRST


def are_beside(one: Group, other: Group) -> bool:
    """Whether two passages stand in the same section of an act."""
    first, second = one.shown.passage, other.shown.passage
    section = first.pinpoint.split(",")[0]
    return (
        section.startswith("§")
        and first.document_id == second.document_id
        and section == second.pinpoint.split(",")[0]
    )
