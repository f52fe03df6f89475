"""Notices for questions that take a source for more than it is.

Pure: a question, its hits and what the collection holds go in; fixed sentences come out. The
rules stand in `corpus/data/praemisser.toml`, each with its words, the sources it is about, its
texts and what it rests on.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot import premise_rules
from bot.notices import Notice, NoticeKind
from bot.premise_rules import Disagreement, Rule, Rules, Text
from corpus.model import Document, Passage, PassageId, SourceKind
from corpus.phrases import Phrases, words

Found = tuple[Passage, Document]
"""A hit with the document it stands in."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the asker's collection has at all."""

    kinds: frozenset[SourceKind]


@dataclass(frozen=True, slots=True)
class PremiseFinding:
    """What was wrong with the question's premise, if anything."""

    false_premise: bool
    """True: answer `NoAnswer(falsk_forudsaetning)`, the quote among the nearest."""
    notices: tuple[Notice, ...]
    """In the order they are shown."""
    both: tuple[PassageId, ...] = ()
    """Two passages that disagree and must be shown together; no verdict."""
    nearest: PassageId | None = None
    """The hit that the notices speak of, to be shown first; None when they speak of none."""


def notices(
    question: str,
    hits: Sequence[Found],
    holdings: Holdings,
    *,
    as_of: dt.date | None = None,
) -> PremiseFinding:
    """What must be said beside the first hit, by the rules; nothing when there are no hits.

    `hits` are those near enough to be shown. A rule of law among them, or a decision that the
    first one quotes, means that no premise is called false. Of the rules that give the heading
    only the first that fits speaks.
    """
    if not hits:
        return PremiseFinding(false_premise=False, notices=())
    rules = premise_rules.load()
    asked = words(question)
    said: list[Notice] = []
    spoken: list[tuple[Rule, Found]] = []
    for rule in rules.regel:
        is_false = any(earlier.falsk for earlier, _ in spoken)
        if rule.kun_ved_falsk and not is_false:
            continue
        if _speaks_of_frame(rule) and any(_is_frame(notice.kind) for notice in said):
            continue
        hit = _subject(rule, asked, hits, rules, as_of)
        if hit is not None:
            spoken.append((rule, hit))
            said += [_notice(text, rule, hit, rules, holdings) for text in rule.tekster]
    both = _both(asked, hits, rules)
    said += [Notice(NoticeKind.UENIGE_KILDER, d.tekst, d.kilde) for d, _ in both[:1]]
    return PremiseFinding(
        false_premise=any(rule.falsk for rule, _ in spoken),
        notices=tuple(said),
        both=both[0][1] if both else (),
        nearest=spoken[0][1][0].passage_id if spoken else None,
    )


_FRAMES = frozenset({NoticeKind.INGEN_LOVREGEL, NoticeKind.NAERMESTE, NoticeKind.FORSLAG})


def _is_frame(kind: str) -> bool:
    return kind in _FRAMES


def _speaks_of_frame(rule: Rule) -> bool:
    return any(_is_frame(text.art) for text in rule.tekster)


def _subject(
    rule: Rule,
    asked: Sequence[str],
    hits: Sequence[Found],
    rules: Rules,
    as_of: dt.date | None,
) -> Found | None:
    """The hit that the rule speaks of, when the question and it fit."""
    if rule.spoergsmaal and not Phrases(rule.spoergsmaal).holds(asked):
        return None
    if rule.ogsaa and not Phrases(rule.ogsaa).holds(asked):
        return None
    if Phrases(rule.undtagen).holds(asked):
        return None
    if _speaks_of_frame(rule) and _has_authority(hits, rules):
        return None
    looked = hits if rule.blandt_alle else hits[:1]
    return next((hit for hit in looked if _fits(rule, hit, asked, rules, as_of)), None)


def _fits(
    rule: Rule,
    hit: Found,
    asked: Sequence[str],
    rules: Rules,
    as_of: dt.date | None,
) -> bool:
    passage, document = hit
    return (
        (not rule.kildetyper or document.kind in rule.kildetyper)
        and (not rule.roller or passage.role in rule.roller)
        and (not rule.passage or Phrases(rule.passage).holds(passage.text))
        and (not rule.kraever_forslag or _is_about_proposal(hit, rules))
        and (not rule.kraever_aeldre or _is_older(document, asked, as_of))
    )


def _has_authority(hits: Sequence[Found], rules: Rules) -> bool:
    quoted = hits[0][0].quoted_source
    return any(document.kind in rules.faelles.love for _, document in hits) or (
        quoted is not None and quoted.kind in rules.faelles.afgoerende
    )


def _is_about_proposal(hit: Found, rules: Rules) -> bool:
    """A bill is; an answer or a letter only where the passage itself speaks of the proposal."""
    passage, document = hit
    if document.kind is SourceKind.FORARBEJDER:
        return True
    number = document.metadata.proposal
    if number is None and document.kind is not SourceKind.HOERINGSSVAR:
        return False
    return Phrases((*rules.faelles.forslag_ord, *([number] if number else ()))).holds(passage.text)


def _is_older(document: Document, asked: Sequence[str], as_of: dt.date | None) -> bool:
    year = _year(document)
    if year is None:
        return False
    named = [int(word) for word in asked if len(word) == 4 and word.isdecimal()]
    today = as_of.year if as_of else None
    return (not named or max(named) > year) and (today is None or today > year)


def _year(document: Document) -> int | None:
    said = document.metadata
    date = said.answered or said.dated or said.signed or said.asked or said.published
    return date.year if date else said.year_to


def _notice(text: Text, rule: Rule, hit: Found, rules: Rules, holdings: Holdings) -> Notice:
    document = hit[1]
    number = document.metadata.proposal
    filled = text.tekst.format(
        ingen_love=""
        if holdings.kinds & set(rules.faelles.love)
        else f" {rules.faelles.ingen_love}",
        afsender=_sender(document, rules),
        forslag=rules.faelles.forslag.get(document.kind, "et forslag")
        + (f" ({number})" if number else ""),
        aar=_year(document),
    )
    return Notice(text.art, filled, rule.kilde)


def _sender(document: Document, rules: Rules) -> str:
    sender = document.metadata.sender
    if document.kind is SourceKind.HOERINGSSVAR and sender:
        return f"{_genitive(sender)} høringssvar"
    return rules.faelles.afsendere.get(document.kind, "en kilde, der ikke er en regel")


def _genitive(name: str) -> str:
    if name.isupper():
        return f"{name}'s"
    return f"{name}'" if name.endswith(("s", "x", "z")) else f"{name}s"


def _both(
    asked: Sequence[str],
    hits: Sequence[Found],
    rules: Rules,
) -> list[tuple[Disagreement, tuple[PassageId, ...]]]:
    found = []
    for rule in rules.uenighed:
        if not Phrases(rule.spoergsmaal).holds(asked) or Phrases(rule.undtagen).holds(asked):
            continue
        pair = [_first(kind, words_of_it, hits) for kind, words_of_it in rule.passager.items()]
        ids = tuple(hit for hit in pair if hit is not None)
        if len(ids) == len(rule.passager):
            found.append((rule, ids))
    return found


def _first(kind: SourceKind, patterns: tuple[str, ...], hits: Sequence[Found]) -> PassageId | None:
    for passage, document in hits:
        if document.kind is kind and Phrases(patterns).holds(passage.text):
            return passage.passage_id
    return None
