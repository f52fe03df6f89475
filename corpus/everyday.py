"""Everyday words to the law's words: a reviewed lexicon and its matcher.

`Lexicon.expand` looks the question's own words up and gives the law's terms for them.
It never expands an expansion, never reads beyond `MAX_CHARACTERS`, and knows no law itself:
every pair is a row in `corpus/data/hverdagssprog`, with the provisions where the terms stand.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Self

from corpus.everyday_rows import (
    GAP,
    MIN_PREFIX,
    Direction,
    Entry,
    is_abbreviation,
    pattern_of,
    read_entries,
)
from corpus.phrases import MAX_GAP, fold

MAX_CHARACTERS = 2_000
"""Only the first part of a question is looked up, so that a pasted document costs nothing."""
SOFT_HYPHEN = "\u00ad"
MAX_EXPANSIONS = 12
SHOUTING_WORDS = 3
"""A longer question all in capitals says nothing of which words are abbreviations."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_SUFFIXES = (
    "ernes", "enes", "edes", "erne", "ende", "ens", "ets", "ene", "ers", "ere", "ede", "est",
    "en", "et", "er", "es", "te", "e", "s", "t",
)  # fmt: skip
_FUSED_PLURALS = ("drenes", "drene", "dres", "dre")
"""forælder, forældre: the e of the stem is gone."""
_MIN_STEM = 3

Stem = Callable[[str], str]
"""One folded word to what its inflections share."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What one place of the question also means."""

    matched: str
    """The question's words, as written."""
    terms: tuple[str, ...]
    """The words to search for too; none that the question already says."""
    weight: float
    entry_id: str
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    raw: str
    folded: str
    stem: str
    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Rule:
    """An entry in one direction, ready to match."""

    entry: Entry
    pattern: tuple[str, ...]
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    rule: _Rule
    places: tuple[int, ...]
    """The tokens that the expression's words took; skipped ones stay free."""

    def rank(self) -> tuple[int, float, int, str]:
        """Longest first, then heaviest, then leftmost, then by id."""
        return -len(self.places), -self.rule.entry.weight, self.places[0], self.rule.entry.entry_id


def strip_suffix(word: str) -> str:
    """A simple stem: the longest Danish ending off, a doubled last consonant halved.

    Source: the noun, adjective and verb endings of Danish; coarser than Snowball on purpose,
    since it only has to bring two forms of one word together.
    """
    for plural in _FUSED_PLURALS:
        if word.endswith(plural):
            return word[: 1 - len(plural)]
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
            word = word[: -len(suffix)]
            break
    if len(word) > _MIN_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word


