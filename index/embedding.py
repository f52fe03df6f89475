"""The port of a sentence model: texts to vectors whose angle says how alike they are."""

from collections.abc import Sequence
from typing import Protocol

from index.files import Array


class Embedder(Protocol):
    """A model that reads sentences; the same text gives the same vector."""

    @property
    def name(self) -> str:
        """Model and version; vectors of another name are of no use."""

    @property
    def size(self) -> int:
        """Numbers in a vector."""

    def passages(self, texts: Sequence[str]) -> Array:
        """Vectors of texts that may answer: (len(texts), size), 32-bit, of length 1."""

    def questions(self, texts: Sequence[str]) -> Array:
        """Vectors of questions, in the same form."""
