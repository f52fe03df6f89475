"""Stretches of a stored text and the passages in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import QuoteError, StoreError
from corpus.model import Span
from corpus.store import Store, places
from tests import factories

TEXT = "Første § 10.\n\nAndet §§ 9-12.\n\nTredje 10 gange."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "s.db")
    opened.put(factories.parsed(text=TEXT))
    yield opened
    opened.close()


def anything(document_id: str, text: str) -> bool:
    return bool(document_id and text)


def version(store: Store) -> str:
    return store.version_facts("pm-1-26")[0].version_id


def test_a_stretch_is_a_slice_of_the_text(store: Store) -> None:
    assert store.length(version(store)) == len(TEXT)
    for start, end in [(0, 6), (14, 19), (0, 0), (9, 3), (40, 99)]:
        assert store.stretch(version(store), start, end) == TEXT[start : max(start, end)]


@given(st.text(alphabet="aæ–\x00\U0001f600", max_size=60), st.integers(-5, 70), st.integers(0, 70))
@settings(max_examples=40, deadline=None)
def test_any_stretch_of_any_text(text: str, start: int, end: int) -> None:
    with TemporaryDirectory() as folder, patched_step(7):
        opened = Store(Path(folder) / "s.db")
        parsed = factories.parsed(text=text)
        opened.put(parsed)
        assert opened.length(parsed.version.version_id) == len(text)
        found = opened.stretch(parsed.version.version_id, start, end)
        assert found == text[max(0, start) : end]
        opened.close()


def test_slices_are_those_of_the_text(store: Store) -> None:
    spans = (Span(0, 6), Span(14, 19))
    assert store.slices(version(store), spans) == (TEXT[0:6], TEXT[14:19])
    with pytest.raises(StoreError, match="mangler"):
        store.slices("ukendt", spans)


def test_bytes_that_are_no_text_are_said(store: Store) -> None:
    damaged = b"ab\xc3(c" * 9
    store._connection.execute("update document_version set text = cast(? as text)", [damaged])
    with pytest.raises(QuoteError, match="beskadiget"):
        store.stretch(version(store), 0, 9)


def test_what_is_known_of_many_versions_is_forgotten_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_MOST_KNOWN", 1)
    store.length(version(store))
    store.put(factories.parsed("pm-2-26", "Andet."))
    assert store.length(store.version_facts("pm-2-26")[0].version_id) == len("Andet.")
    assert len(store._known) == 1


@contextmanager
def patched_step(step: int) -> Iterator[None]:
    """Many places in a short text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(places, "_STEP", step)
        yield


def test_an_unknown_version_is_empty(store: Store) -> None:
    assert store.length("ukendt") == 0
    assert store.stretch("ukendt", 0, 9) == ""


def test_passages_are_found_by_where_they_start(store: Store) -> None:
    second = TEXT.index("Andet")
    found = store.passages_from(version(store), 1, second + 1)
    assert [p.ordinal for p in found] == [1]
    assert [p.ordinal for p in store.passages_from(version(store), 0, 99, limit=2)] == [0, 1]
    before = store.passage_before(version(store), second)
    assert before is not None
    assert before.ordinal == 0
    assert store.passage_before(version(store), 0) is None


def test_passages_around_a_place(store: Store) -> None:
    assert [p.ordinal for p in store.passages_near("pm-1-26", 2, 1)] == [1, 2]


def test_a_withdrawn_document_has_a_day_and_no_passages(store: Store) -> None:
    assert store.withdrawn("pm-1-26") is None
    assert store.withdrawn("ukendt") is None
    store.withdraw(factories.document().document_id)
    assert store.withdrawn("pm-1-26")
    assert store.passages_near("pm-1-26", 0, 9) == []
    assert list(store.passages_with_number("10", anything)) == []


def test_the_net_for_a_provision_holds_its_number_and_ranges(store: Store) -> None:
    assert [p.ordinal for p in store.passages_with_number("10", anything)] == [0, 1]
    andet = store.passages_with_number("10", lambda _, text: "Andet" in text)
    assert [p.ordinal for p in andet] == [1]


def test_versions_are_listed_newest_first(store: Store) -> None:
    store.put(factories.parsed(text="Ny tekst."))
    facts = store.version_facts("pm-1-26")
    assert len(facts) == 2
    assert facts[0].added >= facts[1].added
    assert facts[0].file == "pm-1-26.txt"


def test_the_place_is_found_by_an_index(store: Store) -> None:
    plan = store._rows(
        "explain query plan select * from passage where version_id = ? and"
        " json_extract(spans, '$[0][0]') >= ? and json_extract(spans, '$[0][0]') < ?",
        ["v", 0, 9],
    )
    assert "passage_place" in plan[0]["detail"]
