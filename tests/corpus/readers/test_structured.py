import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers import acts, astdk, lexdania
from corpus.readers.json_fields import json_object
from corpus.readers.xml import local_name, parse_xml
from tests.corpus.acts import AVAILABLE, SHARED

ACT = {
    "id": "2025:1129",
    "short_name": "LBK H#LOKDOK03",
    "title": "Bekendtgørelse af lov\\n(Undertitel)",
    "status": "in_force",
    "provisions": [
        {"provision_ref": "1:1", "chapter": "1", "section": "1", "content": "§ 1. Først."},
        {"provision_ref": "2:2", "chapter": "2", "section": "2", "content": "§ 2. Så."},
        {"provision_ref": "15", "chapter": None, "section": "15", "content": "§ 15. Sidst."},
    ],
}

LAW = """<?xml version="1.0" encoding="utf-8"?>
<Dokument><Meta><DocumentType>LBK H#LOKDOK03</DocumentType><Number>603</Number><Year>2025</Year>
<Signature>A \\nB</Signature><Signature>C</Signature><Change id="change_1"/>
<Ref_Accn REFid="change_1">A1</Ref_Accn><Ref_Text REFid="change_1">Lov X</Ref_Text></Meta>
<TitelGruppe><Titel><Linea><Char>Bekendtgørelse af </Char><Char>lov</Char></Linea></Titel>
</TitelGruppe><DokumentIndhold>
<Kapitel><Explicatus>Kapitel 1</Explicatus><Rubrica><Linea><Char>Formål</Char></Linea></Rubrica>
<Paragraf><Explicatus>§ 1.</Explicatus><Stk><Exitus>
<Nota><Explicatus>1)</Explicatus><Exitus><Linea><Char>En note.</Char></Linea></Exitus></Nota>
<Linea><Char>Loven gælder for</Char></Linea><Index><Indentatio><Explicatus>1)</Explicatus>
<Exitus><Linea><Char>børn og</Char></Linea></Exitus></Indentatio><Indentatio>
<Explicatus>2)</Explicatus><Exitus><Linea><Char>unge.</Char></Linea></Exitus></Indentatio></Index>
</Exitus></Stk><Stk><Explicatus>Stk. 2.</Explicatus><Exitus><Linea><Char>Et.</Char></Linea>
<Linea><Char>To.</Char></Linea></Exitus></Stk></Paragraf></Kapitel></DokumentIndhold>
<Bilag><Explicatus>Bilag 1</Explicatus><Exitus><Nota><Exitus><Linea><Char>Løs note</Char></Linea>
</Exitus></Nota><Table><Tr><Td>a</Td><Td>b</Td></Tr></Table></Exitus></Bilag></Dokument>"""


def read_law(markup: str) -> ReadText:
    return lexdania.read(SourceFile("lov.xml", markup.encode()))


def test_an_act_from_json() -> None:
    result = acts.read(SourceFile("a", json.dumps(ACT).encode()))
    assert result.text == (
        "Bekendtgørelse af lov (Undertitel)\n\nKapitel 1\n\n§ 1. Først.\n\nKapitel 2\n\n"
        "§ 2. Så.\n\n§ 15. Sidst.\n\n"
    )
    places = {(m.kind, m.label): result.text[m.span.start : m.span.end] for m in result.marks}
    assert places["paragraf", "15"] == "§ 15. Sidst."
    assert places["kapitel", "Kapitel 2"] == "Kapitel 2\n\n§ 2. Så."
    assert "status" not in result.fields


def test_a_decision_from_json() -> None:
    record = {"title": "T", "text": "Et. To.", "decision_number": "1-26", "categories": ["a", "b"]}
    result = astdk.read(SourceFile("a", json.dumps(record).encode()))
    assert result.text == "Et. To."
    assert result.fields["categories"] == "a\nb"
    assert "status" not in result.fields


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        # a missing field
        (b'{"id": "x", "short_name": "y", "title": "z"}', "provisions"),
        # not JSON
        (b"{", "gyldig JSON"),
        # not UTF-8
        (b"\xff{}", "gyldig JSON"),
        # a list
        (b"[]", "objekt"),
    ],
)
def test_broken_json_is_refused_with_the_field(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        acts.read(SourceFile("a", raw))


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_refused(raw: bytes) -> None:
    with contextlib.suppress(ReadError):
        assert isinstance(json_object(raw), dict)


def test_a_law_from_xml() -> None:
    result = read_law(LAW)
    assert result.text == (
        "Bekendtgørelse af lov\n\nKapitel 1 Formål\n\n§ 1. Loven gælder for\n1) børn og\n"
        "2) unge.\nStk. 2. Et. To.\n1) En note.\n\nBilag 1\n\nLøs note\na\tb\n\n"
    )
    assert [(m.kind, m.label) for m in result.marks] == [
        ("blocks", ""),
        ("title", ""),
        ("kapitel", "Kapitel 1 · Formål"),
        ("heading", "Kapitel 1 · Formål"),
        ("paragraf", "§ 1"),
        ("stk", ""),
        ("nr", "1"),
        ("nr", "2"),
        ("stk", "Stk. 2"),
        ("note", ""),
        ("bilag", "Bilag 1"),
        ("heading", "Bilag 1"),
        ("note", ""),
        ("table", ""),
    ]
    assert result.fields["Signature"] == "A B; C"
    assert result.fields["change"] == "A1\t\tLov X"


BOMB = (
    b'<!DOCTYPE Dokument [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    b"<Dokument>&b;</Dokument>"
)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        # an entity bomb
        (BOMB, "DOCTYPE"),
        # a file of this machine asked for
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "DOCTYPE"),
        # not well formed
        (b"<Dokument>", "velformet"),
        # another format
        (b"<rss/>", "ikke LexDania"),
        # nothing said about it
        (b"<Dokument><DokumentIndhold/></Dokument>", "ingen Meta"),
        # metadata alone
        (b"<Dokument><Meta><Number>1</Number></Meta></Dokument>", "kun metadata"),
    ],
)
def test_broken_or_hostile_xml_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        lexdania.read(SourceFile("a.xml", raw))


def test_a_false_utf16_declaration_is_dropped() -> None:
    root = parse_xml('<?xml version="1.0" encoding="utf-16"?><a>æ</a>'.encode())
    assert (local_name(root), root.text) == ("a", "æ")


@pytest.mark.skipif(not AVAILABLE, reason="needs ../shared")
@pytest.mark.parametrize(
    ("name", "holds"),
    [
        # an amending order: each change on its line
        (
            "bek-58-2025.xml",
            "2. I § 6, stk. 1, ændres »jf. § 135, stk. 2, i lov om social",
        ),
        # a decision of 1986: headings are bold lines
        ("ken-b-9-86.xml", "Resume:\nEn mor var berettiget til udbetaling af børnetilskud"),
        # a consolidated act: the note after its provision
        ("lbk-603-2025-trimmed.xml", "svarer til kalenderåret.\n1) § 1 a, stk. 1 og 2, har først"),
    ],
)
def test_real_files(name: str, holds: str) -> None:
    result = lexdania.read(SourceFile(name, (SHARED / "lexdania" / name).read_bytes()))
    assert holds in result.text
    for mark in result.marks:
        assert 0 <= mark.span.start <= mark.span.end <= len(result.text)
