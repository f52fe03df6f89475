"""How people ask at a place: the letters of the typical questions that it answers.

A question is read as groups of three to five letters, across words. For each set of questions
(those that one passage answers, those that its whole section or decision does, those that belong
to no text) the groups are counted; a question belongs the likelier to a set, the oftener its own
groups stand there. Words say what a question is about; letters also know endings, small words and
misprints, by which one place that people ask about is told from the next. Naive Bayes; measured
beside other ways in docs/retrieval.md. The counts lie in flat files of a generation's folder of
questions.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np

from index.files import Array, open_array, write_array
from index.kept import Kept
from index.letters import Reader, letters, places
from index.lists import Lists, write_arrays
from index.ragged import stretch_indices
from index.strings import Vocabulary, write_vocabulary

_SMOOTHING = 3.0
"""Questions of the whole collection that are added to each set."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What people ask at one passage that all may see."""

    passage_id: str
    place: str
    """Its section, decision or document."""
    questions: Sequence[str]
    """What it answers; nothing where only its place has some."""


class Parlance:
    """The counts of an opened generation; safe in threads."""

    def __init__(self, folder: Path, reader: Reader) -> None:
        """Open them.

        Raises:
            CorruptIndexError: a file is missing or damaged; it is named.
        """
        self._reader = reader
        self._kept: Kept[Heard | None] = Kept()
        self._passages = Vocabulary.open(folder, "spoken")
        self._own = open_array(folder / "own.i4")
        self._around = open_array(folder / "around.i4")
        self._groups = open_array(folder / "letters.u4")
        self._sets = Lists.open(folder, "letters")
        self._values = open_array(folder / "letters.f2")
        self._base = open_array(folder / "letters.f8")
        self._kinds = [np.unique(sets) for sets in (self._own, self._around)]

    def fits(self) -> bool:
        """Whether the files belong together."""
        last = len(self._base) - 1
        return (
            len(self._own) == len(self._around) == len(self._passages)
            and len(self._values) == len(self._sets.items)
            and self._sets.fit(len(self._groups), last + 1)
            and all(not len(kind) or 0 <= kind[0] <= kind[-1] < last for kind in self._kinds)
        )

    def heard(self, question: str) -> "Heard | None":
        """How a question sounds; None where nothing is known of its letters or of any place."""
        return self._kept.of(question, self._hear)

    def _hear(self, question: str) -> "Heard | None":
        if not len(self._passages):
            return None
        known = places(letters(self._reader(question)), self._groups)
        if not len(known):
            return None
        begins = self._sets.starts[known].astype(np.int64)
        inside = stretch_indices(begins, self._sets.starts[known + 1] - begins)
        fits = len(known) * self._base
        fits += np.bincount(self._sets.items[inside], self._values[inside], len(fits))
        own, around = (float(fits[kind].max()) for kind in self._kinds)
        return Heard(self, fits, len(known), own, around)

    def sets_of(self, passage_id: str) -> tuple[int, int] | None:
        """The numbers of a passage's own set and of that of its place; None without any."""
        number = self._passages.find(passage_id)
        return None if number is None else (int(self._own[number]), int(self._around[number]))


@dataclass(frozen=True, slots=True)
class Heard:
    """How one question sounds."""

    parlance: Parlance
    fits: Array
    """How much likelier it is in each set than among all questions: natural logarithms. The last
    set is that of the questions that belong to no text."""
    groups: int
    """How many groups of its letters are known."""
    own: float
    """The highest of the sets of passages."""
    around: float
    """The highest of the sets of places."""

    def behind(self, passage_id: str) -> float:
        """How far a passage and its place lie behind those that fit best; 0 for the best.

        One that nobody's questions are known for is taken for the mean of all questions.
        """
        sets = self.parlance.sets_of(passage_id)
        if sets is None:
            return max(0.0, self.own) + max(0.0, self.around)
        own, around = sets
        return self.own + self.around - float(self.fits[own] + self.fits[around])

    @property
    def at_home(self) -> float:
        """How much likelier it is at the best place than beside all texts, by group of letters."""
        return (self.around - float(self.fits[-1])) / self.groups


def write(
    folder: Path, rows: Iterable[Spoken], reader: Reader, elsewhere: Collection[str] = ()
) -> None:
    """Write the counts; `elsewhere` are questions that belong to no text."""
    spoken = {row.passage_id: row for row in rows}
    around: dict[str, set[str]] = defaultdict(set)
    for row in spoken.values():
        around[row.place].update(row.questions)
    held = sorted(name for name, row in spoken.items() if around[row.place])
    placed = np.argsort(write_vocabulary(folder, "spoken", held)).tolist()
    sets: dict[frozenset[str], int] = {}
    numbers = []
    for row in (spoken[held[at]] for at in placed):
        whole = frozenset(around[row.place])
        own = frozenset(row.questions) or whole
        numbers.append([sets.setdefault(one, len(sets)) for one in (own, whole)])
    of_passages = np.array(numbers, np.int32).reshape(-1, 2)
    write_array(folder / "own.i4", of_passages[:, 0])
    write_array(folder / "around.i4", of_passages[:, 1])
    _write_counts(folder, [*sets, frozenset(elsewhere)], reader)


def _write_counts(folder: Path, sets: Sequence[frozenset[str]], reader: Reader) -> None:
    """The groups of letters, the sets that have each, and what it says there."""
    questions = sorted(frozenset(chain.from_iterable(sets)))
    read = {question: letters(reader(question)) for question in questions}
    nothing = np.zeros(0, np.uint32)
    groups, frequency = np.unique(np.concatenate([nothing, *read.values()]), return_counts=True)
    found = [
        np.unique(np.concatenate([nothing, *map(read.__getitem__, held)]), return_counts=True)
        for held in sets
    ]
    at = groups.searchsorted(np.concatenate([nothing, *(known for known, _ in found)]))
    counts = np.concatenate([np.zeros(0), *(count for _, count in found)])
    owners = np.repeat(np.arange(len(sets)), [len(known) for known, _ in found])
    expected = _SMOOTHING * frequency / max(1, len(questions))
    order = np.argsort(at, kind="stable")
    write_array(folder / "letters.u4", groups)
    write_arrays(folder, "letters", np.bincount(at, minlength=len(groups)), owners[order])
    values = np.log(counts / expected[at] + 1)
    write_array(folder / "letters.f2", values[order].astype(np.float16))
    sizes = np.array([len(held) for held in sets], np.float64)
    write_array(folder / "letters.f8", np.log(_SMOOTHING / (sizes + _SMOOTHING)))
