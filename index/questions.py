"""The typical questions of one generation, in flat files of its folder `spoergsmaal`.

Those that a passage answers, and those that people ask beside them and no text answers. What a
person asks is compared with both; the questions are never found and never quoted.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from index import manifests
from index.errors import CorruptIndexError
from index.files import Array, check_array, open_array, write_array
from index.model import Resemblance
from index.statistics import idf
from index.strings import Vocabulary, write_vocabulary

FOLDER = "spoergsmaal"

Terms = Callable[[str], frozenset[str]]
"""The terms of a question."""


@dataclass(frozen=True, slots=True)
class PassageQuestions:
    """What people ask at one passage."""

    passage_id: str
    """Empty for questions that belong to no passage."""
    answered: Sequence[str] = ()
    unanswered: Sequence[str] = ()
    """What no text answers."""
    is_shared: bool = True
    """Whether everybody may see the passage; only then are its questions compared with others'."""


class TypicalQuestions:
    """The typical questions of an opened generation; safe in threads."""

    def __init__(self, folder: Path) -> None:
        """Open them.

        Raises:
            CorruptIndexError: a file is missing or damaged; it is named.
        """
        inside = folder / FOLDER
        self._passages = Vocabulary.open(inside, "passage")
        self._answers = _Lists.open(inside, "answers")
        self._questions = Vocabulary.open(inside, "question")
        self._answered = open_array(inside / "answered.u1").astype(bool)
        self._terms = Vocabulary.open(inside, "term")
        self._weights = open_array(inside / "weight.f8")
        self._postings = _Lists.open(inside, "postings")
        self._squares = open_array(inside / "square.f8")
        self._compared = int(np.count_nonzero(self._squares))
        if not self._fits():
            raise CorruptIndexError(f"{inside}: the files do not fit; rebuild the index")

    def answered_by(self, passage_id: str) -> list[str]:
        """Those that a passage answers; none for most."""
        number = self._passages.find(passage_id)
        return [] if number is None else self._questions.some(self._answers.of(number).tolist())

    def resemblance(self, terms: frozenset[str], apart_from: str = "") -> Resemblance:
        """How like a question of these terms is to the likest of each kind.

        `apart_from`: a typical question that is left out, as if it were not known.
        """
        known = np.array([number for _, number in self._terms.find_all(sorted(terms))], np.int64)
        if not len(known):
            return Resemblance()
        weights = self._weights[known]
        unknown = (len(terms) - len(known)) * idf(0, self._compared) ** 2
        shared = np.zeros(len(self._questions))
        for number, weight in zip(known.tolist(), weights.tolist(), strict=True):
            shared[self._postings.of(number)] += weight
        left_out = self._questions.find(apart_from) if apart_from else None
        if left_out is not None:
            shared[left_out] = 0.0
        own = float(weights.sum()) + unknown
        cosines = shared / np.sqrt(np.maximum(self._squares, _LEAST) * own)
        beside = np.where(self._answered, 0.0, cosines)
        likest = int(beside.argmax())
        return Resemblance(
            answered=float(np.where(self._answered, cosines, 0.0).max()),
            unanswered=float(beside[likest]),
            nearest=self._questions[likest] if beside[likest] else "",
        )

    def _fits(self) -> bool:
        questions, terms = len(self._questions), len(self._terms)
        return (
            len(self._answered) == len(self._squares) == questions
            and len(self._weights) == terms
            and self._answers.fit(len(self._passages), questions)
            and self._postings.fit(terms, questions)
        )


_LEAST = 1e-9


def open_questions(folder: Path) -> TypicalQuestions | None:
    """Those of a generation; None where it was built without.

    Raises:
        CorruptIndexError: a file is missing or damaged, or all of them are lost; it is named.
    """
    return TypicalQuestions(folder) if _are_there(folder) else None


