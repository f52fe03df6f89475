"""Whatever is typed: an answer or an honest no, the same each time, and soon."""

import itertools
import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import answer as answers
from bot import conversation, off_topic, privacy, quoting, references, terminal
from bot.answer import Answer
from bot.service import GuidanceService, Question
from bot.web.middleware import LONGEST_BODY
from corpus.model import Span
from tests.long import times

CPU_SECONDS = 1.0
"""Of this process for one question; a question takes some milliseconds."""
PIECES = (
    *("§", "§§", "stk.", "nr.", "litra", "jf.", "og", "til", "-", "–", "f.", "ff.", "a", "1"),
    *("34-18", "spm.", "274", "B 23", "L 101", "LBK", "lbk nr. 1 af 2.1.2020", "(alm. del)"),
    *("serviceloven", "fvl", "retssikkerhedslovens", "principmeddelelse", "pm", "afslag", "hvad"),
    *("partshøring", "frist", "010190", "1234", "22334455", "@", ".dk", "»", "«", '"', "(", ")"),
    *("\n", "\t", "\x00", "\u200b", "\u00ad", "\ud7ff", "😀", "İ", "ß", "æøå", "Å", "…", "%", "_"),
)
TYPED = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


@given(TYPED, st.lists(TYPED, max_size=2).map(tuple))
@settings(deadline=None, max_examples=times(150, 5_000))
def test_any_text_is_answered_alike_and_can_be_shown(
    service: GuidanceService, text: str, context: tuple[str, ...]
) -> None:
    question = Question(text, context)
    began = time.process_time()
    result = service.answer(question)
    assert time.process_time() - began < CPU_SECONDS
    assert service.answer(question) == result
    assert json.loads(json.dumps(answers.to_json(result)))["answer_id"]
    assert terminal.render(result)
    if isinstance(result, Answer):
        assert [item.passage_id for item in service.more(question)] == list(result.more)


@given(TYPED)
@settings(deadline=None)
def test_any_text_is_read_for_references(text: str) -> None:
    named = references.read(text)
    assert references.read(text) == named
    assert named.is_exact == bool(named.keys or named.documents)
    notice = references.lacking(named)
    assert notice is None or notice.text
    assert references.cites(text, named) in {True, False}
    assert len(named.rest) <= len(text)


@given(st.lists(TYPED, max_size=8).map(" ".join), st.data())
@settings(deadline=None)
def test_a_quote_of_any_text_is_slices_of_it_in_order(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=False)]
    chosen = quoting.choose(text, spans, lambda part: float("afslag" in part))
    assert all(any(s.start <= c.start < c.end <= s.end for s in spans) for c in chosen)
    assert all(one.end <= other.start for one, other in itertools.pairwise(chosen))


@pytest.mark.parametrize(
    "piece", [*PIECES, "§ 1, ", "stk. 1, nr. ", "0101 ", "1-", "a-", "((", "ab "]
)
def test_no_repetition_takes_long(service: GuidanceService, piece: str) -> None:
    """As long as the page takes; readers of references and numbers must stay linear."""
    text = (piece * LONGEST_BODY)[:LONGEST_BODY]
    began = time.process_time()
    service.answer(Question(text))
    assert time.process_time() - began < CPU_SECONDS


READERS: list[Callable[[str], object]] = [
    privacy.find_cpr,
    lambda text: privacy.redact(text[:2_000]),
    lambda text: references.read(text[:2_000]),
    lambda text: off_topic.reply(text[:2_000]),
    lambda text: conversation.topics(text[:2_000]),
]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), st.sampled_from(["", " ", "."]))
@settings(deadline=None, max_examples=times(60, 1_000))
def test_no_pattern_of_pieces_takes_long(pieces: list[str], between: str) -> None:
    text = (between.join(pieces) + between) * 4_000
    for read in READERS:
        began = time.process_time()
        read(text[:20_000])
        assert time.process_time() - began < CPU_SECONDS
