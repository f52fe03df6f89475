"""The store's changes in the index: an update finds what a full build finds."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import asked
from corpus.model import DocumentId, Relation, RelationKind, Span
from corpus.store import Store
from corpus.store.reading import StoredPassage
from index import changes, checksums, collection
from index.analysis import DanishAnalyzer
from index.catalogue import NAME as CATALOGUE
from index.collection import Recipe
from index.errors import CorruptIndexError
from index.generations import MANIFEST, current_name, open_generation
from index.manifests import NAME as SAMLING
from index.model import Filters, Ranking
from index.search import open_index
from tests import factories

WORDS = (
    *("sag", "frist", "klage", "klagefrist", "borger", "kommune", "kommunen", "afgørelse"),
    *("børn", "42", "møde", "fristen", "indsats", "sats", "vejlede", "vejledning"),
    *("hjælp", "hjælpemiddel", "plejefamilie", "aflastning", "tilsyn", "ophold", "støtte"),
)
QUESTIONS = ("klage frist", "kommune hjælp sag", "vejledning 42", "kalge", "indsats møde", "sag")
ANALYZER = DanishAnalyzer()
DOCUMENTS = 24

STEPS = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(("put", "put", "withdraw", "correct", "relate")),
            st.integers(0, DOCUMENTS + 3),
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=3,
    ),
    min_size=1,
    max_size=5,
)


def text(number: int, variant: int) -> str:
    """Two passages of twelve words."""
    picked = [WORDS[(number * 7 + variant * 5 + at * at) % len(WORDS)] for at in range(24)]
    return f"{' '.join(picked[:12])}.\n\n{' '.join(picked[12:])}.\n"


def put(store: Store, number: int, variant: int = 0) -> None:
    name = f"d-{number}"
    owner = "aarhus" if number % 5 == 4 else "faelles"
    held = factories.document(name, collection=owner)
    store.put(factories.parsed(name, text(number, variant), held=held))


def change(store: Store, kind: str, number: int, variant: int) -> None:
    name = DocumentId(f"d-{number}")
    if kind == "put":
        put(store, number, variant)
    elif kind == "withdraw":
        store.withdraw(name)
    elif kind == "correct":
        store.correct(name, "legal_status", ("historisk", None)[variant % 2], by="drift")
    else:
        relation = Relation(name, DocumentId(f"d-{variant}"), RelationKind.KASSERER, None, "d")
        store.put(factories.parsed(name, text(number, variant), relations=(relation,)))


@contextmanager
def filled(folder: Path) -> Iterator[Store]:
    with closing(Store(folder / "samling.db")) as store:
        for number in range(DOCUMENTS):
            put(store, number)
        yield store


def rebuild(store: Store, root: Path) -> str:
    return collection.rebuild(store, root, Recipe(ANALYZER, "v"))


def rankings(root: Path) -> list[Ranking]:
    searcher = open_index(root)
    scopes = (Filters(), Filters({"collection": frozenset({"faelles"})}))
    return [searcher.search(question, scope) for question in QUESTIONS for scope in scopes]


def kept_files(root: Path) -> list[str]:
    folder = root / str(current_name(root))
    return [(folder / name).read_text("utf-8") for name in (checksums.NAME, CATALOGUE, SAMLING)]


@settings(max_examples=10, deadline=None)
@given(STEPS)
def test_updates_in_a_row_find_what_a_full_build_finds(
    tmp_path_factory: pytest.TempPathFactory, steps: list[list[tuple[str, int, int]]]
) -> None:
    folder = tmp_path_factory.mktemp("updates")
    with filled(folder) as store:
        name = rebuild(store, folder / "updated")
        for step in steps:
            for one in step:
                change(store, *one)
            name = rebuild(store, folder / "updated")
        assert rebuild(store, folder / "whole") == name
    assert rankings(folder / "updated") == rankings(folder / "whole")
    updated, whole = (open_generation(folder / root) for root in ("updated", "whole"))
    assert astuple(updated.calibration) == astuple(whole.calibration)
    assert kept_files(folder / "updated") == kept_files(folder / "whole")


def test_little_that_has_changed_is_indexed_alone(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        first = rebuild(store, tmp_path / "i")
        put(store, DOCUMENTS)
        put(store, 3, variant=1)
        store.withdraw(DocumentId("d-5"))
        told: list[tuple[int, int]] = []
        second = collection.rebuild(
            store,
            tmp_path / "i",
            Recipe(ANALYZER, "v"),
            lambda done, total: told.append((done, total)),
        )
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert len(open_generation(tmp_path / "i").segments) == 2
    shared = (tmp_path / "i" / first / "0" / "forward.i4").stat().st_ino
    assert (tmp_path / "i" / second / "0" / "forward.i4").stat().st_ino == shared


def test_much_that_has_changed_is_built_whole(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        rebuild(store, tmp_path)
        for number in range(DOCUMENTS // 2):
            put(store, number, variant=1)
        rebuild(store, tmp_path)
    assert len(open_generation(tmp_path).segments) == 1


def test_what_has_been_withdrawn_is_cleared_away_in_time(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        rebuild(store, tmp_path)
        for number in range(DOCUMENTS // 2):
            put(store, number, variant=1)
            rebuild(store, tmp_path)
    segments = open_generation(tmp_path).segments
    assert sum(part.live for part in segments) >= 0.75 * sum(part.size for part in segments)


@pytest.mark.parametrize("version", ["v", "w"])
@pytest.mark.parametrize("damaged", [changes.NAME, SAMLING, MANIFEST])
def test_a_base_that_cannot_be_used_is_built_over(
    tmp_path: Path, damaged: str, version: str
) -> None:
    with filled(tmp_path) as store:
        name = rebuild(store, tmp_path / "i")
        (tmp_path / "i" / name / damaged).write_text("{", "utf-8")
        put(store, DOCUMENTS)
        collection.rebuild(store, tmp_path / "i", Recipe(ANALYZER, version))
    assert len(open_generation(tmp_path / "i").segments) == 1
    assert open_index(tmp_path / "i").size == 2 * (DOCUMENTS + 1)


def test_an_update_that_is_killed_leaves_the_old_generation(tmp_path: Path) -> None:
    with filled(tmp_path) as store:
        first = rebuild(store, tmp_path / "i")
        before = rankings(tmp_path / "i")
        put(store, DOCUMENTS)
        for written in range(3):
            _die_after(tmp_path, ("update", "checksums", "catalogue")[written])
            assert open_generation(tmp_path / "i").name == first
            assert rankings(tmp_path / "i") == before
        second = rebuild(store, tmp_path / "i")
    assert open_generation(tmp_path / "i").name == second != first
    assert {path.name for path in (tmp_path / "i").iterdir()} == {"current", first, second}


def _die_after(folder: Path, step: str) -> None:
    """Rebuild in a child process that ends without a word in the midst of it."""
    child = os.fork()
    if not child:
        with pytest.MonkeyPatch.context() as patch, closing(Store(folder / "samling.db")) as store:
            if step == "update":
                patch.setattr(collection, "entry", lambda *_: os._exit(9))
            else:
                patch.setattr(getattr(collection, step), "write", lambda *_: os._exit(9))
            rebuild(store, folder / "i")
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9


def test_a_state_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorruptIndexError, match=changes.NAME):
        changes.read(tmp_path)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Lov om ændring af lov om social service", "ændring"),
        ("Bekendtgørelse om ændring af bekendtgørelse om egenbetaling", "ændring"),
        ("Anordning om ikrafttræden for Grønland af forældreansvarsloven", "ikrafttræden"),
        ("Bekendtgørelse af lov om social service", ""),  # the act itself
    ],
)
def test_an_act_that_changes_another_is_told_by_its_title(title: str, form: str) -> None:
    document = factories.document("lov-2019-498", title=title)
    passage = factories.passage("lov-2019-498", "v", Span(0, 5), "Hjælp")
    made = collection.entry(
        document, StoredPassage(passage, "x", is_current=True), asked.installed()
    )
    assert made.facets["form"] == form
