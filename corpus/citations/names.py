"""Law names in running text: which law stands before or after a place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cache, cached_property
from typing import Final

from corpus import laws
from corpus.citations import acts
from corpus.citations.model import BILL
from corpus.citations.written import written
from corpus.laws import Register


class Standing(Enum):
    """What a name found beside a § says of it."""

    KNOWN = auto()
    """A law or act that is named."""
    OWN = auto()
    """`lovens`, `denne lov`: the one already spoken of."""
    SAME = auto()
    """`samme lov`: the one named before in the sentence."""
    OTHER = auto()
    """Another act that is not resolved; nothing carries over."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name beside a place of the text."""

    standing: Standing
    law: str | None
    start: int
    end: int
    is_loose: bool = False
    """It stands before the § with a comma or a parenthesis between: a name behind it wins."""


_BEFORE_CHARS: Final = 200
"""How far back a law's title may begin."""
_OWN_WORDS: Final = frozenset({"loven", "lovens"})
_POINTERS: Final = frozenset({"denne", "samme", "nævnte", "omhandlede", "pågældende"})
_BILL_WORDS: Final = frozenset({"lovforslagets", "forslagets", "udkastets", "lovudkastets"})
_NO_LAW: Final = ("orloven", "rammeloven", "ændringsloven", "hovedloven", "følgeloven")
"""Endings of words that name no certain law."""
_OTHER_ENDS: Final = (
    "bekendtgørelsens",
    "bekendtgørelses",
    "bekendtgørelsen",
    "bekendtgørelse",
    "anordningens",
    "anordnings",
    "cirkulærets",
    "vejledningens",
    "konventionens",
    "forordningens",
    "direktivets",
    "reglementets",
    "vedtægternes",
    "vedtægtens",
    "lovenes",
)
_LAW_WORD: Final = re.compile(  # "Serviceloven", "SU-loven", "dag- og fritidsloven"
    r"(?:[\wæøå]{1,40}-\s(?:og|eller)\s)?[\wæøå][\wæøå-]{0,60}?lov(?:en|ens|s)?(?![\w-])"
    r"(?!\s(?:i|for|på)\s(?:Grønland|Færøerne))",
    re.IGNORECASE,
)
_POINTING: Final = re.compile(
    r"(?:den(?:ne)?|samme|nævnte)\s{1,3}(?:lovs?|bekendtgørelses?|anordning)(?!\w)|lovens?(?!\w)",
    re.IGNORECASE,
)
_OTHER_ACT: Final = re.compile(
    r"[\wæøå-]{0,60}?(?:lov|bekendtgørelse|anordning|cirkulære|vejledning|forordning|direktiv|konvention"
    r"|overenskomst|traktat|vedtægt|regulativ)(?:en|n|et|s|er|ens)?(?!\w)",
    re.IGNORECASE,
)
_BILL_AFTER: Final = re.compile(
    r"(?:lovforslag|lovudkast|udkast|forslag)(?:et)?(?:\s{1,3}til\s{1,3}lov)?(?!\w)", re.IGNORECASE
)
_IN: Final = re.compile(r",?\s{1,3}i\s{1,3}(?:den\s{1,3})?")
_TWO_WORDS: Final = 80
"""Code points that the first two words of a name and the white space between stand in."""
_SHORT: Final = re.compile(r"[A-ZÆØÅ]{2,4}(?![\w.-])")
_SHORT_ANY: Final = re.compile(r"[A-Za-zÆØÅæøå]{2,4}(?![\w.-])")


