"""Two tenants over one index: nothing of one is seen in what the other meets, or moves it."""

import datetime as dt
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import answer as answers
from bot import building, citator, wiring
from bot.freshness import analyzer
from bot.library import Library
from bot.service import EVERYBODY, GuidanceService, Question, Scope
from bot.settings import Settings
from bot.web.server import site
from corpus.model import (
    Document,
    DocumentId,
    LegalStatus,
    Metadata,
    ParsedDocument,
    Relation,
    RelationKind,
    SourceKind,
)
from corpus.store import Store
from tests import factories
from tests.bot.web.conftest import client_of
from tests.long import times

QUESTIONS = times(800, 10_000)
ALIKE = times(100, 1_000)
"""Questions asked of two indexes, with and without the other tenant."""
TENANTS = ("aarhus", "billund")
SCOPES = {
    "": EVERYBODY,
    "aarhus": Scope("slack:T1", "C1", frozenset({"aarhus"})),
    "billund": Scope("slack:T2", "C2", frozenset({"billund"})),
}
WORDS = (
    *("kommunen", "afslag", "partshøring", "merudgifter", "borgeren", "hjælp", "afgørelse"),
    *("begrundelse", "klage", "frist", "hjemmel", "aktindsigt", "sagen", "oplyst", "notat"),
    *("dispensation", "bolig", "ydelse", "tilskud", "genoptagelse", "serviceloven", "stykke"),
    *("retssikkerhedsloven", "forvaltningsloven", "vejledning", "ankestyrelsen"),
)
CANARIES = {"aarhus": "zebrafinkebur", "billund": "kvægdriftstunnel"}
SHARED_TEXTS = [
    "Kommunen skal høre parten efter forvaltningslovens § 19, før der træffes afgørelse.",
    "Et afslag på merudgifter efter servicelovens § 100 skal have en begrundelse og klagefrist.",
    "Sagen er ikke oplyst, jf. retssikkerhedslovens § 10, når et notat om bolig mangler.",
    "Principmeddelelse 1-26 fastslår, at hjælp ikke kan afslås uden hjemmel i loven.",
    "Kommunen kan give dispensation og tilskud, hvis borgeren søger inden fristen på 4 uger.",
    "Genoptagelse af en ydelse kræver nye oplysninger, jf. principmeddelelse 2-26.",
]


@dataclass(frozen=True, slots=True)
class World:
    """The real service over shared documents and some tenants' own."""

    service: GuidanceService
    settings: Settings
    foreign: dict[str, frozenset[str]]
    """Scope -> passage and document ids that it must never meet."""


def _held(document_id: str, collection: str, number: int) -> Document:
    kind = SourceKind.PRINCIPMEDDELELSE
    metadata = Metadata(number=f"{number}-26", signed=dt.date(2026, 1, number))
    title = f"Principmeddelelse {number}-26 {CANARIES.get(collection, '')}".strip()
    made = factories.document(document_id, kind=kind, metadata=metadata, title=title)
    return replace(made, collection=collection, status_checked=None, status_source=None)


def _shared() -> Iterator[ParsedDocument]:
    for number, text in enumerate(SHARED_TEXTS, start=1):
        held = _held(f"pm-{number}-26", "faelles", number)
        yield factories.parsed(f"pm-{number}-26", f"{text}\n\n{text[::-1]}\n", held=held)
    yield _act("lbk-2024-100", "faelles", dt.date(2024, 1, 1))


def _act(document_id: str, collection: str, begins: dt.date) -> ParsedDocument:
    held = Document(
        document_id=DocumentId(document_id),
        kind=SourceKind.LOV,
        title=f"Bekendtgørelse af lov om prøver {CANARIES.get(collection, '')}".strip(),
        metadata=Metadata(number=document_id, dated=begins, in_force_from=begins, chain="proever"),
        legal_status=LegalStatus.UKENDT,
        status_checked=None,
        status_source=None,
        collection=collection,
    )
    text = f"§ 7. Kommunen skal give tilskud til prøver {document_id} efter loven.\n"
    return factories.parsed(document_id, text, held=held)


def _own(tenant: str) -> Iterator[ParsedDocument]:
    """Near-copies of the shared texts, references to them, and words of the tenant's own."""
    canary = CANARIES[tenant]
    for number, text in enumerate(SHARED_TEXTS, start=1):
        document_id = f"{tenant}-{number}"
        ends = Relation(
            DocumentId(document_id),
            DocumentId(f"pm-{number}-26"),
            (RelationKind.KASSERER, RelationKind.CITERER)[number % 2],
            dt.date(2026, 2, number),
            canary,
        )
        body = f"{text}\n\nEt {canary} og {text.lower()}\n\nServicelovens § 100 og {canary}.\n"
        held = _held(document_id, tenant, number)
        yield factories.parsed(document_id, body, held=held, relations=(ends,))
    # A newer consolidation of a shared act, and one that speaks of what nobody has.
    yield _act(f"lbk-2026-{len(tenant)}00", tenant, dt.date(2026, 1, 1))
    unknown = Relation(
        DocumentId(f"{tenant}-9"), DocumentId("pm-77-20"), RelationKind.KASSERER, None, canary
    )
    held = _held(f"{tenant}-9", tenant, 9)
    yield factories.parsed(f"{tenant}-9", f"{canary} alene.\n", held=held, relations=(unknown,))


