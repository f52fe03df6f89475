"""Does a passage carry the kind of thing that the question asks for?

`hvor mange uger` wants a time, `hvad koster` an amount. Words can match perfectly in a passage
that says nothing of the kind; then it is not an answer. The patterns are data.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from index.analysis import fold, normalise

_LONGEST = 2_000
_REFERENCE = re.compile(
    r"§+ ?\d+(?: ?[a-z]\b)?(?:(?:,| og| eller|-|–) ?\d+(?: ?[a-z]\b)?)*"
    r"|\b(?:stk|nr|pkt|kap|litra|kapitel|lov|lbk|bek)\.? (?:nr\. )?[\d.]+(?:-\d+)?"
    r"|\b\d+\. ?(?:og \d+\. )?pkt|(?:^|(?<=[ ,;:(]))\d{1,2}\) "
)
"""What numbers a provision, a paragraph or a list: on small letters with ae, oe, aa."""

_AGE = re.compile(
    r"\b(?:under|over|fyldt?|fylder|fylde|mellem|fra|det|de) (?:det |de )?\d+\.?"
    r"(?: (?:og|til) \d+\.?)? aar\b|\b\d+-aarig\w*"
)


@dataclass(frozen=True, slots=True)
class AnswerType:
    """One kind of answer: how it is asked for, and its signs."""

    name: str
    asked: re.Pattern[str]
    excluded: re.Pattern[str] | None
    signs: re.Pattern[str]
    in_references: bool
    """Whether a reference may be the sign."""
    in_ages: bool
    """Whether an age may be the sign."""

    def shows_in(self, text: str) -> bool:
        """Whether a flat text holds a sign."""
        if not self.in_references:
            text = _REFERENCE.sub(" ", text)
        if not self.in_ages:
            text = _AGE.sub(" ", text)
        return bool(self.signs.search(text))


def expected(question: str) -> tuple[AnswerType, ...]:
    """The kinds of answer that a question asks for; most ask for none in particular."""
    text = _flat(question[:_LONGEST])
    return tuple(
        kind
        for kind in _types()
        if kind.asked.search(text) and not (kind.excluded and kind.excluded.search(text))
    )


def carries(types: Sequence[AnswerType], passage: str) -> bool:
    """Whether a passage shows a sign of every kind."""
    if not types:
        return True
    text = _flat(passage)
    return all(kind.shows_in(text) for kind in types)


def _flat(text: str) -> str:
    """Small letters with ae, oe, aa and single spaces."""
    return " ".join(fold(word) for word in normalise(text).lower().split())


@cache
def _types() -> tuple[AnswerType, ...]:
    """Source: `index/data/svartyper.toml`."""
    raw = tomllib.loads(resources.files("index").joinpath("data/svartyper.toml").read_text("utf-8"))
    parts = raw["stykker"]
    return tuple(
        AnswerType(
            name=row["navn"],
            asked=_any(row["spoergsmaal"], parts),
            excluded=_any(row["uden"], parts) if "uden" in row else None,
            signs=_any(row["tegn"], parts),
            in_ages=row.get("alder", False),
            in_references=row.get("henvisninger", False),
        )
        for row in raw["type"]
    )


def _any(patterns: Sequence[str], parts: Mapping[str, str]) -> re.Pattern[str]:
    filled = (
        re.sub(r"\{(tal|enhed|maengde)\}", lambda found: parts[found[1]], pattern)
        for pattern in patterns
    )
    return re.compile("|".join(f"(?:{pattern})" for pattern in filled))
