"""The threshold of a collection, from questions that none of its texts answers.

Of those that belong to no text 94 in 100 must be refused: questions of other laws and other
desks, and small talk, which come with the package; and seven in ten of what people ask beside the
texts, each asked as if it were not known. Where people's questions for the texts are not
known the index's own calibration stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.everyday import Lexicon
from corpus.model import Document, LegalStatus
from index.model import SHARED, Filters, OtherWords
from index.search import Searcher

_FEWEST = 100
_MOST = 200
"""Questions of each kind that are asked."""
CLEAR_MARGIN = 0.4
"""From here on the first hit is clearly ahead, where people's questions order the hits: of 240
questions, before any refusal, the first was right in 85 of 100 above it, one of the first two in
80 below."""
_REFUSED = 0.94
"""Share of the questions that belong to no text that the threshold refuses."""
_REFUSED_BESIDE = 0.7
"""The same of those that people ask beside the texts: they are harder to tell, and a question
that is asked again in other words is told by the one that is known."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Questions that no text answers and that are asked."""

    elsewhere: Sequence[str]
    """Those that belong to no text; the letters of others are learnt."""
    beside: Sequence[str]
    """Those that people ask beside the texts."""

    @classmethod
    def of(cls, elsewhere: Sequence[str], beside: Sequence[str]) -> "Measures":
        """Some of each, evenly."""
        return cls(_some(elsewhere), _some(beside))


def threshold(
    searcher: Searcher, measures: Measures, documents: Iterable[Document], lexicon: Lexicon
) -> float | None:
    """The threshold that refuses most of these questions; None for too few that belong nowhere.

    Those that find a text first for which no typical question is known are left out: it may be
    the law that they belong to. Each question is compared with all typical ones but itself.
    """
    shown = frozenset(
        document.document_id
        for document in documents
        if document.collection == SHARED and document.legal_status is not LegalStatus.HISTORISK
    )
    filters = Filters({"document": shown, "quotable": frozenset({"ja"})})

    def signals(questions: Sequence[str]) -> list[float]:
        found = []
        for question in questions:
            also = [OtherWords(e.matched, e.terms, e.weight) for e in lexicon.expand(question)]
            ranking = searcher.search(question, filters, 2, also, apart_from=question)
            if ranking.hits and searcher.answered_by(ranking.hits[0].passage_id):
                found.append(ranking.confidence)
        return found

    elsewhere, beside = signals(measures.elsewhere), signals(measures.beside)
    if len(elsewhere) < _FEWEST:
        return None
    least = float(np.quantile(elsewhere, _REFUSED))
    if len(beside) >= _FEWEST:
        least = max(least, float(np.quantile(beside, _REFUSED_BESIDE)))
    return round(least, 4)


def _some(questions: Sequence[str]) -> Sequence[str]:
    return questions[:: max(1, len(questions) // _MOST)]
