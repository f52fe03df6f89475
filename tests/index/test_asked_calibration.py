"""The threshold that questions of no text set."""

from collections.abc import Sequence
from dataclasses import replace

from bot.freshness import analyzer
from bot.library import Library
from bot.settings import Settings
from corpus import asked
from corpus.everyday import InstalledLexicon
from corpus.model import Document, LegalStatus
from index import asked_calibration
from index.asked_calibration import Measures
from index.search import open_index


def test_most_questions_that_no_text_answers_lie_below_the_threshold(
    library: Library, settings: Settings
) -> None:
    documents = [held.document for held in library.store.holdings()]
    searcher = open_index(settings.index, analyzer=analyzer())
    known, lexicon = asked.installed(), InstalledLexicon()
    passages = list(library.store.all_passages())
    by_id = {document.document_id: document for document in documents}
    beside = sorted(
        {
            question
            for stored in passages
            for question in known.unanswered(by_id[stored.passage.document_id], stored.passage)
        }
    )

    def threshold(
        elsewhere: Sequence[str], beside: Sequence[str], of: Sequence[Document] = documents
    ) -> float | None:
        measures = Measures.of(elsewhere, beside)
        return asked_calibration.threshold(searcher, measures, of, lexicon)

    assert threshold(known.elsewhere, beside) == searcher.search("frist").threshold
    by_elsewhere = threshold(known.elsewhere, ())
    assert by_elsewhere is not None
    assert threshold(known.elsewhere, beside[:50]) == by_elsewhere
    assert (threshold(known.elsewhere, beside) or 0) >= by_elsewhere
    assert threshold(known.elsewhere[:50], beside) is None
    historic = [replace(one, legal_status=LegalStatus.HISTORISK) for one in documents]
    assert threshold(known.elsewhere, beside, historic) is None


def test_some_questions_of_each_kind_are_asked_evenly() -> None:
    many = [str(number) for number in range(1000)]
    measures = Measures.of(many, many[:7])
    assert measures.beside == many[:7]
    assert measures.elsewhere[:3] == ["0", "5", "10"]
