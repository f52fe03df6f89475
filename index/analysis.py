"""Danish text to terms: the only place that knows how Danish is read.

A term is a folded stem (`afgørelsen`, `afgoerelsen` -> `afgoer`), a number, a provision
(`§ 87`, `§87`, `paragraf 87` -> `§87`) or a date (`26/2-20` -> `2020-02-26`).
Documents and questions pass through the same rules, so every engine ranks alike.
Not done: compounds are not split here; `index/kinship.py` relates words that share letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from types import MappingProxyType

import Stemmer

from index import provisions

ANALYZER_VERSION = "1"
"""Part of every generation; a change rebuilds the index."""

LONGEST_TERM = 64
"""Longer runs of letters are cut: no Danish word needs more."""

_WORDS_KEPT = 1 << 14
"""Words of questions that are remembered as they are said."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PATTERNS = (
    r"(?!paragraf)[^\W\d_]{3,}+(?![^\W_]|[-'’´])",  # most words; first, for speed alone
    provisions.SECTION,  # § 17 a, §§ 95 og 96, paragraf 87
    provisions.DATE,  # 26/2-20, 21-02-2020, 7. februar 2020
    r"(?<![^\W_])[^\W\d_]{1,2}(?:\.[^\W\d_]{1,3}){1,3}\b\.?",  # bl.a., f.eks., d.v.s.
    r"\d{1,3}\s?[a-h]\b(?!\.\w)",  # 17 a, which the text calls § 17 a
    r"\d+(?:[.,]\d+)+(?![\w])",  # 9,6 and 1.000
    r"[^\W_]+(?:-[^\W_]+)*(?:['’´]s\b)?",  # hvidovre-modellen, USA's
)
_TOKEN = re.compile("|".join(_PATTERNS))
_JOINTS = re.compile("[-/]")
_GENITIVE = re.compile("['’´]s$")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")  # 1.000.000
_FOLDED = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ß": "ss"})
_NAMING = frozenset({"stk", "nr", "jf", "pm", "gl"})
"""Words that name a place in a source."""
_ASKING = frozenset({"hvem", "hvornaar", "hvilken", "hvilket", "hvilke", "hvordan", "hvorfor"})
_HOW = "hvor"
ASKS = "?"
"""Before a term that says what a question asks, and not what it is about."""
_LAWS = ("loven", "lovens")
_EMPTY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class QuestionWord:
    """One content word of a question."""

    surface: str
    """As the person wrote it."""
    form: str
    term: str
    alternatives: tuple[str, ...] = ()
    """Terms that count as the same word: the abbreviation that was written."""
    weight: float = 1.0
    """Below 1 for words that the person did not write."""
    stands_for: frozenset[str] = frozenset()
    """Terms of the question that this word is another way to say; empty for its own words."""


