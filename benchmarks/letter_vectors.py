"""Learns the vectors of groups of letters that come with the package (`index/letters.py`).

    python -m benchmarks.letter_vectors [FOLDER]

Needs `principbot[semantic]`. The sentence model reads every question of the package, the first
64 principal components of its vectors are kept, and each group of letters that stands in 80
questions or more gets the vector with which the sums come nearest to them (ridge regression by
conjugate gradients). Prints how near they come, also for questions that nothing was learnt from.
The files are written to FOLDER, else to `index/data`; about twelve minutes on two cores.
"""

import sys
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from benchmarks import caseworker
from bot.freshness import analyzer
from corpus import asked
from index.embedding import Embedder
from index.files import Array, write_array
from index.letters import NAMES, LetterVectors, letters, places
from index.sentence_model import SentenceModel

_SIZE = 64
_FEWEST = 80
"""Questions that a group must stand in."""
_RIDGE = 1.0
_STEPS = 30
_BATCH = 64
_PIECE = 1 << 18
_CLIPPED = 0.9995
"""Share of the numbers that eight bits hold unclipped."""


class Rows:
    """Which groups each question has, as a sparse matrix whose rows have length 1."""

    def __init__(self, questions: Sequence[Array], groups: Array) -> None:
        lengths, columns = [], []
        for question in questions:
            columns.append(places(question, groups))
            lengths.append(len(columns[-1]))
        self._columns = np.concatenate(columns)
        self._rows = np.repeat(np.arange(len(questions)), lengths)
        self._scale = 1 / np.sqrt(np.maximum(1, np.array(lengths)))[:, None]
        self._by_column = np.argsort(self._columns, kind="stable")
        self._shape = (len(questions), len(groups))

    def times(self, vectors: Array) -> Array:
        """The sums of the vectors of each question's groups."""
        return _summed(self._rows, self._columns, vectors, self._shape[0]) * self._scale

    def transposed(self, vectors: Array) -> Array:
        """For each group the sum of the vectors of the questions that have it."""
        order = self._by_column
        scaled = vectors * self._scale
        return _summed(self._columns[order], self._rows[order], scaled, self._shape[1])


def _summed(owners: Array, sources: Array, vectors: Array, count: int) -> Array:
    """Vectors of the sources added up by owner; `owners` ascend."""
    found = np.zeros((count, vectors.shape[1]))
    for start in range(0, len(owners), _PIECE):
        mine = owners[start : start + _PIECE]
        begins = np.flatnonzero(np.diff(mine, prepend=-1))
        sums = np.add.reduceat(vectors[sources[start : start + _PIECE]], begins, axis=0)
        found[mine[begins]] += sums
    return found


def main(folder: Path) -> None:
    """Learn and write them, and print how near they come."""
    known = asked.installed()
    both = known.answered_and_not()
    questions = sorted({*chain.from_iterable(both), *known.elsewhere})
    model = SentenceModel()
    aims, mean, axes = _aims(_read(model, questions))
    read = [_letters(question) for question in questions]
    groups, counts = np.unique(np.concatenate(read), return_counts=True)
    groups = groups[counts >= _FEWEST]
    vectors = _ridge(Rows(read, groups), aims)
    scale = np.quantile(np.abs(vectors), _CLIPPED) / 127
    small = np.clip(np.rint(vectors / scale), -127, 127).astype(np.int8)
    write_array(folder / NAMES[0], groups)
    write_array(folder / NAMES[1], small.ravel())
    print(f"{len(questions)} questions, {len(groups)} groups")
    table = LetterVectors(folder)
    print(f"cosine with the model's vector, learnt from: {_nearness(table, questions, aims):.3f}")
    others = [row["question"] for name in ("own", "named") for row in caseworker.load(name)]
    theirs = _unit((_unit(_read(model, others)) - mean) @ axes)
    print(f"nothing learnt from: {_nearness(table, others, theirs):.3f}")


def _letters(question: str) -> Array:
    return letters(analyzer().words_said(question))


def _read(model: Embedder, questions: Sequence[str]) -> Array:
    batches = range(0, len(questions), _BATCH)
    found = [model.questions(questions[start : start + _BATCH]) for start in batches]
    return np.concatenate(found).astype(np.float64)


def _aims(vectors: Array) -> tuple[Array, Array, Array]:
    """The first components of vectors, with length 1; their mean, and the components."""
    mean = _unit(vectors).mean(axis=0)
    centred = _unit(_unit(vectors) - mean)
    _, axes = np.linalg.eigh(centred.T @ centred)
    first = axes[:, : -_SIZE - 1 : -1]
    return _unit(centred @ first), mean, first


def _unit(vectors: Array) -> Array:
    lengths: Array = np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / np.maximum(lengths, 1e-12)


def _ridge(rows: Rows, aims: Array) -> Array:
    """The vectors of the groups whose sums come nearest to the aims."""
    rest = rows.transposed(aims)
    found, step = np.zeros_like(rest), rest.copy()
    left = (rest**2).sum(axis=0)
    for _ in range(_STEPS):
        turned = rows.transposed(rows.times(step)) + _RIDGE * step
        length = left / np.maximum((step * turned).sum(axis=0), 1e-12)
        found += length * step
        rest -= length * turned
        now = (rest**2).sum(axis=0)
        step = rest + now / np.maximum(left, 1e-12) * step
        left = now
    return found


def _nearness(table: LetterVectors, questions: Sequence[str], aims: Array) -> float:
    found = np.array([table.of(_letters(question)) for question in questions])
    return float((found * aims).sum(axis=1).mean())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).parents[1] / "index" / "data")
