import json
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.build import build, check, publish, update
from index.errors import CorruptIndexError, IndexingError, NoIndexError
from index.files import ArrayWriter, check_array, open_array, write_array
from index.generations import MANIFEST, open_generation
from index.model import IndexEntry
from index.search import open_index
from tests.index.factories import entries, searcher

TEXTS = ("En klage over fristen.", "Kommunen skal vejlede.")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    build(entries(*TEXTS, heading="Klage", kind="lov"), tmp_path, "g")
    publish(tmp_path, "g")
    return tmp_path


def files(root: Path) -> list[Path]:
    return sorted((root / "g" / "0").iterdir())


def test_every_file_is_opened_and_named_when_it_is_cut_short(root: Path) -> None:
    opened_lazily = ("facet-", "facet-")
    for path in files(root):
        if path.name.startswith(opened_lazily):
            continue
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        with pytest.raises(CorruptIndexError) as caught:
            open_index(root)
        assert path.name in str(caught.value)
        path.write_bytes(whole)
    open_index(root)


def test_every_flipped_byte_is_found_by_the_checksums(root: Path) -> None:
    for path in files(root):
        whole = path.read_bytes()
        if path.suffix == ".json" or len(whole) == 32:
            continue
        path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        generation = open_generation(root)
        with pytest.raises(CorruptIndexError, match="checksum"):
            check(generation, 2)
        path.write_bytes(whole)


DAMAGE = [
    (b"", "too short"),  # an empty file
    (b"x" * 40, "not an index file"),  # another file
    (b"PBIX" + (9).to_bytes(4, "little") + bytes(40), "not an index file"),  # a newer format
    (b"PBIX" + (1).to_bytes(4, "little") + b"zz\0\0" + bytes(20), "damaged header"),
]


@pytest.mark.parametrize(("raw", "message"), DAMAGE)
def test_a_damaged_header_is_refused(tmp_path: Path, raw: bytes, message: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(raw)
    with pytest.raises(CorruptIndexError, match=message):
        open_array(path)


def test_files_that_do_not_fit_each_other_are_refused(root: Path) -> None:
    write_array(root / "g" / "0" / "length.i4", np.zeros(9, np.int32))
    with pytest.raises(CorruptIndexError, match=r"length\.i4: does not fit"):
        open_index(root)


def test_a_damaged_manifest_is_named(root: Path) -> None:
    path = root / "g" / MANIFEST
    whole = json.loads(path.read_text("utf-8"))
    for broken in ("{", "{}", json.dumps({**whole, "layout": 99}), json.dumps({"layout": 1})):
        path.write_text(broken, "utf-8")
        with pytest.raises(CorruptIndexError, match=MANIFEST):
            open_index(root)


def test_a_pointer_to_nothing_says_that_there_is_no_index(root: Path) -> None:
    (root / "current").write_text("other\n", "utf-8")
    with pytest.raises(NoIndexError):
        open_index(root)
    with pytest.raises(NoIndexError, match="no such generation"):
        publish(root, "other")


def test_a_wrong_number_of_passages_is_found(root: Path) -> None:
    with pytest.raises(CorruptIndexError, match="2 passages, 3 expected"):
        check(open_generation(root), 3)


def test_a_build_that_fails_leaves_the_old_one(root: Path) -> None:
    def broken() -> Iterator[IndexEntry]:
        yield from entries("En sag.")
        raise IndexingError("no more")

    with pytest.raises(IndexingError, match="no more"):
        build(broken(), root, "n")
    with pytest.raises(IndexingError, match="no more"):
        update(root, "g", "n", added=broken())
    assert open_index(root).search("klage").hits
    assert sorted(path.name for path in root.iterdir()) == ["current", "g"]


def test_a_killed_build_leaves_the_old_one(root: Path) -> None:
    child = os.fork()
    if not child:

        def dying() -> Iterator[IndexEntry]:
            yield from entries("En sag.")
            os._exit(9)

        build(dying(), root, "n")
    os.waitpid(child, 0)
    assert open_index(root).generation == "g"
    searcher(root, entries("En klage mere."), "n")
    assert open_index(root).search("klage").generation == "n"


def test_a_writer_that_fails_leaves_no_header(tmp_path: Path) -> None:
    path = tmp_path / "x"

    def fail() -> None:
        with ArrayWriter(path, "<i4") as writer:
            writer.append(np.zeros(3, np.int32))
            raise IndexingError("stop")

    with pytest.raises(IndexingError, match="stop"):
        fail()
    with pytest.raises(CorruptIndexError):
        check_array(path)


def test_a_small_generation_holds_no_file_open(root: Path) -> None:
    update(root, "g", "h", added=[IndexEntry("x", "En ny sag.", "", {"document": "x"})])
    before = len(list(Path("/dev/fd").iterdir()))
    generation = open_generation(root, "h")
    assert len(generation.segments) == 2
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorruptIndexError, match="cannot be read"):
        open_array(tmp_path / "missing")


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[int] = []
    build(entries(*TEXTS), tmp_path, "g", progress=told.append)
    assert told == [1, 2]
