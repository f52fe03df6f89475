"""The typical questions of one generation, in flat files of its folder `spoergsmaal`.

Those that a passage answers, and those that people ask beside them and no text answers. What a
person asks is compared with both; the questions are never found and never quoted.
"""

import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import Protocol

import numpy as np

from index import letters, manifests, neighbours, parlance, wording
from index.analysis import ASKS
from index.errors import CorruptIndexError
from index.files import Array, check_array, link, open_array, write_array
from index.lists import Lists, write_lists
from index.model import Resemblance, ResemblanceThere
from index.neighbours import Neighbours
from index.parlance import Heard, Parlance, Spoken
from index.statistics import idf
from index.strings import Vocabulary, write_vocabulary
from index.wording import Wording

FOLDER = "spoergsmaal"


class Reader(Protocol):
    """Reads a question."""

    def asked_terms(self, text: str) -> frozenset[str]:
        """Its terms."""

    def words_said(self, text: str) -> tuple[str, ...]:
        """Its words in their order, without what only names a source."""

    def phrases(self, text: str) -> frozenset[str]:
        """Its words and pairs of words."""


@dataclass(frozen=True, slots=True)
class PassageQuestions:
    """What people ask at one passage."""

    passage_id: str
    """Empty for questions that belong to no passage."""
    answered: Sequence[str] = ()
    unanswered: Sequence[str] = ()
    """What no text answers."""
    place: str = ""
    """The key by which people name its section or decision; empty where they cannot."""
    document_id: str = ""
    is_shared: bool = True
    """Whether everybody may see the passage; only then are its questions compared with others'."""


