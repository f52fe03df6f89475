"""The recorded checksums of a generation."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import checksums
from index.errors import CorruptIndexError

_SHA = "ab" * 32


def test_a_recorded_checksum_is_found_and_others_are_not(tmp_path: Path) -> None:
    checksums.write(tmp_path, [("b", "1" * 64), ("aaa", "2" * 64)])
    recorded = checksums.Checksums(tmp_path)
    assert recorded.get("aaa") == "2" * 64
    assert recorded.get("b") == "1" * 64
    assert recorded.get("c") is None
    recorded.close()


def test_an_empty_generation_knows_nothing(tmp_path: Path) -> None:
    checksums.write(tmp_path, [])
    assert checksums.Checksums(tmp_path).get("a") is None


@given(ids=st.sets(st.text("abcdef0123456789", min_size=1, max_size=20)))
def test_every_id_is_found(ids: set[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("generation")
    checksums.write(folder, [(name, _SHA) for name in ids])
    recorded = checksums.Checksums(folder)
    assert all(recorded.get(name) == _SHA for name in ids)


@pytest.mark.parametrize("content", [None, "", "x", "0004\nabc"])
def test_a_damaged_file_is_named(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / checksums.NAME).write_text(content)
    with pytest.raises(CorruptIndexError, match=r"checksums\.txt"):
        checksums.Checksums(tmp_path)
