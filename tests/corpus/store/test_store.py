"""What the store promises: one transaction a document, nothing lost, addresses stay."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from corpus.errors import NewerStoreError, StoreBusyError, StoreError
from corpus.model import DocumentId, Metadata, Relation, RelationKind
from corpus.store import Outcome, Store, rows
from corpus.store.database import STEPS
from corpus.store.migrations import COLLECTION
from tests import factories


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "samling.db")
    yield opened
    opened.close()


def test_a_document_comes_back_as_it_was_stored(store: Store) -> None:
    parsed = factories.parsed()
    assert store.put(parsed) is Outcome.ADDED
    held = store.holding("pm-1-26")
    assert held is not None
    assert held.document == parsed.document
    assert store.passages("pm-1-26") == list(parsed.passages)
    assert store.version(parsed.version.version_id) == parsed.version
    assert store.count() == (1, 2)


def test_storing_twice_changes_nothing(store: Store) -> None:
    store.put(factories.parsed())
    revision, digests = store.revision(), store.digests()
    assert store.put(factories.parsed()) is Outcome.UNCHANGED
    assert (store.revision(), store.digests()) == (revision, digests)


def test_a_changed_text_is_a_new_version_and_old_addresses_still_resolve(store: Store) -> None:
    first = factories.parsed()
    store.put(first)
    changed = factories.parsed(text="Kommunen skal altid høre parten.\n")
    assert store.put(changed) is Outcome.CHANGED
    old = store.passage(first.passages[0].passage_id)
    assert old is not None
    assert not old.is_current
    assert old.passage.text == "Kommunen skal høre parten."
    assert [v.text for v in store.versions("pm-1-26")] == [changed.version.text, factories.TEXT]
    assert [p.passage.text for p in store.all_passages()] == ["Kommunen skal altid høre parten."]


def test_a_new_reading_of_the_same_text_retires_passages_but_keeps_them(store: Store) -> None:
    first = factories.parsed()
    store.put(first)
    whole = factories.passage(
        "pm-1-26", first.version.version_id, first.passages[0].spans[0], "Hele teksten"
    )
    again = type(first)(first.document, first.version, (whole,))
    assert store.put(again) is Outcome.REPARSED
    assert store.passages("pm-1-26") == [whole]
    retired = store.passage(first.passages[1].passage_id)
    assert retired is not None
    assert not retired.is_current


def test_a_withdrawn_document_is_not_searched_but_can_be_read(store: Store) -> None:
    parsed = factories.parsed()
    store.put(parsed)
    assert store.withdraw(DocumentId("pm-1-26"))
    assert not store.withdraw(DocumentId("pm-1-26"))
    assert store.holdings() == []
    assert list(store.all_passages()) == []
    stored = store.passage(parsed.passages[0].passage_id)
    assert stored is not None
    assert not stored.is_current


def test_corrections_by_hand_survive_ingestion_and_are_logged(store: Store) -> None:
    store.put(factories.parsed())
    before = store.digests()
    store.correct(DocumentId("pm-1-26"), "legal_status", "historisk", by="drift")
    assert store.digests() != before
    store.put(factories.parsed(text="Ny tekst.\n"))
    held = store.holding("pm-1-26")
    assert held is not None
    assert held.document.legal_status == "historisk"
    store.correct(DocumentId("pm-1-26"), "legal_status", None, by="drift")
    log = store.correction_log("pm-1-26")
    assert [(row["old"], row["new"]) for row in log] == [("historisk", None), (None, "historisk")]


def test_relations_are_found_from_both_ends(store: Store) -> None:
    relation = Relation(
        DocumentId("pm-1-26"),
        DocumentId("pm-20-25"),
        RelationKind.GENOPTRYKT_SOM,
        dt.date(2026, 3, 4),
        "samme tekst",
    )
    store.put(factories.parsed(relations=(relation,)))
    assert store.relations("pm-20-25") == [relation] == store.all_relations()


def test_one_collection_does_not_move_the_digest_of_another(store: Store) -> None:
    store.put(factories.parsed())
    before = store.digests()["faelles"]
    store.put(factories.parsed("k-1", held=factories.document("k-1", collection="aarhus")))
    assert store.digests()["faelles"] == before


def test_the_integrity_check_sees_a_flipped_letter(store: Store) -> None:
    parsed = factories.parsed()
    store.put(parsed)
    assert store.check() == []
    with sqlite3.connect(store.path) as other:
        other.execute("update document_version set text = replace(text, 'skal', 'kan ')")
    assert parsed.passages[0].passage_id in store.check()[0]


def test_newer_data_is_refused_and_left_untouched(tmp_path: Path) -> None:
    path = tmp_path / "samling.db"
    Store(path).close()
    with sqlite3.connect(path) as db:
        db.execute(
            "insert into _sqlite_migrations (migration_set, name, applied_at)"
            " values ('principbot-samling', '9999_fremtid', '2030-01-01')"
        )
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match="nyere Principbot"):
        Store(path)
    assert path.read_bytes() == before


def test_data_of_the_first_version_opens_and_is_backed_up_before(tmp_path: Path) -> None:
    path = tmp_path / "samling.db"
    with closing(sqlite3.connect(path)) as connection:
        old = Database(connection)
        COLLECTION.apply(old, stop_before=STEPS[1])
        parsed = factories.parsed()
        row = {
            "document_id": "pm-1-26",
            "kind": "principmeddelelse",
            "title": "Principmeddelelse 1-26",
            "metadata": rows.metadata_to_json(parsed.document.metadata),
            "legal_status": "gaeldende",
            "status_checked": "2026-03-29",
            "status_source": "ast.dk",
            "collection": "faelles",
            "version_id": parsed.version.version_id,
            "file": "pm-1-26.txt",
            "withdrawn": None,
        }
        old["document"].insert(row)  # type: ignore[union-attr]  # a table, never a view
        connection.commit()
    store = Store(path)
    held = store.holding("pm-1-26")
    assert held is not None
    assert held.document == parsed.document
    store.close()
    backups = list(tmp_path.glob("samling.db.backup-*"))
    assert len(backups) == 1
    with closing(sqlite3.connect(backups[0])) as copy:
        assert copy.execute("select document_id from document").fetchall() == [("pm-1-26",)]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "samling.db"
    path.write_bytes(b"ikke en database" * 100)
    with pytest.raises(StoreError, match=r"samling\.db er beskadiget"):
        Store(path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(StoreError, match="fil"):
        Store(tmp_path / "fil" / "samling.db")


def test_a_locked_database_says_so(store: Store) -> None:
    store._connection.execute("pragma busy_timeout = 10")
    holder = sqlite3.connect(store.path, isolation_level=None)
    holder.execute("begin immediate")
    with pytest.raises(StoreBusyError, match="optaget"):
        store.put(factories.parsed())
    holder.rollback()
    holder.close()
    assert store.put(factories.parsed()) is Outcome.ADDED


def test_a_failing_write_leaves_nothing_behind(store: Store) -> None:
    store.put(factories.parsed())
    twins = factories.parsed("pm-2-26")
    broken = type(twins)(
        twins.document,
        twins.version,
        twins.passages,
        relations=(object(),),  # type: ignore[arg-type]
    )
    with pytest.raises(AttributeError):
        store.put(broken)
    assert store.holding("pm-2-26") is None


def test_metadata_survives_the_trip_to_json() -> None:
    metadata = Metadata(number="1-26", laws=("serviceloven",), asked=dt.date(2020, 2, 7))
    assert rows.metadata_from_json(rows.metadata_to_json(metadata)) == metadata


def test_a_missing_text_is_an_error_with_its_name(store: Store) -> None:
    with pytest.raises(StoreError, match="mangler"):
        store.slices("findes-ikke", ())


def test_closing_waits_for_a_statement_in_another_thread(tmp_path: Path) -> None:
    """SQLite crashes the process when a connection is closed under a running statement."""
    store = Store(tmp_path / "samling.db")
    started = threading.Event()
    store._connection.create_function("started", 0, started.set)
    long = "with n(i) as (select 1 union all select i+1 from n limit 300000) select max(i) m from n"
    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(store._rows, f"{long} where started() is null", ())
        started.wait()
        store.close()
        assert reading.result() == [{"m": 300_000}]
    with pytest.raises(StoreError, match="lukket"):
        store.count()


def test_the_names_of_the_steps_are_those_of_the_migrations() -> None:
    names = {step.name for step in COLLECTION.pending(Database(memory=True))}
    assert names == set(STEPS)
