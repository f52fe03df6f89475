"""The threshold of a collection, from how people ask for what it does not hold.

Every typical question is asked with the texts that answer it hidden: what is found then is
seldom the answer. The threshold refuses most of them. Where a collection has few such questions the
index's own calibration stands.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from corpus.asked import Asked
from corpus.everyday import Lexicon
from corpus.exact import law_key
from corpus.model import Document, LegalStatus, Passage
from index.model import SHARED, Filters, OtherWords, Ranking
from index.questions import TypicalQuestions
from index.search import Searcher

_FEWEST = 100
_MOST = 400
_REFUSED = 0.62
"""Share of them that the threshold refuses. Some still have an answer in a sister provision, and
most of what people ask without an answer is less like any text: docs/retrieval.md."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and the documents that may answer it."""

    question: str
    hidden: frozenset[str]


def cases(
    documents: Iterable[Document], pairs: Iterable[tuple[Document, Passage]], asked: Asked
) -> list[Case]:
    """The typical questions of these passages, each once, evenly thinned.

    `documents` are all that can be found; what may answer a question is hidden among them.
    """
    answered: dict[str, set[str]] = defaultdict(set)
    same_law: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if document.collection == SHARED:
            same_law[law_key(document) or document.document_id].add(document.document_id)
    for document, passage in pairs:
        if document.collection == SHARED and passage.quotable:
            law = law_key(document)
            for question in asked.questions(document, passage):
                answered[question].add(law or document.document_id)
    found = [
        Case(question, frozenset(name for law in laws for name in same_law[law]))
        for question, laws in answered.items()
    ]
    return found[:: max(1, len(found) // _MOST)]


def threshold(
    searcher: Searcher,
    found: Sequence[Case],
    documents: Sequence[Document],
    lexicon: Lexicon,
    known: TypicalQuestions,
) -> float | None:
    """The threshold that refuses most questions whose answers are hidden; None for too few.

    The searcher knows no typical questions; each case is compared with all `known` but itself.
    """
    if len(found) < _FEWEST:
        return None
    shown = frozenset(
        document.document_id
        for document in documents
        if document.collection == SHARED and document.legal_status is not LegalStatus.HISTORISK
    )
    signals = []
    together: dict[frozenset[str], list[str]] = defaultdict(list)
    for case in found:
        together[case.hidden].append(case.question)
    for hidden, questions in together.items():
        filters = Filters({"document": shown - hidden, "quotable": frozenset({"ja"})})
        for question in questions:
            also = [OtherWords(e.matched, e.terms, e.weight) for e in lexicon.expand(question)]
            ranking = searcher.search(question, filters, 2, also)
            signals.append(ranking.confidence * _trust(ranking, question, known, searcher))
    return round(float(np.quantile(signals, _REFUSED)), 4)


def _trust(ranking: Ranking, question: str, known: TypicalQuestions, searcher: Searcher) -> float:
    if not ranking.hits or not known.answered_by(ranking.hits[0].passage_id):
        return 1.0
    return known.resemblance(searcher.analyzer.asked_terms(question), apart_from=question).trust
