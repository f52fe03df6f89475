"""What the index takes and gives."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

SHARED = "faelles"
"""Value of the facet `collection` of what all may see; statistics come from these alone."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One passage as the index needs it."""

    passage_id: str
    text: str
    heading: str = ""
    """Headings, titles and search terms, joined; counts half."""
    facets: Mapping[str, str] = field(default_factory=dict)
    """Filter values: `kind`, `status`, `collection`, `document`, `role`, `quotable`."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Which passages may be found at all; empty = no limit. Applied before ranking."""

    allowed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Facet name -> the values that pass."""


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Another way to say some words of a question."""

    said: str
    """The question's words."""
    phrases: tuple[str, ...]
    """Each of them means the same."""
    weight: float
    """How surely, 0..1."""


@dataclass(frozen=True, slots=True)
class Hint:
    """Passages that a question points to without naming them; found only by its words."""

    facet: str
    values: frozenset[str]
    points: float
    """Added to the score of each passage whose facet has one of the values."""


@dataclass(frozen=True, slots=True)
class MatchedTerm:
    """One word of the question that a hit answers, with its part of the score."""

    word: str
    """As the person wrote it."""
    term: str
    """The stem that was looked up; for fuzzy matches the index's own."""
    share: float
    """Part of the hit's score, 0..1."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found. Among `Ranking.hits` it has evidence: at least one matched term."""

    passage_id: str
    rank: int
    """From 1."""
    score: float
    """No unit, higher is better."""
    matched: tuple[MatchedTerm, ...]
    is_lifted: bool = False
    """Whether its meaning brought it further up than its words alone."""


_WORDED = 0.07
"""What a unit of `wording` counts: docs/retrieval.md."""

_AT_HOME = 0.3
"""What a unit of `at_home` counts: docs/retrieval.md."""
_FARTHEST = 2.5
"""Beyond this, how a question sounds says nothing more."""

_NEAR = 0.3
"""What a unit of `near` counts: docs/retrieval.md."""
_NEAR_THERE = 0.2
"""The same at a text that is named."""
_STRANGE = 0.03
"""What a unit of `strange` counts against a text that is named."""
_LEAST_THERE = 0.25
"""What all that must come to for such a text to answer: docs/retrieval.md."""

_BESIDE = 1.2
"""What likeness to an unanswered question counts against one to an answered one."""

_REDEEMED = 2 / 3
"""Part of it that no longer counts where the text holds the kind of thing that is asked for."""


@dataclass(frozen=True, slots=True)
class Resemblance:
    """How like a question is to the likest typical one of each kind: cosines of terms, 0..1."""

    answered: float = 0.0
    unanswered: float = 0.0
    nearest: str = ""
    """The likest of those that no text answers."""
    wording: float = 0.0
    """How much more often its words are those of questions that a text answers: -8..8."""
    at_home: float = 0.0
    """How much more its letters are those of questions at one place than beside all texts: the
    logarithm of the likelihood, by group of letters."""
    near: float = 0.0
    """How much more of the questions that lie nearest a text answers: logarithm of the ratio."""

    @property
    def trust(self) -> float:
        """What becomes of a confidence: less, the more it is like one that no text answers.

        Where one that a text answers is more alike, by so much less; and by how it is worded, how
        it sounds and what lies nearest.
        """
        ahead = max(0.0, self.answered - self.unanswered)
        like = max(0.0, 1 - self.unanswered * (1 - ahead))
        return like * math.exp(_WORDED * self.wording + self.sound + _NEAR * self.near)

    @property
    def sound(self) -> float:
        """What it counts how it sounds."""
        return _AT_HOME * max(-_FARTHEST, min(_FARTHEST, self.at_home))

    @property
    def redeemed(self) -> float:
        """What a confidence gains where the text holds the kind of thing that is asked for.

        Most of what the wording took: few texts say »hvor mange«, this one does.
        """
        return math.exp(-_WORDED * _REDEEMED * min(0.0, self.wording))


@dataclass(frozen=True, slots=True)
class ResemblanceThere:
    """How like a question that names a text is to what people ask there."""

    alone: Resemblance
    """Compared with the questions of the text alone."""
    everywhere: Resemblance
    """Compared with all."""
    strange: float = 0.0
    """The idf of what is asked with words that neither the text has nor a question it answers."""

    def balance(self, *, holds_kind: bool = False) -> float:
        """How much more it is like those that the text answers, above or below 0.

        `holds_kind`: the text holds the kind of thing that is asked for.
        """
        both = (self.alone, self.everywhere)
        answered = sum(one.answered for one in both) / len(both)
        unanswered = sum(one.unanswered for one in both) / len(both)
        won = math.log(self.alone.redeemed) if holds_kind else 0.0
        leans = _WORDED * self.alone.wording + won + self.everywhere.sound
        leans += _NEAR_THERE * self.everywhere.near - _STRANGE * self.strange
        return answered - _BESIDE * unanswered + leans - _LEAST_THERE


@dataclass(frozen=True, slots=True)
class Ranking:
    """The result of one search."""

    hits: tuple[Hit, ...]
    confidence: float
    """Signal of `index/confidence.py` for the first hit, 0 when there is none; less where the
    question is like one that no text answers."""
    threshold: float
    """The generation's calibrated threshold: below it the collection does not answer."""
    margin: float
    """How far the first hit is ahead of the second, 0..1; 1 when it is alone."""
    clear_margin: float
    """Calibrated: at or above it one hit is shown, below it two."""
    words: tuple[str, ...]
    """The question's content words, as written."""
    missed: tuple[str, ...]
    """Content words that no passage in the scope knows, nor the first hit."""
    generation: str
    by_words: tuple[Hit, ...] = ()
    """Where meaning counts: the hits in the order of words alone, which decide whether there is
    an answer; else empty."""
    by_meaning: Hit | None = None
    """A passage that none of the words found and whose meaning lies nearer than that of the
    first hit; without matched terms, and never an answer."""
    like: Resemblance = Resemblance()
    """The typical questions that are likest; nothing where the first hit's text has none."""
