"""Every pitfall of the five texts, on the real files."""

from collections import Counter
from itertools import chain, pairwise

import pytest

from corpus import frames, manifest
from corpus.kinds.registry import parse
from corpus.model import ParsedDocument, Passage, PassageRole, SourceFile, SourceKind, Span
from corpus.readers.registry import read
from corpus.text import display, ends_before_turn, sentences, turns

DOCUMENTS = {source.name[:3]: parse(source, read(source)) for source in manifest.sources()}
ALL = [
    pytest.param(document, passage, id=f"{name}-{passage.ordinal}")
    for name, document in DOCUMENTS.items()
    for passage in document.passages
]


def one(name: str, words: str) -> Passage:
    found = [passage for passage in DOCUMENTS[name].passages if words in passage.text]
    assert len(found) == 1, [passage.pinpoint for passage in found]
    return found[0]


@pytest.mark.parametrize(("document", "passage"), ALL)
def test_spans_are_trimmed_in_order_and_give_the_text(
    document: ParsedDocument, passage: Passage
) -> None:
    stored = document.version.text
    slices = [stored[span.start : span.end] for span in passage.spans]
    assert display(slices) == passage.text
    assert list(passage.spans) == sorted(passage.spans)
    assert all(piece == piece.strip() and piece for piece in slices)


@pytest.mark.parametrize(("document", "passage"), ALL)
def test_no_line_break_or_hyphen_is_left(document: ParsedDocument, passage: Passage) -> None:
    del document
    assert "\n" not in passage.text
    words = [word for word in passage.text.split() if word.endswith("-") and len(word) > 1]
    assert set(words) <= {
        "Social-", "Social-,", "Indenrigs-", "social-", "sundheds-", "helheds-", "børne-",
        "økonomi-", "behandlings-", "undervisnings-",
    }  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
def test_passages_do_not_overlap(document: ParsedDocument) -> None:
    spans = list(chain.from_iterable(passage.spans for passage in document.passages))
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len({passage.passage_id for passage in document.passages}) == len(document.passages)


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("000", {"med": 1, "venlig": 1, "hilsen": 1, "astrid": 1, "krag": 1, "svar:": 2,
                 "spørgsmål": 2, "nr.": 2, "2:": 2}),  # signature, headings, bookmark tail
        ("001", {"med": 1, "venlig": 1, "hilsen": 1, "astrid": 1, "krag": 1, "svar:": 1,
                 "spørgsmål": 1, "nr.": 1, "274:": 1}),
        ("003", {"med": 1, "venlig": 1, "hilsen": 1, "mai": 1, "mercado": 1, "svar:": 1,
                 "spørgsmål": 1, "345:": 1}),
    ],
)  # fmt: skip
def test_nothing_else_of_a_letter_is_left_out(name: str, left_out: dict[str, int]) -> None:
    document = DOCUMENTS[name]
    everything = Counter(display([document.version.text]).lower().split())
    kept = Counter(" ".join(passage.text for passage in document.passages).lower().split())
    assert everything - kept == Counter(left_out)


@pytest.mark.parametrize(
    ("name", "words", "spans", "pinpoint"),
    [
        # two spaces part paragraphs in 000, a line ending in 84 characters does not
        ("000", "Desuden er der etableret en retssikkerhedsenhed", 1, "»Svar«, linje 105-119"),
        # a page start after an end mark parts
        ("000", "Derimod tror jeg på", 1, "»Svar«, linje 69-71"),
        # a paragraph runs on over a page start in 001
        ("001", "opgaveløsning på det sociale område", 1, "»Svar«, linje 40-44"),
        # a hyphen over a page start in 002
        ("002", "kommunernes sagsbehandling, hverken på nationalt niveau", 1,
         "»KL og kommunerne ønsker at styrke retssikkerheden«, linje 91-102"),
        ("002", "herunder Danmarkskort over omgørelsesprocenter. KL mener", 1,
         "»Der er brug for en nuancering af kommunikationen omkring klagesager«, linje 190-199"),
        # a list with its lead-in
        ("002", "følgende tiltag: – Ansættelse af flere sagsbehandlere.", 3,
         "»Der er brug for flere tiltag til at styrke retssikkerheden«, linje 144-158"),
        # "social-, sundheds- og ar-\n\nbejds…"
        ("002", "på social-, sundheds- og arbejdsmarkedsområdet for 2022-2025", 1,
         "»Der er brug for flere tiltag til at styrke retssikkerheden«, linje 162-170"),
        # an empty line inside a sentence of 003
        ("003", "stillet følgende spørgsmål nr. 345", 2, "dokumenthoved, linje 1-6"),
        ("003", "juridisk bistand via hotline", 1, "»Svar«, linje 47-51"),
        ("003", "Endelig kan kommunerne hente hjælp hos VISO", 1, "»Svar«, linje 52-55"),
        # a paragraph that takes back part of the one before stays with it
        ("000", "behæftet med fejl. Jeg er dog ikke af den opfattelse", 2, "»Svar«, linje 34-46"),
    ],
)  # fmt: skip
def test_a_paragraph_is_whole_and_says_where_it_stands(
    name: str, words: str, spans: int, pinpoint: str
) -> None:
    passage = one(name, words)
    assert (len(passage.spans), passage.pinpoint) == (spans, pinpoint)


