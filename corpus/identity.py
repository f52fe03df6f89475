"""Stable names: of documents, their versions, their passages."""

import hashlib
import re
import unicodedata
from pathlib import PurePath

from corpus.model import DocumentId, PassageId, ReadText, SourceFile, VersionId

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "o", "ä": "a"})
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 40


def raw_sha256(source: SourceFile) -> str:
    """Give the SHA-256 of the file's bytes."""
    return hashlib.sha256(source.raw).hexdigest()


def version_id(document_id: DocumentId, source: SourceFile, read: ReadText) -> VersionId:
    """Name a stored text: the same file read by the same reader has the same version."""
    return VersionId(_digest(document_id, raw_sha256(source), read.reader, read.reader_version))


def passage_id(document_id: DocumentId, text: str, ordinal: int) -> PassageId:
    """Name a passage by its words; `ordinal` counts equal texts of the document from 0.

    Case, Unicode forms and white space do not change the name.
    """
    normalised = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return PassageId(_digest(document_id, normalised, str(ordinal)))


def file_document_id(prefix: str, name: str) -> DocumentId:
    """Name a document that carries no name of its own by its file's name.

    Another file of the same name is a new version of the same document.
    """
    stem = slug(PurePath(name).stem) or "fil"
    return DocumentId(f"{prefix}-{stem}-{_digest(name)[:6]}")


def slug(text: str) -> str:
    """Give a text as small ASCII words joined by hyphens, at most 40 characters."""
    folded = text.lower().translate(_ASCII)
    return _NOT_SLUG.sub("-", folded).strip("-")[:_SLUG_LENGTH].strip("-")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]
