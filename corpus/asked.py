"""How people ask for a passage: typical questions of provisions, decisions and embedded texts.

They help to find a passage, or to see that it is not the answer; they are never shown as a
source and never quoted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from importlib.resources.abc import Traversable
from itertools import chain

from corpus import typical_questions
from corpus.errors import DataFileError
from corpus.model import Document, Passage, SourceKind
from corpus.typical_questions import Provision, Questions

_ACT = re.compile(r"(?:lbk|lov|bek)-(\d{4})-(\d+)")


class Asked:
    """The typical questions that come with the package, and those of a folder of one's own.

    Raises:
        DataFileError: a file of the folder is broken; it is named.
    """

    def __init__(self, own: Traversable | None = None) -> None:
        answered = [typical_questions.read(typical_questions.installed())]
        beside = [typical_questions.read(typical_questions.installed_unanswered())]
        if own is not None:
            answered.append(typical_questions.read(own))
            folder = own / typical_questions.UNANSWERED
            beside += [typical_questions.read(folder)] if folder.is_dir() else []
        if any(one.elsewhere for one in answered):
            raise DataFileError(
                f"questions that belong to no text go in the folder {typical_questions.UNANSWERED}"
            )
        self._answered = _Bank(answered)
        self._plain = _Bank([typical_questions.read(typical_questions.installed_plain())])
        self._unanswered = _Bank(beside)
        self.elsewhere = tuple(question for one in beside for question in one.elsewhere)
        """What people ask that belongs to no text of the collection."""

    def questions(self, document: Document, passage: Passage) -> tuple[str, ...]:
        """The typical questions that a passage answers and is found by; none for most."""
        return self._answered.of(document, passage)

    def answered(self, document: Document, passage: Passage) -> tuple[str, ...]:
        """All that it answers: also those in its own words, which it is found by anyway."""
        return (*self.questions(document, passage), *self._plain.of(document, passage))

    def unanswered(self, document: Document, passage: Passage) -> tuple[str, ...]:
        """What people also ask there, and its section, or the passage, does not answer."""
        law = _law(document)
        if law in self._unanswered.laws:
            return typical_questions.for_section(self._unanswered.provisions, law, passage.pinpoint)
        return self._unanswered.for_text(_name(document), passage.text)

    def answered_and_not(self) -> tuple[frozenset[str], frozenset[str]]:
        """All that some text answers, and all that people ask there and no text answers."""
        answered = self._answered.every() | self._plain.every()
        return answered, self._unanswered.every() - answered

    def for_text(self, document: str, text: str) -> tuple[str, ...]:
        """Those of one passage, told by its document as in `Opening` and its first words."""
        return self._answered.for_text(document, text)

    def may_have_questions(self, document: Document) -> bool:
        """Whether some passage of a document can have typical questions; False for most."""
        return any(
            _law(document) in bank.laws or _name(document) in bank.openings
            for bank in (self._answered, self._plain, self._unanswered)
        )


class _Bank:
    """Questions of some folders, by where they belong."""

    def __init__(self, folders: Iterable[Questions]) -> None:
        self.provisions: dict[Provision, tuple[str, ...]] = {}
        self.openings: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
        for folder in folders:
            for provision, group in folder.provisions.items():
                self.provisions[provision] = (*self.provisions.get(provision, ()), *group)
            for (document, begins), group in folder.passages.items():
                known = self.openings[document]
                known[begins] = (*known.get(begins, ()), *group)
        self.laws = frozenset(provision.law for provision in self.provisions)

    def of(self, document: Document, passage: Passage) -> tuple[str, ...]:
        """Those of a passage."""
        law = _law(document)
        if law in self.laws:
            return typical_questions.for_passage(self.provisions, law, passage.pinpoint)
        return self.for_text(_name(document), passage.text)

    def for_text(self, document: str, text: str) -> tuple[str, ...]:
        """Those of the passage that begins so."""
        openings = self.openings.get(document, {})
        return next((group for begins, group in openings.items() if text.startswith(begins)), ())

    def every(self) -> frozenset[str]:
        """All of them, each once."""
        places = chain(self.provisions.values(), *map(dict.values, self.openings.values()))
        return frozenset(chain.from_iterable(places))


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
