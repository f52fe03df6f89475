from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.bm25 import Reference
from index.build import build, publish, update
from index.engine import Engine
from index.errors import IndexingError
from index.generations import open_generation
from index.kernel import Kernel
from index.model import IndexEntry
from index.plain import PlainRanker
from index.plain_kernel import best_by_words, compiled_plain
from index.verify import verify
from index.weights import default_weights
from tests.index.factories import entries

WORDS = st.sampled_from(
    ["sag", "frist", "klage", "borger", "kommune", "afgørelse", "børn", "42", "§", "møde"]
)
QUESTIONS = st.lists(WORDS, min_size=1, max_size=6)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None)
@given(
    TEXTS,
    st.lists(WORDS, min_size=1, max_size=6),
    st.sampled_from(["", "klage frist"]),
    st.sampled_from([None, best_by_words]),
)
def test_words_rank_bit_for_bit_as_rank_bm25_does(
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[str],
    asked: list[str],
    heading: str,
    kernel: Kernel | None,
) -> None:
    root = tmp_path_factory.mktemp("plain")
    build(entries(*texts, heading=heading), root, "g")
    generation = open_generation(root, "g")
    weights = default_weights()
    ours = PlainRanker(Engine(generation, weights), kernel)
    segment = generation.segments[0]
    passages = [segment.text_terms(number) for number in range(segment.size)]
    if not any(passages):
        return
    terms = [term.replace("§", "x") for term in asked]
    reference = Reference(passages, weights.k1, weights.b)
    expected = [(f"p{place}", score) for place, score in reference.top(terms)]
    assert ours.top(terms) == expected


@pytest.mark.parametrize("limit", [1, 10])
def test_the_loops_rank_several_segments_bit_for_bit_as_the_arrays_do(
    tmp_path: Path, limit: int
) -> None:
    build(entries("sag frist", "klage", "frist frist", heading="klage"), tmp_path, "g")
    new = [
        IndexEntry("n0", "sag borger", "", {"document": "n0"}),
        IndexEntry("n1", "frist", "", {"document": "n1"}),
        IndexEntry("t0", "frist møde", "", {"document": "t0", "collection": "kommune"}),
    ]
    update(tmp_path, "g", "h", added=new, withdrawn=["d0"])
    engine = Engine(open_generation(tmp_path, "h"), default_weights())
    arrays, loops = PlainRanker(engine), PlainRanker(engine, best_by_words)
    for asked in (["frist"], ["sag", "frist", "frist"], ["klag", "borg"], ["ukendt", "mød"]):
        expected = arrays.top(asked, limit)
        assert loops.top(asked, limit) == expected
        assert loops.top(asked, limit) == expected


@pytest.mark.parametrize(("size", "longest"), [(300, 900), (5, 3000)])
def test_the_compiled_loops_rank_as_rank_bm25_does(tmp_path: Path, size: int, longest: int) -> None:
    texts = [f"sag {'frist ' * (number % 7)}klage nr{number % 11}" for number in range(size)]
    build(entries(*texts, "frist " * longest), tmp_path, "g")
    generation = open_generation(tmp_path, "g")
    weights = default_weights()
    segment = generation.segments[0]
    passages = [segment.text_terms(number) for number in range(segment.size)]
    reference = Reference(passages, weights.k1, weights.b)
    for kernel in (best_by_words, compiled_plain() or best_by_words):
        ours = PlainRanker(Engine(generation, weights), kernel)
        for asked in (["frist"], ["klag", "nr3", "frist", "frist"], ["ukendt", "sag"], ["ukendt"]):
            expected = [(f"p{place}", score) for place, score in reference.top(asked)]
            assert ours.top(asked) == expected


def test_a_word_that_stands_thousands_of_times_is_counted(tmp_path: Path) -> None:
    build(entries("frist " * 3000 + "klage", "frist klage"), tmp_path, "g")
    publish(tmp_path, "g")
    assert verify(tmp_path).differences == ()


@pytest.mark.parametrize("times", [1022, 1023, 90_000])
def test_a_long_passage_is_not_missed_for_a_count_that_is_cut(tmp_path: Path, times: int) -> None:
    """Counts are stored up to 1,023; the bound that skipping goes by must hold above it too."""
    short = [f"klage nr{number} frist" for number in range(3000)]
    build(entries(*short, "frist " * times + "andet " * 10), tmp_path, "g")
    generation = open_generation(tmp_path, "g")
    weights, segment = default_weights(), generation.segments[0]
    passages = [segment.text_terms(number) for number in range(segment.size)]
    expected = [
        (segment.passages[place], score)
        for place, score in Reference(passages, weights.k1, weights.b).top(["frist"], 1)
    ]
    for kernel in (None, best_by_words):
        ours = PlainRanker(Engine(generation, weights), kernel)
        assert ours.top(["frist"], 1) == expected
        assert ours.top(["frist"], 0) == []


def test_verify_names_what_it_checked(tmp_path: Path) -> None:
    build(entries("En frist.", "En klage over en frist.", "Hvad er det?"), tmp_path, "g")
    publish(tmp_path, "g")
    result = verify(tmp_path)
    assert (result.generation, result.passages, result.questions) == ("g", 3, 40)
    assert result.differences == ()


@pytest.mark.parametrize("texts", [(), ("hvad er det",)])
def test_verify_has_nothing_to_replay_without_words(tmp_path: Path, texts: tuple[str, ...]) -> None:
    build(entries(*texts), tmp_path, "g")
    publish(tmp_path, "g")
    assert verify(tmp_path).questions == 0


def test_the_reference_refuses_an_empty_collection() -> None:
    with pytest.raises(IndexingError, match="empty"):
        Reference([[]], 1.5, 0.75)
