"""A question made ready: its words, their weights and the terms that answer to them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analysis import QuestionWord
from index.kinship import misprints, relatives
from index.lexicon import ScopedLexicon, TermFacts
from index.statistics import Scoring


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term that counts for a word of the question."""

    term: str
    facts: TermFacts
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
    words: Sequence[QuestionWord], lexicon: ScopedLexicon, scoring: Scoring
) -> tuple[SearchWord, ...]:
    """The words that carry the question; of a very long one the rarest."""
    lexicon.known([term for word in words for term in (word.term, *word.alternatives)])
    idf = scoring.statistics.idf
    rated = [(idf(lexicon.facts(word.term).frequency), word) for word in words]
    if len(rated) > scoring.weights.words:
        chosen = sorted(range(len(rated)), key=lambda place: (-rated[place][0], place))
        rated = [rated[place] for place in sorted(chosen[: scoring.weights.words])]
    return tuple(_prepare(value, word, lexicon, scoring) for value, word in rated)


def _prepare(
    idf: float, word: QuestionWord, lexicon: ScopedLexicon, scoring: Scoring
) -> SearchWord:
    statistics, expansions = scoring.statistics, []
    for term, closeness in _terms(word, lexicon, scoring):
        facts = lexicon.facts(term)
        own, run = statistics.idf(facts.frequency), statistics.run_idf(facts.run_frequency)
        weight = word.weight * closeness * min(idf, own)
        expansions.append(Expansion(term, facts, weight, closeness * run))
    is_known = bool(lexicon.known((word.term, *word.alternatives)))
    return SearchWord(word, idf, is_known, tuple(expansions))


def _terms(
    word: QuestionWord, lexicon: ScopedLexicon, scoring: Scoring
) -> Iterator[tuple[str, float]]:
    """The terms that count for a word, each once, and how close each is to it."""
    weights = scoring.weights
    same = (word.term, *word.alternatives)
    known = lexicon.known(same)
    found = [term for term in same if term in known]
    for term in found:
        yield term, 1.0 if term == word.term else weights.abbreviation
    if not found:
        typos, meant = misprints(word.form, word.term, lexicon)
        for term in meant[: weights.relatives] if typos <= len(weights.typos) else []:
            found.append(term)
            yield term, weights.typos[typos - 1]
    if sum(lexicon.facts(term).frequency for term in found) <= weights.frequent:
        for term in relatives(word.term, lexicon)[: weights.relatives]:
            if term not in found:
                yield term, weights.compound
