"""What the rest of the house needs from a search engine."""

from collections.abc import Sequence
from typing import Protocol

from index.model import Filters, OtherWords, Ranking


class Ranker(Protocol):
    """Finds passages for questions in one generation of the index."""

    @property
    def generation(self) -> str:
        """The name of the generation that is searched."""

    def search(
        self,
        question: str,
        filters: Filters | None = None,
        limit: int = 10,
        also: Sequence[OtherWords] = (),
    ) -> Ranking:
        """The best passages for a question; none without evidence, never an exception."""
