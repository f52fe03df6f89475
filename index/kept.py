"""What was read of the last questions.

A question is searched for several times, with and without what it names.
"""

import hashlib
from collections.abc import Callable
from typing import Generic, TypeVar

Read = TypeVar("Read")

_AT_ONCE = 2


class Kept(Generic[Read]):
    """What was made of the last two questions, by their hashes; safe in threads.

    The maker is handed over each time: kept here it would hold its owner, and with that the
    files of a generation, longer than they are searched.
    """

    def __init__(self) -> None:
        self._last: tuple[tuple[bytes, Read], ...] = ()

    def of(self, question: str, make: Callable[[str], Read]) -> Read:
        """What `make` gives for a question."""
        last, key = self._last, hashlib.sha256(question.encode("utf-8", "replace")).digest()
        for asked, made in last:
            if asked == key:
                return made
        made = make(question)
        self._last = ((key, made), *last)[:_AT_ONCE]
        return made
