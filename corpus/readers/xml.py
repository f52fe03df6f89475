"""lxml for files of unknown origin: no entities, no network, no huge trees."""

import re

from lxml import etree

from corpus.errors import ReadError

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


def parse_xml(raw: bytes) -> etree._Element:
    """Root of an XML file.

    A document type with declarations of its own is refused: no format that is read here has one,
    and entity bombs need it.

    Raises:
        ReadError: not well formed, or with declarations of its own.
    """
    if _DOCTYPE.search(raw[:100_000]):
        raise ReadError("XML-filen har egne entiteter (DOCTYPE); den læses ikke")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_without_false_encoding(raw), parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(f"XML-filen er ikke velformet: {error.msg}") from error
    if root is None:
        raise ReadError("XML-filen er tom")
    return root


def local_name(element: etree._Element) -> str:
    """Tag without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _without_false_encoding(raw: bytes) -> bytes:
    """Retsinformation's feed says utf-16 over UTF-8 bytes: such a declaration is dropped."""
    head = raw[:200]
    if b"utf-16" in head.lower() and b"\x00" not in head:
        return re.sub(rb"^\s*<\?xml[^>]*\?>", b"", raw)
    return raw
