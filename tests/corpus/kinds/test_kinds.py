"""Kinds recognised from the text, and what they read from it."""

import datetime as dt

import pytest

from corpus.kinds import generic, hoeringssvar, ministersvar, registry, undervisning
from corpus.kinds.ministersvar import session_year
from corpus.model import (
    LegalStatus,
    Mark,
    ParsedDocument,
    PassageRole,
    ReadText,
    SourceFile,
    SourceKind,
    Span,
)

ANSWER = """Folketingets Socialudvalg har d. 23. april 2025 stillet følgende spørgsmål nr. 571
(alm. del) til ministeren for børn og ligestilling, som hermed besvares endeligt. Spørgsmålet er
stillet efter ønske fra Karina Adsbøl (DF).

Spørgsmål nr. 571:

”Vil ministeren svare?”

Svar:

Ja, det vil jeg.

Med venlig hilsen
Ida Auken
"""


def read(text: str, *marks: Mark, **fields: str) -> ReadText:
    return ReadText(text, "text", "1", marks, fields)


def parsed(text: str, *marks: Mark, name: str = "En fil.txt", **fields: str) -> ParsedDocument:
    return registry.parse(SourceFile(name, text.encode()), read(text, *marks, **fields))


def test_a_ministers_answer_is_read() -> None:
    document = parsed(ANSWER).document
    found = document.metadata
    assert document.kind is SourceKind.MINISTERSVAR
    assert document.document_id == "spm-sou-2024-571"
    assert document.legal_status is LegalStatus.IKKE_RELEVANT
    assert document.title == (
        "Ministeren for børn og ligestillings besvarelse af spørgsmål nr. 571 (alm. del) fra "
        "Folketingets Socialudvalg"
    )
    assert (found.committee, found.minister) == (
        "Folketingets Socialudvalg",
        "ministeren for børn og ligestilling",
    )
    assert (found.asker, found.signer, found.alm_del) == ("Karina Adsbøl (DF)", "Ida Auken", True)
    assert (found.asked, found.answered) == (dt.date(2025, 4, 23), None)


def test_head_question_and_answer_are_passages() -> None:
    assert [(p.role, p.heading) for p in parsed(ANSWER).passages] == [
        (PassageRole.DOKUMENTHOVED, None),
        (PassageRole.SPOERGSMAAL, "Spørgsmål nr. 571"),
        (PassageRole.BROEDTEKST, "Svar"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "document_id"),
    [
        ("(alm. del)", "(B 23)", "spm-sou-2024-b23-571"),  # a proposal
        ("(alm. del) ", "", "spm-sou-2024-571"),  # neither is said
        ("Socialudvalg", "Sundhedsudvalg", "spm-sundhedsudvalg-2024-571"),  # no known letters
        ("23. april", "31. april", "spm-sou-571"),  # a day that no calendar has
    ],
)
def test_an_answer_is_named_by_what_it_answers(old: str, new: str, document_id: str) -> None:
    assert parsed(ANSWER.replace(old, new)).document.document_id == document_id


def test_a_letter_without_headings_is_all_head() -> None:
    text = ANSWER.split("\n\n", maxsplit=1)[0]
    assert [p.role for p in parsed(text).passages] == [PassageRole.DOKUMENTHOVED]


def test_an_empty_question_is_no_passage() -> None:
    text = ANSWER.replace("”Vil ministeren svare?”\n\n", "")
    assert PassageRole.SPOERGSMAAL not in [p.role for p in parsed(text).passages]


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (dt.date(2020, 1, 24), 2019),
        (dt.date(2019, 10, 1), 2019),  # a Tuesday: the first day
        (dt.date(2019, 9, 30), 2018),  # the day before
        (dt.date(2022, 10, 3), 2021),  # the first Tuesday is the fourth
        (dt.date(2022, 10, 4), 2022),
    ],
)
def test_a_session_begins_on_the_first_tuesday_in_october(date: dt.date, year: int) -> None:
    assert session_year(date) == year


HEARING = """Socialministeriet

Høringssvar fra Danske Handicaporganisationer om udkast til ny vejledning

Vi har modtaget udkastet i høring den 2. maj 2024.

Baggrund

Vi mener, at det er godt.
"""


def test_a_hearing_answer_is_read() -> None:
    document = parsed(HEARING).document
    found = document.metadata
    assert document.kind is SourceKind.HOERINGSSVAR
    assert document.document_id == "hs-danske-handicaporganisationer-vejledning-2024-05-02"
    assert (found.sender, found.recipient) == (
        "Danske Handicaporganisationer",
        "Socialministeriet",
    )
    assert (found.subject, found.provisional) == ("udkast til ny vejledning", False)
    assert (found.signer, found.dated, found.year_to) == (None, None, 2024)


def test_a_hearing_answer_without_date_is_named_by_its_file() -> None:
    text = HEARING.replace("den 2. maj 2024", "i maj")
    document = parsed(text, name="Svar fra DH.docx").document
    assert document.document_id.startswith("hs-svar-fra-dh-")


def test_a_hearing_answer_may_lack_sender_and_recipient() -> None:
    found = parsed("Høringssvar vedr. ny lov\n\nVi er imod.\n").document.metadata
    assert (found.sender, found.recipient, found.subject) == (None, None, "ny lov")


SLIDES = "".join(f" Om emne {n}\n\n• Et punkt\n• To punkter\n" for n in "ABCDEF")