def _world(folder: Path, *tenants: str) -> Iterator[World]:
    settings = Settings(data=folder)
    store = Store(settings.database)
    ids: dict[str, set[str]] = {tenant: set() for tenant in TENANTS}
    for parsed in _shared():
        store.put(parsed)
    for tenant in tenants:
        for parsed in _own(tenant):
            store.put(parsed)
            ids[tenant] |= {str(parsed.document.document_id)}
            ids[tenant] |= {str(p.passage_id) for p in parsed.passages}
    store.withdraw(DocumentId("aarhus-2"))
    building.rebuild_index(store, settings)
    library = Library(store, settings.index, analyzer())
    a, b = (frozenset(ids[tenant]) for tenant in TENANTS)
    foreign = {"": a | b, "aarhus": b, "billund": a}
    yield World(wiring.service(library, settings), settings, foreign)
    library.close()
    store.close()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield from _world(tmp_path_factory.mktemp("both"), *TENANTS)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    yield from _world(tmp_path_factory.mktemp("alone"), "aarhus")


def _question(chance: random.Random, world: World) -> Question:
    """Words, references, canaries and fuzzed ids of both tenants."""
    ids = sorted(world.foreign[""])
    parts = chance.choices(WORDS, k=chance.randint(0, 4))
    parts += chance.choices(
        [
            *CANARIES.values(),
            chance.choice(ids),
            _bent(chance, chance.choice(ids)),
            f"principmeddelelse {chance.randint(1, 9)}-26",
            f"servicelovens § {chance.choice((100, 19, 10))}",
            "§ 7",
            chance.choice(SHARED_TEXTS),
        ],
        k=chance.randint(0, 2),
    )
    chance.shuffle(parts)
    as_of = dt.date(2026, chance.randint(1, 12), 1) if chance.random() < 0.1 else None
    context = (chance.choice(ids),) if chance.random() < 0.1 else ()
    return Question(" ".join(parts), context, as_of)


def _bent(chance: random.Random, text: str) -> str:
    place = chance.randrange(len(text))
    return text[:place] + chance.choice("0123456789abcdef-%_' ") + text[place + 1 :]


_ID = re.compile(r"[0-9a-z-]+")


def _leaks(text: str, world: World, scope: str, asked: str = "") -> set[str]:
    """Foreign ids and words in what is shown, but for those that the person typed."""
    typed = set(_ID.findall(asked.lower()))
    found = set(world.foreign[scope] & set(_ID.findall(text)) - typed)
    for tenant, canary in CANARIES.items():
        if tenant != scope and canary in text.lower() and canary not in asked.lower():
            found.add(canary)
    return found


def test_no_question_shows_nothing_of_the_other(both: World) -> None:
    chance = random.Random(8)  # noqa: S311 - the same each time
    own = 0
    for number in range(QUESTIONS):
        scope = ("", "aarhus", "billund")[number % 3]
        question = _question(chance, both)
        result = both.service.answer(question, SCOPES[scope])
        typed = " ".join([question.text, *question.context])
        shown = json.dumps(answers.to_json(result), ensure_ascii=False)
        assert not _leaks(shown, both, scope, typed), question
        own += scope != "" and f"{scope}-" in shown
        if number % 10 == 0:
            more = both.service.more(question, SCOPES[scope])
            assert not {item.passage_id for item in more} & both.foreign[scope]
    assert own > QUESTIONS / 10, "the tenants' own documents are found by themselves"


def test_the_other_tenant_moves_nothing(both: World, alone: World) -> None:
    """Answers, counts, labels and generation are the same without the other tenant's documents."""
    chance = random.Random(9)  # noqa: S311 - the same each time
    for number in range(ALIKE):
        question = _question(chance, both)
        scope = SCOPES[("", "aarhus")[number % 2]]
        assert both.service.answer(question, scope) == alone.service.answer(question, scope)
    assert {h.document.document_id: h.document for h in alone.service.library.listed()}.items() <= {
        h.document.document_id: h.document for h in both.service.library.listed()
    }.items()


@pytest.mark.parametrize("scope", SCOPES)
def test_the_citator_names_nothing_of_the_other(both: World, scope: str) -> None:
    targets = [f"pm-{n}-26" for n in range(1, 10)] + ["pm-77-20", "servicelovens § 100"]
    targets += sorted(both.foreign[""])
    for target in targets:
        rows = citator.citing(both.service.library, target, SCOPES[scope].collections)
        shown = json.dumps([row.to_json() for row in rows], ensure_ascii=False)
        assert not _leaks(shown, both, scope), target


@pytest.mark.parametrize("scope", SCOPES)
def test_no_page_shows_anything_of_the_other(both: World, scope: str) -> None:
    made = site(both.service.library, both.settings)
    browser = client_of(replace(made, scope_of=lambda _request: SCOPES[scope]))
    chance = random.Random(10)  # noqa: S311 - the same each time
    foreign = sorted(both.foreign[scope])
    paths = ["/", "/kilder", "/principper", "/paragraf/serviceloven/100"]
    paths += [f"/kilder/pm-{n}-26" for n in range(1, 8)]
    for path in paths:
        assert not _leaks(browser.get(path).text, both, scope), path
    known = browser.get("/kilder/pm-404-20")
    for name in [*foreign, *(_bent(chance, name) for name in foreign)]:
        for path in (f"/kilder/{name}", f"/kilder/pm-1-26/{name}", f"/kilder/{name}/{name}"):
            reply = browser.get(path)
            assert reply.status_code in {404, 422}, path
            assert not _leaks(reply.text, both, scope), path
    assert browser.get(f"/kilder/{foreign[0]}").text == known.text, "unknown and hidden are alike"
    for word in (*CANARIES.values(), *WORDS[:5], *foreign[:5]):
        for path, name in (("/", "spoergsmaal"), ("/kilder", "soeg")):
            shown = browser.post(path, data={name: word, "vis": "mere"}).text
            assert not _leaks(shown, both, scope, word), (path, word)
