"""The threshold that the typical questions of a collection set."""

from bot.freshness import analyzer
from bot.library import Library
from bot.settings import Settings
from corpus import asked
from corpus.everyday import InstalledLexicon
from index import asked_calibration
from index.asked_calibration import Case
from index.engine import Engine
from index.generations import open_generation
from index.questions import TypicalQuestions
from index.search import Searcher
from index.weights import default_weights


def test_the_threshold_is_set_by_hidden_questions_compared_with_all_but_themselves(
    library: Library, settings: Settings
) -> None:
    documents = [held.document for held in library.store.holdings()]
    by_id = {document.document_id: document for document in documents}
    pairs = [(by_id[s.passage.document_id], s.passage) for s in library.store.all_passages()]
    found = asked_calibration.cases(documents, pairs, asked.installed())
    opened = open_generation(settings.index)
    searcher = Searcher(settings.index, Engine(opened, default_weights()), analyzer())
    known = TypicalQuestions(opened.folder)

    def threshold(cases: list[Case]) -> float | None:
        return asked_calibration.threshold(searcher, cases, documents, InstalledLexicon(), known)

    assert threshold(found) == searcher.search("frist").threshold
    assert threshold(found[:50]) is None