class TypicalQuestions:
    """The typical questions of an opened generation; safe in threads."""

    def __init__(self, folder: Path, reader: Reader, near: Neighbours | None = None) -> None:
        """Open them; `near` tells the nearest in meaning too, and not by letters alone.

        Raises:
            CorruptIndexError: a file is missing or damaged; it is named.
        """
        inside = folder / FOLDER
        self._reader = reader
        self._passages = Vocabulary.open(inside, "passage")
        self._answers = Lists.open(inside, "answers")
        self._places = Vocabulary.open(inside, "place")
        self._there = Lists.open(inside, "there")
        self._beside = Lists.open(inside, "beside")
        self._questions = Vocabulary.open(inside, "question")
        self._answered = open_array(inside / "answered.u1").astype(bool)
        self._terms = Vocabulary.open(inside, "term")
        self._weights = open_array(inside / "weight.f8")
        self._postings = Lists.open(inside, "postings")
        self._squares = open_array(inside / "square.f8")
        self._compared = int(np.count_nonzero(self._squares))
        self._wording = Wording(inside)
        self._parlance = Parlance(inside, reader.words_said)
        by_letters = neighbours.by_letters(inside, reader.words_said, letters.installed())
        self._near = (by_letters, near) if near else (by_letters,)
        if not self._fits():
            raise CorruptIndexError(f"{inside}: the files do not fit; rebuild the index")

    def compared(self) -> list[str]:
        """All, in the order of their numbers; empty where one is not compared with."""
        every = self._questions.some(range(len(self._questions)))
        weighed = (self._squares > 0).tolist()
        return [one if counts else "" for one, counts in zip(every, weighed, strict=True)]

    def answered_by(self, passage_id: str) -> list[str]:
        """Those that a passage answers; none for most."""
        number = self._passages.find(passage_id)
        return [] if number is None else self._questions.some(self._answers.of(number).tolist())

    def heard(self, question: str) -> Heard | None:
        """How a question sounds beside those of each passage; None where none is known."""
        return self._parlance.heard(question)

    def resemblance(
        self,
        question: str,
        met: frozenset[str] = frozenset(),
        heard: Heard | None = None,
        apart_from: str = "",
    ) -> Resemblance:
        """How like a question is to the likest of each kind, how it is worded and how it sounds.

        `met`: its words, folded, that the text found has. `apart_from`: a typical question that
        is left out, as if it were not known.
        """
        answered, beside = self._kinds(apart_from)
        found = self._compared_with(answered, beside, question, met)
        near = self._lean(question, answered, beside)
        return replace(found, near=near, at_home=heard.at_home if heard else 0.0)

    def resemblance_at(
        self, question: str, places: Iterable[str], met: frozenset[str] = frozenset()
    ) -> ResemblanceThere | None:
        """The same with the questions of some places alone too; None where there are none."""
        at = [number for _, number in self._places.find_all(sorted(places))]
        if not at:
            return None
        answered, beside = self._of_all(self._there, at), self._of_all(self._beside, at)
        return ResemblanceThere(
            alone=self._compared_with(answered, beside, question, met),
            everywhere=self.resemblance(question, met, self.heard(question)),
            strange=self._strange(question, answered, met),
        )

    def _strange(self, question: str, answered: Array, met: frozenset[str]) -> float:
        """The idf of the terms that are not met, and that none of some questions has."""
        unmet = self._unmet(self._reader.asked_terms(question), met)
        left = {term for term in unmet if not term.startswith(ASKS)}
        known = dict(self._terms.find_all(sorted(left)))
        there = {one for one, at in known.items() if answered[self._postings.of(at)].any()}
        return math.fsum(map(math.sqrt, self._weight_of(frozenset(left - there))))

    def _unmet(self, terms: frozenset[str], met: frozenset[str]) -> frozenset[str]:
        """Those of a question's terms that the words met do not give."""
        return terms - self._reader.asked_terms(" ".join(sorted(met)))

    def _kinds(self, apart_from: str = "") -> tuple[Array, Array]:
        """Which questions are compared and answered, and which are compared and not."""
        known = self._squares > 0
        left_out = self._questions.find(apart_from) if apart_from else None
        if left_out is not None:
            known[left_out] = False
        return known & self._answered, known & ~self._answered

    def _of_all(self, lists: Lists, numbers: Iterable[int]) -> Array:
        """Which questions stand in some lists."""
        held = np.zeros(len(self._questions), bool)
        for number in numbers:
            held[lists.of(number)] = True
        return held

    def _compared_with(
        self, answered: Array, beside: Array, question: str, met: frozenset[str]
    ) -> Resemblance:
        """How like a question is to the likest of those answered, and of those beside them.

        One that no text answers counts by the square where it shares words alone that the text
        found has: they say what it is about, and not what is asked for.
        """
        lean = self._wording.lean(self._reader.phrases(question))
        terms = self._reader.asked_terms(question)
        telling = self._unmet(terms, met)
        if not len(self._questions):
            return Resemblance(wording=lean)
        cosines = self._cosines(terms)
        counted = np.where(self._shared(telling) > 0, cosines, cosines**2) * beside
        likest = int(counted.argmax())
        return Resemblance(
            answered=float((cosines * answered).max()),
            unanswered=float(counted[likest]),
            nearest=self._questions[likest] if counted[likest] else "",
            wording=lean,
        )

    def _lean(self, question: str, answered: Array, beside: Array) -> float:
        """How the nearest questions lean; the mean of both ways to tell them."""
        return fmean(near.lean(question, answered, beside) for near in self._near)

    def _cosines(self, terms: frozenset[str]) -> Array:
        """The cosine of these terms with each question."""
        own = math.fsum(self._weight_of(terms))
        cosines: Array = self._shared(terms) / np.sqrt(np.maximum(self._squares * own, _LEAST))
        return cosines

    def _shared(self, terms: frozenset[str]) -> Array:
        """The weight of those of the terms that each question has."""
        shared = np.zeros(len(self._questions))
        for _, number in self._terms.find_all(sorted(terms)):
            shared[self._postings.of(number)] += self._weights[number]
        return shared

    def _weight_of(self, terms: frozenset[str]) -> Iterator[float]:
        known = dict(self._terms.find_all(sorted(terms)))
        rare = idf(0, self._compared) ** 2
        return (float(self._weights[known[term]]) if term in known else rare for term in terms)

    def _fits(self) -> bool:
        questions, terms = len(self._questions), len(self._terms)
        return (
            len(self._answered) == len(self._squares) == questions
            and len(self._weights) == terms
            and self._answers.fit(len(self._passages), questions)
            and self._there.fit(len(self._places), questions)
            and self._beside.fit(len(self._places), questions)
            and self._postings.fit(terms, questions)
            and self._wording.fits()
            and self._parlance.fits()
            and all(len(near) == questions for near in self._near)
        )


