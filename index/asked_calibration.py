"""The threshold of a collection, from how people ask for what it does not hold.

Every typical question is asked with the texts that answer it hidden: what is found then is
no answer. The threshold refuses most of them. Where a collection has few such questions the
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
from index.model import SHARED, Filters, OtherWords
from index.search import Searcher

_FEWEST = 100
_MOST = 400
_REFUSED = 0.8
"""Share of the questions without an answer that the threshold refuses."""
_SISTERS = 0.22
"""Share of the provisions' questions that a sister provision answers when theirs is hidden: of
36 that were found surely, 8 were, read on 2026-11-22 over six acts (docs/retrieval.md)."""


@dataclass(frozen=True, slots=True)
class Case:
    """A question, and the documents that may answer it."""

    question: str
    hidden: frozenset[str]
    is_provision: bool = False
    """An act answers it; another act may have a sister provision."""


def cases(
    documents: Iterable[Document], pairs: Iterable[tuple[Document, Passage]], asked: Asked
) -> list[Case]:
    """The typical questions of these passages, each once, evenly thinned.

    `documents` are all that can be found; what may answer a question is hidden among them.
    """
    answered: dict[str, set[str]] = defaultdict(set)
    of_acts: set[str] = set()
    same_law: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        if document.collection == SHARED:
            same_law[law_key(document) or document.document_id].add(document.document_id)
    for document, passage in pairs:
        if document.collection == SHARED and passage.quotable:
            law = law_key(document)
            for question in asked.questions(document, passage):
                answered[question].add(law or document.document_id)
                if law:
                    of_acts.add(question)
    found = [
        Case(
            question, frozenset(name for law in laws for name in same_law[law]), question in of_acts
        )
        for question, laws in answered.items()
    ]
    return found[:: max(1, len(found) // _MOST)]


def threshold(
    searcher: Searcher, found: Sequence[Case], documents: Sequence[Document], lexicon: Lexicon
) -> float | None:
    """The threshold that refuses most questions whose answers are hidden; None for too few."""
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
            signals.append(searcher.search(question, filters, 2, also).confidence)
    return round(float(np.quantile(signals, _share_refused(found))), 4)


def _share_refused(found: Sequence[Case]) -> float:
    """Of all hidden questions, so that `_REFUSED` of those without an answer are refused."""
    answered = _SISTERS * sum(case.is_provision for case in found) / len(found)
    return 1 - (1 - _REFUSED) / (1 - answered)
