"""The threshold of a collection, from questions that belong to none of its texts.

Nine of ten of them must be refused. They come with the package: questions of other laws and
other desks, and small talk. Where people's questions for the texts are not known the index's own
calibration stands.
"""

from collections.abc import Sequence

import numpy as np

from corpus.everyday import Lexicon
from corpus.model import Document, LegalStatus
from index.model import SHARED, Filters, OtherWords
from index.search import Searcher

_FEWEST = 100
_MOST = 400
_REFUSED = 0.9
"""Share of them that the threshold refuses."""


def threshold(
    searcher: Searcher,
    elsewhere: Sequence[str],
    documents: Sequence[Document],
    lexicon: Lexicon,
) -> float | None:
    """The threshold that refuses most questions of `elsewhere`; None for too few.

    Those that find a text first for which no typical question is known are left out: it may be
    the law that they belong to. Each question is compared with all typical ones but itself.
    """
    shown = frozenset(
        document.document_id
        for document in documents
        if document.collection == SHARED and document.legal_status is not LegalStatus.HISTORISK
    )
    filters = Filters({"document": shown, "quotable": frozenset({"ja"})})
    signals = []
    for question in elsewhere[:: max(1, len(elsewhere) // _MOST)]:
        also = [OtherWords(e.matched, e.terms, e.weight) for e in lexicon.expand(question)]
        ranking = searcher.search(question, filters, 2, also, apart_from=question)
        if ranking.hits and searcher.answered_by(ranking.hits[0].passage_id):
            signals.append(ranking.confidence)
    if len(signals) < _FEWEST:
        return None
    return round(float(np.quantile(signals, _REFUSED)), 4)
