import datetime as dt
import gzip
import json
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.kinds import lov
from corpus.kinds.bestemmelser import label, pieces
from corpus.kinds.registry import parse
from corpus.model import LegalStatus, ParsedDocument, PassageRole, SourceFile, SourceKind, Span
from corpus.readers import acts, registry
from tests.corpus.acts import AVAILABLE, SHARED

needs_shared = pytest.mark.skipif(not AVAILABLE, reason="needs ../shared")


@cache
def act(key: str) -> ParsedDocument:
    with gzip.open(SHARED / "laws" / "social-acts.jsonl.gz", "rb") as lines:
        raw = next(line for line in lines if f'"id": "{key}"'.encode() in line[:120])
    source = SourceFile(f"social-acts.jsonl.gz#{key}", raw)
    return parse(source, registry.read(source))


def made(
    *contents: str, short_name: str = "LBK H#LOKDOK03", title: str = "Lov om x"
) -> ParsedDocument:
    value = {
        "id": "2025:7",
        "short_name": short_name,
        "title": title,
        "issued_date": "2025-02-01",
        "url": "https://www.retsinformation.dk/eli/lta/2025/7/xml",
        "provisions": [
            {"section": "1", "chapter": "1", "content": content} for content in contents
        ],
    }
    source = SourceFile("a#2025:7", json.dumps(value).encode())
    return parse(source, acts.read(source))


def whole(text: str) -> list[tuple[str, list[str]]]:
    return [
        (piece.place, [text[s.start : s.end] for s in piece.spans])
        for piece in pieces(text, Span(0, len(text)))
    ]


LONG = "Kommunen skal " + "afklare sagen og høre parten om oplysningerne " * 6 + "i tide."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number as the text writes it
        ("§ 1. Loven", ("§ 1", "1")),
        ("§ 1 a. Loven", ("§ 1 a", "1a")),
        ("§ 113 b. Loven", ("§ 113 b", "113b")),
        # several at a time
        ("§§ 7-8. (Ophævet)", ("§§ 7-8", "7")),
        ("§§ 63 og 64. (Ophævet)", ("§§ 63 og 64", "63")),
        ("§§ 50 a-51. (Ophævet)", ("§§ 50 a-51", "50a")),
        ("§§ 123 a-123 d. (Ophævet)", ("§§ 123 a-123 d", "123a")),
        # an amending order has no full stop after the number
        ("§ 1 I bekendtgørelse nr. 1063", ("§ 1", "1")),
        # no number at all
        ("Bilag", None),
    ],
)
def test_labels(text: str, expected: tuple[str, str] | None) -> None:
    found = label(text, Span(0, len(text)))
    assert (found and (found.text, found.key)) == expected


def test_a_short_paragraf_is_one_passage_of_its_stykker() -> None:
    assert whole("§ 1. Et. Stk. 2. To. Stk. 3 og 4. (Ophævet)") == [
        ("", ["§ 1. Et.", "Stk. 2. To.", "Stk. 3 og 4. (Ophævet)"])
    ]


def test_a_longer_one_is_parted_at_its_stykker() -> None:
    found = whole(f"§ 1. {LONG} Stk. 2. {LONG} Stk. 3-5. (Udelades)")
    assert [place for place, _ in found] == ["stk. 1", "stk. 2", "stk. 3-5"]


def test_stykker_must_count_upwards() -> None:
    text = f"§ 1. {LONG} Som nævnt i Stk. 4. Herefter {LONG}"
    assert all(place == "" for place, _ in whole(text))


def test_a_long_list_is_grouped_with_its_stem() -> None:
    items = " ".join(f"{n}) {'ord ' * 25}og" for n in range(1, 7))
    found = whole(f"§ 4. Kommunen skal sikre: {items}")
    assert [place for place, _ in found] == ["nr. 1-3", "nr. 4-6"]
    assert {spans[0] for _, spans in found} == {"§ 4. Kommunen skal sikre:"}


def test_a_long_stem_lends_only_its_last_sentence() -> None:
    items = " ".join(f"{n}) {'ord ' * 40}og" for n in range(1, 4))
    found = whole(f"§ 4. {LONG} {LONG} Der skal sikres følgende: {items}")
    assert found[0][0] == ""
    assert found[-1][1][0] == "Der skal sikres følgende:"
    assert found[-1][0] == "nr. 3"


