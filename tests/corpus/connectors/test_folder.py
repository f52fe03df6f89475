import gzip
import io
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus.connectors import budget, containers, folder, json_lines
from corpus.connectors.budget import Budget
from corpus.errors import ReadError
from corpus.model import SkippedFile, SourceFile
from tests.corpus.acts import AVAILABLE, SHARED


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return target.getvalue()


def found(path: Path) -> list[tuple[str, str]]:
    """(name, text or reason)."""
    return [
        (item.name, item.reason if isinstance(item, SkippedFile) else item.raw.decode())
        for item in folder.files(path)
    ]


def expand(name: str, raw: bytes) -> list[tuple[str, str]]:
    return [
        (item.name, item.reason if isinstance(item, SkippedFile) else item.raw.decode())
        for item in containers.expand(SourceFile(name, raw), Budget())
    ]


def test_a_folder_in_order_with_reasons_for_what_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    for name, text in {
        "b/2.txt": "to",
        "a.txt": "et",
        "tom.txt": "",
        "tabel.tsv": "a\tb",
        "README.md": "om mappen",
        "~$laast.docx": "x",
        "billede.PNG": "x",
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "genvej.txt").symlink_to(tmp_path / "a.txt")
    assert dict(found(tmp_path)) == {
        "a.txt": "et",
        "b/2.txt": "to",
        "tom.txt": "tom fil",
        "tabel.tsv": "opslagstabel, ikke en kilde",
        "README.md": "beskrivelse af mappen, ikke en kilde",
        "~$laast.docx": "skjult eller midlertidig fil",
        "billede.PNG": "billede uden tekst",
        "genvej.txt": "genvej (symbolsk link) følges ikke",
    }


def test_one_file_is_a_path_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("et")
    assert found(tmp_path / "a.txt") == [("a.txt", "et")]


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="findes ikke"):
        found(tmp_path / "x")


def test_too_large_files_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "MAX_FILE_BYTES", 3)
    (tmp_path / "a.txt").write_text("mere end tre")
    assert found(tmp_path)[0][1].startswith("større end")


def test_json_lines_by_id_or_line(tmp_path: Path) -> None:
    lines = b'{"id": "2025:1"}\n\n{"x": 1}\n'
    (tmp_path / "a.jsonl").write_bytes(lines)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(lines))
    assert [name for name, _ in found(tmp_path)] == [
        "a.jsonl#2025:1",
        "a.jsonl#linje-3",
        "b.jsonl.gz#2025:1",
        "b.jsonl.gz#linje-3",
    ]


def test_broken_gzip_is_reported_after_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b'{"id": "1"}\n' * 50_000)[:-200])
    rows = found(tmp_path)
    assert rows[-1][0] == "a.jsonl.gz"
    assert "ødelagt" in rows[-1][1]


def test_a_gzip_bomb_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "RATIO_FROM_BYTES", 1000)
    rows = expand("a.txt.gz", gzip.compress(b"0" * 5_000_000))
    assert rows == [("a.txt.gz", "gzip-filen er pakket over 200 gange: ligner en bombe")]


def test_gzip_of_one_file_and_of_lines_in_memory() -> None:
    assert expand("a.txt.gz", gzip.compress(b"et")) == [("a.txt", "et")]
    assert expand("x", gzip.compress(b"et")) == [("x", "et")]
    assert expand("a.jsonl.gz", gzip.compress(b"{}")) == [("a.jsonl.gz#linje-1", "{}")]
    assert expand("a.jsonl", b"{}") == [("a.jsonl#linje-1", "{}")]


def test_too_large_unpacked_or_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_FILE_BYTES", 3)
    monkeypatch.setattr(json_lines, "MAX_FILE_BYTES", 3)
    assert "over 0 MB" in expand("a.txt.gz", gzip.compress(b"mere"))[0][1]
    assert "linje 1 er over" in expand("a.jsonl", b'{"a": 1}')[0][1]


def test_zip_with_folders_zips_and_junk() -> None:
    inner = zipped({"dyb.txt": b"dyb"})
    raw = zipped({"b/": b"", "b/to.txt": b"to", "a.txt": b"et", "__MACOSX/a": b"x", "i.zip": inner})
    assert expand("k.zip", raw) == [
        ("k.zip#__MACOSX/a", "skjult eller midlertidig fil"),
        ("k.zip#a.txt", "et"),
        ("k.zip#b/to.txt", "to"),
        ("k.zip#i.zip#dyb.txt", "dyb"),
    ]


def test_zips_in_zips_in_zips_are_not_opened() -> None:
    raw = b"et"
    for depth in range(5):
        raw = zipped({f"{depth}.zip" if depth else "a.txt": raw})
    assert "lag åbnes ikke" in expand("k.zip", raw)[0][1]


def test_a_damaged_member_leaves_the_others() -> None:
    raw = bytearray(zipped({"a.txt": b"abc" * 500, "b.txt": b"to"}))
    raw[45] ^= 0xFF
    rows = expand("k.zip", bytes(raw))
    assert "ødelagt" in rows[0][1]
    assert rows[1] == ("k.zip#b.txt", "to")


def test_a_broken_zip_is_reported() -> None:
    assert "zip-pakke" in expand("k.zip", b"PK\x03\x04 i stykker")[0][1]


def test_an_office_package_is_one_document() -> None:
    raw = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"})
    items = list(containers.expand(SourceFile("a.docx", raw), Budget()))
    assert items == [SourceFile("a.docx", raw)]


def test_a_json_list_is_its_elements() -> None:
    raw = json.dumps([{"_id": "a"}, {"b": 1}, "løs"]).encode()
    assert [name for name, _ in expand("l.json", raw)] == ["l.json#a", "l.json#2", "l.json#3"]
    assert "gyldig JSON" in expand("l.json", b"[1,")[0][1]
    assert expand("l.json", b'{"a": 1}') == [("l.json", '{"a": 1}')]


def test_mail_with_attachments_and_a_forwarded_mail() -> None:
    forwarded = EmailMessage()
    forwarded["Subject"] = "Gammel"
    forwarded.set_content("gammel tekst")
    message = EmailMessage()
    message["Subject"] = "Ny"
    message.set_content("ny tekst")
    message.add_attachment(b"et", maintype="text", subtype="plain", filename="a.txt")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(forwarded)
    rows = expand("m.eml", message.as_bytes())
    assert [name for name, _ in rows] == [
        "m.eml",
        "m.eml#a.txt",
        "m.eml#logo.png",
        "m.eml#vedhæftning-3.eml",
    ]
    assert rows[1][1] == "et"
    assert "gammel tekst" in rows[3][1]


def test_the_budget_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match="filer"):
        Budget(members=0).take(1)
    with pytest.raises(ReadError, match="MB udpakket"):
        Budget(total_bytes=0).take(1)
    monkeypatch.setattr(budget, "MAX_MEMBERS", 1)
    rows = list(containers.expand(SourceFile("a.jsonl", b"{}\n{}"), Budget(members=1)))
    assert isinstance(rows[-1], SkippedFile)


@pytest.mark.skipif(not AVAILABLE, reason="needs ../shared")
def test_the_real_folder() -> None:
    items = list(folder.files(SHARED))
    skipped = {item.name for item in items if isinstance(item, SkippedFile)}
    assert skipped == {
        "SOURCES.md",
        "folketinget/answer_pdf_links.tsv",
        "folketinget/answer_titles.tsv",
        "laws/sel_bl_mapping.tsv",
        "laws/vocab_abbreviations.tsv",
    }
    assert len(items) - len(skipped) == 2562 + 7 + 4
