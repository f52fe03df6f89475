"""Where a question points without naming it: provisions of its everyday words, a law, a bare §."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.references import Named
from corpus import exact, laws
from corpus.citations import LawRef, ProvisionRef, find
from corpus.citations.model import Reading
from corpus.everyday import Expansion
from corpus.phrases import fold, words
from index.model import Hint

_EVERYDAY = 2.0
"""Points of a provision that the everyday lexicon names, at full weight."""

_LAW = 4.0
"""Points of a law that is named without a provision."""

_BARE = 6.0
"""Points of a section that is named without a law: `§ 95`."""

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
    bare = [c for c in named.citations if isinstance(c, ProvisionRef) and c.law is None]
    keys: set[str] = set()
    register = laws.load()
    for citation in bare:
        keys |= {
            exact.provision(law.key, citation.paragraf, citation.letter) for law in register.laws
        }
        keys |= moved_keys(citation)
    if keys:
        yield Hint("exact", frozenset(keys), _BARE)


def moved_keys(citation: ProvisionRef) -> frozenset[str]:
    """Where a bare section stands now, had it been one of serviceloven."""
    old = ProvisionRef(
        law=_OLD_LAW, paragraf=citation.paragraf, letter=citation.letter, stk=citation.stk, old=True
    )
    moved = laws.load().moved(old)
    places = moved.places if moved else ()
    return frozenset(exact.provision(place.law, *place.paragraf.split()) for place in places)


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