def test_a_long_item_is_cut_between_sentences() -> None:
    found = whole(f"§ 4. Stem: 1) {LONG} {LONG} {LONG} 2) {'ord ' * 10}")
    assert [place for place, _ in found] == ["nr. 1", "nr. 1", "nr. 1", "nr. 2"]
    assert {spans[0] for _, spans in found} == {"§ 4. Stem:"}


@given(st.text(alphabet="§ 1234567890.)stkSaæ\n", max_size=300))
def test_pieces_lie_inside_the_text(text: str) -> None:
    for piece in pieces(text, Span(0, len(text))):
        for span in piece.spans:
            assert 0 <= span.start < span.end <= len(text)


@needs_shared
@pytest.mark.parametrize(
    ("key", "starts", "pinpoint", "heading"),
    [
        # a stykke
        (
            "2025:1129",
            "Stk. 2. En person med betydelig og varigt nedsat",
            "§ 95, stk. 2",
            "Serviceloven · Kapitel 16 · § 95",
        ),
        # a short paragraf, whole
        ("2025:1129", "§ 2 a. (Ophævet)", "§ 2 a", "Serviceloven · Kapitel 1 · § 2 a"),
        # numbers of a list, with the stem
        (
            "2025:282",
            "Hjælp og støtte skal, i det omfang det er relevant for det enkelte barn",
            "§ 2, stk. 2, nr. 1-4",
            "Barnets lov · Kapitel 1 · § 2",
        ),
        # an order
        ("2025:861", "§ 12. Hvis myndigheden kun delvist giver klageren", "§ 12", "§ 12"),
    ],
)
def test_pinpoints_of_real_acts(key: str, starts: str, pinpoint: str, heading: str) -> None:
    passage = next(p for p in act(key).passages if p.text.startswith(starts))
    assert passage.pinpoint == pinpoint
    assert passage.heading is not None
    assert passage.heading.endswith(heading)
    assert passage.role is PassageRole.BESTEMMELSE
    assert pinpoint.split(",", maxsplit=1)[0] in passage.search_terms


@needs_shared
def test_the_law_is_found_by_its_names() -> None:
    terms = act("2025:1129").passages[0].search_terms
    assert {"lov om social service", "serviceloven", "SEL"} <= set(terms)


@needs_shared
def test_identity_and_chain_of_a_consolidated_act() -> None:
    document = act("2025:1129").document
    assert document.document_id == "lbk-2025-1129"
    assert document.kind is SourceKind.LOV
    assert document.legal_status is LegalStatus.UKENDT
    assert document.metadata.number == "LBK nr. 1129 af 22. september 2025"
    assert document.metadata.chain == act("2012:810").document.metadata.chain
    assert document.metadata.in_force_from is None
    assert document.metadata.official_url == "https://www.retsinformation.dk/eli/lta/2025/1129"


@needs_shared
def test_identity_of_an_order_and_what_it_repeals() -> None:
    parsed = act("2025:861")
    assert parsed.document.document_id == "bek-2025-861"
    assert parsed.document.kind is SourceKind.BEKENDTGOERELSE
    assert parsed.document.metadata.in_force_from == dt.date(2025, 7, 1)
    assert [(r.kind.value, r.target, r.dated) for r in parsed.relations] == [
        ("ophæver", "bek-2024-306", dt.date(2025, 7, 1))
    ]


@needs_shared
def test_the_first_occurrence_of_a_number_counts() -> None:
    fifteen = [p for p in act("2012:810").passages if p.heading and p.heading.endswith("· § 15")]
    assert fifteen[0].role is PassageRole.BESTEMMELSE
    assert fifteen[0].pinpoint == "§ 15"
    assert fifteen[-1].role is PassageRole.BROEDTEKST
    assert fifteen[-1].pinpoint.startswith("Ikrafttrædelsesbestemmelse fra en ændringslov, § 15")
    assert "§ 15" not in fifteen[-1].search_terms