class Lexicon:
    """The lexicon, indexed by the first word of each expression; immutable once built."""

    def __init__(self, entries: tuple[Entry, ...], stem: Stem = strip_suffix) -> None:
        self._entries = entries
        self._stem = stem
        self._by_first: dict[str, list[_Rule]] = {}
        for entry in entries:
            for expression, terms in _readings(entry):
                pattern = tuple(self._key(word) for word in pattern_of(expression))
                rule = _Rule(entry, pattern, terms)
                self._by_first.setdefault(_first_key(pattern[0]), []).append(rule)

    @classmethod
    def load(cls, stem: Stem = strip_suffix) -> Self:
        """The lexicon that comes with the package.

        Raises:
            DataFileError: a file or a row breaks the rules of the module's docstring.
        """
        return cls(read_entries(resources.files("corpus") / "data" / "hverdagssprog"), stem)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All rows, by file and line."""
        return self._entries

    def expand(self, question: str) -> tuple[Expansion, ...]:
        """What the question's words also mean, in the order of the question.

        A word belongs to one expression, the longest that fits; at most `MAX_EXPANSIONS`.
        """
        text = unicodedata.normalize("NFC", question[:MAX_CHARACTERS]).replace(SOFT_HYPHEN, "")
        tokens = self._tokens(text)
        chosen: list[_Match] = []
        taken: set[int] = set()
        for match in sorted(self._matches(tokens), key=_Match.rank):
            twin = any(match.places == other.places for other in chosen)
            if twin or taken.isdisjoint(match.places):
                chosen.append(match)
                taken.update(match.places)
        said = tuple(token.stem for token in tokens)
        expansions = (
            (match.places, expansion)
            for match in chosen
            if (expansion := self._expansion(match, text, tokens, said)) is not None
        )
        first = list(_without_repeats(expansions))[:MAX_EXPANSIONS]
        return tuple(expansion for _, expansion in sorted(first, key=lambda pair: pair[0]))

    def _tokens(self, text: str) -> list[_Token]:
        shouting = text.isupper() and len(_WORD.findall(text)) > SHOUTING_WORDS
        tokens: list[_Token] = []
        sentence = last_end = 0
        for found in _WORD.finditer(text):
            sentence += bool(_SENTENCE_END.search(text, last_end, found.start()))
            last_end = found.end()
            folded = fold(found[0])
            raw = folded if shouting else found[0]
            place = (found.start(), last_end)
            tokens.append(_Token(raw, folded, self._stem(folded), sentence, *place))
        return tokens

    def _key(self, word: str) -> str:
        if word == GAP or word.endswith("*") or is_abbreviation(word):
            return word
        return self._stem(word)

    def _matches(self, tokens: list[_Token]) -> Iterator[_Match]:
        for place, token in enumerate(tokens):
            for key in dict.fromkeys((token.stem, token.folded[:MIN_PREFIX] + "*", token.raw)):
                for rule in self._by_first.get(key, ()):
                    places = _places(tokens, place, rule.pattern)
                    if places is not None:
                        yield _Match(rule, places)

    def _expansion(
        self, match: _Match, text: str, tokens: list[_Token], said: tuple[str, ...]
    ) -> Expansion | None:
        entry = match.rule.entry
        terms = tuple(term for term in match.rule.terms if not self._is_said(term, said))
        if not terms:
            return None
        words = text[tokens[match.places[0]].start : tokens[match.places[-1]].end]
        return Expansion(words, terms, entry.weight, entry.entry_id, entry.provisions)

    def _is_said(self, term: str, said: tuple[str, ...]) -> bool:
        stems = tuple(self._stem(fold(word)) for word in _WORD.findall(term))
        return any(said[i : i + len(stems)] == stems for i in range(len(said) - len(stems) + 1))


def _without_repeats(
    expansions: Iterator[tuple[tuple[int, ...], Expansion]],
) -> Iterator[tuple[tuple[int, ...], Expansion]]:
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for places, expansion in expansions:
        key = (expansion.entry_id, expansion.terms)
        if key not in seen:
            seen.add(key)
            yield places, expansion


def _readings(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each expression that the entry answers to, with what to search for then."""
    yield entry.expression, entry.terms
    if entry.direction is Direction.BEGGE:
        for term in entry.terms:
            yield term, (entry.expression,)


def _first_key(word: str) -> str:
    return word[:MIN_PREFIX] + "*" if word.endswith("*") else word


def _fits(token: _Token, word: str) -> bool:
    if word.endswith("*"):
        return token.folded.startswith(word[:-1])
    return token.raw == word if is_abbreviation(word) else token.stem == word


def _places(tokens: list[_Token], place: int, pattern: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens that the pattern takes from `place` on, within one sentence; or None."""
    word, rest = pattern[0], pattern[1:]
    if place >= len(tokens) or not _fits(tokens[place], word):
        return None
    if not rest:
        return (place,)
    gap = rest[0] == GAP
    for skipped in range(MAX_GAP + 1 if gap else 1):
        following = place + 1 + skipped
        if following >= len(tokens) or tokens[following].sentence != tokens[place].sentence:
            return None
        found = _places(tokens, following, rest[1:] if gap else rest)
        if found is not None:
            return (place, *found)
    return None