@pytest.mark.parametrize(
    ("name", "misprint"),
    [
        ("002", "ti l skade for borgerne"),
        ("004", "lovlige henyn"),
        ("004", "Efteruddannnelsen der ikke taler"),
        ("004", "rejser en tilsynssag er::"),
        ("004", "men “skønner” selv."),
        ("002", "KL’s høringssvar"),
    ],
)
def test_misprints_and_quote_marks_stay(name: str, misprint: str) -> None:
    assert misprint in one(name, misprint).text


def test_the_heading_of_a_slide_keeps_its_misprint() -> None:
    assert one("004", "skiven af").heading == "Bagatellisering II - af konsenkvensen af fejl"


def test_letterhead_of_001_is_a_passage() -> None:
    passage = DOCUMENTS["001"].passages[0]
    assert passage.role is PassageRole.DOKUMENTHOVED
    assert passage.text.endswith("Sagsnr. 2020 - 1164 Doknr. 198857 Dato 21-02-2020")


@pytest.mark.parametrize("name", ["000", "001", "003"])
def test_a_question_is_never_shown_as_the_answer(name: str) -> None:
    (question,) = [p for p in DOCUMENTS[name].passages if p.role is PassageRole.SPOERGSMAAL]
    assert question.frame == "spoergsmaal"
    assert "ikke ministerens svar" in frames.frame("spoergsmaal").text


@pytest.mark.parametrize("number", ["18", "31"])
def test_page_numbers_of_004_are_in_no_span(number: str) -> None:
    document = DOCUMENTS["004"]
    start = document.version.text.index(f"\n{number}\n") + 1
    place = Span(start, start + len(number))
    spans = chain.from_iterable(passage.spans for passage in document.passages)
    assert not any(span.start < place.end and place.start < span.end for span in spans)


@pytest.mark.parametrize(
    "words",
    [
        "Høje omgørelsesprocenter",  # twice: the vicious circle
        "Frigiver tid",
        "§95 og 96",  # the lost chart
        "26/2-20 1. møde",  # the timeline
    ],
)
def test_diagrams_are_never_quoted(words: str) -> None:
    found = [passage for passage in DOCUMENTS["004"].passages if words in passage.text]
    assert found
    assert all(p.role is PassageRole.FIGUR and not p.quotable for p in found)


def test_a_list_that_returns_is_quoted_where_it_stands_first() -> None:
    found = [p for p in DOCUMENTS["004"].passages if "Saglige vurderinger" in p.text]
    assert [passage.quotable for passage in found] == [True, False, False]


def test_everything_else_is_quotable() -> None:
    for document in DOCUMENTS.values():
        for passage in document.passages:
            repeated = passage.text.startswith("• Helhedsprincip")
            assert passage.quotable is (passage.role is not PassageRole.FIGUR and not repeated)


def test_sentences_of_the_guide_stand_apart_from_the_names() -> None:
    names, sentences = (
        passage
        for passage in DOCUMENTS["004"].passages
        if passage.heading == "Retssikkerhedsregler som kommunikationsguide"
    )
    assert len(names.spans) == len(sentences.spans) == 7
    assert sentences.text.startswith("• Jeg ser hele dig")


@pytest.mark.parametrize(
    ("words", "kind", "number", "label"),
    [
        ("medmindre det er afklaret", SourceKind.PRINCIPMEDDELELSE, "34-18",
         "Ankestyrelsens principmedd. 34-18"),
        ("rejser en tilsynssag", SourceKind.UKENDT, None, "Ankestyrelsens hjemmeside"),
        ("Med handlingsplanen har vi […]", SourceKind.MINISTERSVAR, None,
         "Socialminister Astrid Krag, samråd 13. august 2020"),
        ("skiven af", SourceKind.UKENDT, None,
         "Borgmester Erik Lauritzen, Sønderborg Nyt den 24/9-20"),
        ("Parterne er enige om", SourceKind.UKENDT, None,
         "Regeringen og KL i Finansministeriets faktaark, 8. juni 2021"),
        ("En ny retssikkerhedsgruppe", SourceKind.UKENDT, None,
         "pressemeddelelse fra tidl. socialminister Mai Mercado, 2. maj 2019"),
        ("Vi kritiserer", SourceKind.UKENDT, None,
         "Ankestyrelsen – I en sag fra det virkelig liv september 2021"),
    ],
)  # fmt: skip
def test_a_quoted_source_is_an_attribute(
    words: str, kind: SourceKind, number: str | None, label: str
) -> None:
    passage = one("004", words)
    quoted = passage.quoted_source
    assert quoted is not None
    assert (quoted.kind, quoted.number, quoted.label) == (kind, number, label)
    stored = DOCUMENTS["004"].version.text
    assert display([stored[quoted.span.start : quoted.span.end]]) == f"[{label}]"
    assert label in passage.search_terms
    assert label not in passage.text


