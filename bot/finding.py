"""What is found for a question: what it names exactly first, then what its words find."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot import beside, fitting, foreign, hints, references
from bot.compose import Composer, Group
from bot.library import SHARED_ONLY, Library
from bot.notices import Notice
from bot.references import Named
from corpus.everyday import Expansion, Lexicon
from corpus.model import LegalStatus, PassageRole
from corpus.phrases import fold
from index import answer_types
from index.answer_types import AnswerType
from index.model import Filters, Hint, Hit, OtherWords, Ranking, ResemblanceThere

_CANDIDATES = 10
"""Hits looked at before folding."""
_SHOWN = 2
_FAINT = 0.5
"""Below this part of the threshold the nearest is noise: of 240 questions with an answer ten lie
there, of 280 without one 112."""
_ASKED = 0.5
"""Cosine from which a question is like one that a text answers: docs/retrieval.md."""
_SURER = 1.3
"""So many times as sure a figure goes before an answer: of five questions for what stands in a
figure alone four had 1.5 or more, of 96 right answers the most had 1.1."""

_NOT_HISTORIC = frozenset(set(LegalStatus) - {LegalStatus.HISTORISK})

Allowed = dict[str, frozenset[str]]
"""Facet -> the values that may be found; applied before ranking."""


@dataclass(frozen=True, slots=True)
class Searched:
    """A question with what was found for it."""

    question: str
    ranking: Ranking
    groups: Sequence[Group]
    also: tuple[Expansion, ...] = ()
    """Everyday words of the question, and the law's words that were searched for too."""
    named: Named = references.NOTHING
    exact: tuple[Hit, ...] = ()
    """Hits of what the question names, the best first; they lead `groups`."""
    in_figures: bool = False
    """Whether the words stand in a figure or timeline, which is shown and never answers."""
    belongs_to: str | None = None
    """The law or subject that the question seems to belong to, where another is found."""
    unanswered: str | None = None
    """A typical question that it is like, and that what is shown first does not answer."""
    there: ResemblanceThere | None = None
    """How like it is to what people ask at the text that it names; None where none is known."""
    by_meaning: Group | None = None
    """What lies nearest though no word of the question stands in it; never an answer."""
    decided_by: "Searched | None" = None
    """The same in the order of words alone, which decides; None where that is the order."""

    @property
    def is_empty(self) -> bool:
        """Whether the question holds nothing to search for."""
        return not self.ranking.words and not self.named.is_exact

    @property
    def asked_for(self) -> tuple[AnswerType, ...]:
        """The kinds of answer that the question wants."""
        return answer_types.expected(self.question)

    @property
    def confidence(self) -> float:
        """The signal of the index, cut where what is asked for is not in the first hits."""
        if self.decided_by:
            return self.decided_by.confidence
        fits = fitting.factor(self.question, self.lead, self._first)
        holds_kind = bool(self.asked_for) and fits >= fitting.BESIDE
        redeemed = self.ranking.like.redeemed if holds_kind else 1.0
        home = foreign.FACTOR if self.belongs_to else 1.0
        return self.ranking.confidence * fits * redeemed * home

    @property
    def also_searched(self) -> tuple[str, ...]:
        """The law's words that were searched for beside the person's own, each once."""
        return tuple(
            dict.fromkeys(said for e in self.also for said in ((e.name,) if e.name else e.terms))
        )

    @property
    def is_safe(self) -> bool:
        """Whether there is an answer: what is named and known, or words that are sure enough."""
        if self.in_figures or self.unanswered:
            return False
        if self.decided_by:
            return self.decided_by.is_safe
        if self.named.is_exact:
            return bool(self.exact) and self._exact_fits and self._fits and not self.is_beside
        return self.confidence >= self.ranking.threshold

    @property
    def is_beside(self) -> bool:
        """Whether the text that is named does not say what is asked."""
        holds_kind = bool(self.asked_for) and self._fits
        return bool(self.exact) and beside.is_beside(self.there, holds_kind=holds_kind)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What must be said of the references themselves."""
        lacking = references.lacking(self.named) if not self.exact else None
        return (*((lacking,) if lacking else ()), *self.named.moved)

    @property
    def missed(self) -> tuple[str, ...]:
        """Words that nothing was found for, beside what was named exactly."""
        if not self.named.is_exact:
            return self.ranking.missed
        return tuple(word for word in self.ranking.missed if fold(word) in self.named.rest)

    @property
    def knows_a_word(self) -> bool:
        """Whether anything was found by a word of the question."""
        known = self.in_figures or set(self.ranking.words) != set(self.ranking.missed)
        return bool(self.groups) and known

    @property
    def nearest(self) -> Sequence[Group]:
        """What is shown first where there is no answer; nothing that is only noise."""
        if self.belongs_to:
            return ()
        if self.is_beside and (named := self._first):
            return [named, *(group for group in self.groups if group is not named)]
        if self.by_meaning and not self.in_figures:
            return [self.by_meaning]
        is_faint = self.confidence < _FAINT * self.ranking.threshold
        is_noise = is_faint and not (self.in_figures or self.unanswered or self.exact)
        return self.groups if self.knows_a_word and not is_noise else ()

    def order(self, both: Sequence[str]) -> tuple[Sequence[Group], int]:
        """Which groups first, and how many: sources that disagree are shown together."""
        if both:
            named = [g for g in self.groups if g.shown.passage.passage_id in both]
            return [*named, *(g for g in self.groups if g not in named)], len(named)
        is_clear = (
            self.ranking.margin >= self.ranking.clear_margin and self._first in self.groups[:1]
        )
        return self.groups, 1 if is_clear or len(self.groups) < _SHOWN else _SHOWN

    @property
    def lead(self) -> Group | None:
        """The group that is shown first."""
        return self.groups[0] if self.groups else None

    @property
    def _first(self) -> Group | None:
        """The group of what is found first, which need not be shown first."""
        found = self.exact or self.ranking.hits
        holding = (g for g in self.groups if found and found[0].passage_id in _ids(g))
        return next(holding, None)

    @property
    def _fits(self) -> bool:
        """Whether what is shown first holds the kind of thing that is asked for, if any is."""
        return fitting.factor(self.question, self.lead, self.lead) == 1

    @property
    def _exact_fits(self) -> bool:
        """Whether nothing but the reference is asked, or a word beside it is met."""
        rest = {fold(word) for word in self.ranking.words} & set(self.named.rest)
        met = {fold(term.word) for hit in self.exact[:_SHOWN] for term in hit.matched}
        return not rest or not rest.isdisjoint(met)


class Finder:
    """Searches the library for a question."""

    def __init__(self, library: Library, composer: Composer, lexicon: Lexicon) -> None:
        self._library = library
        self._composer = composer
        self._lexicon = lexicon

    def find(
        self,
        text: str,
        collections: frozenset[str],
        as_of: dt.date | None = None,
        *,
        own_words: bool = False,
    ) -> Searched:
        """What a scope may see of what answers; current texts, or those of a day.

        `own_words`: the law's words for everyday words are left out.
        """
        allowed = self._allowed(collections, as_of)
        named = references.read(text)
        also = () if own_words else (*self._lexicon.expand(text), *hints.renumbered(named))
        ranking = self._search(text, allowed, also, hints.of(text, named, also))
        exact = self._exact(text, named, allowed)
        there = self._there(named, exact)
        groups = self._groups(text, named, exact, ranking)
        searched = self._weighed(Searched(text, ranking, groups, also, named, exact, there=there))
        if ranking.by_words or ranking.by_meaning:
            searched = self._by_meaning(searched)
        return searched if exact else self._with_figures(searched, allowed)

    def _groups(
        self, text: str, named: Named, exact: Sequence[Hit], ranking: Ranking
    ) -> list[Group]:
        """What is named exactly, then the other hits; what fits the question first."""
        ids = {hit.passage_id for hit in exact}
        others = [hit for hit in ranking.hits if hit.passage_id not in ids]
        groups = _framed_last(self._composer.groups([*exact, *others]))
        return hints.both_readings(named, fitting.first(text, groups))

    def _there(self, named: Named, exact: Sequence[Hit]) -> ResemblanceThere | None:
        """How like what is asked of a named text is to what people ask there."""
        asked = " ".join(named.rest)
        return self._library.resemblance_at(asked, named.keys, exact) if asked else None

    def _by_meaning(self, searched: Searched) -> Searched:
        """The same, decided by the order of words, and what no word found beside it."""
        ranking = replace(searched.ranking, hits=searched.ranking.by_words)
        groups = self._groups(searched.question, searched.named, searched.exact, ranking)
        alone = self._composer.groups([hit] if (hit := ranking.by_meaning) else [])
        decided_by = self._weighed(replace(searched, ranking=ranking, groups=groups))
        return replace(
            searched,
            decided_by=decided_by,
            belongs_to=decided_by.belongs_to,
            unanswered=decided_by.unanswered,
            by_meaning=alone[0] if alone else None,
        )

    def _weighed(self, searched: Searched) -> Searched:
        """With what speaks against an answer in what is shown first."""
        lead, like = searched.lead, searched.ranking.like
        typical = self._library.answered_by(lead.shown.passage.passage_id) if lead else ()
        asked = typical if like.answered >= _ASKED else ()
        compared = searched.there.alone if searched.exact and searched.there else like
        return replace(
            searched,
            belongs_to=foreign.elsewhere(searched.question, lead, asked),
            unanswered=beside.likest(compared),
        )

    def _with_figures(self, searched: Searched, allowed: Allowed) -> Searched:
        """Put figures and timelines that clearly hold the words first; they never answer.

        Where the texts are sure enough, a figure must be surer still.
        """
        figures_alone = allowed | {"quotable": frozenset({"nej"})}
        loose = self._search(searched.question, figures_alone, words_alone=True)
        sure = loose.confidence * searched.ranking.like.trust
        least = _SURER * searched.confidence if searched.is_safe else searched.ranking.confidence
        if sure < max(loose.threshold, least):
            return searched
        figures = self._composer.groups(loose.hits)
        return replace(searched, groups=[*figures, *searched.groups], in_figures=True)

    def _allowed(self, collections: frozenset[str], as_of: dt.date | None) -> Allowed:
        allowed = {"collection": SHARED_ONLY | collections, "quotable": frozenset({"ja"})}
        if as_of is None:
            return allowed | {"status": _NOT_HISTORIC}
        return allowed | {"document": self._library.in_force(as_of, allowed["collection"])}

    def _search(
        self,
        text: str,
        allowed: Allowed,
        also: Sequence[Expansion] = (),
        hinted: Sequence[Hint] = (),
        *,
        words_alone: bool = False,
    ) -> Ranking:
        others = [OtherWords(e.matched, e.terms, e.weight) for e in also]
        return self._library.search(
            text, Filters(allowed), _CANDIDATES, others, hinted, words_alone=words_alone
        )

    def _exact(self, text: str, named: Named, allowed: Allowed) -> tuple[Hit, ...]:
        """Hits of what is named; historic texts only where no current one is named."""
        found: list[Hit] = []
        for facet, values in (("exact", named.keys), ("document", named.documents)):
            if values:
                limited = allowed | {facet: values & allowed.get(facet, values)}
                hits = self._search(text, limited, words_alone=True).hits
                found += hits or self._historic(text, limited)
        return tuple(self._composer.preferred(found, named))

    def _historic(self, text: str, limited: Allowed) -> tuple[Hit, ...]:
        """Historic hits of what is named, after those of the text that took its place."""
        if "status" not in limited:
            return ()
        old = {facet: values for facet, values in limited.items() if facet != "status"}
        hits = self._search(text, old, words_alone=True).hits
        documents = {self._library.passage(hit.passage_id).passage.document_id for hit in hits}
        new = frozenset(filter(None, map(self._library.replacement, documents)))
        if not new:
            return hits
        current = {facet: values for facet, values in old.items() if facet != "exact"}
        named_anew = " ".join([text, *(name.removeprefix("pm-") for name in sorted(new))])
        found = self._search(named_anew, current | {"document": new}, words_alone=True).hits
        return found + hits


def _ids(group: Group) -> set[str]:
    return {one.hit.passage_id for one in (group.shown, *group.copies)}


def _framed_last(groups: Sequence[Group]) -> list[Group]:
    """Text that misleads without its frame stands behind the first that holds the same words.

    What a decision lays down comes before the case that it was laid down in.
    """
    ordered = list(groups)
    if not ordered or _stands_alone(ordered[0]):
        return ordered
    words = {term.word for term in ordered[0].shown.hit.matched}
    for place, other in enumerate(ordered):
        held = {term.word for term in other.shown.hit.matched}
        if _stands_alone(other) and words <= held:
            return [other, *ordered[:place], *ordered[place + 1 :]]
    return ordered


def _stands_alone(group: Group) -> bool:
    passage = group.shown.passage
    return passage.role is not PassageRole.KONKRET_SAG and passage.frame in {None, _DRAFT}


_DRAFT = "udkast"
"""The frame of a letter about a draft: its words are its sender's own."""
