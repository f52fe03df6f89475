"""No repeat before the pool is used up, forms in turn, errors first."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.state.records import TipSend, TipState
from bot.tips import choose, loader

POOL = loader.load()
NOW = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


def _send(tip_id: str, number: int = 0, state: TipState = TipState.SENT) -> TipSend:
    return TipSend(
        occurrence=f"2026-W{number:02}",
        tip_id=tip_id,
        state=state,
        at=NOW,
        message_id="1.1",
        has_reaction=False,
    )


def _weeks(seed: str, count: int) -> list[str]:
    history: list[TipSend] = []
    for number in range(count):
        tip = next(choose.order(POOL, history, seed))
        history.insert(0, _send(tip.noegle, number))
    return [send.tip_id for send in reversed(history)]


@given(st.text(max_size=20))
def test_every_stretch_as_long_as_the_pool_has_each_tip_once(seed: str) -> None:
    size = len(POOL.tips)
    had = _weeks(seed, 2 * size + 5)
    for start in range(len(had) - size + 1):
        assert len(set(had[start : start + size])) == size


@given(st.text(max_size=20))
def test_forms_alternate_while_there_are_new_tips(seed: str) -> None:
    forms = [tip.form for key in _weeks(seed, len(POOL.tips)) if (tip := POOL.tip(key))]
    assert all(before != after for before, after in pairwise(forms))


def test_what_goes_wrong_most_comes_more_often_first() -> None:
    first = Counter(next(choose.order(POOL, (), str(seed))).aarsag for seed in range(600))
    tips = Counter(tip.aarsag for tip in POOL.tips)
    share = {cause: first[cause] / tips[cause] for cause in tips}
    assert share["sagsoplysning"] > 2 * share["ledelse"]
    assert share["frist"] > share["helhed"]


def test_channels_differ_and_a_channel_is_decided() -> None:
    assert len({next(choose.order(POOL, (), str(seed))).noegle for seed in range(50)}) > 10
    assert _weeks("C1", 10) == _weeks("C1", 10)


@pytest.mark.parametrize(
    ("state", "comes_again"),
    [
        (TipState.SENT, False),  # it was there
        (TipState.UNKNOWN, False),  # it may have been
        (TipState.SKIPPED, True),  # it was not
    ],
)
def test_a_tip_that_was_not_sent_can_come(state: TipState, comes_again: bool) -> None:
    first = next(choose.order(POOL, (), "C1"))
    after = next(choose.order(POOL, [_send(first.noegle, state=state)], "C1"))
    assert (after == first) is comes_again


def test_every_tip_stands_by() -> None:
    history = [_send("brug-genvurderingen"), _send("fjernet-tip", 1)]
    keys = [tip.noegle for tip in choose.order(POOL, history, "C1")]
    assert sorted(keys) == sorted(tip.noegle for tip in POOL.tips)
    assert keys[-1] == "brug-genvurderingen"
