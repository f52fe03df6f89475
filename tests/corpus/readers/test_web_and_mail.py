import pytest

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers import email as email_reader
from corpus.readers import html

PAGE = """<!doctype html><html><head><title> Principmeddelelse
 1-26 </title><meta property="og:title" content="1-26"><meta name="x" content="y">
<link rel="canonical" href="https://www.ast.dk/1-26"><link rel="icon" href="i"></head><body>
<header>Top</header><nav>Menu</nav><div role="navigation">Sti</div>
<main><!-- skjult --><h1>Principmeddelelsen <em>fastslår</em></h1>
<p>Kommunen skal
 høre parten.<br>Ny linje.</p><script>alert(1)</script>
<table><tr><th>Frist</th><td>4 uger</td></tr><tr><td></td></tr></table>
<ul><li>Et</li><li>To</li></ul>
løs tekst</main><footer>Kontakt</footer></body></html>"""


def page(markup: str | bytes) -> ReadText:
    raw = markup if isinstance(markup, bytes) else markup.encode()
    return html.read(SourceFile("side.html", raw))


def test_the_main_content_without_menus() -> None:
    result = page(PAGE)
    assert result.text.split("\n\n") == [
        "Principmeddelelsen fastslår",
        "Kommunen skal høre parten.\nNy linje.",
        "Frist\t4 uger",
        "Et",
        "To",
        "løs tekst",
        "",
    ]
    assert [(m.kind, m.label) for m in result.marks[1:]] == [
        ("heading", "Principmeddelelsen fastslår"),
        ("table", ""),
    ]
    assert result.fields == {"title": "1-26", "url": "https://www.ast.dk/1-26"}


def test_a_page_without_main_is_read_whole() -> None:
    assert page("<p>Kun et afsnit</p>").text == "Kun et afsnit\n\n"


def test_page_markers_and_running_headers_of_folketinget() -> None:
    markup = (
        "<body><p>2200733_0001.png</p><p>SOU, Alm.del - 2017-18 - Bilag 278: Notat om noget</p>"
        "<p>Første side.</p><p>2200733_0002.png</p><p>Anden side.</p></body>"
    )
    result = page(markup)
    assert result.text == "Første side.\n\nAnden side.\n\n"
    assert [(m.kind, m.label) for m in result.marks[1:]] == [("page", "1"), ("page", "2")]


@pytest.mark.parametrize(
    "raw",
    [
        # declared in the page
        '<meta charset="iso-8859-1"><p>Børn og ældre</p>'.encode("latin-1"),
        # not declared, an old page
        "<p>Børn og ældre</p>".encode("cp1252"),
        # UTF-8 without a word about it
        "<p>Børn og ældre</p>".encode(),
    ],
)
def test_encodings(raw: bytes) -> None:
    assert page(raw).text == "Børn og ældre\n\n"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        # nothing at all
        (b"", "tom"),
        # only a menu
        (b"<html><body><nav>Menu</nav></body></html>", "ingen tekst"),
        # not text
        (b"<html>\x00\x01\x02", "binært"),
    ],
)
def test_pages_without_text_are_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        page(raw)


MAIL = b"""From: =?iso-8859-1?Q?S=F8ren?= <soeren@kommune.dk>
To: borgmester@kommune.dk
Subject: =?utf-8?Q?Svar_p=C3=A5_sp=C3=B8rgsm=C3=A5l?=
Date: Fri, 07 Feb 2020 10:00:00 +0100
MIME-Version: 1.0
Content-Type: text/plain; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

K=E6re alle=0D=0AHusk partsh=F8ring.
"""


def mail(raw: bytes) -> ReadText:
    return email_reader.read(SourceFile("svar.eml", raw))


def test_mail_with_encoded_headers() -> None:
    result = mail(MAIL)
    assert result.text == "Kære alle\nHusk partshøring.\n"
    assert result.fields == {
        "title": "Svar på spørgsmål",
        "sender": "Søren <soeren@kommune.dk>",
        "recipient": "borgmester@kommune.dk",
        "date": "2020-02-07",
    }


def test_mail_in_html() -> None:
    raw = b"Subject: x\nContent-Type: text/html; charset=utf-8\n\n<p>Hej <b>alle</b></p>"
    result = mail(raw)
    assert (result.text, result.reader) == ("Hej alle\n\n", "email")
    assert result.fields == {"title": "x"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        # no header of a mail
        (b"bare en tekst", "ingen e-mailhoveder"),
        # an empty text
        (b"Subject: x\n\n  \n", "tom"),
        # only an attachment
        (
            b"Subject: x\nContent-Type: application/pdf\nContent-Disposition: attachment\n\nx",
            "ingen tekst",
        ),
        # a character set that nobody knows
        (b"Subject: x\nContent-Type: text/plain; charset=klingon\n\nx", "tegnsæt"),
    ],
)
def test_mail_without_text_is_refused(raw: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason):
        mail(raw)
