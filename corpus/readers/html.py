"""Web pages: the main content without menus, footers and scripts; one block a paragraph.

Pages of the Folketing's archive carry a marker for each page (»2200733_0001.png«) and a running
header; both are left out, the marker becomes a mark.
"""

import re

import lxml.html
from lxml import etree

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers.builder import TextBuilder

READER = "html"
VERSION = "1"

_DROPPED = frozenset(
    {
        "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button",
        "iframe", "svg", "head", "select", "dialog", "header",
    }
)  # fmt: skip
_DROPPED_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog"})
_BLOCKS = frozenset(
    {
        "p", "div", "section", "article", "main", "li", "ul", "ol", "dl", "dt", "dd", "pre",
        "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "figure", "figcaption",
        "address", "body", "details", "summary", "hr",
    }
)  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAK = "\x00"
"""Stands for `<br>`: HTML text never holds it."""
_PAGE_MARKER = re.compile(r"^\d+_(\d{4})\.png$")  # 2200733_0001.png
_RUNNING = re.compile(r"^\S+, Alm\.del - .+ - (?:Bilag|Spørgsmål|Endeligt svar).{0,200}$")


def read(source: SourceFile) -> ReadText:
    """Text with marks `heading`, `table` and `page`, and the page's title, address and dates.

    Raises:
        ReadError: no HTML, or nothing but menus.
    """
    if b"\x00" in source.raw[:1000] and not source.raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("filen er ikke HTML (binært indhold)")
    root = _tree(source.raw)
    builder = TextBuilder()
    _Writer(builder).write(_main(root))
    if not builder.position:
        raise ReadError("siden har ingen tekst uden for menuer (indlæses den med JavaScript?)")
    return builder.build(READER, VERSION, _fields(root))


def _tree(raw: bytes) -> etree._Element:
    """The page; UTF-8 unless the page says otherwise or is not valid UTF-8."""
    encoding = None
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        encoding = None if re.search(rb"charset\s*=", raw[:4000], re.IGNORECASE) else "cp1252"
    else:
        encoding = "utf-8"
    parser = lxml.html.HTMLParser(encoding=encoding, no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("siden er tom eller ikke HTML") from error
    return root


def _main(root: etree._Element) -> etree._Element:
    for path in ("//main", "//*[@role='main']", "//article", "//body"):
        found = root.xpath(path)
        if isinstance(found, list) and len(found) == 1 and etree.iselement(found[0]):
            return found[0]
    return root


class _Writer:
    """Walks the tree and closes a paragraph where a block begins or ends."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._line: list[str] = []
        self._page_start: tuple[str, int] | None = None

    def write(self, element: etree._Element) -> None:
        self._walk(element)
        self._close()
        self._end_page()

    def _walk(self, element: etree._Element) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag and tag not in _DROPPED and element.get("role") not in _DROPPED_ROLES:
            self._element(element, tag)
        if element.tail:
            self._line.append(element.tail)

    def _element(self, element: etree._Element, tag: str) -> None:
        if tag == "table":
            self._close()
            self._table(element)
            return
        if tag in _BLOCKS:
            self._close()
        if tag == "br":
            self._line.append(_BREAK)
        if element.text:
            self._line.append(element.text)
        for child in element:
            self._walk(child)
        if tag in _BLOCKS:
            self._close("heading" if tag in _HEADINGS else "")

    def _close(self, mark: str = "") -> None:
        lines = [" ".join(line.split()) for line in _lines("".join(self._line))]
        self._line.clear()
        kept = [line for line in lines if line and not self._marker(line)]
        text = "\n".join(kept)
        if text:
            span = self._builder.paragraph(text)
            if mark:
                self._builder.mark(mark, " ".join(kept), span)

    def _marker(self, line: str) -> bool:
        found = _PAGE_MARKER.match(line)
        if found:
            self._end_page()
            self._page_start = (str(int(found[1])), self._builder.position)
        return bool(found) or _RUNNING.match(line) is not None

    def _end_page(self) -> None:
        if self._page_start is not None:
            label, start = self._page_start
            self._builder.mark_since("page", label, start)
            self._page_start = None

    def _table(self, element: etree._Element) -> None:
        start = self._builder.position
        for row in element.iter("tr"):
            cells = [" ".join("".join(map(str, cell.itertext())).split()) for cell in row]
            if any(cells):
                self._builder.line("\t".join(cells))
        if self._builder.position > start:
            self._builder.mark_since("table", "", start)
            self._builder.add("\n")


def _lines(text: str) -> list[str]:
    """Only `<br>` breaks a line; the source's own line ends are white space."""
    return text.split(_BREAK)


def _fields(root: etree._Element) -> dict[str, str]:
    fields = {"title": " ".join((root.findtext(".//title") or "").split())}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or "").lower()
        if key in ("og:title", "article:published_time", "author", "description"):
            fields[key.rpartition(":")[2]] = (element.get("content") or "").strip()
    for element in root.iter("link"):
        if element.get("rel") == "canonical":
            fields["url"] = element.get("href") or ""
    return fields
