"""Danish-like passages of any number, always the same for the same seed.

Words follow a Zipf curve: the stop words first, then invented stems with Danish endings and
compounds of them. A document has a topic of its own, so that its passages share words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from index.analysis import stop_words
from index.model import IndexEntry

WORDS = 84
"""Mean number of words a passage: 600 to 800 characters."""

_ONSETS = (
    "",
    "b",
    "d",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "st",
    "kl",
    "fr",
    "sk",
    "tr",
)
_VOWELS = ("a", "e", "i", "o", "u", "y", "æ", "ø", "å")
_CODAS = ("", "d", "l", "n", "r", "s", "t", "nd", "ng", "st", "ld", "rt")
_ENDINGS = ("", "", "", "en", "er", "et", "ene", "erne", "ning", "lig")
_STEMS = 120_000
_SIZE = 600_000
_BLOCK = 2_000
_TOPIC = 40
_PASSAGES_PER_DOCUMENT = 20


@dataclass(frozen=True, slots=True)
class Synthetic:
    """A collection that is made up as it is read."""

    size: int
    seed: int = 7

    def texts(self) -> Iterator[str]:
        """The passages in order."""
        random = np.random.default_rng(self.seed)
        vocabulary = _vocabulary()
        odds = _odds(len(vocabulary))
        for start in range(0, self.size, _BLOCK):
            count = min(_BLOCK, self.size - start)
            lengths = random.integers(WORDS - 12, WORDS + 13, count)
            ranks = np.searchsorted(odds, random.random(int(lengths.sum())))
            many = (count // _PASSAGES_PER_DOCUMENT + 1, _TOPIC)
            drawn = random.uniform(np.log(200), np.log(len(vocabulary)), many)
            topics = np.exp(drawn).astype(int)
            document = np.repeat(np.arange(count) // _PASSAGES_PER_DOCUMENT, lengths)
            on_topic = random.random(len(ranks)) < 0.15
            choice = random.integers(0, _TOPIC, len(ranks))
            ranks[on_topic] = topics[document[on_topic], choice[on_topic]]
            words = vocabulary[ranks]
            ends = np.cumsum(lengths)
            for end, length in zip(ends.tolist(), lengths.tolist(), strict=True):
                yield " ".join(words[end - length : end]) + "."

    def entries(self) -> Iterator[IndexEntry]:
        """The passages as the index takes them."""
        for number, text in enumerate(self.texts()):
            yield IndexEntry(f"p{number}", text, "", facets(number))


def facets(number: int) -> dict[str, str]:
    """The document and kind of a passage."""
    document = f"d{number // _PASSAGES_PER_DOCUMENT}"
    return {"document": document, "kind": ("lov", "dom")[number % 2]}


def questions(count: int = 500, seed: int = 11, *, function_words: bool = False) -> list[str]:
    """Mixed questions of 2 to 8 words: rare, middling and frequent ones."""
    random = np.random.default_rng(seed)
    vocabulary = _vocabulary()
    stop = len(stop_words())
    result = []
    for _ in range(count):
        size = int(random.integers(2, 9))
        ranks = stop + np.exp(random.uniform(0, np.log(60_000), size)).astype(int)
        words = list(vocabulary[ranks])
        if function_words:
            words += list(vocabulary[random.integers(0, stop, 4)])
        result.append(" ".join(words))
    return result


@cache
def _vocabulary() -> "np.ndarray[tuple[int], np.dtype[np.object_]]":
    random = np.random.default_rng(3)
    stems = []
    for _ in range(_STEMS):
        syllables = int(random.integers(1, 4))
        parts = random.integers(0, (len(_ONSETS), len(_VOWELS), len(_CODAS)), (syllables, 3))
        stems.append("".join(_ONSETS[o] + _VOWELS[v] + _CODAS[c] for o, v, c in parts))
    stop = stop_words()
    words: dict[str, None] = {}
    while len(words) < _SIZE:
        choices = random.integers(0, (2_000, _STEMS, len(_ENDINGS), 3), (_SIZE, 4)).tolist()
        for first, last, ending, kind in choices:
            stem = stems[last] if kind else stems[first] + "s" + stems[last % 5_000]
            words.setdefault(stem + _ENDINGS[ending])
    content = [word for word in words if len(word) > 1 and word not in stop][:_SIZE]
    frequent_are_short = random.normal(0, 3, len(content)) + [len(word) for word in content]
    order = np.argsort(frequent_are_short, kind="stable")
    return np.array([*sorted(stop), *(content[place] for place in order.tolist())], object)


def _odds(size: int) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    weights = 1 / (np.arange(size) + 2.7) ** 1.05
    return np.cumsum(weights / weights.sum())
