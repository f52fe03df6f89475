"""How questions are worded that a text answers, and those that none does.

The words of the typical questions of both kinds are counted, and each two that stand together,
stop words too: »hvor mange«, »hvad koster«, »hvad hvis« are asked of every law, and few say it.
The counts lie in flat files of a generation's folder of questions.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

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

    def lean(self, phrases: Phrases, met: frozenset[str]) -> float:
        """How much more often such phrases stand in questions that a text answers.

        Logarithm of the ratio as if each phrase stood for itself, -8..8; 0 where nothing is known.
        Phrases of words that the text found has, `met`, say what it is about and are left out.
        """
        telling = sorted(phrase for phrase in phrases if not met.issuperset(phrase.split()))
        known = np.array([number for _, number in self._phrases.find_all(telling)], np.int64)
        answered, unanswered = (
            np.log((counts[known] + _SMOOTHING) / (total + 2 * _SMOOTHING)).sum()
            for counts, total in zip(self._counts, self._totals.tolist(), strict=True)
        )
        return max(-_MOST, min(_MOST, float(answered - unanswered)))


_FILES = ("said_answered", "said_unanswered")


def write(folder: Path, answered: Iterable[Phrases], unanswered: Iterable[Phrases]) -> None:
    """Write the counts of the questions of both kinds."""
    kinds = (list(answered), list(unanswered))
    counts = [Counter(chain.from_iterable(questions)) for questions in kinds]
    every = counts[0] + counts[1]
    names = sorted(phrase for phrase, count in every.items() if count >= _FEWEST)
    placed = write_vocabulary(folder, "phrase", names)
    ordered = [names[place] for place in np.argsort(placed).tolist()]
    for name, said in zip(_FILES, counts, strict=True):
        numbers = [said[phrase] for phrase in ordered]
        write_array(folder / f"{name}.i4", np.array(numbers, np.int32))
    write_array(folder / "asked.i4", np.array([*map(len, kinds)], np.int32))