@pytest.mark.parametrize(
    "words",
    [
        "Det ændrer dog ikke på afgørelsens resultat",
        "det ligger indenfor skiven af",
        "Parterne er enige om",
        "Den viden, vi får fra",
        "vi rejser en tilsynssag",
        "En ny retssikkerhedsgruppe",
        "Ingen af de nedsatte arbejdsgrupper",
        "Den tid jeg skal bruge",
        "Jeg kan ikke gøre noget ved",
    ],
)
def test_what_misleads_alone_has_a_frame(words: str) -> None:
    passage = one("004", words)
    assert passage.frame is not None
    assert frames.frame(passage.frame).text


def test_a_draft_is_not_shown_as_law() -> None:
    assert one("002", "skal Ankestyrelsen kunne pålægge").frame == "udkast"


def test_34_18_is_quoted_as_in_the_example() -> None:
    passage = one("004", "medmindre det er afklaret")
    stored = DOCUMENTS["004"].version.text
    assert (len(passage.spans), passage.frame) == (2, None)
    first, second = passage.spans
    quote = [*sentences(stored, first), *sentences(stored, second)][:2]
    assert display([stored[span.start : span.end] for span in quote]) == (
        "Kommunen kan ikke give afslag på at yde hjælp efter den sociale lovgivning med "
        "henvisning til, at hjælpen kan bevilges efter anden lovgivning, medmindre det er "
        "afklaret, at hjælpen faktisk kan gives efter anden lovgivning. "
        "Kommunen skal derfor afklare, om der kan bevilges hjælp efter anden lovgivning og af "
        "andre sektorer."
    )
    assert not ends_before_turn(stored, quote[0], first)


def test_34_18_is_a_citation_between_documents() -> None:
    (relation,) = DOCUMENTS["004"].relations
    assert (relation.source, relation.target) == ("uv-retssikkerhed", "pm-34-18")


def test_the_missing_hearing_is_quoted_with_what_turns_it() -> None:
    passage = one("004", "Vi kritiserer")
    stored = DOCUMENTS["004"].version.text
    assert len(passage.spans) == 2
    assert turns(stored[passage.spans[1].start : passage.spans[1].end])


@pytest.mark.parametrize(
    "principle",
    [
        "Jeg ser hele dig",
        "Jeg ved at hurtig hjælp er vigtigt for dig",
        "Jeg er loyal overfor loven og tager alt relevant med",
        "Jeg vil gerne tale med dig, for jeg tror på, at du ved mest om dit eget liv",
        "Jeg lægger kun vægt på lovlige henyn og forsvarer dig mod ulovlige",
        "Jeg vil hjælpe dig til at klare dig bedst muligt i dit eget liv",
        "Jeg er klar over at en god løsning holder længere end til i morgen.",
    ],
)
def test_each_principle_is_a_span(principle: str) -> None:
    passage = one("004", "Jeg ser hele dig")
    stored = DOCUMENTS["004"].version.text
    assert passage.heading == "Retssikkerhedsregler som kommunikationsguide"
    shown = [display([stored[span.start : span.end]]) for span in passage.spans]
    assert f"• {principle}" in shown


def test_a_slide_that_returns_is_a_passage_each_time() -> None:
    found = [p for p in DOCUMENTS["004"].passages if "Saglige vurderinger" in p.text]
    assert [passage.heading for passage in found] == [
        "Retssikkerhedsmæssige grundprincipper",
        "Hverdagstrusler - Kommunikation",
        "Retssikkerhedsregler som kommunikationsguide",
    ]


def test_a_slide_too_long_to_quote_is_a_passage_a_box() -> None:
    names, sentences_ = DOCUMENTS["004"].passages[-3:-1]
    assert names.heading == sentences_.heading == "Retssikkerhedsregler som kommunikationsguide"
    assert (len(names.spans), len(sentences_.spans)) == (7, 7)
    assert "• Objektiv sagsoplysning" in sentences_.search_terms
    assert "• Jeg ser hele dig" in names.search_terms


@pytest.mark.parametrize("name", DOCUMENTS)
def test_windows_line_ends_give_the_same_passages(name: str) -> None:
    document = DOCUMENTS[name]
    raw = document.version.text.replace("\n", "\r\n").encode()
    source = SourceFile(document.version.file, raw)
    again = parse(source, read(source))
    assert again.version.text.encode() == raw
    assert [(p.passage_id, p.pinpoint) for p in again.passages] == [
        (p.passage_id, p.pinpoint) for p in document.passages
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_changed_file_is_a_new_version_of_the_same_document(name: str) -> None:
    document = DOCUMENTS[name]
    changed = SourceFile(document.version.file, (document.version.text + "\nMere.\n").encode())
    again = parse(changed, read(changed))
    assert again.document.document_id == document.document.document_id
    assert again.document.title == document.document.title
    assert again.version.version_id != document.version.version_id
