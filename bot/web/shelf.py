"""The list of documents, read once a revision of the store."""

from corpus.store import Holding, Store


class Shelf:
    """All documents that are not withdrawn, kept until the store changes."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._held: tuple[str, list[Holding]] = ("", [])

    def holdings(self) -> list[Holding]:
        """The documents, by id."""
        revision = self._store.revision()
        if self._held[0] != revision:
            self._held = (revision, self._store.holdings())
        return self._held[1]

    def holding(self, document_id: str) -> Holding | None:
        """One document, withdrawn or not; None if it never was here."""
        return self._store.holding(document_id)