_LEAST = 1e-9


def open_questions(
    folder: Path, reader: Reader, near: Neighbours | None = None
) -> TypicalQuestions | None:
    """Those of a generation; None where it was built without.

    Raises:
        CorruptIndexError: a file is missing or damaged, or all of them are lost; it is named.
    """
    return TypicalQuestions(folder, reader, near) if _are_there(folder) else None


def carry_over(base: Path, folder: Path, rows: Sequence[PassageQuestions]) -> bool:
    """Link the questions of a generation of the same version into another's folder.

    Says whether that could be done: they must be sound, and written from the same rows.
    """
    there, inside = base / FOLDER, folder / FOLDER
    try:
        check(base)
        if not np.array_equal(open_array(there / _KEY), _key(rows)):
            return False
    except CorruptIndexError:
        return False
    inside.mkdir(exist_ok=True)
    for path in there.iterdir():
        link(path, inside / path.name)
    return True


_KEY = "rows.u1"
"""Hash of the rows that the files were written from."""


def _key(rows: Iterable[PassageQuestions]) -> Array:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(json.dumps(astuple(row)).encode())
    return np.frombuffer(digest.digest(), np.uint8)


def write(
    folder: Path,
    rows: Sequence[PassageQuestions],
    reader: Reader,
    worded: wording.Counts = wording.NOTHING,
    elsewhere: Collection[str] = (),
) -> None:
    """Write the questions of a generation; passages without any are left out.

    A question that one passage answers counts as answered, whatever is said of it elsewhere. Those
    of passages that are not shared are known for the passage alone, and move nobody's answers.
    `worded` counts the words of questions, of texts that need not be in the collection;
    `elsewhere` are questions that belong to no text, by whose letters others are told.
    """
    inside = folder / FOLDER
    inside.mkdir(exist_ok=True)
    write_array(inside / _KEY, _key(rows))
    known = {row.passage_id: row for row in rows}
    held = {name: row for name, row in known.items() if row.answered or row.unanswered}
    shared = [row for row in held.values() if row.is_shared]
    answered = set(chain.from_iterable(row.answered for row in shared))
    compared = answered.union(chain.from_iterable(row.unanswered for row in shared))
    every = sorted(compared.union(chain.from_iterable(row.answered for row in held.values())))
    placed = write_vocabulary(inside, "question", every)
    ordered = [every[place] for place in np.argsort(placed).tolist()]
    write_array(inside / "answered.u1", np.array([one in answered for one in ordered], np.uint8))
    numbers = dict(zip(every, placed.tolist(), strict=True))
    said = {name: row.answered for name, row in held.items() if row.answered}
    _write_lists(inside, "passage", {"answers": said}, numbers)
    there = _by_place((row.place, row.answered) for row in shared)
    beside = _by_place((row.place, row.unanswered) for row in shared)
    _write_lists(inside, "place", {"there": there, "beside": beside}, numbers)
    read = [reader.asked_terms(one) if one in compared else frozenset() for one in ordered]
    _write_terms(inside, read)
    wording.write(inside, worded)
    spoken = (
        Spoken(row.passage_id, row.place or row.document_id, row.answered)
        for row in known.values()
        if row.is_shared and row.passage_id
    )
    parlance.write(inside, spoken, reader.words_said, elsewhere)
    neighbours.write(inside, ordered, reader.words_said, letters.installed())


def _by_place(rows: Iterable[tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """The questions of each place, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for place, questions in rows:
        if place:
            found[place] |= dict.fromkeys(questions)
    return {place: list(questions) for place, questions in found.items()}


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


def _write_lists(
    folder: Path,
    keys: str,
    kinds: Mapping[str, Mapping[str, Sequence[str]]],
    numbers: Mapping[str, int],
) -> None:
    """Questions under the same keys: a `Vocabulary` of these, and `Lists` of each kind."""
    names = sorted(set(chain.from_iterable(kinds.values())))
    placed = np.argsort(write_vocabulary(folder, keys, names)).tolist()
    for kind, held in kinds.items():
        lists = [[numbers[one] for one in held.get(names[place], ())] for place in placed]
        write_lists(folder, kind, lists)


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
    write_lists(folder, "postings", lists)
