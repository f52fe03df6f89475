import datetime as dt

import pytest

from corpus.kinds.registry import parse
from corpus.model import LegalStatus, ParsedDocument, ReadText, SourceFile, SourceKind


def parsed(text: str, name: str = "a.txt", **fields: str) -> ParsedDocument:
    return parse(SourceFile(name, text.encode()), ReadText(text, "text", "1", fields=fields))


BILL = (
    "Lovforslag nr. L 94\n\nFolketinget 2022-23 (2. samling)\n\n"
    "Forslag til Lov om ændring af lov om social service\n\nBemærkninger til lovforslaget\n\n"
    "Forslaget har til formål at styrke retssikkerheden."
)


@pytest.mark.parametrize(
    ("text", "fields", "kind", "document_id", "number"),
    [
        # a guidance with its number
        (
            "Vejledning nr. 9207 af 11. april 2013 om støtte til børn\n\nKommunen skal vejlede.",
            {},
            SourceKind.VEJLEDNING,
            "vej-2013-9207",
            "VEJ nr. 9207",
        ),
        # by the type of the file
        (
            "Kommunen skal vejlede.",
            {"DocumentType": "VEJ#LOKDOK15", "Number": "7", "Year": "2019"},
            SourceKind.VEJLEDNING,
            "vej-2019-7",
            "VEJ nr. 7",
        ),
        # the ombudsman, new and old numbers
        (
            "FOB 2021-19\n\nFolketingets Ombudsmand\n\nKommunen burde have partshørt.",
            {},
            SourceKind.OMBUDSMANDSUDTALELSE,
            "fob-2021-19",
            "FOB 2021-19",
        ),
        (
            "Ombudsmandens udtalelse FOB 05.302\n\nKommunen burde have partshørt.",
            {},
            SourceKind.OMBUDSMANDSUDTALELSE,
            "fob-2005-302",
            "FOB 2005-302",
        ),
        (
            "FOB nr. 95.331. Folketingets Ombudsmand udtalte kritik.",
            {},
            SourceKind.OMBUDSMANDSUDTALELSE,
            "fob-1995-331",
            "FOB 1995-331",
        ),
        # a bill
        (BILL, {}, SourceKind.FORARBEJDER, "lsf-2022-23-l-94", "L 94"),
        # an answer to a § 20 question
        (
            (
                "Folketinget 2013-14\n\nSvar på spørgsmål nr. S 1210 til social- og boligministeren"
                "\n\nSpørgsmål nr. S 1210\n\nDen 3. marts 2014. Ministeren svarer."
            ),
            {},
            SourceKind.MINISTERSVAR,
            "spm-s-2013-14-1210",
            "S 1210",
        ),
    ],
)
def test_kinds_and_numbers(
    text: str, fields: dict[str, str], kind: SourceKind, document_id: str, number: str
) -> None:
    document = parsed(text, **fields).document
    assert document.kind is kind
    assert document.document_id == document_id
    assert document.metadata.number == number


@pytest.mark.parametrize(
    ("text", "fields", "kind", "prefix"),
    [
        # no number in the text: the file's name
        ("Vejledning om støtte til børn\n\nTekst.", {}, SourceKind.VEJLEDNING, "vej-a-"),
        ("Tekst.", {"DocumentType": "FOB"}, SourceKind.OMBUDSMANDSUDTALELSE, "fob-a-"),
        ("Tekst.", {"DocumentType": "LSF"}, SourceKind.FORARBEJDER, "lsf-a-"),
        (
            "Svar på spørgsmål nr. S 5\n\nTekst.",
            {},
            SourceKind.MINISTERSVAR,
            "spm-s-a-",
        ),
    ],
)
def test_without_a_number_the_file_names_it(
    text: str, fields: dict[str, str], kind: SourceKind, prefix: str
) -> None:
    document = parsed(text, **fields).document
    assert document.kind is kind
    assert document.document_id.startswith(prefix)


def test_the_session_of_an_answer_from_its_address() -> None:
    url = "https://www.ft.dk/samling/20131/spoergsmaal/S1210/svar/1125330/1353645.pdf"
    document = parsed("Svar på spørgsmål nr. S 1210\n\nTekst.", url=url).document
    assert document.document_id == "spm-s-2013-1210"


def test_a_municipal_text_has_an_owner() -> None:
    document = parsed("Kvalitetsstandard for aflastning\n\nFaaborg-Midtfyn Kommune 2024").document
    assert document.kind is SourceKind.KOMMUNALT
    assert document.metadata.owner == "Faaborg-Midtfyn Kommune"
    assert document.legal_status is LegalStatus.IKKE_RELEVANT


def test_dates_of_a_guidance() -> None:
    document = parsed("Vejledning nr. 9207 af 11. april 2013 om støtte\n\nTekst.").document
    assert document.metadata.dated == dt.date(2013, 4, 11)
    assert document.legal_status is LegalStatus.UKENDT


@pytest.mark.parametrize(
    "text",
    [
        # names a guidance, is none
        "Notat\n\nVejledning om støtte findes på nettet.",
        # names a bill, is none
        "Notat om Forslag til Lov om ændring af lov om social service.",
        # names the ombudsman without a number
        "Folketingets Ombudsmand har udtalt sig.",
        # names a municipality alone
        "Aalborg Kommune skrev til borgeren.",
        # a question that nobody answers here
        "Spørgsmål nr. S 1210 er stillet.",
    ],
)
def test_what_only_names_them_is_something_else(text: str) -> None:
    assert parsed(text).document.kind is SourceKind.UKENDT