def test_slides_are_teaching() -> None:
    document = parsed(SLIDES, name="Dias om ret.txt").document
    assert document.kind is SourceKind.UNDERVISNING
    assert document.title == "Om emne A"
    assert document.document_id.startswith("uv-dias-om-ret-")
    assert document.metadata.author is None


def test_slide_marks_are_teaching_and_a_title_is_used() -> None:
    text = "Om fejl\n\nDer er fejl."
    document = parsed(text, Mark("slide", "1", Span(0, 7)), title="Kursus").document
    assert (document.kind, document.title) == (SourceKind.UNDERVISNING, "Kursus")


@pytest.mark.parametrize(
    "text",
    [
        SLIDES[:60],  # few pages
        SLIDES.replace("• Et", "Et").replace("• To", "To"),  # no bullets
        SLIDES.replace("Et punkt", "Et punkt med mange ord " * 12),  # prose
    ],
)
def test_other_texts_are_no_slides(text: str) -> None:
    assert not undervisning.recognise(read(text))


@pytest.mark.parametrize(
    ("label", "kind", "number"),
    [
        ("Ankestyrelsens principmedd. 34-18", SourceKind.PRINCIPMEDDELELSE, "34-18"),
        ("Principmeddelelse nr. 1-26", SourceKind.PRINCIPMEDDELELSE, "1-26"),
        ("principafgørelse C-58-06", SourceKind.PRINCIPMEDDELELSE, "C-58-06"),
        ("Ombudsmanden, FOB 2014-24", SourceKind.OMBUDSMANDSUDTALELSE, None),
        ("Vejledning nr. 9 om servicestøtte", SourceKind.VEJLEDNING, None),
        ("Socialminister A, samråd 1. maj", SourceKind.MINISTERSVAR, None),
        ("Politiken den 3/4", SourceKind.UKENDT, None),
    ],
)
def test_tags_name_kinds(label: str, kind: SourceKind, number: str | None) -> None:
    found = undervisning.quoted_source(label, Span(0, 3))
    assert (found.label, found.kind, found.number) == (label, kind, number)


def test_two_tags_on_a_slide_are_two_passages() -> None:
    first = " Om fejl\n\n” Fejl er \nlovlige.\n\n[Avisen A]\n\n"
    second = "”Nej.”\n\n[Avisen B]\n\n[Avisen C]\n\nEget.\n"
    passages = parsed(SLIDES + first + second).passages[-3:]
    assert [(p.text, p.quoted_source and p.quoted_source.label) for p in passages] == [
        ("Fejl er lovlige.", "Avisen A"),  # the mark that nothing closes is left out
        ("”Nej.”", "Avisen B"),
        ("Eget.", None),
    ]


def test_a_slide_that_returns_is_quoted_once() -> None:
    again = " Regler\n\n• Hjælp\n• Tid\n Igen\n\nHjælp\nTid\n Til sidst\n\n• Tid\n"
    passages = parsed(SLIDES + again).passages[-3:]
    assert [(p.heading, p.quotable) for p in passages] == [
        ("Regler", True),
        ("Igen", False),
        ("Til sidst", True),
    ]


GENERIC = """Notat om partshøring

Kommunen skal høre parten.

Hvornår

Før afgørelsen.
Indhold ........ 3
"""


def test_any_other_text_is_unknown() -> None:
    document = parsed(GENERIC, name="Notat (2).txt", url="https://example.dk/n")
    assert document.document.kind is SourceKind.UKENDT
    assert document.document.legal_status is LegalStatus.UKENDT
    assert document.document.title == "Notat om partshøring"
    assert document.document.document_id.startswith("fil-notat-2-")
    assert document.document.metadata.official_url == "https://example.dk/n"
    assert [(p.heading, p.text, p.quotable) for p in document.passages] == [
        ("Notat om partshøring", "Kommunen skal høre parten.", True),
        ("Hvornår", "Før afgørelsen.", True),
        ("Hvornår", "Indhold ........ 3", False),  # a table of contents
    ]


def test_headings_are_marked_or_written_as_markdown() -> None:
    text = "## Frister\n\nFire uger.\n\nKlager over alt, hvad der er sket i sagen.\n\nVent.\n"
    marks = (Mark("heading", "1", Span(text.index("Klager"), text.index("\n\nVent"))),)
    assert [(p.heading, p.text) for p in parsed(text, *marks).passages] == [
        ("Frister", "Fire uger."),
        ("Klager over alt, hvad der er sket i sagen.", "Vent."),
    ]


def test_a_heading_without_text_is_kept() -> None:
    assert [p.text for p in parsed("Notat\n\nOm hjælp\n\nDet er sådan.\n\nSlut").passages] == [
        "Notat",
        "Det er sådan.",
        "Slut",
    ]


def test_a_text_without_heading_is_called_as_its_file() -> None:
    assert parsed("Det er sådan.", name="x.txt").document.title == "x.txt"


def test_the_same_name_is_the_same_document() -> None:
    first, second = parsed("Det er sådan."), parsed("Det er ikke sådan.")
    assert first.document.document_id == second.document.document_id
    assert first.version.version_id != second.version.version_id


def test_the_last_kind_takes_everything() -> None:
    assert generic.recognise(read(""))
    assert not ministersvar.recognise(read(""))
    assert not hoeringssvar.recognise(read(""))
    assert parsed("").passages == ()
