"""Text files: decoded, and otherwise left as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import manifest
from corpus.errors import ReadError
from corpus.model import SourceFile
from corpus.readers import text as reader
from corpus.readers.registry import read

WORDS = "Kommunen skal høre ”parten” – også på Ærø.\r\n\r\nSlut \n"


@pytest.mark.parametrize("source", list(manifest.sources()), ids=lambda source: source.name[:3])
def test_the_stored_text_is_the_bytes(source: SourceFile) -> None:
    found = read(source)
    assert found.text.encode() == source.raw
    assert (found.reader, found.warnings, found.marks) == ("text", (), ())


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_utf8_text_comes_back(text: str) -> None:
    raw = f"a\r\n{text}\r".encode()
    assert reader.read(SourceFile("a.txt", raw)).text.encode() == raw


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-be"])
def test_a_byte_order_mark_is_obeyed(encoding: str) -> None:
    raw = WORDS.encode(encoding)
    raw = b"\xfe\xff" + raw if encoding == "utf-16-be" else raw
    found = reader.read(SourceFile("a.txt", raw))
    assert (found.text, found.warnings) == (WORDS, ())


def test_an_older_encoding_is_read_with_a_warning() -> None:
    found = reader.read(SourceFile("a.txt", WORDS.encode("cp1252")))
    assert found.text == WORDS
    assert "cp1252" in found.warnings[0]


def test_bytes_that_windows_lacks_are_latin_1() -> None:
    found = reader.read(SourceFile("a.txt", "Ærø\x81 og mere tekst".encode("latin-1")))
    assert "latin-1" in found.warnings[0]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "tom"),
        (b" \n", "tom"),
        (b"abc\x00def", "ikke en tekstfil"),
        (bytes(range(1, 32)) * 4, "ikke en tekstfil"),
        (b"\xff\xfea", "utf-16-le"),
        (b"%PDF-1.7\nHvad", "%PDF"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(raw: bytes, says: str) -> None:
    with pytest.raises(ReadError, match=r"a\.txt") as caught:
        reader.read(SourceFile("a.txt", raw + (b"\x01" * 9 if raw.startswith(b"%") else b"")))
    assert says in str(caught.value) or "tekstfil" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.txt", b"GIF89a"),  # a picture under a text's name
        ("b", b"\x1f\x8b\x08"),  # a compressed file
    ],
)
def test_a_foreign_format_is_named(name: str, raw: bytes) -> None:
    with pytest.raises(ReadError, match="som ikke kan læses"):
        read(SourceFile(name, raw))


def test_a_name_without_a_known_end_is_text() -> None:
    assert read(SourceFile("notat.ukendt", b"Det er tekst.")).reader == "text"
