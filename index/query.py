"""A question made ready: its words, their weights and the terms that answer to them."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.analysis import QuestionWord
from index.kinship import misprints, relatives
from index.lexicon import ScopedLexicon
from index.statistics import Scoring


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term that counts for a word of the question."""

    term: str
    weight: float
    """Highest part of the score: idf times closeness to the word."""
    run_weight: float
    """The same among documents."""


@dataclass(frozen=True, slots=True)
class SearchWord:
    """A word of the question and everything that counts for it."""

    word: QuestionWord
    idf: float
    is_known: bool
    expansions: tuple[Expansion, ...]
    """The best first; empty when nothing in the scope answers to the word."""


def prepare(
    words: tuple[QuestionWord, ...],
    lexicon: ScopedLexicon,
    scoring: Scoring,
) -> tuple[SearchWord, ...]:
    """The words that carry the question; of a very long one the rarest."""
    known = lexicon.known([term for word in words for term in (word.term, *word.alternatives)])
    rated = [
        (scoring.statistics.idf(scoring.statistics.frequency(word.term)), word) for word in words
    ]
    if len(rated) > scoring.weights.words:
        chosen = sorted(range(len(rated)), key=lambda place: (-rated[place][0], place))
        rated = [rated[place] for place in sorted(chosen[: scoring.weights.words])]
    return tuple(
        SearchWord(
            word,
            idf,
            not known.isdisjoint((word.term, *word.alternatives)),
            tuple(_expand(word, idf, known, lexicon, scoring)),
        )
        for idf, word in rated
    )


def _expand(
    word: QuestionWord,
    idf: float,
    known: set[str],
    lexicon: ScopedLexicon,
    scoring: Scoring,
) -> Iterator[Expansion]:
    def expansion(term: str, closeness: float) -> Expansion:
        own = scoring.statistics.idf(scoring.statistics.frequency(term))
        run = scoring.statistics.run_idf(scoring.statistics.run_frequency(term))
        return Expansion(term, closeness * min(idf, own), closeness * run)

    same = [term for term in (word.term, *word.alternatives) if term in known]
    for term in same:
        yield expansion(term, 1.0 if term == word.term else scoring.weights.abbreviation)
    found = set(same)
    if not same:
        typos, meant = misprints(word.form, word.term, lexicon)
        if typos <= len(scoring.weights.typos):
            for term in meant[: scoring.weights.relatives]:
                found.add(term)
                yield expansion(term, scoring.weights.typos[typos - 1])
    for term in relatives(word.term, lexicon)[: scoring.weights.relatives]:
        if term not in found:
            yield expansion(term, scoring.weights.compound)
