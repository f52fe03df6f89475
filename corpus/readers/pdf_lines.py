"""The lines of one PDF page, as pdfium lays them out, with what is needed to repair them.

Two faults of the text layer are mended here, before anything is stored:
a space that pdfium guesses inside a letter-spaced word (such a space is marked as generated and
narrower than a real one), and its mark for a hyphen at the end of a line (U+0002 or U+FFFE, in
place of the hyphen and the line end).
"""

import ctypes
import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_HYPHEN_MARKS = frozenset({0x02, 0xFFFE})
_NARROW_EM = 0.22
"""A guessed space narrower than this share of the font size stands inside a word, in a line that
has spaces of its own."""
_NARROWEST_EM = 0.12
"""The same in a line without any: there the gaps are the spaces."""
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One visual line; lengths in points, y grows upwards."""

    text: str
    left: float
    right: float
    baseline: float
    font_size: float
    bold: bool


def page_lines(page: pdfium.PdfPage) -> tuple[Line, ...]:
    """Lines in the order of the content stream; columns stay apart."""
    textpage = page.get_textpage()
    try:
        return _lines(textpage)
    finally:
        textpage.close()


def recognised_lines(text: str, height: float) -> tuple[Line, ...]:
    """Lines of a recognised text, set under one another; a blank line leaves a gap."""
    return tuple(
        Line(line.strip(), 0.0, 7.0 * len(line), height / 2 - 14.0 * number, 11.0, bold=False)
        for number, line in enumerate(text.splitlines())
        if line.strip()
    )


def _lines(textpage: pdfium.PdfTextPage) -> tuple[Line, ...]:
    raw = textpage.raw
    count = textpage.count_chars()
    lines: list[Line] = []
    current: list[int] = []
    for index in range(count):
        code = pdfium_c.FPDFText_GetUnicode(raw, index)
        if code == 0x0D:
            continue
        if code == 0x0A:
            _finish(lines, raw, current, hyphen=False)
            current = []
        elif code in _HYPHEN_MARKS:
            _finish(lines, raw, current, hyphen=True)
            current = []
        else:
            current.append(index)
    _finish(lines, raw, current, hyphen=False)
    return tuple(lines)


def _finish(
    lines: list[Line], raw: pdfium_c.FPDF_TEXTPAGE, indices: list[int], *, hyphen: bool
) -> None:
    while indices and _char(raw, indices[0]).isspace():
        indices = indices[1:]
    visible = [i for i in indices if not _char(raw, i).isspace()]
    if not visible:
        return
    narrow = _NARROW_EM if _has_own_spaces(raw, indices) else _NARROWEST_EM
    text = "".join(_kept(raw, indices, position, narrow) for position in range(len(indices)))
    text = _INVISIBLE.sub("", text).rstrip()
    if not text:
        return
    first, last = visible[0], visible[-1]
    left, _ = _sides(raw, first)
    _, right = _sides(raw, last)
    lines.append(
        Line(
            text=text + "-" if hyphen else text,
            left=left,
            right=right,
            baseline=_baseline(raw, first),
            font_size=pdfium_c.FPDFText_GetFontSize(raw, visible[len(visible) // 2]),
            bold=pdfium_c.FPDFText_GetFontWeight(raw, visible[len(visible) // 2]) >= 600,
        )
    )


def _has_own_spaces(raw: pdfium_c.FPDF_TEXTPAGE, indices: list[int]) -> bool:
    return any(
        _char(raw, index) == " " and pdfium_c.FPDFText_IsGenerated(raw, index) == 0
        for index in indices
    )


def _kept(raw: pdfium_c.FPDF_TEXTPAGE, indices: list[int], position: int, narrow: float) -> str:
    """The character, or nothing where pdfium guessed a space inside a word."""
    index = indices[position]
    char = _char(raw, index)
    inner = 0 < position < len(indices) - 1
    if not (char == " " and inner and pdfium_c.FPDFText_IsGenerated(raw, index) == 1):
        return char
    _, right = _sides(raw, indices[position - 1])
    left, _ = _sides(raw, indices[position + 1])
    size = pdfium_c.FPDFText_GetFontSize(raw, indices[position - 1])
    return "" if left - right < narrow * size else char


def _char(raw: pdfium_c.FPDF_TEXTPAGE, index: int) -> str:
    code = int(pdfium_c.FPDFText_GetUnicode(raw, index))
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)


def _sides(raw: pdfium_c.FPDF_TEXTPAGE, index: int) -> tuple[float, float]:
    """Left and right edge with the character's own room, not of its ink."""
    box = pdfium_c.FS_RECTF()
    pdfium_c.FPDFText_GetLooseCharBox(raw, index, box)
    return float(box.left), float(box.right)


def _baseline(raw: pdfium_c.FPDF_TEXTPAGE, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium_c.FPDFText_GetCharOrigin(raw, index, x, y)
    return y.value