class LawNames:
    """The names of the register, ready to be looked for."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._names = [name for law in register.laws for name in law.all_names if " " in name]
        self.places = _places(self._names)
        """Where a law's name may begin, or the `lov` in it."""

    def _title(self, text: str, start: int) -> re.Match[str] | None:
        """A name of several words at `start`; compiled when the first two may stand there."""
        words = text[start : start + _TWO_WORDS].lower().split(maxsplit=2)[:2]
        if len(words) < 2 or not words[1].startswith(self._seconds.get(words[0], ())):
            return None
        return self._titles.match(text, start)

    @cached_property
    def _seconds(self) -> dict[str, tuple[str, ...]]:
        """The second words of the names, by the first."""
        seconds: dict[str, tuple[str, ...]] = {}
        for name in self._names:
            first, second = name.lower().split()[:2]
            seconds[first] = (*seconds.get(first, ()), second)
        return seconds

    @cached_property
    def _titles(self) -> re.Pattern[str]:
        """Names of several words; most questions hold none, so it is made when it is needed."""
        return _titles(self._names)

    def before(self, text: str, place: int, *, question: bool = False) -> Named | None:
        """The law whose name ends right before `place`: `servicelovens `, `lov om …, `."""
        left = max(0, place - _BEFORE_CHARS)
        end = len(text[left:place].rstrip(" \t\r\n\xa0,(:–-")) + left
        if end == left:
            return None
        named = self._word_before(text, left, end, place, question=question) or self._title_before(
            text, left, end
        )
        is_loose = text[end - 1] == ")" or not text[end:place].isspace()
        return replace(named, is_loose=True) if named and is_loose else named

    def after(self, text: str, place: int, *, question: bool = False) -> Named | None:
        """The law named right after `place`: ` i lov om …`, `, i serviceloven`, ` SEL`."""
        if found := _IN.match(text, place):
            return self.at(text, found.end(), question=question)
        return self._short_after(text, place, question=question)

    def at(self, text: str, start: int, *, question: bool = False) -> Named | None:
        """The law whose name begins at `start`."""
        if found := _POINTING.match(text, start):
            is_same = found.group().lower().startswith(("samme", "nævnte"))
            return Named(Standing.SAME if is_same else Standing.OWN, None, *found.span())
        if found := _BILL_AFTER.match(text, start):
            return Named(Standing.KNOWN, BILL, *found.span())
        if act := acts.match(text, start):
            return Named(Standing.KNOWN, written(act[0][0]), start, act[0][0].span.end)
        for found in (self._title(text, start), _LAW_WORD.match(text, start)):
            law = self._known(found.group(), question=question) if found else None
            if found and law:
                return Named(Standing.KNOWN, law, *found.span())
        if found := _OTHER_ACT.match(text, start):
            return Named(Standing.OTHER, None, start, start)
        return self.short_at(text, start, question=question)

    def mention(self, text: str, start: int) -> Named | None:
        """A law of the register named at `start` for its own sake; other names are not laws."""
        for found in (self._title(text, start), _LAW_WORD.match(text, start)):
            law = self._register.resolve(found.group()) if found else None
            if found and law:
                return Named(Standing.KNOWN, law.key, *found.span())
        return None

    def short_at(self, text: str, start: int, *, question: bool) -> Named | None:
        """The abbreviation of a law that stands at `start`."""
        found = (_SHORT_ANY if question else _SHORT).match(text, start)
        if found is None:
            return None
        return self._by_short(found.group(), *found.span(), question=question)

    def _word_before(
        self, text: str, left: int, end: int, place: int, *, question: bool
    ) -> Named | None:
        words = text[left:end].rsplit(None, 3)
        word = words[-1].strip('()»«"”“,:')
        start = end - len(words[-1].lstrip('»"”“'))
        if words[-1].startswith("("):  # "lov om social service (serviceloven), § 4"
            start = end = place
        low = word.lower()
        if low in _OWN_WORDS:
            return Named(Standing.OWN, None, start, end)
        if low in _BILL_WORDS:
            return Named(Standing.KNOWN, BILL, start, end)
        if low.endswith(_OTHER_ENDS):
            return Named(Standing.OTHER, None, start, end)
        if low in {"lov", "lovs"} and len(words) > 1:
            return self._two_words(words, text, start, end)
        if low.endswith(("lov", "loven", "lovs", "lovens")):
            return self._compound(words, word, start, end, question=question)
        return self._abbreviation(word, start, end, question=question)

    def _two_words(self, words: list[str], text: str, start: int, end: int) -> Named | None:
        first = words[-2].strip('(»"”“,').lower()
        if first in _POINTERS:
            standing = Standing.OWN if first == "denne" else Standing.SAME
            return Named(standing, None, text.rfind(words[-2], 0, start), end)
        law = self._register.resolve(f"{first} {words[-1]}")
        begin = text.rfind(words[-2], 0, start)
        if law is None:
            return Named(Standing.OTHER, None, start, end)
        return Named(Standing.KNOWN, law.key, begin, end)

    def _compound(
        self, words: list[str], word: str, start: int, end: int, *, question: bool
    ) -> Named | None:
        """`servicelovens`; with its first half in `børne- og ungeydelseslovens`."""
        if len(words) > 2 and words[-2] in {"og", "eller"} and words[-3].endswith("-"):
            law = self._register.resolve(" ".join((*words[-3:-1], word)))
            if law is None:
                return Named(Standing.OTHER, None, start, end)
            begin = start - sum(map(len, words[-3:-1])) - 2
            return Named(Standing.KNOWN, law.key, begin, end)
        key = self._known(word, question=question)
        return Named(Standing.KNOWN, key, start, end) if key else None

    def _abbreviation(self, word: str, start: int, end: int, *, question: bool) -> Named | None:
        if question and len(word) > 4 and (law := self._register.resolve(word, question=True)):
            return Named(Standing.KNOWN, law.key, start, end)
        if not (2 <= len(word) <= 4) or not (word.isupper() or question):
            return None
        return self._by_short(word, start, end, question=question)

    def _by_short(self, word: str, start: int, end: int, *, question: bool) -> Named | None:
        if not self._register.is_abbreviation(word, question=question):
            return None
        law = self._register.resolve(word, question=question)
        if law is None:
            return Named(Standing.OTHER, None, start, end)
        return Named(Standing.KNOWN, law.key, start, end)

    def _title_before(self, text: str, left: int, end: int) -> Named | None:
        start = end
        while (start := text.rfind("ov om ", left, start)) > left:
            found = self._titles.match(text, start - 1)
            if found and found.end() == end:
                law = self._register.resolve(found.group())
                return Named(Standing.KNOWN, law.key, *found.span()) if law else None
        return None

    def _short_after(self, text: str, place: int, *, question: bool) -> Named | None:
        space = re.compile(r"\s{0,2}\(?").match(text, place)
        start = space.end() if space else place
        return self.short_at(text, start, question=question) or (
            self._bare_name(text, start) if question else None
        )

    def _bare_name(self, text: str, start: int) -> Named | None:
        found = _LAW_WORD.match(text, start)
        law = self._known(found.group(), question=True) if found else None
        return Named(Standing.KNOWN, law, *found.span()) if found and law else None

    def _known(self, name: str, *, question: bool) -> str | None:
        """Key in the register; else the compound itself in its base form, `tandlægeloven`."""
        law = self._register.resolve(name, question=question)
        if law is not None:
            return law.key
        low = name.lower().removesuffix("s")
        low = low if low.endswith("en") else f"{low}en"
        if " " in low or len(low) < 9 or low.endswith(_NO_LAW) or not low.endswith("loven"):
            return None
        head, dash, _ = name.partition("-")
        return f"{head}{low[len(head) :]}" if dash and head.isupper() else low


@cache
def load() -> LawNames:
    """The names of the register as installed."""
    return LawNames(laws.load())


def _places(names: Iterable[str]) -> re.Pattern[str]:
    """`lov` in any word, and names of several words that begin otherwise: `barnets lov`."""
    others = sorted({name for name in names if not name.lower().startswith("lov ")})
    return re.compile("|".join(["[Ll]ov", *(rf"(?<!\w)(?i:{_spaced(name)})" for name in others)]))


def _spaced(name: str) -> str:
    """The name over any white space."""
    return r"\s{1,3}".join(re.escape(part) for part in name.split())


def _titles(names: Iterable[str]) -> re.Pattern[str]:
    """All names of several words, the longest first, over any white space."""
    ordered = sorted(set(names), key=len, reverse=True)
    forms = "|".join(map(_spaced, ordered))
    return re.compile(
        rf"(?:{forms})s?(?!\w)(?!\saf\s(?!\d)|\s(?:i|for|på)\s(?:Grønland|Færøerne))", re.IGNORECASE
    )
