"""Small collections for the tests of the index."""

from collections.abc import Iterable
from pathlib import Path

from index.build import build, publish
from index.model import IndexEntry
from index.search import Searcher, open_index


def entries(*texts: str, heading: str = "", **facets: str) -> list[IndexEntry]:
    """Passages p0, p1 ... of one document each."""
    return [
        IndexEntry(f"p{number}", text, heading, {"document": f"d{number}", **facets})
        for number, text in enumerate(texts)
    ]


def searcher(root: Path, passages: Iterable[IndexEntry], name: str = "g1") -> Searcher:
    """An index of these passages, published and opened."""
    build(passages, root, name)
    publish(root, name)
    return open_index(root)
