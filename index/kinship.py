"""Words that are related by spelling: parts of compounds, and misprints.

`frist` is a part of `klagefrist`, but `sats` is none of `indsats`: both halves must be
words. A misprint is looked for only where the collection lacks the word as written.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

SHORTEST_PART = 4
"""Letters; shorter parts are prefixes and endings as often as words."""

_SHORTEST_MISSPELT = 4
_LONG_WORD = 8
"""From so many letters two may be wrong."""

_ENDINGS = frozenset(
    ("else", "ende", "er", "ere", "ering", "eri", "hed", "ig", "ing", "isk", "lig", "ning", "sel")
)
_SHORTEST_STEM = 5
"""Letters of a word that endings are put to."""

_LINKS = ("", "s", "e", "n", "es", "er")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Lexicon(Protocol):
    """The terms that can be found in the scope of a search."""

    def known(self, terms: Iterable[str]) -> set[str]:
        """Those of the terms that some passage in the scope has."""

    def starting(self, text: str) -> list[str]:
        """The shortest terms that begin with `text` and go on."""

    def ending(self, text: str) -> list[str]:
        """The shortest terms that end in `text` and begin before it."""

    def terms_of(self, forms: Iterable[str]) -> list[str]:
        """The terms of those forms that some passage in the scope has."""

    def terms_like(self, term: str) -> list[str]:
        """Terms of about this length that begin or end as it does."""


def relatives(term: str, lexicon: Lexicon) -> list[str]:
    """Terms that this one is a part of or derived from, and the other way round."""
    if len(term) < SHORTEST_PART or not term.isalpha():
        return []
    longer = [(word, _without_link_before(word[len(term) :])) for word in lexicon.starting(term)]
    longer += [(word, _without_link_after(word[: -len(term)])) for word in lexicon.ending(term)]
    parts = []
    for cut in range(SHORTEST_PART, len(term) - SHORTEST_PART + 1):
        first, last = term[:cut], term[cut:]
        parts += [(first, _without_link_before(last)), (last, _without_link_after(first))]
    stems = [term[: -len(ending)] for ending in _ENDINGS if term.endswith(ending)]
    stems = sorted(stem for stem in stems if len(stem) >= _SHORTEST_STEM)
    wanted = {word for _, rests in longer + parts for word in rests}
    known = lexicon.known(wanted.union(stems, (part for part, _ in parts)))
    known.update(word for word, _ in longer)
    found = [stem for stem in stems if stem in known]
    for part, rests in longer + parts:
        if part in known and (_is_derived(part, term) or not known.isdisjoint(rests)):
            found.append(part)
    return list(dict.fromkeys(found))


def misprints(form: str, term: str, lexicon: Lexicon) -> tuple[int, list[str]]:
    """How many letters of a word are wrong, and the terms that may have been meant.

    Two wrong letters are looked for in long words alone, and only where one finds nothing.
    """
    if len(form) < _SHORTEST_MISSPELT or not form.isalpha():
        return 1, []
    near = lexicon.terms_of(set(_one_letter_off(form)))
    if near or len(term) < _LONG_WORD:
        return 1, near
    return 2, [other for other in lexicon.terms_like(term) if distance(term, other, 2) <= 2]


def distance(one: str, other: str, limit: int) -> int:
    """Letters to add, drop, change or swap with a neighbour; `limit` + 1 when more.

    Source: Damerau 1964, restricted form (no letter is touched twice).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        older, before = before, row
        row = [at]
        for place, wanted in enumerate(other, 1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != wanted))
            swapped = at > 1 and place > 1 and letter == other[place - 2]
            if swapped and one[at - 2] == wanted:
                cost = min(cost, older[place - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _is_derived(longer: str, term: str) -> bool:
    """Whether a term is another with an ending: `vejledning` of `vejled`."""
    is_longer = len(term) >= _SHORTEST_STEM and longer.startswith(term)
    return is_longer and longer[len(term) :] in _ENDINGS


def _without_link_before(rest: str) -> list[str]:
    """What follows the first part of a compound, with and without the linking letters."""
    bare = (rest[len(link) :] for link in _LINKS if rest.startswith(link))
    return [word for word in bare if len(word) >= SHORTEST_PART]


def _without_link_after(rest: str) -> list[str]:
    """What precedes the last part of a compound, with and without the linking letters."""
    bare = (rest[: len(rest) - len(link)] for link in _LINKS if rest.endswith(link))
    return [word for word in bare if len(word) >= SHORTEST_PART]


def _one_letter_off(form: str) -> Iterator[str]:
    for at in range(len(form) + 1):
        head, tail = form[:at], form[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail and tail[0] != letter:
                yield head + letter + tail[1:]
