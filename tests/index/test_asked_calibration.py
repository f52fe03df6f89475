"""The threshold that questions of no text set."""

from dataclasses import replace

from bot.freshness import analyzer
from bot.library import Library
from bot.settings import Settings
from corpus import asked
from corpus.everyday import InstalledLexicon
from corpus.model import LegalStatus
from index import asked_calibration
from index.search import open_index


def test_nine_of_ten_questions_that_belong_to_no_text_lie_below_the_threshold(
    library: Library, settings: Settings
) -> None:
    documents = [held.document for held in library.store.holdings()]
    searcher = open_index(settings.index, analyzer=analyzer())
    elsewhere, lexicon = asked.installed().elsewhere, InstalledLexicon()

    def threshold(questions: tuple[str, ...]) -> float | None:
        return asked_calibration.threshold(searcher, questions, documents, lexicon)

    assert threshold(elsewhere) == searcher.search("frist").threshold
    assert threshold(elsewhere[:50]) is None
    historic = [replace(one, legal_status=LegalStatus.HISTORISK) for one in documents]
    assert asked_calibration.threshold(searcher, elsewhere, historic, lexicon) is None
