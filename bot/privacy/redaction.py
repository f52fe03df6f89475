"""Takes phone numbers, e-mail addresses and the like out of a question before it is searched.

A journal number alone is a reference and stays; beside a name or an address it points at a
person and is left out, and so is the name. CPR numbers are `bot.privacy.cpr`'s: they stop the
message. Names without a number or an address stay, since ministers and authors have names too.
"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.model import Span

KINDS = ("navn", "adresse", "telefonnummer", "e-mailadresse", "kontonummer", "journalnummer")
"""What may be left out, in the order that people are told."""

_EMAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PREFIXED_PHONE = re.compile(r"(?:tel:)?(?:\+|\b00)45[ .-]?\d{2,4}(?:[ .-]?\d{2,4}){1,3}\b")
"""`+45 20 10 45 67`, `004520104567`."""
_GROUPED_PHONE = re.compile(
    r"(?<![\w.,/-])(?<!§ )[2-9]\d([ .-])\d\d\1\d\d\1\d\d(?![\w/-])(?![ .,]{1,2}\d)"
)
"""`20 10 45 67`; `§§ 20 21 22 23` are provisions, and a longer row is a list."""
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?\d{4}){3,7}(?: ?\d{1,4})?\b")
_BARE_ACCOUNT = re.compile(r"(?<![\w.-])\d{4}[ -]\d{7,10}(?![\w.-])")
"""`5301 1234567`: four digits of a bank, then an account."""
_BARE_PHONE = re.compile(r"(?<![\w.,/-])[2-9]\d{3} ?\d{4}(?![\w/-])")
_BARE_JOURNAL = re.compile(
    r"(?<![\w.§/-])(?:(?:19|20)\d{2} ?[-–/] ?\d{3,8}|\d{2}[-/]\d{4,8})(?![\w-])"
)
"""`2020 - 1164` and `19-27704`; never `34-18`, which is a decision."""
_NAME = r"[A-ZÆØÅ][\w'’-]+(?:\s(?:[A-ZÆØÅ]\.|[A-ZÆØÅ][\w'’-]+)){0,3}"
_FULL_NAME = re.compile(r"\b[A-ZÆØÅ][\w'’-]+(?:\s(?:[A-ZÆØÅ]\.|[A-ZÆØÅ][\w'’-]+)){1,3}")
_PATRONYM = re.compile(r"(?!\w*[rdnstvgåæø]elsen$)\w+sen")
"""`Hansen`, `Nielsen`; not `styrelsen`, `afgørelsen`."""
_POST = r"(?:,?\s\d{4}\s[A-ZÆØÅ][a-zæøå]+(?:\s[CKNSVØ]{1,2}\b)?)"
_FLOOR = r"(?:,?\s(?:st|kld|\d{1,2})\.\s?(?:th|tv|mf|\d{1,3})?\.?)"
_UNIT = r"(?!\s?(?:år|måned|uge|dag|time|kr|procent|%|gang))"
_GAP = re.compile(r"\W{0,3}|\W{0,3}(?:og|på|med|har|i)\W{1,3}")
"""What may stand between a name and the number that is beside it."""
_LEFTOVER = re.compile(r"\s*\(\s*[,;:]*\s*\)|(?<=[\s,;:(])[,;:]+(?=\s|$)|^[\s,;:]+")


@dataclass(frozen=True, slots=True)
class Redaction:
    """A question without what points at a person."""

    text: str
    """What may be searched; the question itself when nothing was left out."""
    left_out: tuple[str, ...]
    """Kinds in Danish, ordered as `KINDS`; never the values."""


def redact(text: str) -> Redaction:
    """The question without identifiers other than CPR numbers, and which kinds were left out."""
    words = _patterns()
    cut: list[tuple[Span, str]] = []
    _mark(cut, text, "e-mailadresse", (_EMAIL,))
    _mark(cut, text, "kontonummer", (words.account, _IBAN, _BARE_ACCOUNT))
    _mark(cut, text, "telefonnummer", (words.phone, _PREFIXED_PHONE, _GROUPED_PHONE))
    _mark(cut, text, "adresse", (words.street, words.place))
    journals: list[tuple[Span, str]] = []
    _mark(journals, text, "journalnummer", (words.journal, _BARE_JOURNAL))
    people = _people(text, [span for span, _ in cut + journals])
    if people or any(kind == "adresse" for _, kind in cut):
        cut += [found for found in journals if not _overlaps(cut, found[0])]
        _mark(cut, text, "telefonnummer", (_BARE_PHONE,))
    if not cut:
        return Redaction(text, ())
    cut += [(person, "navn") for person in people if not _overlaps(cut, person)]
    kinds = {kind for _, kind in cut}
    return Redaction(
        _without(text, [span for span, _ in cut]), tuple(kind for kind in KINDS if kind in kinds)
    )


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns that are built of the words in `bot/data/personoplysninger.toml`."""

    street: re.Pattern[str]
    place: re.Pattern[str]
    phone: re.Pattern[str]
    journal: re.Pattern[str]
    account: re.Pattern[str]
    person: re.Pattern[str]
    authorities: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    source = files("bot").joinpath("data/personoplysninger.toml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = tomllib.loads(source)

    def either(key: str) -> str:
        return "|".join(re.escape(word) for word in sorted(words[key], key=len, reverse=True))

    number = r"\s\d{1,3}[A-Za-z]?\b"
    name = r"\b[A-ZÆØÅ][\w.-]*(?:\s[A-ZÆØÅ][\w.-]+)?"
    colon = r"\.?(?:\s?nr\.?)?:?\s{0,3}"
    return _Patterns(
        street=re.compile(rf"{name}\w(?:{either('gader')}){number}{_UNIT}{_FLOOR}?{_POST}?"),
        place=re.compile(rf"{name}\w?(?:{either('steder')}){number}(?:{_FLOOR}{_POST}?|{_POST})"),
        phone=re.compile(rf"\b(?i:{either('telefonord')}){colon}(?:\d[ .-]?){{8,10}}(?!\d)"),
        journal=re.compile(
            rf"\b(?i:{either('journalord')}){colon}[\w/.-]*\d[\w/-]*(?:\s?[-–]\s?\d{{3,8}})?"
        ),
        account=re.compile(
            rf"\b(?i:reg\.?\s?nr\.?:?\s?\d{{4}}\W{{1,3}})?"
            rf"(?i:{either('kontoord')}){colon}(?:\d[ -]?){{7,14}}(?!\d)"
        ),
        person=re.compile(rf"\b(?i:{either('navneord')})[.:]?\s({_NAME})"),
        authorities=tuple(words["ikke_navne"]),
    )


def _mark(
    cut: list[tuple[Span, str]], text: str, kind: str, patterns: Iterable[re.Pattern[str]]
) -> None:
    for pattern in patterns:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if not _overlaps(cut, span):
                cut.append((span, kind))


def _overlaps(cut: list[tuple[Span, str]], span: Span) -> bool:
    return any(span.start < other.end and other.start < span.end for other, _ in cut)


def _people(text: str, numbers: list[Span]) -> list[Span]:
    """Names: after a word such as »hedder«, with a patronym, or right beside a number."""
    words = _patterns()
    found = [Span(*match.span(1)) for match in words.person.finditer(text)]
    for match in _FULL_NAME.finditer(text):
        span = Span(*match.span())
        is_patronym = _PATRONYM.fullmatch(match[0].split()[-1].lower()) is not None
        if is_patronym or any(_is_beside(text, span, number) for number in numbers):
            found.append(span)
    return [span for span in found if not _is_authority(text[span.start : span.end])]


def _is_beside(text: str, name: Span, number: Span) -> bool:
    first, second = sorted((name, number))
    return first.end <= second.start and bool(_GAP.fullmatch(text, first.end, second.start))


def _is_authority(name: str) -> bool:
    return any(word.lower().endswith(_patterns().authorities) for word in name.split())


def _without(text: str, spans: list[Span]) -> str:
    kept: list[str] = []
    place = 0
    for span in sorted(spans):
        kept.append(text[place : span.start])
        place = max(place, span.end)
    kept.append(text[place:])
    return " ".join(_LEFTOVER.sub("", " ".join(kept)).split())
