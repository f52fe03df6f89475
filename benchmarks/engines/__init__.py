"""Peers, each behind the same small door: build from ready terms, open, top 10.

All get the same terms, so that engines are compared and not tokenisers.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

LIMIT = 10

Passages: TypeAlias = Iterable[list[str]]


class Peer(Protocol):
    """A search engine over ready terms."""

    name: str

    def build(self, passages: "Passages", folder: Path) -> None:
        """Write or hold the index."""

    def open(self, folder: Path) -> None:
        """Make it ready to answer."""

    def top(self, terms: Sequence[str]) -> list[int]:
        """Places of the best passages."""
