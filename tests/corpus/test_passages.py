"""Passages: what is kept together, their ids, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import (
    DocumentId,
    LegalStatus,
    Mark,
    Metadata,
    ParsedDocument,
    PassageRole,
    ReadText,
    SourceFile,
    SourceKind,
    Span,
)
from corpus.paragraphs import paragraphs
from corpus.passages import DocumentDraft, PassageDraft, assemble, prose, sentence_runs
from corpus.text import display, ends_before_turn, word_count


def made(text: str, *drafts: PassageDraft, marks: tuple[Mark, ...] = ()) -> ParsedDocument:
    read = ReadText(text, "text", "1", marks)
    draft = DocumentDraft(
        document_id=DocumentId("fil-a"),
        kind=SourceKind.UKENDT,
        title="A",
        metadata=Metadata(),
        legal_status=LegalStatus.UKENDT,
        passages=drafts,
    )
    return assemble(SourceFile("a.txt", text.encode()), read, draft)


def shown(text: str) -> list[str]:
    return [
        display([text[span.start : span.end] for span in draft.spans])
        for draft in prose(text, paragraphs(text))
    ]


LONG = "Kommunen skal altid sørge for at høre parten i sagen, før der træffes afgørelse. " * 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # natural paragraphs
        ("Et er godt.\n\nTo er bedre.", ["Et er godt.", "To er bedre."]),
        # a list stays with its lead-in, and ends where the list ends
        ("KL vil:\n\n– Et.\n\n– To.\n\nDet er alt.", ["KL vil: – Et. – To.", "Det er alt."]),
        # a list without lead-in is one passage
        ("Sådan.\n\n• Et\n• To", ["Sådan.", "• Et • To"]),
        # a paragraph that takes back part of the one before stays with it
        ("Der er fejl.\n\nDet ændrer dog intet.", ["Der er fejl. Det ændrer dog intet."]),
        # a contrast stands on its own
        ("Der er fejl.\n\nDerimod er der tid.", ["Der er fejl.", "Derimod er der tid."]),
        # too long to be quoted together
        (f"{LONG[:500]}.\n\nDet ændrer dog ikke resultatet. {LONG[:200]}", 2),
    ],
)  # fmt: skip
def test_prose_is_kept_together(text: str, expected: list[str] | int) -> None:
    found = shown(text)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_a_paragraph_without_end_is_cut_between_sentences() -> None:
    found = shown(LONG)
    assert " ".join(found) == LONG.strip()
    assert all(word_count(words) <= 90 for words in found)
    assert all(words.endswith("afgørelse.") for words in found)


def test_a_long_list_is_cut_between_items() -> None:
    text = "\n".join(f"{number}. Kommunen skal høre parten." for number in range(1, 99))
    found = shown(text)
    assert " ".join(found).split() == text.split()
    assert max(map(word_count, found)) <= 180


@given(st.lists(st.sampled_from(["Det er sådan. ", "Men ikke altid. ", "Hvad nu? "]), max_size=30),
       st.integers(1, 20))  # fmt: skip
def test_a_run_never_ends_before_a_turning_sentence(pieces: list[str], words: int) -> None:
    text = "".join(pieces)
    whole = Span(0, len(text))
    runs = sentence_runs(text, whole, words)
    assert " ".join(text[run.start : run.end] for run in runs) == text.strip()
    assert not any(ends_before_turn(text, run, whole) for run in runs)


def test_equal_texts_get_ids_by_their_order() -> None:
    text = "Samme tekst.\n\nAndet.\n\nSAMME  tekst.\n\nSamme tekst."
    spans = [paragraph.spans for paragraph in paragraphs(text)]
    passages = made(text, *(PassageDraft(spans=row) for row in spans)).passages
    assert len({passage.passage_id for passage in passages}) == 4
    assert [passage.ordinal for passage in passages] == [0, 1, 2, 3]
    moved = made("Andet.\n\nSamme tekst.", PassageDraft(spans=(Span(8, 20),))).passages
    assert moved[0].passage_id == passages[0].passage_id


def test_text_is_the_display_of_the_spans() -> None:
    text = "Om sagsbe-\n\n18\n\nhandling."
    passage = made(text, PassageDraft(spans=(Span(0, 10), Span(16, 25)))).passages[0]
    assert passage.text == "Om sagsbehandling."


@pytest.mark.parametrize(
    ("draft", "marks", "pinpoint"),
    [
        ({"heading": "Svar"}, (), "»Svar«, linje 2"),  # heading and line
        ({"spans": (Span(0, 7),)}, (), "linje 1-2"),  # several lines, no heading
        ({"role": PassageRole.DOKUMENTHOVED}, (), "dokumenthoved, linje 2"),
        ({"heading": "Svar"}, (Mark("page", "1", Span(0, 3)), Mark("page", "2", Span(4, 7))),
         "»Svar«, side 2"),  # the page, where the format tells it
        ({}, (Mark("slide", "7", Span(0, 7)),), "dias 7"),
        ({"pinpoint": "§ 4, stk. 5"}, (), "§ 4, stk. 5"),  # the kind knows better
    ],
)  # fmt: skip
def test_pinpoint_says_where_a_passage_stands(
    draft: dict[str, object], marks: tuple[Mark, ...], pinpoint: str
) -> None:
    fields: dict[str, object] = {"spans": (Span(4, 7),), **draft}
    passage = PassageDraft(**fields)  # type: ignore[arg-type]  # a table of fields
    assert made("abc\nefg", passage, marks=marks).passages[0].pinpoint == pinpoint


def test_the_version_knows_file_and_reader() -> None:
    first, second = made("abc"), made("abc ")
    assert first.version.file == "a.txt"
    assert first.version.version_id != second.version.version_id
    assert first.version.raw_sha256 != second.version.raw_sha256
