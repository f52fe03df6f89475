"""Does a passage carry the kind of thing that the question asks for?

`hvor mange uger` wants a time, `hvad koster` an amount. Words can match perfectly in a passage
that says nothing of the kind; then it is not an answer. The patterns are data.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from index.analysis import fold, normalise

_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class AnswerType:
    """One kind of answer: how it is asked for, and its signs."""

    name: str
    asked: re.Pattern[str]
    excluded: re.Pattern[str] | None
    signs: re.Pattern[str]


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
    text = _flat(passage)
    return all(kind.signs.search(text) for kind in types)


def _flat(text: str) -> str:
    """Small letters with ae, oe, aa and single spaces."""
    return " ".join(fold(word) for word in normalise(text).lower().split())


@cache
def _types() -> tuple[AnswerType, ...]:
    """Source: `index/data/svartyper.toml`."""
    raw = resources.files("index").joinpath("data/svartyper.toml").read_text("utf-8")
    return tuple(
        AnswerType(
            name=row["navn"],
            asked=_any(row["spoergsmaal"]),
            excluded=_any(row["uden"]) if "uden" in row else None,
            signs=_any(row["tegn"]),
        )
        for row in tomllib.loads(raw)["type"]
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
