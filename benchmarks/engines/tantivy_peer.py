"""tantivy: Lucene's design in Rust, with block-max pruning."""

from collections.abc import Sequence
from pathlib import Path

import tantivy

from benchmarks.engines import LIMIT, Passages

_HEAP = 256_000_000


class Tantivy:
    """One field, split at white space; BM25 with tantivy's fixed k1 and b."""

    name = "tantivy"

    def build(self, passages: Passages, folder: Path) -> None:
        """Index with one thread."""
        folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field(
            "text", stored=False, tokenizer_name="whitespace", index_option="freq"
        )
        builder.add_integer_field("place", stored=True)
        index = tantivy.Index(builder.build(), path=str(folder))
        writer = index.writer(_HEAP, 1)
        for place, terms in enumerate(passages):
            writer.add_document(tantivy.Document(text=" ".join(terms), place=place))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open a searcher."""
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def top(self, terms: Sequence[str]) -> list[int]:
        """Places of the best passages."""
        schema, should = self._index.schema, tantivy.Occur.Should
        parts = [(should, tantivy.Query.term_query(schema, "text", term, "freq")) for term in terms]
        found = self._searcher.search(tantivy.Query.boolean_query(parts), LIMIT).hits
        return [int(self._searcher.doc(address)["place"][0]) for _, address in found]
