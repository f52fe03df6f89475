"""Question to ranking."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from index.analysis import DanishAnalyzer, fold
from index.embedding import Embedder
from index.engine import Engine
from index.generations import current_name, open_generation
from index.kernel import compiled
from index.meaning import Meaning
from index.model import Filters, Hint, Hit, OtherWords, Ranking, ResemblanceThere
from index.other_words import other_words
from index.parlance import Heard
from index.ports import Ranker
from index.questions import TypicalQuestions, open_questions
from index.vectors import open_vectors
from index.weights import Weights, default_weights

_LOG = logging.getLogger("principbot.indeks")

_LONGEST_QUESTION = 20_000
"""Characters that are read; a question has a few hundred."""


class Searcher(Ranker):
    """Answers questions from one generation; safe in threads.

    Open another one when it is no longer `fresh`; searches under way finish on this one.
    """

    def __init__(
        self,
        root: Path,
        engine: Engine,
        analyzer: DanishAnalyzer,
        meaning: Meaning | None = None,
        questions: TypicalQuestions | None = None,
    ) -> None:
        self._root = root
        self._analyzer = analyzer
        self._engine = engine
        self._meaning = meaning
        self._questions = questions

    @property
    def generation(self) -> str:
        """The name of the generation that is searched."""
        return self._engine.generation.name

    @property
    def size(self) -> int:
        """How many passages can be found."""
        return sum(part.live for part in self._engine.generation.segments)

    def fresh(self) -> bool:
        """Whether the pointer still names the generation that is searched."""
        return current_name(self._root) == self.generation

    def search(  # noqa: PLR0913 - options of one question
        self,
        question: str,
        filters: Filters | None = None,
        limit: int = 10,
        also: Sequence[OtherWords] = (),
        hints: Sequence[Hint] = (),
        *,
        words_alone: bool = False,
        apart_from: str = "",
    ) -> Ranking:
        """The best passages for a question; none without evidence, never an exception.

        `also` are other ways to say parts of it; they find passages and count as met words.
        `hints` lift passages among those that the words find. `words_alone` leaves likeness in
        meaning out where it is switched on. `apart_from` is a typical question that the question
        is not compared with.
        """
        engine, question = self._engine, question[:_LONGEST_QUESTION]
        words = self._analyzer.question(question)
        words += other_words(also, words, self._analyzer)
        scope = engine.scope(filters or Filters())
        meaning = None if words_alone or not words else self._meaning
        likeness = meaning.likeness(question) if meaning else None
        heard = self._questions.heard(question) if self._questions else None
        ranking = engine.rank(words, scope, limit, hints, heard=heard, likeness=likeness)
        return self._beside(ranking, question, heard, apart_from)

    def _beside(
        self, ranking: Ranking, question: str, heard: Heard | None, apart_from: str
    ) -> Ranking:
        """Less sure by how like the question is to one that no text answers.

        Only where people's questions for the text that is found first are known.
        """
        first = (ranking.by_words or ranking.hits)[:1]
        if self._questions is None or not first or not self.answered_by(first[0].passage_id):
            return ranking
        like = self._questions.resemblance(question, _met(first), heard, apart_from)
        return replace(ranking, confidence=ranking.confidence * like.trust, like=like)

    def answered_by(self, passage_id: str) -> Sequence[str]:
        """The typical questions that a passage answers; none for most."""
        return self._questions.answered_by(passage_id) if self._questions else ()

    def resemblance_at(
        self, question: str, places: Iterable[str], hits: Sequence[Hit]
    ) -> ResemblanceThere | None:
        """How like a question is to what people ask at some places; None where nothing is known.

        A place is the key of a section or decision: facet `exact`; `hits` are found there.
        """
        if self._questions is None:
            return None
        return self._questions.resemblance_at(question[:_LONGEST_QUESTION], places, _met(hits))


def _met(hits: Iterable[Hit]) -> frozenset[str]:
    """The words of a question that these hits have, folded."""
    return frozenset(fold(term.word.lower()) for hit in hits for term in hit.matched)


def open_index(
    root: Path,
    *,
    analyzer: DanishAnalyzer | None = None,
    weights: Weights | None = None,
    is_server: bool = False,
    embedder: Embedder | None = None,
) -> Searcher:
    """Open the generation that the pointer names.

    `is_server` says that many questions will follow: where numba is installed, the inner
    loops are compiled, which takes longer than a hundred searches. With the `embedder` that
    the generation was built with, likeness in meaning counts too.

    Raises:
        NoIndexError: nothing has been built.
        CorruptIndexError: a file is damaged; it is named.
    """
    kernel = compiled() if is_server else None
    engine = Engine(open_generation(root), weights or default_weights(), kernel)
    meaning = open_meaning(engine, embedder) if embedder else None
    read_by = analyzer or DanishAnalyzer()
    near = meaning.neighbours() if meaning else None
    questions = open_questions(engine.generation.folder, read_by, near)
    return Searcher(root, engine, read_by, meaning, questions)


def open_meaning(engine: Engine, embedder: Embedder) -> Meaning | None:
    """The vectors of an opened generation; None, and a warning, where it was built without.

    Raises:
        CorruptIndexError: they are damaged or another model's.
    """
    generation = engine.generation
    vectors = open_vectors(generation.folder, generation.segments, embedder)
    if vectors is None:
        _LOG.warning("Indekset %s er bygget uden betydning; der søges på ord.", generation.name)
        return None
    return Meaning(embedder, vectors, generation.segments, engine.scoring.weights.meaning)
