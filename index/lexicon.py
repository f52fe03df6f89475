"""The terms that a search can find: those of the segments, seen through its filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.files import Array
from index.segment import Segment
from index.strings import SortedStrings

_MOST_RELATED = 48
"""Longer words that are looked at for each end of a term, the shortest first."""

_ANCHOR = 4
"""Letters that a form with two misprints must share with the right one, at either end."""

_LENGTHS = 2
_MOST_KEPT = 100_000
"""Terms that are remembered between searches."""


@dataclass(frozen=True, slots=True)
class TermFacts:
    """What is known of a term in a scope."""

    numbers: tuple[int, ...]
    """Its number in each segment, -1 where it is not."""
    frequency: int
    """In how many shared passages it stands."""
    run_frequency: int
    """In how many shared documents it stands."""
    is_visible: bool
    """Whether it is shared, or some passage in the scope has it."""


class ScopedLexicon:
    """Terms of the segments; a term of hidden passages alone is not there."""

    def __init__(self, segments: Sequence[Segment], masks: Sequence[Array | None]) -> None:
        self._segments = segments
        self._masks = masks
        self._facts: dict[str, TermFacts] = {}
        self._unknown = self._facts_of((-1,) * len(segments))

    def facts(self, term: str) -> TermFacts:
        """What is known of one term."""
        return self._look_up([term])[term]

    def known(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that some passage in the scope has."""
        wanted = list(terms)
        facts = self._look_up(wanted)
        return {term for term in wanted if facts[term].is_visible}

    def starting(self, text: str) -> list[str]:
        """The shortest terms that begin with `text` and go on."""
        return self._around(text, [part.sorted_terms for part in self._segments])

    def ending(self, text: str) -> list[str]:
        """The shortest terms that end in `text` and begin before it."""
        return self._around(text, [part.reversed_terms for part in self._segments])

    def terms_of(self, forms: Iterable[str]) -> list[str]:
        """The terms of those forms that some passage in the scope has, in order."""
        wanted = list(forms)
        found: set[str] = set()
        for part in self._segments:
            for _, form in part.forms.find_all(wanted):
                number = int(part.form_term[form])
                if part.form_count[form] or not part.frequency[number]:
                    found.add(part.terms[number])
        return sorted(self.known(found))

    def terms_like(self, term: str) -> list[str]:
        """Terms of about this length that begin or end as it does, in order."""
        found: set[str] = set()
        for part in self._segments:
            terms = part.terms
            first = part.sorted_terms.starting(term[:_ANCHOR])
            last = part.reversed_terms.starting(term[-_ANCHOR:])
            near = np.concatenate((first, last))
            alike = abs(terms.lengths(near) - len(term)) <= _LENGTHS
            found.update(terms.some(near[alike].tolist()))
        return sorted(self.known(found))

    def _look_up(self, terms: Sequence[str]) -> dict[str, TermFacts]:
        facts = self._facts
        new = [term for term in dict.fromkeys(terms) if term not in facts]
        if new:
            if len(facts) > _MOST_KEPT:
                facts = self._facts = {}
                new = list(dict.fromkeys(terms))
            tables = [dict(part.terms.find_all(new)) for part in self._segments]
            facts.update(dict.fromkeys(new, self._unknown))
            for term in set().union(*tables):
                facts[term] = self._facts_of(tuple(table.get(term, -1) for table in tables))
        return facts

    def _facts_of(self, numbers: tuple[int, ...]) -> TermFacts:
        frequency = runs = 0
        visible = False
        for part, mask, number in zip(self._segments, self._masks, numbers, strict=True):
            if number >= 0:
                frequency += int(part.frequency[number])
                runs += int(part.run_frequency[number])
                visible = visible or _is_visible(part, mask, number)
        return TermFacts(numbers, frequency, runs, visible)

    def _around(self, text: str, tables: Sequence[SortedStrings]) -> list[str]:
        found: set[str] = set()
        for part, mask, table in zip(self._segments, self._masks, tables, strict=True):
            numbers = table.starting(text)
            is_shared = part.frequency[numbers] > 0
            own = [one for one in numbers[~is_shared].tolist() if _is_visible(part, mask, one)]
            names = part.terms
            shortest = _shortest(numbers[is_shared], names.lengths(numbers[is_shared]))
            found.update(names.some([*shortest.tolist(), *own]))
        found.discard(text)
        return sorted(found, key=lambda term: (len(term), term))[:_MOST_RELATED]


def _shortest(numbers: Array, lengths: Array) -> Array:
    """All numbers but those that are longer than the last one that may be needed."""
    if len(numbers) <= _MOST_RELATED + 1:
        return numbers
    limit = np.partition(lengths, _MOST_RELATED)[_MOST_RELATED]
    shortest: Array = numbers[lengths <= limit]
    return shortest


def _is_visible(part: Segment, mask: Array | None, number: int) -> bool:
    """Shared terms always, others when a passage that may be found has them."""
    if part.frequency[number] > 0:
        return True
    start, stop = part.offsets[number : number + 2].tolist()
    allowed = part.kept if mask is None else mask
    if allowed is None:
        return bool(stop > start)
    return bool(allowed[part.passage[start:stop]].any())
