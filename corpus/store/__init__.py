"""The door to the collection's database."""

from corpus.store.reading import Holding, StoredPassage
from corpus.store.store import Outcome, Store

__all__ = ["Holding", "Outcome", "Store", "StoredPassage"]