class DanishAnalyzer:
    """Text to forms, forms to terms.

    A form is a folded word as it stands (`afgoerelsen`), a term its stem (`afgoer`).
    `abbreviations` maps what caseworkers type (`SEL`) to what the texts say
    (`serviceloven`); it is used for questions alone. Those in `capitals` are everyday words
    in small letters (`TA`, `VEJ`) and count only as they are written there.
    """

    def __init__(
        self, abbreviations: Mapping[str, str] = _EMPTY, capitals: frozenset[str] = frozenset()
    ) -> None:
        self._stem = Stemmer.Stemmer("danish", 0).stemWord
        self._stop = stop_words()
        self._expansions = {
            fold(short.lower()): tuple(dict.fromkeys(self.forms(long)))
            for short, long in abbreviations.items()
        }
        self._capitals = {fold(short.lower()): short for short in capitals}
        self._said = lru_cache(_WORDS_KEPT)(self._word_said)

    @property
    def version(self) -> str:
        """Changes whenever the same text may give other terms."""
        return (
            f"{ANALYZER_VERSION}-snowball{Stemmer.version()}-unicode{unicodedata.unidata_version}"
        )

    def tokens(self, text: str) -> list[str]:
        """The words of a text as they stand, in small letters; never raises."""
        tokens: list[str] = _TOKEN.findall(normalise(text).lower())
        return tokens

    def forms_of(self, token: str) -> tuple[str, ...]:
        """The content words of one token, folded."""
        if token.isalpha() and not provisions.may_be(token):
            return self._content(token)  # most tokens, without the detours of the others
        return tuple(self._forms_of(token))

    def forms(self, text: str) -> list[str]:
        """The content words of a text in reading order, folded; never raises."""
        return [form for token in self.tokens(text) for form in self._forms_of(token)]

    def term(self, form: str) -> str:
        """The stem of a form; provisions, numbers and dates are their own."""
        stem: str = form if form.isascii() and not form.isalpha() else self._stem(form)
        return stem

    def terms(self, text: str) -> list[str]:
        """The terms of a text in reading order."""
        return [self.term(form) for form in self.forms(text)]

    def question(self, text: str) -> tuple[QuestionWord, ...]:
        """The content words of a question in reading order, each term once."""
        words: dict[str, QuestionWord] = {}
        for surface, token in _surfaces(text):
            written = tuple(self._forms_of(token))
            key = fold(token)
            is_short = self._capitals.get(key, surface) == surface
            meant = self._expansions.get(key, written) if is_short else written
            others = () if meant is written else tuple(map(self.term, written))
            for form in meant:
                term = self.term(form)
                words.setdefault(term, QuestionWord(surface, form, term, others))
                others = ()
        return tuple(words.values())

    def asked_terms(self, text: str) -> frozenset[str]:
        """The terms of a question, in no order, and what it asks: `?hvem`, `?hvor mange`.

        Without what only names a source.
        """
        words = self.question(text)
        about = (w.term for w in words if w.term[0] != "§" and not self._names(w.surface))
        return frozenset(about).union(self._asked(text))

    def _asked(self, text: str) -> Iterator[str]:
        words = [fold(token) for token in self.tokens(text)]
        for word, following in pairwise([*words, ""]):
            if word in _ASKING:
                yield f"{ASKS}{word}"
            elif word == _HOW:
                yield f"{ASKS}{word} {following}"

    def phrases(self, text: str) -> frozenset[str]:
        """The words of a question as they are said, and each two that stand together.

        Stop words too: they tell what is asked for. Without numbers, laws and what else only
        names a source.
        """
        words = self.words_said(text)
        return frozenset(words).union(map(" ".join, pairwise(words)))

    def words_said(self, text: str) -> tuple[str, ...]:
        """The words of a question that any source could be asked with, folded, in its order."""
        return tuple(filter(None, map(self._said, self.tokens(text))))

    def _word_said(self, token: str) -> str:
        """A word that any source could be asked with, folded; else nothing."""
        word = fold(token)
        is_word = len(word) > 1 and word.replace("-", "").isalpha()
        is_short = word in self._expansions
        return word if is_word and not is_short and not self._names(token) else ""

    def _names(self, token: str) -> bool:
        """Whether a token only names a source: `§ 85`, `stk`, `SEL`, `servicelovens`."""
        word = fold(token.lower())
        meant = self._expansions.get(word, (word,))
        return word in _NAMING or provisions.is_section(token) or meant[-1].endswith(_LAWS)

    def places(self, text: str, terms: frozenset[str]) -> tuple[tuple[int, int], ...]:
        """Where the words with these terms stand in `text`: half-open code point ranges.

        Empty when normalising moves letters, so that a mark never hits the wrong word.
        """
        low = text.lower()
        if len(low) != len(text) or len(normalise(text)) != len(text):
            return ()
        return tuple(
            match.span()
            for match in _TOKEN.finditer(normalise(low))
            if any(self.term(form) in terms for form in self._forms_of(match.group()))
        )

    def _forms_of(self, token: str) -> Iterator[str]:
        special = provisions.terms(token) if provisions.may_be(token) else ()
        if special:
            yield from special
        elif "." in token or "," in token:
            joined = token.replace(".", "")
            number = joined if _GROUPED.fullmatch(token) else token
            yield from (number,) if token[0].isdigit() else self._content(joined)
        elif "-" in token:
            whole = token if token[0].isdigit() else token.replace("-", "")  # 34-18 stays
            yield from self._content(whole)
            for part in _JOINTS.split(token):
                yield from self._content(part)
        else:
            yield from self._content(token)

    def _content(self, word: str) -> tuple[str, ...]:
        """The folded word; nothing for one that carries no meaning."""
        bare = word if word.isalpha() else _GENITIVE.sub("", word)
        folded = fold(bare)[:LONGEST_TERM]
        return (folded,) if folded and folded not in self._stop else ()


def normalise(text: str) -> str:
    """NFKC without soft hyphens and other characters that nobody sees."""
    if text.isascii():
        return text
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def fold(word: str) -> str:
    """Lower-case letters in ASCII where Danish keyboards differ: `æ` -> `ae`, `é` -> `e`."""
    if word.isascii():
        return word
    spelt = word.translate(_FOLDED)
    if spelt.isascii():
        return spelt
    parts = unicodedata.normalize("NFD", spelt)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


@cache
def stop_words() -> frozenset[str]:
    """Words that carry no question, folded.

    Source: `index/data/stopord.txt`.
    """
    lines = resources.files("index").joinpath("data/stopord.txt").read_text("utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line and not line.startswith("#"))


def _surfaces(text: str) -> Iterator[tuple[str, str]]:
    written = normalise(text)
    low = written.lower()
    shown = written if len(low) == len(written) else low
    for match in _TOKEN.finditer(low):
        yield shown[match.start() : match.end()], match.group()
