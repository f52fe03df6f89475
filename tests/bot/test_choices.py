"""»Barn eller voksen?«, where two laws answer."""

from pathlib import Path

import pytest

from bot import building, terminal, wiring
from bot.answer import Answer
from bot.service import GuidanceService, Question
from bot.settings import Settings
from corpus.model import LegalStatus, Metadata, SourceKind
from tests import factories

_ASKED = "hvem kan få ledsagelse til aktiviteter uden for hjemmet"


@pytest.fixture
def service(tmp_path: Path) -> "Answering":
    return Answering(Settings(data=tmp_path / "data"))


class Answering:
    """Asks a collection with the same rule in two laws."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def ask(self, text: str, laws: tuple[str, ...]) -> Answer:
        with wiring.opened_library(self._settings) as library:
            for number, law in enumerate(laws):
                held = factories.document(
                    f"lbk-2025-{number}",
                    kind=SourceKind.LOV,
                    status=LegalStatus.UKENDT,
                    title=law.capitalize(),
                    metadata=Metadata(number=f"LBK nr. {number}", chain=law, laws=(law,)),
                )
                words = f"Ledsagelse til aktiviteter uden for hjemmet efter {law} kan enhver få.\n"
                library.store.put(factories.parsed(held.document_id, words, held=held))
            building.rebuild_index(library.store, self._settings)
            service: GuidanceService = wiring.service(library, self._settings)
            result = service.answer(Question(text))
        assert isinstance(result, Answer)
        return result


def test_where_both_laws_answer_the_person_chooses(service: Answering) -> None:
    result = service.ask(_ASKED, ("barnets lov", "serviceloven"))
    assert [choice.words for choice in result.choices] == ["barnets lov", "serviceloven"]
    assert "Barn eller voksen?" in terminal.render(result)


@pytest.mark.parametrize(
    ("text", "laws"),
    [
        (_ASKED, ("serviceloven",)),  # one law
        (f"{_ASKED} serviceloven", ("barnets lov", "serviceloven")),  # the law is named
    ],
)
def test_without_a_doubt_nothing_is_asked(
    service: Answering, text: str, laws: tuple[str, ...]
) -> None:
    assert service.ask(text, laws).choices == ()
