"""What a thread is about, kept as provisions and passage ids, and how a follow-up uses it.

No word of a question is kept: the topic's words are read again from the passages that the thread
has shown, among the words that the seven principles know.
"""

import re
from collections.abc import Callable, Sequence

from bot.answer import Answer, NoAnswer
from bot.state.records import ThreadMemory
from corpus import principles
from corpus.citations import DecisionRef, ProvisionRef, Reading, find, written
from corpus.phrases import Phrases, fold, words

_TOPICS = 1
"""Matters carried over; more would drown the follow-up's own words."""
_KEPT = 3
"""Passages and provisions that a thread remembers."""
_READ = 2_000
"""Code points of a question or citation that are looked through."""
_SHORT = 4
"""A question of at most this many words is read with its thread."""
_OPENINGS = Phrases(
    (
        "og",
        "men",
        "hvad med",
        "hvad så",
        "hvad hvis",
        "også",
        "gælder det",
        "gælder de",
        "hvad nu hvis",
        "hvad ellers",
        "i så fald",
        "er det samme",
        "uddyb",
        "mere om",
    )
)
_POINTING = frozenset(("det", "den", "dette", "denne", "disse", "de", "her", "dem", "samme"))

TextOf = Callable[[str], str]
"""The text of a passage by id; empty when it is gone."""


def is_follow_up(question: str) -> bool:
    """Whether a question leans on what was said before: `og hvad med partshøring?`."""
    asked = words(question)
    if not asked or _named(question, Reading.QUESTION):
        return False
    opening = tuple(asked[:3])
    return len(asked) <= _SHORT or any(
        Phrases((pattern,)).holds(opening[: len(pattern.split())]) for pattern in _OPENINGS.patterns
    )


def context(question: str, memory: ThreadMemory | None, text_of: TextOf) -> tuple[str, ...]:
    """The words that a follow-up takes from its thread; none for a question that stands alone."""
    if memory is None or not is_follow_up(question):
        return ()
    asked = frozenset(words(question))
    carried: list[str] = []
    if asked & _POINTING:
        carried += memory.provisions[:1]
    found = (word for passage_id in memory.passage_ids for word in topics(text_of(passage_id)))
    fresh = [word for word in found if not asked.intersection(words(word))]
    return tuple(dict.fromkeys([*carried, *fresh[:_TOPICS]]))


def topics(text: str) -> tuple[str, ...]:
    """The words of a passage that name a matter of one of the principles, in the text's order."""
    known = [
        pattern
        for principle in principles.load().all
        for pattern in (*principle.triggers.patterns, *principle.weak_triggers.patterns)
        if ".." not in pattern
    ]
    found = [match for pattern in known if (match := _stands(pattern, text))]
    chosen: list[str] = []
    for _, word in sorted(found):
        if not any(fold(word) in fold(other) or fold(other) in fold(word) for other in chosen):
            chosen.append(word)
    return tuple(chosen)


def remember(before: ThreadMemory | None, result: Answer | NoAnswer) -> ThreadMemory:
    """What the thread is about after an answer; an answer without quotes changes nothing."""
    items = result.items if isinstance(result, Answer) else result.nearest
    if not items:
        return before or ThreadMemory((), ())
    named = [found for item in items for found in provisions(item.citation)]
    return ThreadMemory(
        provisions=tuple(dict.fromkeys(named))[:_KEPT],
        passage_ids=tuple(item.passage_id for item in items)[:_KEPT],
    )


def provisions(text: str) -> Sequence[str]:
    """Provisions and decisions named in a citation, in one form."""
    return [
        found.text if isinstance(found, DecisionRef) else written(found)
        for found in _named(text, Reading.PROSE)
    ]


def own_words(question: str, searched: Sequence[str], carried: Sequence[str]) -> str:
    """The follow-up's own search words, to be shown: what was searched without what was carried."""
    taken = {word for phrase in carried for word in words(phrase)}
    asked = frozenset(words(question))
    own = [w for w in searched if not taken.intersection(words(w)) or asked.intersection(words(w))]
    return " ".join(dict.fromkeys(own))


def _named(text: str, reading: Reading) -> list[ProvisionRef | DecisionRef]:
    found = find(text[:_READ], reading)
    return [ref for ref in found if isinstance(ref, (ProvisionRef, DecisionRef))]


def _stands(pattern: str, text: str) -> tuple[int, str] | None:
    parts = [re.escape(part).replace(r"\*", r"\w*") for part in pattern.split()]
    found = re.search(r"\b" + r"\s+".join(parts) + r"\b", text, re.IGNORECASE)
    return (found.start(), " ".join(found.group().lower().split())) if found else None