def write(folder: Path, rows: Iterable[PassageQuestions], terms: Terms) -> None:
    """Write the questions of a generation; passages without any are left out.

    A question that one passage answers counts as answered, whatever is said of it elsewhere. Those
    of passages that are not shared are known for the passage alone, and move nobody's answers.
    """
    inside = folder / FOLDER
    inside.mkdir(exist_ok=True)
    held = {row.passage_id: row for row in rows if row.answered or row.unanswered}
    shared = [row for row in held.values() if row.is_shared]
    answered = set(chain.from_iterable(row.answered for row in shared))
    compared = answered.union(chain.from_iterable(row.unanswered for row in shared))
    every = sorted(compared.union(chain.from_iterable(row.answered for row in held.values())))
    placed = write_vocabulary(inside, "question", every)
    ordered = [every[place] for place in np.argsort(placed).tolist()]
    write_array(inside / "answered.u1", np.array([one in answered for one in ordered], np.uint8))
    numbers = dict(zip(every, placed.tolist(), strict=True))
    _write_passages(inside, {name: row.answered for name, row in held.items()}, numbers)
    _write_terms(inside, [terms(one) if one in compared else frozenset() for one in ordered])


def check(folder: Path) -> None:
    """Compare the checksums of a generation's questions.

    Raises:
        CorruptIndexError: one differs, or all are lost; the file is named.
    """
    if _are_there(folder):
        for path in sorted((folder / FOLDER).glob("*.*")):
            check_array(path)


def _are_there(folder: Path) -> bool:
    """Whether a generation has questions; every one that a collection was built to has."""
    inside = folder / FOLDER
    if inside.exists():
        return True
    if (folder / manifests.NAME).exists():
        raise CorruptIndexError(f"{inside} mangler.")
    return False


def _write_passages(
    folder: Path, answered: dict[str, Sequence[str]], numbers: dict[str, int]
) -> None:
    names = [name for name, questions in answered.items() if questions]
    placed = np.argsort(write_vocabulary(folder, "passage", names)).tolist()
    lists = [[numbers[question] for question in answered[names[place]]] for place in placed]
    _write_lists(folder, "answers", lists)


def _write_terms(folder: Path, questions: Sequence[frozenset[str]]) -> None:
    frequency = Counter(chain.from_iterable(questions))
    compared = sum(map(bool, questions))
    weights = {term: idf(count, compared) ** 2 for term, count in frequency.items()}
    names = sorted(frequency)
    placed = write_vocabulary(folder, "term", names)
    number_of = dict(zip(names, placed.tolist(), strict=True))
    lists: list[list[int]] = [[] for _ in names]
    for number, terms in enumerate(questions):
        for term in terms:
            lists[number_of[term]].append(number)
    by_number = sorted(names, key=number_of.__getitem__)
    write_array(folder / "weight.f8", np.array([weights[term] for term in by_number], np.float64))
    squares = [math.fsum(weights[term] for term in terms) for terms in questions]
    write_array(folder / "square.f8", np.array(squares, np.float64))
    _write_lists(folder, "postings", lists)


@dataclass(frozen=True, slots=True)
class _Lists:
    """A list of numbers under each number."""

    starts: Array
    items: Array

    @classmethod
    def open(cls, folder: Path, name: str) -> "_Lists":
        return cls(open_array(folder / f"{name}.at"), open_array(folder / f"{name}.i4"))

    def of(self, number: int) -> Array:
        found: Array = self.items[self.starts[number] : self.starts[number + 1]]
        return found

    def fit(self, lists: int, values: int) -> bool:
        """Whether there are so many lists, of numbers below `values`."""
        whole = len(self.starts) == lists + 1 and int(self.starts[-1]) == len(self.items)
        return whole and (not len(self.items) or 0 <= self.items.min() <= self.items.max() < values)


def _write_lists(folder: Path, name: str, lists: Sequence[Sequence[int]]) -> None:
    starts = np.cumsum([0, *map(len, lists)]).astype(np.int32)
    write_array(folder / f"{name}.at", starts)
    write_array(folder / f"{name}.i4", np.array(list(chain.from_iterable(lists)), np.int32))
