"""The threshold that the typical questions of a collection set."""

import pytest

from bot.freshness import analyzer
from bot.library import Library
from bot.settings import Settings
from corpus import asked
from corpus.everyday import InstalledLexicon
from index import asked_calibration
from index.asked_calibration import Case, _share_refused
from index.search import open_index


@pytest.mark.parametrize(
    ("provisions", "share"),
    [
        (0, 0.8),  # nothing else answers: the share itself
        (10, 0.7436),  # .22 of the hidden ones are answered elsewhere: .2 of the other .78 above
        (5, 0.7753),  # half of each
    ],
)
def test_questions_that_a_sister_provision_answers_are_allowed_for(
    provisions: int, share: float
) -> None:
    found = [Case(str(n), frozenset(), is_provision=n < provisions) for n in range(10)]
    assert _share_refused(found) == pytest.approx(share, abs=1e-4)


def test_four_of_five_hidden_questions_lie_below_the_threshold(
    library: Library, settings: Settings
) -> None:
    documents = [held.document for held in library.store.holdings()]
    by_id = {document.document_id: document for document in documents}
    pairs = [(by_id[s.passage.document_id], s.passage) for s in library.store.all_passages()]
    found = asked_calibration.cases(documents, pairs, asked.installed())
    searcher = open_index(settings.index, analyzer=analyzer())
    lexicon = InstalledLexicon()
    assert not any(case.is_provision for case in found)
    threshold = asked_calibration.threshold(searcher, found, documents, lexicon)
    assert threshold == searcher.search("frist").threshold
    assert asked_calibration.threshold(searcher, found[:50], documents, lexicon) is None
