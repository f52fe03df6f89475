"""Other ways to say a question, as words to search for."""

from collections.abc import Iterator, Sequence

from index.analysis import DanishAnalyzer, QuestionWord
from index.model import OtherWords

_PART_OF_PHRASE = 0.7
"""A single word of a phrase says less than the phrase."""


def other_words(
    also: Sequence[OtherWords], asked: Sequence[QuestionWord], analyzer: DanishAnalyzer
) -> tuple[QuestionWord, ...]:
    """Words that the person did not write, each once; none that the question has itself.

    Single words that mean the same are one word with alternatives, so that a passage with all
    of them is not counted for each.
    """
    taken = {word.term for word in asked}
    found: dict[str, QuestionWord] = {}
    for other in also:
        stands_for = frozenset(analyzer.terms(other.said)) & taken
        for word in _words(other, stands_for or frozenset({""}), analyzer):
            if word.term not in taken:
                found.setdefault(word.term, word)
    return tuple(found.values())


def _words(
    other: OtherWords, stands_for: frozenset[str], analyzer: DanishAnalyzer
) -> Iterator[QuestionWord]:
    read = [analyzer.question(phrase) for phrase in other.phrases]
    single = [words[0] for words in read if len(words) == 1]
    if single:
        first, *rest = single
        yield QuestionWord(
            other.said,
            first.form,
            first.term,
            tuple(word.term for word in rest),
            other.weight,
            stands_for,
        )
    for words in read:
        if len(words) > 1:
            for word in words:
                weight = other.weight * _PART_OF_PHRASE
                yield QuestionWord(other.said, word.form, word.term, (), weight, stands_for)
