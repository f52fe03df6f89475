"""How questions are worded that a text answers, and those that none does.

The words of the typical questions of both kinds are counted, and each two that stand together,
stop words too: »hvor mange«, »hvad koster«, »hvad hvis« are asked of every law, and few say it.
The counts lie in flat files of a generation's folder of questions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import MappingProxyType

import numpy as np

from index.files import open_array, write_array
from index.strings import Vocabulary, write_vocabulary

Phrases = frozenset[str]
"""Words and pairs of words of one question: `DanishAnalyzer.phrases`."""

_FEWEST = 3
"""Questions that a phrase must stand in to count."""
_MOST = 8.0
"""Logarithm beyond which more phrases say nothing more."""
_SMOOTHING = 1


class Wording:
    """The counts of an opened generation; safe in threads."""

    def __init__(self, folder: Path) -> None:
        """Open them.

        Raises:
            CorruptIndexError: a file is missing or damaged; it is named.
        """
        self._phrases = Vocabulary.open(folder, "phrase")
        self._counts = [open_array(folder / f"{name}.i4") for name in _FILES]
        self._totals = open_array(folder / "asked.i4")

    def fits(self) -> bool:
        """Whether the files belong together."""
        return len(self._totals) == len(_FILES) and all(
            len(counts) == len(self._phrases) for counts in self._counts
        )

    def lean(self, phrases: Phrases) -> float:
        """How much more often such phrases stand in questions that a text answers.

        Logarithm of the ratio as if each phrase stood for itself, -8..8; 0 where nothing is known
        of one kind.
        """
        if not self._totals.all():
            return 0.0
        known = np.array([n for _, n in self._phrases.find_all(sorted(phrases))], np.int64)
        answered, unanswered = (
            np.log((counts[known] + _SMOOTHING) / (total + 2 * _SMOOTHING)).sum()
            for counts, total in zip(self._counts, self._totals.tolist(), strict=True)
        )
        return max(-_MOST, min(_MOST, float(answered - unanswered)))


_FILES = ("said_answered", "said_unanswered")


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each phrase stands in questions of each kind."""

    said: Mapping[str, tuple[int, int]]
    """In those that a text answers, and in the others; in alphabetical order."""
    totals: tuple[int, int]
    """How many questions there are of each kind."""


NOTHING = Counts(MappingProxyType({}), (0, 0))


def count(answered: Iterable[Phrases], unanswered: Iterable[Phrases]) -> Counts:
    """The counts of the questions of both kinds."""
    kinds = (list(answered), list(unanswered))
    first, second = (Counter(chain.from_iterable(questions)) for questions in kinds)
    names = sorted(name for name, found in (first + second).items() if found >= _FEWEST)
    said = {name: (first[name], second[name]) for name in names}
    return Counts(MappingProxyType(said), (len(kinds[0]), len(kinds[1])))


def write(folder: Path, counts: Counts) -> None:
    """Write the counts."""
    names = list(counts.said)
    placed = write_vocabulary(folder, "phrase", names)
    ordered = [counts.said[names[place]] for place in np.argsort(placed).tolist()]
    for kind, name in enumerate(_FILES):
        write_array(folder / f"{name}.i4", np.array([said[kind] for said in ordered], np.int32))
    write_array(folder / "asked.i4", np.array(counts.totals, np.int32))
