"""How people ask for a passage: typical questions of provisions, decisions and embedded texts.

They help to find a passage; they are never shown as a source and never quoted.
"""

import re
from collections import defaultdict
from functools import cache
from importlib.resources.abc import Traversable

from corpus import typical_questions
from corpus.model import Document, Passage, SourceKind
from corpus.typical_questions import Provision

_ACT = re.compile(r"(?:lbk|lov|bek)-(\d{4})-(\d+)")


class Asked:
    """The typical questions that come with the package, and those of a folder of one's own.

    Raises:
        DataFileError: a file of the folder is broken; it is named.
    """

    def __init__(self, own: Traversable | None = None) -> None:
        folders = [typical_questions.installed(), *([own] if own is not None else [])]
        self._provisions: dict[Provision, tuple[str, ...]] = {}
        self._openings: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for folder in folders:
            for provision, group in typical_questions.read_provisions(folder).items():
                self._provisions[provision] = (*self._provisions.get(provision, ()), *group)
            for (document, begins), group in typical_questions.read_passages(folder).items():
                known = self._openings[document]
                known[begins] = (*known.get(begins, ()), *group)
        self._laws = frozenset(provision.law for provision in self._provisions)

    def questions(self, document: Document, passage: Passage) -> tuple[str, ...]:
        """The typical questions that a passage answers; none for most."""
        law = _law(document)
        if law in self._laws:
            return typical_questions.for_passage(self._provisions, law, passage.pinpoint)
        return self.for_text(_name(document), passage.text)

    def for_text(self, document: str, text: str) -> tuple[str, ...]:
        """Those of one passage, told by its document as in `Opening` and its first words."""
        openings = self._openings.get(document, {})
        return next((group for begins, group in openings.items() if text.startswith(begins)), ())

    def may_have_questions(self, document: Document) -> bool:
        """Whether some passage of a document can have typical questions; False for most."""
        return _law(document) in self._laws or _name(document) in self._openings


installed = cache(Asked)
"""Those that come with the package alone, read once."""


def own(folder: Traversable | None) -> Asked:
    """Those of the package and of a folder.

    Raises:
        DataFileError: a file of the folder is broken; it is named.
    """
    return installed() if folder is None else Asked(folder)


def _law(document: Document) -> str:
    act = _ACT.fullmatch(document.document_id)
    return f"{act[1]}:{act[2]}" if act else ""


def _name(document: Document) -> str:
    if document.kind is SourceKind.PRINCIPMEDDELELSE:
        return document.metadata.number or ""
    return document.document_id
