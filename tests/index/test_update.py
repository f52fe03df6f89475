from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.build import build, publish, update
from index.errors import CorruptIndexError, NoIndexError
from index.generations import MANIFEST, open_generation, sweep
from index.merging import MOST_SEGMENTS
from index.model import Filters, IndexEntry
from index.search import Searcher, open_index
from index.verify import verify

_WORDS = (
    *("sag", "frist", "klage", "klagefrist", "borger", "kommune", "kommunen", "afgørelse"),
    *("børn", "42", "§", "møde", "fristen", "indsats", "sats", "vejlede", "vejledning"),
    *("hjælp", "hjælpemiddel", "klagr"),
)
TEXTS = st.lists(st.sampled_from(_WORDS), max_size=9).map(" ".join)
DOCUMENTS = st.lists(st.lists(TEXTS, min_size=1, max_size=3), max_size=6)
QUESTIONS = ("klage frist", "kommune hjælp sag", "vejledning 42", "kalge", "børn", "indsats møde")


def document(name: str, texts: list[str], collection: str = "faelles") -> list[IndexEntry]:
    facets = {"document": name, "collection": collection, "kind": f"k{len(texts)}"}
    return [
        IndexEntry(f"{name}-{at}", text, "klage" if at else "", facets)
        for at, text in enumerate(texts)
    ]


def opened(root: Path, name: str) -> Searcher:
    publish(root, name)
    return open_index(root)


@settings(max_examples=25, deadline=None)
@given(DOCUMENTS, DOCUMENTS, st.data())
def test_an_update_ranks_as_a_full_build_does(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[list[str]],
    later: list[list[str]],
    data: st.DataObject,
) -> None:
    root = tmp_path_factory.mktemp("update")
    old = {
        f"a{at}": document(f"a{at}", texts, "ab"[at % 2] if at % 3 == 2 else "faelles")
        for at, texts in enumerate(first)
    }
    new = {f"b{at}": document(f"b{at}", texts) for at, texts in enumerate(later)}
    gone = data.draw(st.sets(st.sampled_from(sorted(old)))) if old else set()
    build([entry for entries in old.values() for entry in entries], root, "old")
    added = [entry for entries in new.values() for entry in entries]
    update(root, "old", "new", added=added, withdrawn=gone)
    left = [entry for name, entries in old.items() if name not in gone for entry in entries]
    build([*left, *added], root, "full")
    one, other = opened(root, "new"), opened(root, "full")
    assert one.size == other.size
    for question in QUESTIONS:
        for filters in (Filters(), Filters({"collection": frozenset({"faelles", "a"})})):
            ours, whole = one.search(question, filters), other.search(question, filters)
            assert ours.hits == whole.hits
            assert (ours.missed, ours.confidence) == (whole.missed, whole.confidence)


def test_many_updates_are_merged(tmp_path: Path) -> None:
    build(document("d0", ["en klage over fristen"]), tmp_path, "g0")
    for step in range(1, MOST_SEGMENTS + 9):
        added = document(f"d{step}", [f"sag {step} om hjælp", "møde"])
        gone = {f"d{step - 2}"} if step % 3 == 0 else set()
        update(tmp_path, f"g{step - 1}", f"g{step}", added=added, withdrawn=gone)
    generation = open_generation(tmp_path, f"g{MOST_SEGMENTS + 8}")
    assert len(generation.segments) <= MOST_SEGMENTS
    searcher = opened(tmp_path, generation.name)
    assert searcher.search("sag 8").hits[0].passage_id == "d8-0"
    assert searcher.search("sag 8", Filters({"document": frozenset({"d8"})})).hits
    assert not searcher.search("sag", Filters({"document": frozenset({"d7"})})).hits
    assert verify(tmp_path).differences == ()


def test_the_old_generation_is_untouched(tmp_path: Path) -> None:
    build(document("d", ["en klage"]) + document("e", ["en frist"]), tmp_path, "old")
    searcher = opened(tmp_path, "old")
    update(tmp_path, "old", "new", withdrawn={"d"})
    assert searcher.search("klage").hits
    assert searcher.fresh()
    searcher = opened(tmp_path, "new")
    assert not searcher.search("klage").hits
    assert searcher.search("klage").missed == ("klage",)


def test_withdrawing_everything_leaves_an_empty_index(tmp_path: Path) -> None:
    build(document("d", ["en klage"]), tmp_path, "old")
    update(tmp_path, "old", "new", withdrawn={"d"})
    assert opened(tmp_path, "new").search("klage").hits == ()


def test_an_update_needs_its_base(tmp_path: Path) -> None:
    with pytest.raises(NoIndexError):
        update(tmp_path, "old", "new")


def test_an_update_over_another_analysis_is_refused(tmp_path: Path) -> None:
    build(document("d", ["en klage"]), tmp_path, "old")
    path = tmp_path / "old" / MANIFEST
    path.write_text(path.read_text("utf-8").replace("snowball", "andet"), "utf-8")
    with pytest.raises(CorruptIndexError, match="another analysis"):
        update(tmp_path, "old", "new")


def test_a_finished_generation_is_kept(tmp_path: Path) -> None:
    build(document("d", ["en klage"]), tmp_path, "g")
    build(document("e", ["en frist"]), tmp_path, "g")
    update(tmp_path, "g", "g", withdrawn={"d"})
    assert opened(tmp_path, "g").search("klage").hits


def test_old_generations_are_swept(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d"):
        build(document(name, ["en klage"]), tmp_path, name)
    (tmp_path / ".building-x-1").mkdir()
    publish(tmp_path, "a")
    assert set(sweep(tmp_path, keep=1)) == {"b", "c", ".building-x-1"}
    assert open_index(tmp_path).search("klage").hits


def test_of_many_level_passages_the_same_are_taken(tmp_path: Path) -> None:
    """More are level by words than get all fields; some also stand in a longer document."""
    old = {f"a{at}": document(f"a{at}", ["klage over en sag"] * (1 + at % 3)) for at in range(450)}
    new = {f"b{at}": document(f"b{at}", ["klage over en sag"] * (1 + at % 2)) for at in range(450)}
    build([entry for entries in old.values() for entry in entries], tmp_path, "old")
    added = [entry for entries in new.values() for entry in entries]
    update(tmp_path, "old", "new", added=added, withdrawn={"a7"})
    left = [entry for name, entries in old.items() if name != "a7" for entry in entries]
    build([*left, *added], tmp_path, "full")
    one, other = opened(tmp_path, "new"), opened(tmp_path, "full")
    for question in ("klage", "sag klage"):
        assert one.search(question, limit=150).hits == other.search(question, limit=150).hits
