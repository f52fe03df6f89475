"""The terms that a search can find: those of the segments, seen through its filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.files import Array
from index.statistics import Live
from index.strings import SortedStrings

_MOST_RELATED = 48
"""Longer words that are looked at for each end of a term, the shortest first."""

_ANCHOR = 4
"""Letters that a form with two misprints must share with the right one, at either end."""

_LENGTHS = 2


@dataclass(frozen=True, slots=True)
class ScopedLexicon:
    """Terms of the live segments; a term of hidden passages alone is not there."""

    live: Sequence[Live]
    masks: Sequence[Array | None]
    """For each segment which passages may be found; None for all."""

    def knows(self, term: str) -> bool:
        """Whether some passage in the scope, or of the shared collection, has the term."""
        return bool(self.known((term,)))

    def known(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that some passage in the scope has."""
        wanted = list(terms)
        found: set[str] = set()
        for part, mask in zip(self.live, self.masks, strict=True):
            for text, number in part.segment.terms.find_all(wanted):
                if text not in found and _is_visible(part, mask, number):
                    found.add(text)
        return found

    def starting(self, text: str) -> list[str]:
        """The shortest terms that begin with `text` and go on."""
        return self._around(text, [part.segment.sorted_terms for part in self.live])

    def ending(self, text: str) -> list[str]:
        """The shortest terms that end in `text` and begin before it."""
        return self._around(text, [part.segment.reversed_terms for part in self.live])

    def terms_of(self, forms: Iterable[str]) -> list[str]:
        """The terms of those forms that some passage in the scope has, in order."""
        wanted = list(forms)
        found: set[str] = set()
        for part, mask in zip(self.live, self.masks, strict=True):
            segment = part.segment
            for _, form in segment.forms.find_all(wanted):
                number = int(segment.form_term[form])
                if _is_visible(part, mask, number):
                    found.add(segment.terms[number])
        return sorted(found)

    def terms_like(self, term: str) -> list[str]:
        """Terms of about this length that begin or end as it does, in order."""
        found: set[str] = set()
        for part, mask in zip(self.live, self.masks, strict=True):
            segment = part.segment
            near = np.concatenate(
                (
                    segment.sorted_terms.starting(term[:_ANCHOR]),
                    segment.reversed_terms.starting(term[-_ANCHOR:]),
                )
            )
            alike = abs(segment.terms.lengths(near) - len(term)) <= _LENGTHS
            found.update(
                segment.terms[int(number)]
                for number in near[alike]
                if _is_visible(part, mask, int(number))
            )
        return sorted(found)

    def _around(self, text: str, tables: Sequence[SortedStrings]) -> list[str]:
        found: set[str] = set()
        for part, mask, table in zip(self.live, self.masks, tables, strict=True):
            numbers = table.starting(text)
            is_shared = part.frequency[numbers] > 0
            own = [int(one) for one in numbers[~is_shared] if _is_visible(part, mask, int(one))]
            names = part.segment.terms
            shortest = _shortest(numbers[is_shared], names.lengths(numbers[is_shared]))
            found.update(names[int(number)] for number in [*shortest, *own])
        found.discard(text)
        return sorted(found, key=lambda term: (len(term), term))[:_MOST_RELATED]


def _shortest(numbers: Array, lengths: Array) -> Array:
    """All numbers but those that are longer than the last one that may be needed."""
    if len(numbers) <= _MOST_RELATED + 1:
        return numbers
    limit = np.partition(lengths, _MOST_RELATED)[_MOST_RELATED]
    shortest: Array = numbers[lengths <= limit]
    return shortest


def _is_visible(part: Live, mask: Array | None, number: int) -> bool:
    """Shared terms always, others when a passage that may be found has them."""
    if part.frequency[number] > 0:
        return True
    start, stop = part.segment.offsets[number : number + 2]
    allowed = part.kept if mask is None else mask
    if allowed is None:
        return bool(stop > start)
    return bool(allowed[part.segment.passage[start:stop]].any())
