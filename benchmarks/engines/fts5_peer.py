"""SQLite FTS5 with its bm25()."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from benchmarks.engines import LIMIT, Passages


class Fts5:
    """One column, split at white space."""

    name = "fts5"

    def build(self, passages: Passages, folder: Path) -> None:
        """Insert and optimise."""
        folder.mkdir(parents=True, exist_ok=True)
        with sqlite3.connect(folder / "fts.sqlite") as database:
            database.execute(
                "create virtual table passages using fts5"
                "(text, content='', tokenize=\"unicode61 tokenchars '§-,.'\")"
            )
            rows = ((place, " ".join(terms)) for place, terms in enumerate(passages))
            database.executemany("insert into passages(rowid, text) values (?, ?)", rows)
            database.execute("insert into passages(passages) values ('optimize')")

    def open(self, folder: Path) -> None:
        """Open the database."""
        self._database = sqlite3.connect(folder / "fts.sqlite")

    def top(self, terms: Sequence[str]) -> list[int]:
        """Places of the best passages."""
        query = " or ".join(f'"{term}"' for term in terms)
        sql = "select rowid from passages where passages match ? order by rank limit ?"
        return [row[0] for row in self._database.execute(sql, (query, LIMIT))]
