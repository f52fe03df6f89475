"""Example questions for the first screen: only those that the collection answers."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import ClassVar, Protocol

from pydantic import ConfigDict

from bot.answer import Answer, NoAnswer
from bot.service import EVERYBODY, Question, Scope
from corpus.datafiles import NO_OTHER_FIELDS, load_as

FILE = "eksempler.toml"
SHOWN = 4


class Answers(Protocol):
    """What answers a question."""

    def answer(self, question: Question, scope: Scope = EVERYBODY) -> Answer | NoAnswer:
        """The answer within a scope."""


def answerable(service: Answers, scope: Scope, limit: int = SHOWN) -> tuple[str, ...]:
    """Up to `limit` questions that get an answer within the scope, in the file's order."""
    found: list[str] = []
    for text in _candidates():
        if len(found) == limit:
            break
        if isinstance(service.answer(Question(text), scope), Answer):
            found.append(text)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _List:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    spoergsmaal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    __pydantic_config__: ClassVar[ConfigDict] = NO_OTHER_FIELDS

    eksempler: _List


@cache
def _candidates() -> tuple[str, ...]:
    return load_as(FILE, _File, files("bot") / "data").eksempler.spoergsmaal
