"""Questions on the seven decisions: what is laid down, current before historic."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import building, wiring
from bot.answer import Answer
from bot.service import GuidanceService, Question
from corpus.connectors import folder
from tests.conftest import ready

_SAVED = Path(__file__).parents[3] / "shared" / "data" / "principmeddelelser"
pytestmark = pytest.mark.skipif(not _SAVED.exists(), reason="the saved decisions are not here")


@pytest.fixture(scope="module")
def decisions(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[GuidanceService]:
    settings = ready(built, tmp_path_factory.mktemp("data"))
    with wiring.opened_library(settings) as library:
        rows = list(building.ingest_sources(library.store, folder.files(_SAVED)))
        assert all(row.outcome for row in rows)
        building.rebuild_index(library.store, settings)
        yield wiring.service(library, settings)


@pytest.mark.parametrize(
    ("question", "document", "words"),
    [
        # the number alone: what it lays down
        ("PM 1-26", "pm-1-26", "egenbetaling"),
        # an old number gives the text that took its place
        ("20-25", "pm-1-26", "egenbetaling"),
        ("21-25", "pm-2-26", ""),
        ("principafgørelse 22-25", "pm-3-26", ""),
        # in a person's own words
        ("kan lederen af et krisecenter afgøre hvad borgeren skal betale", "pm-1-26", "§ 109"),
        ("skal barnet inddrages når forældrene søger om penge", "pm-3-26", ""),
    ],
)
def test_the_current_decision_answers(
    decisions: GuidanceService, question: str, document: str, words: str
) -> None:
    result = decisions.answer(Question(question))
    assert isinstance(result, Answer)
    first = result.items[0]
    assert first.document_id == document
    assert first.legal_status == "gaeldende"
    assert words in first.quote


def test_a_reprint_folds_into_its_successor_and_says_so(decisions: GuidanceService) -> None:
    result = decisions.answer(Question("20-25"))
    assert isinstance(result, Answer)
    copies = [copy for item in result.items for copy in item.also_in]
    assert {copy.document_id for copy in copies} == {"pm-20-25"}
    held = decisions.library.holding("pm-20-25").document
    assert held.status_source == "genoptrykt som 1-26"


def test_a_decision_that_another_repeals_is_labelled_historic(decisions: GuidanceService) -> None:
    result = decisions.answer(Question("15-14"))
    shown = result.items if isinstance(result, Answer) else result.nearest
    assert "Historisk: praksis ændret ved 1-25" in shown[0].label_line
