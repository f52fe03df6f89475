"""A quote is chosen and checked from a part of the stored text, as from all of it."""

import random
import sqlite3

import pytest

from bot import quoting, wiring
from bot.library import Library
from bot.settings import Settings
from corpus.errors import QuoteError
from corpus.text import sentences


def test_a_part_gives_the_quotes_of_the_whole(library: Library) -> None:
    chance = random.Random(3)  # noqa: S311 - the same each time
    for stored in library.store.all_passages():
        passage = stored.passage
        version = library.store.version(passage.version_id)
        assert version is not None
        part = library.verified(passage)
        assert part.slices(passage.spans) == library.store.slices(version.version_id, passage.spans)
        for span in passage.spans:
            (inside,) = part.inside([span])
            assert part.outside(sentences(part.text, inside)) == sentences(version.text, span)
        weights = {word: chance.random() for word in passage.text.split()}

        def weigh(sentence: str, weights: dict[str, float] = weights) -> float:
            return sum(weights.get(word, 0.0) for word in sentence.split())

        chosen = quoting.choose(part.text, part.inside(passage.spans), weigh)
        assert part.outside(chosen) == quoting.choose(version.text, passage.spans, weigh)


def test_a_text_that_grew_in_front_is_not_quoted(own_settings: Settings) -> None:
    """The bytes are all there, but stand elsewhere."""
    with wiring.opened_library(own_settings) as library:
        passages = [stored.passage for stored in library.store.all_passages()]
        with sqlite3.connect(own_settings.database) as db:
            db.execute("update document_version set text = '.' || text")
        for passage in passages:
            with pytest.raises(QuoteError, match="doctor"):
                library.verified(passage)


def test_a_text_that_is_gone_is_not_quoted(own_settings: Settings) -> None:
    with wiring.opened_library(own_settings) as library:
        passage = next(stored.passage for stored in library.store.all_passages())
        with sqlite3.connect(own_settings.database) as db:
            db.execute("update document_version set text = ''")
        with pytest.raises(QuoteError, match="doctor"):
            library.verified(passage)
