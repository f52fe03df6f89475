"""Everyday words to the law's words: a reviewed lexicon and its matcher.

`Lexicon.expand` looks the question's own words up and gives the law's terms for them.
It never expands an expansion, never reads beyond `MAX_CHARACTERS`, and knows no law itself:
every pair is a row in `corpus/data/hverdagssprog`, with the provisions where the terms stand.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from corpus.everyday_rows import (
    GAP,
    Direction,
    Entry,
    entry_of,
    first_words,
    installed,
    is_abbreviation,
    pattern_of,
    raw_rows,
    read_entries,
)
from corpus.inflections import KEY_LENGTH, are_alike, keys_of
from corpus.phrases import MAX_GAP, fold

MAX_CHARACTERS = 2_000
"""Only the first part of a question is looked up, so that a pasted document costs nothing."""
SOFT_HYPHEN = "\u00ad"
MAX_EXPANSIONS = 12
SHOUTING_WORDS = 3
"""A longer question all in capitals says nothing of which words are abbreviations."""

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?;\n]")


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
    name: str = ""
    """What the terms are called to the person; empty: themselves."""


@dataclass(frozen=True, slots=True)
class _Token:
    raw: str
    folded: str
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


class Lexicon:
    """The lexicon, indexed by the first word of each expression; immutable once built."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        self._by_first: dict[str, dict[str, list[_Rule]]] = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry, only: str | None = None) -> None:
        """Index an entry; with `only` just its readings under that key."""
        for expression, terms in _readings(entry):
            pattern = pattern_of(expression)
            key = _first_key(pattern[0])
            if only in {None, key}:
                first_words = self._by_first.setdefault(key, {})
                first_words.setdefault(pattern[0], []).append(_Rule(entry, pattern, terms))

    def _rules(self, key: str) -> Mapping[str, list[_Rule]]:
        """The rules of a first word's key, by that word."""
        return self._by_first.get(key, {})

    @classmethod
    def load(cls) -> Self:
        """The lexicon that comes with the package, every row checked.

        Raises:
            DataFileError: a file or a row breaks the rules of the module's docstring.
        """
        return cls(read_entries(installed()))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All rows, by file and line."""
        return self._entries

    def expand(self, question: str) -> tuple[Expansion, ...]:
        """What the question's words also mean, in the order of the question.

        A word belongs to one expression, the longest that fits; at most `MAX_EXPANSIONS`.
        """
        text = unicodedata.normalize("NFC", question[:MAX_CHARACTERS]).replace(SOFT_HYPHEN, "")
        tokens = _tokens(text)
        chosen: list[_Match] = []
        taken: set[int] = set()
        runs: set[tuple[int, ...]] = set()
        for match in sorted(self._matches(tokens), key=_Match.rank):
            if match.places in runs or taken.isdisjoint(match.places):
                chosen.append(match)
                taken.update(match.places)
                runs.add(match.places)
        expansions: dict[_Rule, tuple[tuple[int, ...], Expansion]] = {}
        said = tuple(token.folded for token in tokens)
        for match in chosen:
            expansion = None if match.rule in expansions else _expansion(match, text, tokens, said)
            if expansion is not None:
                expansions[match.rule] = (match.places, expansion)
            if len(expansions) == MAX_EXPANSIONS:
                break
        in_order = sorted(expansions.values(), key=lambda pair: pair[0])
        return tuple(expansion for _, expansion in in_order)

    def _matches(self, tokens: list[_Token]) -> Iterator[_Match]:
        for place, token in enumerate(tokens):
            for rule in self._beginning_with(token):
                places = _places(tokens, place, rule.pattern)
                if places is not None:
                    yield _Match(rule, places)

    def _beginning_with(self, token: _Token) -> Iterator[_Rule]:
        abbreviation = (token.raw,) if is_abbreviation(token.raw) else ()
        for key in (*keys_of(token.folded), *abbreviation):
            for word, rules in self._rules(key).items():
                if _fits(token, word):
                    yield from rules


class InstalledLexicon(Lexicon):
    """The lexicon that comes with the package, a row read when its first word is asked for.

    Opens in a few milliseconds; the rows are checked by the tests, not again here.
    """

    def __init__(self) -> None:
        super().__init__(())
        self._rows: dict[str, list[Mapping[str, str]]] = {}
        for cells in raw_rows(installed()):
            for word in first_words(cells):
                self._rows.setdefault(_first_key(word), []).append(cells)

    def _rules(self, key: str) -> Mapping[str, list[_Rule]]:
        for cells in self._rows.pop(key, ()):
            self._add(entry_of(cells), key)
        return super()._rules(key)


def _readings(entry: Entry) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each expression that the entry answers to, with what to search for then."""
    yield entry.expression, entry.terms
    if entry.direction is Direction.BEGGE:
        for term in entry.terms:
            yield term, (entry.expression,)


def _first_key(word: str) -> str:
    return word if is_abbreviation(word) else word.rstrip("*")[:KEY_LENGTH]


def _fits(token: _Token, word: str) -> bool:
    if word.endswith("*"):
        return token.folded.startswith(word[:-1])
    return token.raw == word if is_abbreviation(word) else are_alike(word, token.folded)


def _tokens(text: str) -> list[_Token]:
    shouting = text.isupper() and len(_WORD.findall(text)) > SHOUTING_WORDS
    tokens: list[_Token] = []
    sentence = last_end = 0
    for found in _WORD.finditer(text):
        sentence += bool(_SENTENCE_END.search(text, last_end, found.start()))
        last_end = found.end()
        folded = fold(found[0])
        raw = folded if shouting else found[0]
        tokens.append(_Token(raw, folded, sentence, found.start(), last_end))
    return tokens


def _expansion(
    match: _Match, text: str, tokens: list[_Token], said: tuple[str, ...]
) -> Expansion | None:
    entry = match.rule.entry
    terms = tuple(term for term in match.rule.terms if not _is_said(term, said))
    if not terms:
        return None
    words = text[tokens[match.places[0]].start : tokens[match.places[-1]].end]
    return Expansion(words, terms, entry.weight, entry.entry_id, entry.provisions)


def _is_said(term: str, said: tuple[str, ...]) -> bool:
    words = tuple(fold(word) for word in _WORD.findall(term))
    runs = (said[start : start + len(words)] for start in range(len(said) - len(words) + 1))
    return any(all(map(are_alike, words, run)) for run in runs)


def _places(tokens: list[_Token], place: int, pattern: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens that the pattern takes, its first word at `place`; None if it does not fit.

    All words stand in one sentence.
    """
    rest = pattern[1:]
    if not rest:
        return (place,)
    gap = rest[0] == GAP
    rest = rest[1:] if gap else rest
    last = min(place + 1 + (MAX_GAP if gap else 0), len(tokens) - 1)
    for following in range(place + 1, last + 1):
        if tokens[following].sentence != tokens[place].sentence:
            return None
        if _fits(tokens[following], rest[0]):
            found = _places(tokens, following, rest)
            if found is not None:
                return (place, *found)
    return None
