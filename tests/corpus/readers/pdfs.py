"""Small PDFs written by hand: one font, text at given places."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdf


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    text: str
    size: float = 11
    gaps: Sequence[tuple[str, int]] = ()
    """Parts of the text with what to move right after each, in thousandths of the size."""


Page = Sequence[Words]


def pdf(pages: Iterable[Page], width: int = 595, height: int = 842) -> bytes:
    """A PDF of these pages."""
    contents = [b"\n".join(_show(words) for words in page) for page in pages]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(contents)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(contents)} >>".encode())
    objects.append(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    )
    for index, content in enumerate(contents):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * index} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def page(lines: Sequence[str], *, left: float = 72, top: float = 760, pitch: float = 14) -> Page:
    """Lines under one another; an empty one leaves a gap."""
    return [Words(left, top - n * pitch, line) for n, line in enumerate(lines) if line]


def locked(raw: bytes) -> bytes:
    """The same PDF behind a password."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    writer.encrypt("hemmelig", algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def scanned(pixels: bytes = b"x", width: int = 1, height: int = 1) -> bytes:
    """A page that is one grey picture."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            b"/Resources << /XObject << /I 4 0 R >> >> /Contents 5 0 R >>"
        ),
        (
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
            b"/BitsPerComponent 8 /Length %d >>\nstream\n%s\nendstream"
            % (width, height, len(pixels), pixels)
        ),
        b"<< /Length 26 >>\nstream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream",
    ]
    return _file(objects)


def _show(words: Words) -> bytes:
    parts = words.gaps or ((words.text, 0),)
    array = b" ".join(b"(%s) %d" % (_escaped(text), -gap) for text, gap in parts)
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm [%s] TJ ET" % (words.size, words.x, words.y, array)


def _escaped(text: str) -> bytes:
    return b"".join(b"\\%03o" % byte for byte in text.encode("cp1252"))


def _file(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        table,
    )
    return bytes(out)
