"""Finding references in a text: where they may begin, and who reads them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from corpus.citations import acts, dates, decisions, folketing, names, provisions
from corpus.citations.attach import Attacher, with_only_law
from corpus.citations.model import Citation, Found, LawRef, Reading
from corpus.citations.names import Named
from corpus.citations.sieve import INVISIBLE
from corpus.model import Span

_SIGNS: Final = re.compile("§")
_SHORT_PLACES: Final = re.compile(r"(?<![\w.-])[A-ZÆØÅ]{2,4}(?![\w.-])")
# An act's own heading: "§ 41. Kommunalbestyrelsen", "§§ 7-8. (Ophævet)".
_LABEL: Final = re.compile(
    r"§{1,2}\s?\d{1,4}(?:\s?[a-zA-ZæøåÆØÅ](?!\w))?"
    r"(?:\s?(?:[-–]|og)\s?\d{1,4}(?:\s?[a-z](?!\w))?)?\s?\.\s?(?=\s|[A-ZÆØÅ(]|\Z)"
)
_BEFORE_LABEL: Final = frozenset('\n»“”"')
_ASKED: Final = re.compile(  # "paragraf 87", "SEL 41", "servicelovens 41"
    r"(?<!\w)(?:paragraf|pgf)[a-z]{0,5}\.?\s{0,3}\d"
    r"|(?<=[\wæøå])\s{1,2}(?=\d{1,3}(?!\d))",
    re.IGNORECASE,
)
_NUMBER_AHEAD: Final = re.compile(  # not "SEL 3 år"
    r"\s{1,2}(?=\d{1,3}(?:\s?[a-z](?!\w))?(?![\w.,/-]?\d)"
    r"(?!\s?(?:%|år|dag|uge|måned|kr|barn|børn|time|person|gang|pct)))",
    re.IGNORECASE,
)
_LONGEST_WORD: Final = 60
_LISTER: Final = "rincip"
"""A text that has named principmeddelelser may list them by bare number and colon."""

_Reader = Callable[[int], int]


def find(
    text: str, reading: Reading = Reading.PROSE, law: str | None = None
) -> tuple[Citation, ...]:
    """All references of a text in order, none overlapping.

    `law` is what a bare § means here, as the act's own key; without it a bare § that no law
    beside it explains is left unresolved. Ambiguous abbreviations are left unresolved outside
    questions.
    """
    plain = INVISIBLE.sub("", text)
    found = _Scan(plain, reading, law).run()
    if len(plain) == len(text):
        return found
    gone = [match.start() for match in INVISIBLE.finditer(text)]
    return tuple(replace(one, span=_back(one.span, gone)) for one in found)


def parse(text: str) -> Citation | None:
    """The one reference that the whole text is; None when it is none, several, or more words."""
    bare = text.strip()
    start = text.find(bare)
    for reading in (Reading.PROSE, Reading.QUESTION):
        found = find(bare, reading)
        if len(found) == 1 and found[0].span == Span(0, len(bare)):
            return replace(found[0], span=Span(start, start + len(bare)))
    return None


class _Scan:
    """One pass over one text."""

    def __init__(self, text: str, reading: Reading, law: str | None) -> None:
        self._text = text
        self._asks = reading is Reading.QUESTION
        self._is_act = reading is Reading.ACT
        self._names = names.load()
        self._laws = Attacher(text, reading, law, self._names)
        self._lists_from = text.find(_LISTER)
        self._found: list[Citation] = []

    def run(self) -> tuple[Citation, ...]:
        """Read every place where a reference may begin, in order, none twice."""
        readers = self._readers()
        places = sorted(
            (match.start(), rank)
            for rank, (places, _) in enumerate(readers)
            for match in places.finditer(self._text)
        )
        end = 0
        for start, rank in places:
            if start >= end:
                end = max(end, readers[rank][1](start))
        return with_only_law(self._found) if self._asks else tuple(self._found)

    def _readers(self) -> list[tuple[re.Pattern[str], _Reader]]:
        readers: list[tuple[re.Pattern[str], _Reader]] = [
            (_SIGNS, self._provision),
            (acts.PLACES, self._taking(acts.match)),
            (decisions.PLACES, self._taking(decisions.match)),
            (folketing.PLACES, self._taking(folketing.match)),
        ]
        if self._asks:
            readers.append((_ASKED, self._asked))
            readers.append((folketing.TIGHT_PLACES, self._taking(folketing.match_tight)))
        if not self._is_act:
            readers.append((self._names.places, self._mention))
            readers.append((_SHORT_PLACES, self._short_mention))
            readers.append((decisions.BARE_PLACES, self._bare_decision))
        return [*readers, (dates.PLACES, self._date), (dates.YEARS, self._month)]

    def _taking(self, match: Callable[[str, int], Found | None]) -> _Reader:
        def read(start: int) -> int:
            found = match(self._text, start)
            if found is None:
                return start
            self._found.extend(found[0])
            return found[1]

        return read

    def _date(self, start: int) -> int:
        return self._take(dates.match(self._text, start), start)

    def _month(self, year: int) -> int:
        return self._take(dates.match_before(self._text, year), year)

    def _take(self, citation: Citation | None, start: int) -> int:
        if citation is None:
            return start
        self._found.append(citation)
        return citation.span.end

    def _bare_decision(self, start: int) -> int:
        may_list = 0 <= self._lists_from < start
        found = decisions.match_listed(self._text, start) if may_list else None
        if found is None and self._asks:
            found = decisions.match_bare(self._text, start)
        if found is None:
            return start
        self._found.extend(found[0])
        return found[1]

    def _provision(self, start: int) -> int:
        if self._is_act and (label := self._label(start)):
            return label
        group = provisions.read(self._text, start)
        return start if group is None else self._laws.attach(group, self._found)

    def _label(self, start: int) -> int | None:
        """The end of the act's own heading at `start`: not a reference."""
        before = self._text[max(0, start - 3) : start].rstrip(" \t")
        if before and before[-1] not in _BEFORE_LABEL:
            return None
        found = _LABEL.match(self._text, start)
        return found.end() if found else None

    def _asked(self, place: int) -> int:
        """`paragraf 87`, or a law's name and a number without the sign."""
        if not self._text[place].isspace():
            group = provisions.read(self._text, place, provisions.WORD)
            return place if group is None else self._laws.attach(group, self._found)
        number = _NUMBER_AHEAD.match(self._text, place)
        if number is None:
            return place
        named = self._names.before(self._text, number.end(), question=True)
        if named is None or named.law is None:
            return place
        group = provisions.read_numbers(self._text, named.start, number.end(), plural=False)
        return place if group is None else self._laws.attach(group, self._found, named.law)

    def _mention(self, place: int) -> int:
        """A law named for its own sake: remembered for the rest of the sentence."""
        named = self._names.mention(self._text, place) or self._names.mention(
            self._text, self._word_start(place)
        )
        if named is None or named.end <= place:
            return place
        return self._named(named, place)

    def _short_mention(self, place: int) -> int:
        named = self._names.short_at(self._text, place, question=self._asks)
        return place if named is None else self._named(named, place)

    def _named(self, named: Named, place: int) -> int:
        if named.law is None:
            return place
        self._found.append(LawRef(law=named.law, span=Span(named.start, named.end)))
        self._laws.remember(named.law, named.end)
        return named.end

    def _word_start(self, place: int) -> int:
        start = place
        while start > max(0, place - _LONGEST_WORD) and (
            self._text[start - 1].isalnum() or self._text[start - 1] == "-"
        ):
            start -= 1
        return start


def _back(span: Span, gone: Sequence[int]) -> Span:
    """A span of the text without invisible characters, in the text with them."""
    return Span(_old_place(span.start, gone), _old_place(span.end - 1, gone) + 1)


def _old_place(place: int, gone: Sequence[int]) -> int:
    """`gone[k] - k` visible characters stand before the k-th invisible one."""
    low, high = 0, len(gone)
    while low < high:
        middle = (low + high) // 2
        if gone[middle] - middle <= place:
            low = middle + 1
        else:
            high = middle
    return place + low
