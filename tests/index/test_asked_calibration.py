"""The threshold that questions of no text set."""

from dataclasses import replace

from bot.freshness import analyzer
from bot.library import Library
from bot.settings import Settings
from corpus import asked
from corpus.everyday import InstalledLexicon
from corpus.model import LegalStatus
from index import asked_calibration
from index.engine import Engine
from index.generations import open_generation
from index.questions import TypicalQuestions
from index.search import Searcher
from index.weights import default_weights


def test_nine_of_ten_questions_that_belong_to_no_text_lie_below_the_threshold(
    library: Library, settings: Settings
) -> None:
    documents = [held.document for held in library.store.holdings()]
    opened = open_generation(settings.index)
    searcher = Searcher(settings.index, Engine(opened, default_weights()), analyzer())
    known, elsewhere = TypicalQuestions(opened.folder), asked.installed().elsewhere
    lexicon = InstalledLexicon()

    def threshold(questions: tuple[str, ...]) -> float | None:
        return asked_calibration.threshold(searcher, questions, documents, lexicon, known)

    assert threshold(elsewhere) == searcher.search("frist").threshold
    assert threshold(elsewhere[:50]) is None
    historic = [replace(one, legal_status=LegalStatus.HISTORISK) for one in documents]
    assert asked_calibration.threshold(searcher, elsewhere, historic, lexicon, known) is None