@needs_shared
@pytest.mark.parametrize("key", ["2025:1129", "2025:282", "2025:354", "2014:433", "2024:1651"])
def test_passages_of_acts_are_short_and_cover_every_word(key: str) -> None:
    parsed = act(key)
    text = parsed.version.text
    covered = {i for p in parsed.passages for s in p.spans for i in range(s.start, s.end)}
    for mark in acts.read(source_of(key)).marks:
        if mark.kind == "paragraf":
            left = [
                i
                for i in range(mark.span.start, mark.span.end)
                if i not in covered and not text[i].isspace()
            ]
            assert left == []
    long = [p for p in parsed.passages if len(p.text.split()) > 130]
    assert len(long) <= 2


@cache
def source_of(key: str) -> SourceFile:
    with gzip.open(SHARED / "laws" / "social-acts.jsonl.gz", "rb") as lines:
        return SourceFile(key, next(n for n in lines if f'"id": "{key}"'.encode() in n[:120]))


@pytest.mark.parametrize(
    ("short_name", "title", "document_id", "chain"),
    [
        # a consolidated act and the act itself are versions of one another
        ("LBK H#LOKDOK03", "Bekendtgørelse af lov om x", "lbk-2025-7", "lov om x"),
        ("LOV H#LOKDOK 01", "Lov om x", "lov-2025-7", "lov om x"),
        ("LBK H#LOKDOK03", "Bekendtgørelse af barnets lov", "lbk-2025-7", "barnets lov"),
        # a subtitle is no part of the name
        ("LOV H#LOKDOK01", "Lov om x (Undertitel)", "lov-2025-7", "lov om x"),
        # an amending act is a version of nothing
        ("LOV Æ#LOKDOK02", "Lov om ændring af lov om x", "lov-2025-7", None),
        ("ANG I#LOKDOK17", "Anordning om y", "ang-2025-7", None),
        # orders
        ("BEK H#LOKDOK04", "Bekendtgørelse om z", "bek-2025-7", "bekendtgørelse om z"),
        # before 2008
        ("Bekendtgørelse", "Bekendtgørelse om z", "bek-2025-7", "bekendtgørelse om z"),
    ],
)
def test_ids_and_chains(short_name: str, title: str, document_id: str, chain: str | None) -> None:
    document = made("§ 1. Et.", short_name=short_name, title=title).document
    assert document.document_id == document_id
    assert document.metadata.chain == chain


def test_a_number_that_returns_within_the_act_is_said_to() -> None:
    found = made("§ 1. Et.", "§ 2. To.", "§ 1. Igen.", short_name="BEK H#LOKDOK04").passages
    assert [p.pinpoint for p in found] == ["§ 1", "§ 2", "Senere forekomst, § 1"]


LAW = """<Dokument><Meta><DocumentType>BEK H#LOKDOK04</DocumentType><Number>9</Number>
<Year>2020</Year><DiesSigni>2020-05-01</DiesSigni><AnnouncedIn>Lovtidende A</AnnouncedIn>
<DateOfHistoricMark>2022-01-01</DateOfHistoricMark><Subject>Skole; Fravær</Subject>
<DocumentTitle>Bekendtgørelse om z</DocumentTitle></Meta><DokumentIndhold>
<Indledning><Exitus><Linea><Char>I medfør af § 1.</Char></Linea></Exitus></Indledning>
<Paragraf><Explicatus>§ 1.</Explicatus><Stk><Exitus><Linea><Char>Et.</Char></Linea></Exitus></Stk>
</Paragraf></DokumentIndhold><Bilag><Explicatus>Bilag 1</Explicatus><Exitus><Linea>
<Char>Skema.</Char></Linea></Exitus></Bilag></Dokument>"""


def test_what_stands_around_the_provisions_of_a_lexdania_file() -> None:
    source = SourceFile("a.xml", LAW.encode())
    parsed = parse(source, registry.read(source))
    assert [p.pinpoint for p in parsed.passages] == ["Indledning", "§ 1", "Bilag 1"]
    assert parsed.document.legal_status is LegalStatus.HISTORISK
    assert parsed.document.status_source == "Retsinformation: historisk fra 2022-01-01"
    assert parsed.document.metadata.keywords == ("Skole", "Fravær")
    assert parsed.document.metadata.official_url == "https://www.retsinformation.dk/eli/lta/2020/9"


def test_other_types_are_no_acts() -> None:
    value = acts.read(
        SourceFile(
            "a",
            json.dumps({"id": "1:1", "short_name": "VEJ", "title": "v", "provisions": []}).encode(),
        )
    )
    assert not lov.recognise(value)
