"""Messages that no source can answer: small talk, and the decision of one case."""

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from pydantic import ConfigDict

from corpus.datafiles import NO_OTHER_FIELDS, load_as
from corpus.phrases import Phrases, words

FILE = "uden_for_emnet.toml"


@dataclass(frozen=True, slots=True)
class _Rule:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    tekst: str
    spoergsmaal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    snak: _Rule
    afgoerelse: _Rule


def reply(question: str) -> str | None:
    """The fixed sentence for a message outside the subject; None for a question.

    Source: `corpus/data/uden_for_emnet.toml`.
    """
    asked = words(question)
    rules = _load()
    for rule in (rules.afgoerelse, rules.snak):
        if Phrases(rule.spoergsmaal).holds(asked):
            return rule.tekst
    return None


@cache
def _load() -> _Rules:
    return load_as(FILE, _Rules)
