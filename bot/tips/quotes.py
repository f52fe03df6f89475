"""A hand-picked quote, found in the stored text and checked there at the moment it is sent."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot import house_style
from bot.library import SHARED_ONLY, Library
from bot.links import Links
from bot.tips.rows import Option, Quoted
from corpus.errors import QuoteError
from corpus.model import Passage, Span
from corpus.store import Holding
from corpus.text import display

_BREAK = r"(?:-[ \t]*\n\s*)?"  # "sagsbe-\n\nhandling"
_OPEN_END = re.compile(r"[,a-zæøå–]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a source with what is needed to judge them."""

    words: str
    """`display` of the stored slice; nothing added."""
    before: str
    after: str
    """`… ` and ` …` where the source's sentence begins earlier or goes on."""
    citation: str
    url: str | None
    source_url: str | None
    shown: tuple[tuple[str, Span], ...]
    """Passage ids with the part of each that is quoted."""

    def text(self, sic: Sequence[str] = ()) -> str:
        """The words in quotation marks; a misprint of the source is marked."""
        return f"»{self.before}{marked(self.words, sic)}{self.after}«"


class Quotes:
    """Finds and checks quotes in an opened library."""

    def __init__(self, library: Library, links: Links) -> None:
        self._library = library
        self._links = links

    @property
    def generation(self) -> str:
        """Name of what the shared collections hold."""
        return self._library.generation(SHARED_ONLY)

    def of(self, item: Quoted, option: Option | None = None) -> Quote:
        """The quote of a tip or question, or of one of its options.

        Raises:
            QuoteError: the source is not here, does not say it, or its bytes were changed.
        """
        words = option.citat if option else item.citat
        held, text, found = self._found(option.fil if option and option.fil else item.fil, words)
        span = Span(*found.span())
        passages = self._passages(held, span, item.noegle)
        return Quote(
            words=words,
            before="… " if words[0].islower() else "",
            after=" …" if _goes_on(words, text[span.end :]) else "",
            citation=marked(house_style.cite(held.document, passages[0][0]), item.sic),
            url=self._links.passage(held.document.document_id, passages[0][0].passage_id),
            source_url=held.document.metadata.official_url,
            shown=tuple((passage.passage_id, part) for passage, part in passages),
        )

    def _found(self, file: str, words: str) -> tuple[Holding, str, re.Match[str]]:
        for held in self._library.store.holdings():
            document = held.document
            is_named = held.file.startswith(file) or document.document_id == file
            if is_named and document.collection in SHARED_ONLY:
                version = self._library.store.version(held.version_id)
                text = version.text if version else ""
                found = _pattern(words).search(text)
                if found is not None and display([found.group()]) == words:
                    return held, text, found
        raise QuoteError(f"Kilden {file} er ikke i samlingen eller siger ikke: {words[:40]}")

    def _passages(self, held: Holding, span: Span, key: str) -> list[tuple[Passage, Span]]:
        """The passages that the quote runs over, each with its checksum compared."""
        found: list[tuple[Passage, Span]] = []
        for passage in self._library.store.passages(held.document.document_id):
            for part in passage.spans:
                start, end = max(part.start, span.start), min(part.end, span.end)
                if start < end:
                    self._library.verified(passage)
                    found.append((passage, Span(start, end)))
        if not found:
            raise QuoteError(f"{key}: citatet står uden for passagerne i {held.file}.")
        return found


def marked(text: str, sic: Sequence[str]) -> str:
    """The text with `[sic]` after each misprint."""
    for word in sic:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", f"{word} [sic]", text)
    return text


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    """The words, also where a line ends between them or inside one."""
    return re.compile(r"\s+".join(_BREAK.join(map(re.escape, word)) for word in words.split()))


def _goes_on(words: str, rest: str) -> bool:
    """Whether the source's sentence goes on after the quote."""
    return words[-1].isalnum() and _OPEN_END.match(rest.lstrip()) is not None
