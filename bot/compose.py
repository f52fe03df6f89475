"""From hits to answer items: fold, check, quote, cite, label."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from bot import house_style, labels, quoting
from bot.answer import AlsoIn, AnswerItem
from bot.errors import NotFoundError
from bot.folding import fold
from bot.library import SHARED_ONLY, Excerpt, Library
from bot.links import Links
from bot.references import Named
from corpus import frames
from corpus.errors import QuoteError
from corpus.model import LegalStatus, Passage, PassageRole, Span
from corpus.store import Holding
from corpus.text import display
from index import answer_types
from index.answer_types import AnswerType
from index.model import Hit

_LOG = logging.getLogger("principbot.svar")

_FITS = 0.3
"""What a sentence of the kind that is asked for is worth, as a part of the hit's score."""

Terms = Callable[[str], Sequence[str]]
"""The analyzer: the terms of a text."""


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its passage and document."""

    hit: Hit
    passage: Passage
    holding: Holding


@dataclass(frozen=True, slots=True)
class Group:
    """Near-identical hits; the first is shown, the others are named."""

    shown: Found
    copies: tuple[Found, ...]


class Composer:
    """Makes checked items; a passage that fails its check is left out and reported."""

    def __init__(self, library: Library, links: Links, terms: Terms) -> None:
        self._library = library
        self._links = links
        self._terms = terms

    def groups(self, hits: Sequence[Hit]) -> list[Group]:
        """Hits folded into groups, current before historic within a group."""
        found = [self._found(hit) for hit in hits]
        return [
            Group(members[0], tuple(members[1:]))
            for members in (
                sorted((found[i] for i in indexes), key=_historic_last)
                for indexes in fold([f.passage for f in found])
            )
        ]

    def preferred(self, hits: Sequence[Hit], named: Named) -> list[Hit]:
        """The hits of what was named: the named stykke first, then what a decision lays down.

        Among hits that answer to equally many words beside the reference.
        """

        def key(hit: Hit) -> tuple[bool, int, bool]:
            passage = self._library.passage(hit.passage_id).passage
            in_place = any(part in passage.pinpoint for part in named.stykker)
            words = {term.word.casefold() for term in hit.matched} & set(named.rest)
            return (
                bool(named.stykker) and not in_place,
                -len(words),
                passage.role is not PassageRole.FASTSLAAR,
            )

        return sorted(hits, key=key)

    def items(
        self, groups: Sequence[Group], wanted: int, asked_for: Sequence[AnswerType] = ()
    ) -> tuple[AnswerItem, ...]:
        """Up to `wanted` items; a damaged passage gives its place to the next.

        Of a long passage the sentences that hold what is `asked_for` are quoted.
        """
        items: list[AnswerItem] = []
        for group in groups:
            if len(items) == wanted:
                break
            try:
                items.append(self._item(group, asked_for))
            except QuoteError as error:
                _LOG.error("%s", error)
        return tuple(items)

    def _item(self, group: Group, asked_for: Sequence[AnswerType]) -> AnswerItem:
        hit, passage, held = group.shown.hit, group.shown.passage, group.shown.holding
        read = self._library.verified(passage)

        def weigh(sentence: str) -> float:
            fits = bool(asked_for) and answer_types.carries(asked_for, sentence)
            return self._evidence(sentence, hit) + _FITS * fits

        spans = _chosen(read, passage, weigh)
        made = self._made(passage, held, read.slices(spans), spans)
        return replace(
            made,
            matched=tuple(dict.fromkeys(term.word for term in hit.matched)),
            also_in=tuple(_also(copy) for copy in group.copies),
        )

    def quoted(
        self,
        passage_id: str,
        spans: Sequence[Span] = (),
        collections: frozenset[str] = SHARED_ONLY,
    ) -> AnswerItem:
        """A passage without a question: the part that was shown before, else its beginning.

        Raises:
            NotFoundError: the passage was never here, or is not for this scope.
            QuoteError: the stored bytes are not those that were indexed.
        """
        passage = self._library.passage(passage_id).passage
        held = self._library.holding(passage.document_id)
        if held.document.collection not in collections:
            raise NotFoundError(f"Passagen {passage_id} findes ikke i samlingen.")
        read = self._library.verified(passage)
        inside = all(any(_within(s, whole) for whole in passage.spans) for s in spans)
        chosen = tuple(spans) if spans and inside else _chosen(read, passage, lambda _: 0.0)
        return self._made(passage, held, read.slices(chosen), chosen)

    def _made(
        self, passage: Passage, held: Holding, verbatim: tuple[str, ...], spans: tuple[Span, ...]
    ) -> AnswerItem:
        document = held.document
        label = labels.of(document, passage, self._quoted_end(passage))
        return AnswerItem(
            quote=display(verbatim),
            verbatim=verbatim,
            spans=spans,
            paragraphs=quoting.paragraphs(verbatim),
            citation=house_style.cite(document, passage),
            pinpoint=passage.pinpoint,
            heading=passage.heading,
            kind=label.kind,
            retskildevaerdi=label.name,
            label_line=label.line,
            legal_status=label.status,
            status_checked=document.status_checked,
            quoted_via=label.quoted_via,
            matched=(),
            also_in=(),
            url=self._links.passage(document.document_id, passage.passage_id),
            source_url=document.metadata.official_url,
            document_id=document.document_id,
            document_version=passage.version_id,
            passage_id=passage.passage_id,
            file=held.file,
            title=document.title,
            frame=_frame(passage),
        )

    def _quoted_end(self, passage: Passage) -> str | None:
        """Why the decision that a passage quotes no longer applies."""
        quoted = passage.quoted_source
        if quoted is None or quoted.number is None:
            return None
        return self._library.ended(f"pm-{quoted.number.casefold()}")

    def _evidence(self, sentence: str, hit: Hit) -> float:
        """The part of a hit's score whose words stand in the sentence."""
        held = frozenset(self._terms(sentence))
        return sum(term.share for term in hit.matched if term.term in held)

    def _found(self, hit: Hit) -> Found:
        passage = self._library.passage(hit.passage_id).passage
        return Found(hit, passage, self._library.holding(passage.document_id))


def _chosen(read: Excerpt, passage: Passage, weigh: quoting.Weigh) -> tuple[Span, ...]:
    return read.outside(quoting.choose(read.text, read.inside(passage.spans), weigh))


def _within(part: Span, whole: Span) -> bool:
    return whole.start <= part.start < part.end <= whole.end


def _frame(passage: Passage) -> str | None:
    """What must stand before a quote of the passage."""
    key = passage.frame or (None if passage.quotable else "figur")
    return frames.frame(key).text if key else None


def _historic_last(found: Found) -> bool:
    return found.holding.document.legal_status is LegalStatus.HISTORISK


def _also(copy: Found) -> AlsoIn:
    return AlsoIn(
        document_id=copy.passage.document_id,
        spans=copy.passage.spans,
        citation=house_style.cite(copy.holding.document, copy.passage),
        legal_status=copy.holding.document.legal_status,
    )
