"""The engine against a slow ranking of its own, and pruning against no pruning."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis import DanishAnalyzer
from index.build import build
from index.candidates import Scratch, find_candidates
from index.engine import Engine
from index.fields import score_words
from index.generations import open_generation
from index.kernel import Kernel, collect
from index.model import Filters, IndexEntry
from index.plain import PlainRanker
from index.plain_kernel import WINDOW, best_by_words
from index.query import prepare
from index.scorer import clauses_of
from index.weights import default_weights
from tests.index.brute_force import BruteForce

ANALYZER = DanishAnalyzer()
_WORDS = (
    *("sag", "frist", "klage", "klagefrist", "borger", "kommune", "kommunen", "afgørelse"),
    *("børn", "42", "møde", "fristen", "indsats", "sats", "vejlede", "vejledning", "hjælp"),
)
TEXT = st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join)
HEADING = st.sampled_from(["", "klage", "hjælp til børn"])
DOCUMENTS = st.lists(
    st.lists(st.tuples(TEXT, HEADING), min_size=1, max_size=3), min_size=1, max_size=8
)
QUESTION = st.lists(st.sampled_from((*_WORDS, "kalge", "kommuner")), min_size=1, max_size=5)


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS, QUESTION.map(" ".join), st.sampled_from([3, 96]))
def test_the_ranking_is_that_of_brute_force(
    tmp_path_factory: pytest.TempPathFactory,
    documents: list[list[tuple[str, str]]],
    question: str,
    candidates: int,
) -> None:
    passages = [
        IndexEntry(f"d{number}-{at}", text, heading, {"document": f"d{number}"})
        for number, document in enumerate(documents)
        for at, (text, heading) in enumerate(document)
    ]
    root = tmp_path_factory.mktemp("brute")
    build(passages, root, "g")
    weights = replace(default_weights(), candidates=candidates)
    engine = Engine(open_generation(root, "g"), weights)
    scope = engine.scope(Filters())
    words = ANALYZER.question(question)
    prepared = prepare(words, scope.lexicon, engine.scoring)
    texts = [ANALYZER.terms(passage.text) for passage in passages]
    if not any(texts):
        return
    headings = [ANALYZER.terms(passage.heading) for passage in passages]
    forms = [ANALYZER.forms(p.text) + ANALYZER.forms(p.heading) for p in passages]
    slow = BruteForce(passages, texts, headings, weights).rank(prepared, forms)
    fast = engine.rank(words, scope, len(passages)).hits
    assert {hit.passage_id: pytest.approx(hit.score) for hit in fast} == dict(slow)
    assert [hit.score for hit in fast] == sorted((hit.score for hit in fast), reverse=True)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """9,000 passages of few words, so that postings are long enough to be skipped."""
    root = tmp_path_factory.mktemp("large")
    chance = random.Random(3)  # noqa: S311 - the same each time
    words = [f"ord{chr(97 + one)}{chr(97 + two)}" for one in range(12) for two in range(12)]
    odds = [1 / (place + 1) for place in range(len(words))]
    passages = [
        IndexEntry(f"p{number}", " ".join(chance.choices(words, odds, k=chance.randint(3, 30))))
        for number in range(9_000)
    ]
    build(passages, root, "g")
    return Engine(open_generation(root, "g"), default_weights())


@pytest.mark.parametrize("kernel", [None, collect], ids=["numpy", "loops"])
@pytest.mark.parametrize("seed", range(12))
def test_skipping_loses_no_passage(large: Engine, seed: int, kernel: Kernel | None) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time
    segment = large.generation.segments[0]
    names = [segment.terms[number] for number in range(len(segment.terms))]
    question = ANALYZER.question(" ".join(chance.choices(sorted(names), k=chance.randint(2, 9))))
    words = prepare(question, large.scope(Filters()).lexicon, large.scoring)
    clauses = clauses_of(segment, 0, words)
    mask = None if seed % 2 else np.arange(segment.size) % 3 > 0
    scratch = Scratch(kernel)
    found = find_candidates(segment, clauses, 10, mask, scratch)
    assert not scratch.sums.any()
    assert not scratch.word.any()
    assert (np.diff(found) > 0).all()
    everything = np.arange(segment.size, dtype=np.int32)
    scores = score_words(segment, clauses, everything, large.scoring)[0].sum(axis=0)
    if mask is not None:
        scores[~mask] = 0
    tenth = np.sort(scores)[-10]
    assert set(np.flatnonzero((scores >= tenth) & (scores > 0)).tolist()) <= set(found.tolist())


@pytest.mark.parametrize("seed", range(4))
def test_windows_of_passages_join_to_one_ranking(large: Engine, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time
    terms = large.generation.segments[0].terms
    names = [terms[number] for number in range(len(terms))]
    assert large.generation.segments[0].size > WINDOW
    asked = chance.choices(sorted(names), k=5)
    expected = PlainRanker(large).top(asked)
    assert PlainRanker(large, best_by_words).top(asked) == expected
