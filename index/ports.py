"""What the rest of the house needs from a search engine."""

from typing import Protocol

from index.model import Filters, Ranking


class Ranker(Protocol):
    """Finds passages for questions in one generation of the index."""

    @property
    def generation(self) -> str:
        """The name of the generation that is searched."""

    def search(self, question: str, filters: Filters | None = None, limit: int = 10) -> Ranking:
        """The best passages for a question; none without evidence, never an exception."""

    def reopen_if_changed(self) -> bool:
        """Take up a newer generation if there is one; says whether it did."""
