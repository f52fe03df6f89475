"""Where Danish sentences begin and end in a stored text, and which ones turn what went before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.datafiles import load
from corpus.model import Span

# "." or "?" with what closes it: `sagen.”[..]`, `hvert år. ”` at the end.
_END = re.compile(r"(?:[.!?]+|…)(?:[”\"’'»)\]]|\[(?:\.{2,3}|…)\])*(?=\s|$)")
_CLOSING_QUOTE = re.compile(r"^[”\"’»]\s*$")
_NOT_SPACE = re.compile(r"\S")
# "• Ledelse", "– Ansættelse", "2. Det arbejde", "a) hjælp" at the start of a line.
_ITEM = re.compile(r"(?:[•●▪◦‣·]|[–—-](?=\s+[A-ZÆØÅ])|\d{1,2}[.)](?=\s+[A-ZÆØÅ])|[a-zæøå]\)(?=\s))")
_LINE_ITEM = re.compile(rf"\n\s*(?={_ITEM.pattern})|\s(?=[•●▪◦‣]\s)")
# What may stand in front of a sentence as its label: "§ 87 a.", "Stk. 2.", "1.", "• 1.".
_LABEL = re.compile(
    r"[•●▪◦‣·–—-]?\s*(?:§+\s*\d+(?:\s?[a-zæøå])?|stk\.\s*\d+|kapitel\s+\d+(?:\s?[a-zæøå])?"
    r"|(?:artikel|bilag|ad)\s+\d+|\d{1,3}|[a-zæøå])[.)]",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LEAD = re.compile(r"^[^\w§]+")
_WORD = re.compile(r"[^\W_]+")
_OPENERS = '(”"’»«“[•–—-'
_LOOK_AHEAD = 60
_CLAUSE_CHARACTERS = 200
_CLAUSE_GAP = re.compile(r"[\s,;:.–—\-(\[”\"’»«“]*")


def sentences(text: str, span: Span) -> tuple[Span, ...]:
    """Give the sentences of a stretch of a stored text, in order, trimmed of white space.

    Closing quotes belong to their sentence; list items are sentences of their own; a line end is
    no sentence end. Without a closing mark the last words are a sentence too.
    """
    cuts = sorted({span.start, *_sentence_starts(text, span), span.end})
    pieces = (trim(text, Span(start, end)) for start, end in pairwise(cuts))
    return tuple(piece for piece in pieces if piece is not None)


def trim(text: str, span: Span) -> Span | None:
    """Take white space off both ends of a span; None when nothing is left."""
    piece = text[span.start : span.end]
    start = span.start + len(piece) - len(piece.lstrip())
    end = span.start + len(piece.rstrip())
    return Span(start, end) if start < end else None


def is_abbreviation(text: str) -> bool:
    """Tell whether a text ends in an abbreviation whose full stop ends no sentence."""
    words = text.rsplit(maxsplit=1)
    return bool(words) and words[-1].lstrip(_OPENERS).lower() in _abbreviations().never


def turns(text: str) -> bool:
    """Tell whether a clause or sentence begins by limiting or turning what went before.

    Reads the words of `corpus/data/saetninger.toml`; judges no meaning beyond them.
    """
    words = [found.group().lower() for found in _WORD.finditer(text[:_CLAUSE_CHARACTERS])]
    return _turn_words().match(words)


def leads(text: str) -> bool:
    """Tell whether a sentence only leads into what follows it: "Følgende kan føre til det:"."""
    return text.rstrip().endswith(":")


def limits(text: str) -> bool:
    """Tell whether a paragraph begins by taking back part of the paragraph before it."""
    words = [found.group().lower() for found in _WORD.finditer(text[:_CLAUSE_CHARACTERS])]
    return _turn_words().match_paragraph(words)


def ends_before_turn(text: str, span: Span, within: Span) -> bool:
    """Tell whether a quote that ends here would cut off a clause that turns it.

    Looks no further than `within`, the paragraph that the span is taken from.
    """
    gap = _CLAUSE_GAP.match(text, span.end, within.end)
    start = gap.end() if gap else span.end
    return turns(text[start : min(start + _CLAUSE_CHARACTERS, within.end)])


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    never: frozenset[str]
    perhaps: frozenset[str]
    months: frozenset[str]


@dataclass(frozen=True, slots=True)
class _TurnWords:
    first: tuple[tuple[str, ...], ...]
    early: frozenset[str]
    window: int
    paragraph: frozenset[str]

    def match(self, words: list[str]) -> bool:
        if any(tuple(words[: len(phrase)]) == phrase for phrase in self.first):
            return True
        return not self.early.isdisjoint(words[: self.window])

    def match_paragraph(self, words: list[str]) -> bool:
        return not self.paragraph.isdisjoint(words[: self.window])


@cache
def _abbreviations() -> _Abbreviations:
    table = load("saetninger.toml")
    return _Abbreviations(
        frozenset(table["forkortelser"]["aldrig"]),
        frozenset(table["forkortelser"]["maaske"]),
        frozenset(table["maaneder"]["navne"]),
    )


@cache
def _turn_words() -> _TurnWords:
    table = load("saetninger.toml")["vendeord"]
    phrases = tuple(tuple(phrase.split()) for phrase in table["begynder"])
    return _TurnWords(
        first=phrases,
        early=frozenset(table["tidligt_i_saetningen"]),
        window=table["tidligt_antal_ord"],
        paragraph=frozenset(table["binder_afsnit"]),
    )


def _sentence_starts(text: str, span: Span) -> Iterator[int]:
    """Yield where a new sentence begins after the span's own start."""
    start = span.start
    ends = ((found.end(), found) for found in _END.finditer(text, span.start, span.end))
    items = ((found.end(), None) for found in _LINE_ITEM.finditer(text, span.start, span.end))
    for position, end in sorted([*ends, *items], key=lambda pair: pair[0]):
        if end is None:
            begins, place = _item_begins(text, span, position), position
        else:
            following = _NOT_SPACE.search(text, position, span.end)
            place = following.start() if following else span.end
            begins = place < span.end and _ends_sentence(text, Span(start, span.end), end, place)
        if begins and place > start:
            start = place
            yield place


