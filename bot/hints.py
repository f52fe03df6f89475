"""Where a question points without naming it: provisions of its everyday words, a law, a bare §."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations

from bot.compose import Group
from bot.references import Named
from corpus import exact, laws
from corpus.citations import LawRef, ProvisionRef, find
from corpus.citations.model import Reading
from corpus.everyday import Expansion
from corpus.lawkey import NewPlace
from corpus.phrases import fold, words
from index.model import Hint

_EVERYDAY = 2.0
"""Points of a provision that the everyday lexicon names, at full weight."""

_LAW = 4.0
"""Points of a law that is named without a provision."""

_BARE = 6.0
"""Points of a section that is named without a law: `§ 95`."""

_MANY = 6.0
"""More points of those that an old section became, where its words found less of each."""

_OLD_LAW = "serviceloven"
"""What a bare § may mean: children's sections stood there until 2024."""


def of(question: str, named: Named, also: Sequence[Expansion]) -> tuple[Hint, ...]:
    """The hints of a question, for `index`."""
    return (*_everyday(also), *_laws(question, named), *_bare(named))


def _everyday(also: Sequence[Expansion]) -> Iterator[Hint]:
    """Each provision once, by the surest word for it."""
    weights: dict[str, float] = {}
    for expansion in also:
        for provision in expansion.provisions:
            for key in _keys(provision):
                weights[key] = max(weights.get(key, 0.0), expansion.weight)
    for weight in sorted(set(weights.values())):
        keys = frozenset(key for key, value in weights.items() if value == weight)
        yield Hint("exact", keys, _EVERYDAY * weight)


def _laws(question: str, named: Named) -> Iterator[Hint]:
    found = {c.law for c in named.citations if isinstance(c, LawRef)}
    known = _names()
    found |= {known[word] for word in words(question) if word in known}
    if found:
        yield Hint("law", frozenset(found), _LAW)


def _bare(named: Named) -> Iterator[Hint]:
    """The sections of this number in every law, and where the old one of serviceloven stands."""
    written, moved = _as_written(named), _as_moved(named)
    if written | moved:
        yield Hint("exact", written | moved, _BARE)
    if several := _as_moved(named, least=2):
        yield Hint("exact", several, _MANY)


def both_readings(named: Named, groups: Sequence[Group]) -> list[Group]:
    """The groups, the second one of the other reading of a bare § than the first."""
    ordered = list(groups)
    readings = _as_written(named), _as_moved(named)
    if not all(readings) or not ordered:
        return ordered
    first = _key(ordered[0])
    other = next((theirs for own, theirs in permutations(readings) if first in own), frozenset())
    second = next((group for group in ordered[1:] if _key(group) in other), None)
    if second is None:
        return ordered
    return [ordered[0], second, *(group for group in ordered[1:] if group is not second)]


def renumbered(named: Named) -> tuple[Expansion, ...]:
    """The numbers that a bare § has now, had it been one of serviceloven.

    Where it became several, each counts less: a passage that lists them would be found first.
    """
    return tuple(
        Expansion(
            matched=f"§ {_number(citation)}",
            terms=(f"§ {place.paragraf}",),
            weight=1 / len(places),
            entry_id="lovnøgle",
            name=f"{place.law} § {place.paragraf}",
        )
        for citation in _bare_ones(named)
        if (places := _new_places(citation))
        for place in places
    )


def _as_written(named: Named) -> frozenset[str]:
    return frozenset(
        exact.provision(law.key, citation.paragraf, citation.letter)
        for citation in _bare_ones(named)
        for law in laws.load().laws
    )


def _as_moved(named: Named, least: int = 1) -> frozenset[str]:
    """The new places of the bare sections that have at least so many."""
    return frozenset(
        exact.provision(place.law, *place.paragraf.split())
        for citation in _bare_ones(named)
        if len(places := _new_places(citation)) >= least
        for place in places
    )


def _key(group: Group) -> str:
    return exact.key_of(group.shown.holding.document, group.shown.passage)


def _bare_ones(named: Named) -> tuple[ProvisionRef, ...]:
    return tuple(c for c in named.citations if isinstance(c, ProvisionRef) and c.law is None)


def _new_places(citation: ProvisionRef) -> tuple[NewPlace, ...]:
    """Where a bare section stands now, had it been one of serviceloven."""
    old = ProvisionRef(
        law=_OLD_LAW, paragraf=citation.paragraf, letter=citation.letter, stk=citation.stk, old=True
    )
    moved = laws.load().moved(old)
    return moved.places if moved else ()


def _number(citation: ProvisionRef) -> str:
    return f"{citation.paragraf} {citation.letter or ''}".strip()


@lru_cache(maxsize=4096)
def _keys(provision: str) -> frozenset[str]:
    """The keys of a provision as the lexicon writes it: `SEL § 84`, `PM 1-26`."""
    return frozenset(
        key for citation in find(provision, Reading.QUESTION) for key in exact.keys_of(citation)
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Names and abbreviations of one word, folded, to the law's key."""
    found: dict[str, str] = {}
    for law in laws.load().laws:
        for name in (*law.abbreviations, *law.all_names):
            if name not in law.ambiguous and " " not in name:
                found[fold(name)] = law.key
    return found
