"""Identifiers other than CPR numbers are left out of a question, and the rest is kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import Redaction, redact
from bot.privacy.redaction import KINDS

LEFT_OUT = [
    # a phone number with a word before it
    ("Ring 20104567 om partshøring", "om partshøring", ("telefonnummer",)),
    # a phone number in pairs beside a name
    (
        "Jens Hansen, tlf. 20 10 45 67, får han afslag?",
        "får han afslag?",
        ("navn", "telefonnummer"),
    ),
    # a phone number with country
    ("skal +45 2010 4567 partshøres", "skal partshøres", ("telefonnummer",)),
    # pairs alone
    ("20-10-45-67 vil klage", "vil klage", ("telefonnummer",)),
    # an e-mail address
    ("mor.til@example.dk vil klage", "vil klage", ("e-mailadresse",)),
    # an e-mail address as Slack makes it a link
    ("mailto:mor@example.dk vil klage", "vil klage", ("e-mailadresse",)),
    # an account
    ("konto: 5301 1234567 skal bruges", "skal bruges", ("kontonummer",)),
    # an account without a word before it
    ("udbetal til 5301 1234567", "udbetal til", ("kontonummer",)),
    # a bank and an account
    ("reg.nr. 5301 kontonr. 1234567 ok", "ok", ("kontonummer",)),
    # an international account
    ("DK50 0040 0440 1162 43 får hun hjælp", "får hun hjælp", ("kontonummer",)),
    # an address with floor, post code and district, and a journal number beside it
    (
        "Hun bor Nørregade 12, 2. th, 8000 Aarhus C med j.nr. 22-34124",
        "Hun bor med",
        ("adresse", "journalnummer"),
    ),
    # a street that may be another word, with a post code
    ("bor Solhaven 3, 8000 Aarhus og klager", "bor og klager", ("adresse",)),
    # a journal number beside a name
    (
        "Fatima Ali, sagsnr. 2020-1164: skal hun partshøres?",
        "skal hun partshøres?",
        ("navn", "journalnummer"),
    ),
    # a journal number in the same question as a patronym
    ("Jens Nielsen klager over 19-27704", "klager over", ("navn", "journalnummer")),
    # a journal number in the same question as a named person
    (
        "borgeren hedder Fatima, sagen er 19-27704",
        "borgeren hedder sagen er",
        ("navn", "journalnummer"),
    ),
    # a bare phone number in the same question as a named person
    ("fru Ali (20104567) klager", "fru klager", ("navn", "telefonnummer")),
    # several of everything: each kind is told once
    ("a@b.dk, c@d.dk og 20 10 45 67", "og", ("telefonnummer", "e-mailadresse")),
    # nothing else left
    ("a@b.dk", "", ("e-mailadresse",)),
]

UNTOUCHED = [
    "",  # nothing
    "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?",  # a question
    "hvad siger principmeddelelse 34-18 og C-12-03?",  # decisions
    "sag 19-27704 hvad siger den",  # a journal number as a reference
    "hvad står der i 2020 - 1164",  # the same, as in a letterhead
    "Aalborg Kommune, sagsnr. 2020-1164",  # an authority is not a person
    "Ankestyrelsen 22-34124",  # nor is this
    "hvad skrev Astrid Krag om partshøring",  # a name alone may be an author
    "Hvad mener Karen Nielsen",  # the same with a patronym
    "konto 16.53.31 i finansloven",  # an account of the state
    "§§ 20 21 22 23",  # provisions
    "LBK nr. 170 af 24/01/2022 § 20",  # an act
    "Børnehaven 3 måneder",  # not an address
    "Vi er på en omvej 3 år",  # small letters
    "Ny Udvej 3 år efter",  # a period is not a house number
    "20 10 45 67 89",  # a longer row is a list
    "EAN 5798000354838",  # a company's number
    "CVR 29189468",  # a company's number
    "tilbud for 20104567 kr.",  # an amount
    "fra 01.01.2020 til 31.12.2020",  # dates
]


@pytest.mark.parametrize(("text", "rest", "kinds"), LEFT_OUT)
def test_identifiers_are_left_out(text: str, rest: str, kinds: tuple[str, ...]) -> None:
    assert redact(text) == Redaction(rest, kinds)


@pytest.mark.parametrize("text", UNTOUCHED)
def test_other_words_and_numbers_stay(text: str) -> None:
    assert redact(text) == Redaction(text, ())


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_redacted(text: str) -> None:
    redaction = redact(text)
    assert [kind for kind in KINDS if kind in redaction.left_out] == list(redaction.left_out)
    assert (redaction.text == text) is (redaction.left_out == ())


@settings(deadline=None)
@given(
    st.integers(20_00_00_00, 99_99_99_99).map(str),
    st.sampled_from(("{0}{1}{2}{3}", "{0} {1} {2} {3}", "{0}-{1}-{2}-{3}", "{0}{1} {2}{3}")),
    st.sampled_from(("tlf. ", "telefon: ", "mobilnr. ", "+45 ", "0045")),
)
def test_generated_phone_numbers_are_left_out(number: str, shape: str, word: str) -> None:
    spelled = shape.format(number[:2], number[2:4], number[4:6], number[6:])
    assert redact(f"ja {word}{spelled}, hvad nu") == Redaction("ja hvad nu", ("telefonnummer",))