def _item_begins(text: str, span: Span, position: int) -> bool:
    """Tell an item's number from one that belongs to the words before, as in "stk. 2. Der"."""
    if not text[position].isdigit():
        return True
    before = text[span.start : position].split()
    month = _FIRST_WORD.search(text, position, position + 30)
    if month and month.group().lower() in _abbreviations().months:
        return False
    return not before or not (
        before[-1].lower() in _abbreviations().never or before[-1] in {"§", "§§", "den"}
    )


def _ends_sentence(text: str, sentence: Span, end: re.Match[str], following: int) -> bool:
    rest = text[following : min(following + _LOOK_AHEAD, sentence.end)]
    if not _CLOSING_QUOTE.sub("", rest):
        return False  # the span's own end closes the sentence
    first = _LEAD.sub("", rest)[:1]
    if first.islower() or _LABEL.fullmatch(text, sentence.start, end.end()):
        return False
    if end.group() != ".":
        return True
    before = text[max(sentence.start, end.end() - _LOOK_AHEAD) : end.end()]
    return _full_stop_ends(before.rsplit(maxsplit=1)[-1], first, rest)


def _full_stop_ends(token: str, first: str, rest: str) -> bool:
    """Judge a bare full stop by the word that it stands on and the one that follows."""
    word = token.lstrip(_OPENERS)
    lists = _abbreviations()
    if word.lower() in lists.never:
        return False
    if word.lower() in lists.perhaps:
        return first.isupper()
    if word[:-1].isdigit():
        return rest.split(maxsplit=1)[0].lower().strip(",.") not in lists.months
    return not (len(word) == 2 and word[0].isupper())  # an initial: "A. Hansen"
