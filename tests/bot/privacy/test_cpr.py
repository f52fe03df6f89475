"""CPR numbers are found in every spelling, and nothing else is."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import cpr_spans, find_cpr
from corpus.model import Span

DASHES = "".join(sign for sign in map(chr, range(0x11000)) if unicodedata.category(sign) == "Pd")
SPACES = " \t\n\r\u00a0\u2009\u202f\u3000\u2003"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u180e\ufe0f\u0336\x00"
ZEROES = "0０٠०𝟎𝟘"

SPELLINGS = [
    "0101901234",  # plain
    "010190-1234",  # dashed
    "010190 1234",  # spaced
    "010190 - 1234",  # dash with spaces
    "010190–1234",  # en dash
    "010190−1234",  # minus sign
    "010190ー1234",  # katakana dash
    "010190--1234",  # two dashes
    "010190-\n1234",  # across a line end
    "010190\r\n1234",  # across a Windows line end
    "010190-\n> 1234",  # across a quoted line end
    "01 01 90 1234",  # in pairs
    "01 01 90 12 34",  # all pairs
    "01.01.90-1234",  # dotted
    "01.01.90.1234",  # all dots
    "01.01.90-12 34",  # dotted, last four in pairs
    "01/01/90-1234",  # slashed
    "01-01-90-1234",  # all dashes
    "010190/1234",  # slash before the last four
    "010190.1234",  # dot before the last four
    "010190_1234",  # underscore
    "010190(1234)",  # brackets
    "010190,1234",  # comma
    "0101 90-1234",  # uneven groups
    "010 190-1234",  # groups of three
    "0 1 0 1 9 0 1 2 3 4",  # spaces between all
    "0 1 0 1 9 0 - 1 2 3 4",  # spaces between all, and a dash
    "0-1-0-1-9-0-1-2-3-4",  # dashes between all
    "0.1.0.1.9.0-1.2.3.4",  # dots between all, and a dash
    "０１０１９０１２３４",  # full-width
    "０１０１９０－１２３４",  # full-width with full-width dash
    "٠١٠١٩٠-١٢٣٤",  # Arabic digits
    "⁰¹⁰¹⁹⁰⁻¹²³⁴",  # raised digits
    "①①①①①①-①①①①",  # circled digits
    "0️⃣1️⃣0️⃣1️⃣9️⃣0️⃣1️⃣2️⃣3️⃣4️⃣",  # keycap emoji
    "01\u200b0190\u200b1234",  # zero-width spaces
    "01019\u200b01234",  # zero-width space off the usual place
    "010190\u00ad1234",  # soft hyphen
    "0̶1̶0̶1̶9̶0̶-1234",  # struck through
    "610190-1234",  # replacement number, day + 60
    "910190-1234",  # replacement number, last day
    "290200-1234",  # leap day of 2000
    "290296-1234",  # leap day
    "010190-0000",  # no modulus 11
    "010190-1234¹",  # with a footnote mark
    "01-01-1990-1234",  # four-digit year
    "01.01.1990-1234",  # four-digit year, dots
    "01011990-1234",  # four-digit year, plain date
    "010119901234",  # four-digit year, all plain
    "1.1.90-1234",  # no leading noughts
    "1/1-90-1234",  # no leading noughts, slash
    "cpr. 10190-1234",  # leading nought dropped by a spreadsheet
    "CPR-nummer er 101901234",  # the same without dash
    "010190&#8211;1234",  # HTML entity for the dash
    "010190&nbsp;1234",  # HTML entity for the space
    "010190%2D1234",  # percent encoding
    "cpr0101901234",  # glued to a word
    "sag 12 010190 1234",  # a number before it
    "010190-1234-5",  # a number after it
    "2020-1164 010190-1234",  # a case number before it
    "<tel:0101901234|010190-1234>",  # as Slack makes it a link
    "*010190*-1234",  # bold
    "<b>010190</b>-1234",  # bold in HTML
    '<span style="color:red">0101</span>901234',  # coloured in HTML
    "010190\\-1234",  # escaped dash of Markdown
    "010190-12-34",  # dashes in the last four too
]

OTHER_NUMBERS = [
    "",  # nothing
    "34-18",  # decision
    "C-12-03",  # older decision
    "34-18, C-12-03, 2-26 og 22-25",  # decisions
    "10-12 20-15 17-19",  # decisions without commas
    "2020 - 1164",  # case number in a letterhead
    "19-27704",  # case number
    "22-34124 19-27704",  # two case numbers
    "21-02-2020 2020-1164",  # date and case number
    "Dato\n21-02-2020\nSagsnr.\n2020 - 1164",  # letterhead
    "§§ 10, 12, 14, 1612",  # provisions
    "§ 10, stk. 12, nr. 14, 16, 18",  # provisions
    "nummer 5, 6, 7, 8, 9, 11, 12, 13",  # a long list
    "1.1., 1.2., 1.3., 1.5., 1.6.",  # points of an annex
    "LBK nr. 1012 af 10-12-2019",  # consolidated act
    "lov nr. 1122 af 10/12/2019",  # act
    "den 10.12.2019 kl. 14.30",  # date and time
    "10-12-2019 14:30",  # date and time
    "2019-12-10 14:30:15",  # ISO date and time
    "01.01.20-31.12.20",  # period
    "01.01.20-31.12",  # period
    "skoleårene 2008/09 - 2009/10",  # school years
    "2009-10, 2010-11",  # school years
    "20 10 45 67",  # phone
    "+45 20 10 45 67",  # phone with country
    "0045 20104567",  # phone with country
    "20 10 45 67 20 11 45 67",  # two phones
    "+45 20 10 45 67 +45 20 11 45 67",  # two phones with country
    "2010 4567",  # phone in fours
    "CVR 29 18 94 68",  # company
    "EAN 5798000354838",  # EAN
    "EAN 5798 0003 54838",  # EAN in groups
    "120.190 2024",  # amount and year
    "1.012.345.678 kr.",  # large amount
    "101.290,50 kr.",  # amount
    "10 % 12 % 20 % 1500",  # shares
    "310290-1234",  # no 31 February
    "310490-1234",  # no 31 April
    "290201-1234",  # no leap day
    "001290-1234",  # no day 0
    "011390-1234",  # no month 13
    "600190-1234",  # day 60 is neither
    "920190-1234",  # nor is 92
    "010190",  # a date alone
    "010190-123",  # too short
    "010190-12345",  # too long
    "10101901234",  # eleven digits
    "J.nr. 8-12-99-1234",  # old journal number
    "https://www.ft.dk/samling/20131/spoergsmaal/S725/svar/1102491/1320529.pdf",  # address
    "cpr er 10 cifre",  # the word alone
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_every_spelling_is_found(text: str) -> None:
    assert find_cpr(text)
    assert find_cpr(f"må vi give afslag til {text} efter § 95?")


@pytest.mark.parametrize("text", OTHER_NUMBERS)
def test_other_numbers_pass(text: str) -> None:
    assert not find_cpr(text)
    assert cpr_spans(text) == ()


def test_spans_point_into_the_text_as_written() -> None:
    text = "Se 010190-1234 og 02\u200b0290 5678."
    assert cpr_spans(text) == (Span(3, 14), Span(18, 30))
    assert [text[span.start : span.end] for span in cpr_spans(text)] == [
        "010190-1234",
        "02\u200b0290 5678",
    ]


@st.composite
def _dates(draw: st.DrawFn) -> str:
    date = draw(st.dates())
    day = date.day + draw(st.sampled_from((0, 60)))
    return f"{day:02}{date.month:02}{date.year % 100:02}"


@st.composite
def _spelled(draw: st.DrawFn) -> str:
    """A CPR number, grouped, separated, in any digits, with invisible signs anywhere."""
    digits = draw(_dates()) + draw(st.from_regex(r"[0-9]{4}", fullmatch=True))
    joint = draw(
        st.sampled_from(("", " ", "/", ".", "-"))
        | st.sampled_from(DASHES)
        | st.text(SPACES, min_size=1, max_size=3)
        | st.builds("{} {}".format, st.sampled_from(DASHES), st.sampled_from(("", " ", "\n")))
    )
    inner = draw(st.sampled_from(("", "", " ", ".", "-", "/") if joint else ("",)))
    spread = draw(st.booleans()) and draw(st.booleans())
    if spread:
        text = f" {joint} ".join((" ".join(digits[:6]), " ".join(digits[6:])))
    else:
        text = inner.join((digits[:2], digits[2:4], digits[4:6])) + joint + digits[6:]
    zero = ord(draw(st.sampled_from(ZEROES)))
    text = "".join(chr(zero + int(sign)) if sign in "0123456789" else sign for sign in text)
    for sign in draw(st.text(INVISIBLE, max_size=3)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + sign + text[place:]
    return text


@settings(max_examples=2000, deadline=None)
@given(_spelled(), st.sampled_from(("", "cpr ", "Borgeren (", "§ 95 ", "34-18: ")))
def test_generated_spellings_are_found(number: str, before: str) -> None:
    text = f"{before}{number}, hvad nu?"
    assert find_cpr(text)
    (span,) = cpr_spans(text)
    digits = [
        sign for sign in text[span.start : span.end] if unicodedata.digit(sign, None) is not None
    ]
    assert len(digits) == 10


_REFERENCES = st.one_of(
    st.builds("{}-{:02}".format, st.integers(1, 150), st.integers(1, 26)),
    st.builds("C-{}-{:02}".format, st.integers(1, 60), st.integers(1, 12)),
    st.builds("§ {}, stk. {}".format, st.integers(1, 200), st.integers(1, 12)),
    st.builds("{:02}-{}".format, st.integers(15, 26), st.integers(10000, 99999)),
    st.builds("{} - {}".format, st.integers(2000, 2026), st.integers(100, 99999)),
    st.dates().map(lambda day: f"{day:%d-%m-%Y}"),
    st.dates().map(lambda day: f"{day:%d.%m.%y}"),
    st.builds("LBK nr. {} af {:%d/%m/%Y}".format, st.integers(1, 2000), st.dates()),
    st.integers(20_00_00_00, 99_99_99_99).map(lambda n: f"{n:08}"),
    st.integers(20_00_00_00, 99_99_99_99).map(lambda n: f"{n:_}".replace("_", "")[:8]),
    st.integers(0, 10**9).map(lambda n: f"{n:,}".replace(",", ".") + " kr."),
    st.integers(57 * 10**11, 58 * 10**11 - 1).map(str),
)


@settings(max_examples=1000, deadline=None)
@given(st.lists(_REFERENCES, max_size=5).map(", ".join))
def test_references_pass(text: str) -> None:
    assert not find_cpr(text)


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    spans = cpr_spans(text)
    assert list(spans) == sorted(spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
