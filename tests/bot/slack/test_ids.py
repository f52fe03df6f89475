"""What a button carries."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Answer, NoAnswer
from bot.errors import ButtonError
from bot.slack.ids import VALUE_LIMIT, AnswerRef, Shown, reference
from corpus.model import Span
from tests.bot.slack.conftest import ASKED, UNKNOWN

_NAMES = st.text("0123456789abcdef", min_size=16, max_size=16)
_SPANS = st.lists(st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6)), max_size=20)


@given(
    st.lists(st.builds(Shown, _NAMES, _SPANS.map(tuple)), max_size=2),
    st.lists(_NAMES, max_size=30),
    st.booleans(),
)
def test_a_value_comes_back_and_fits(shown: list[Shown], more: list[str], private: bool) -> None:
    ref = AnswerRef(
        answer_id="a", generation="g", shown=tuple(shown), more=tuple(more), private=private
    )
    value = ref.encode()
    back = AnswerRef.decode(value)
    assert len(value) <= VALUE_LIMIT
    assert (back.shown, back.private) == (ref.shown, private)
    assert ref.more[: len(back.more)] == back.more


@pytest.mark.parametrize(
    "value",
    [
        "",  # a button without a value
        "ikke json",  # not ours
        "[]",  # json of another kind
        '{"a":"1"}',  # fields are missing
        '{"a":"1","g":"2","s":[["x",[["a","b"]]]],"m":[],"n":[],"p":0}',  # offsets are no numbers
    ],
)
def test_a_foreign_value_is_refused(value: str) -> None:
    with pytest.raises(ButtonError):
        AnswerRef.decode(value)


@pytest.mark.parametrize("question", [ASKED, UNKNOWN])
def test_a_value_holds_no_word_of_the_question(
    asked: Callable[[str], Answer | NoAnswer], question: str
) -> None:
    value = reference(asked(question), private=True).encode()
    told = json.dumps(json.loads(value)).lower()
    assert not [w for w in question.lower().split() if len(w) > 3 and w.strip("?") in told]
