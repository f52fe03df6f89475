"""A rule that stands in serviceloven and in barnets lov."""

from dataclasses import replace

from bot import building
from bot.answer import Answer
from bot.library import Library
from bot.service import GuidanceService, Question
from bot.settings import Settings
from corpus.model import LegalStatus, Metadata, SourceKind
from tests import factories

ASKED = "hvem kan få ledsagelse til aktiviteter uden for hjemmet"
BOTH = ("barnets lov", "serviceloven")


def add(library: Library, settings: Settings, laws: tuple[str, ...] = BOTH) -> None:
    """Store the rule in these laws, and index it."""
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
    building.rebuild_index(library.store, settings)
    library.refresh()


def answer(service: GuidanceService) -> Answer:
    """The answer with its choices, apart from ranking and data."""
    result = service.answer(Question(ASKED))
    assert isinstance(result, Answer)
    items = tuple(sorted(result.items, key=lambda item: item.citation))
    return replace(result, items=items, more=(), reminders=(), missed=(), generation="g1")
