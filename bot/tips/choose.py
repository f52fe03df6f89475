"""Which tip a channel gets: none twice before all have been, forms in turn, errors first."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from bot.state.records import TipSend, TipState
from bot.tips.loader import Pool
from bot.tips.rows import Form, Tip


def order(pool: Pool, history: Sequence[TipSend], seed: str) -> Iterator[Tip]:
    """The tips, the one to send first in front; the others stand by should its quote fail.

    Tips that the channel never had go first, drawn with their cause's weight so that channels
    differ, in another form than last week's. When all have been, the one longest ago comes again,
    so that the pool is used up before anything returns. The same ledger gives the same order.
    `history` is latest first.
    """
    used = [send.tip_id for send in history if send.state is not TipState.SKIPPED]
    last: dict[str, int] = {}
    for place, tip_id in enumerate(used):
        last.setdefault(tip_id, place)
    fresh = [tip for tip in pool.tips if tip.noegle not in last]
    before = next((found.form for name in used if (found := pool.tip(name))), None)
    wanted = _forms(fresh, before)
    for in_turn in (True, False):
        drawn = [tip for tip in fresh if (tip.form in wanted) is in_turn]
        yield from sorted(drawn, key=lambda tip: -_draw(seed, tip.noegle, pool.weight(tip)))
    again = (tip for tip in pool.tips if tip.noegle in last)
    yield from sorted(again, key=lambda tip: -last[tip.noegle])


def _forms(fresh: Sequence[Tip], before: Form | None) -> frozenset[Form]:
    """The forms to draw from, so that the forms can go on alternating to the end."""
    left = Counter(tip.form for tip in fresh)
    crowded = [form for form, count in left.items() if form != before and 2 * count > len(fresh)]
    return frozenset(crowded or (form for form in left if form != before))


@lru_cache(maxsize=65_536)
def _draw(seed: str, key: str, weight: int) -> float:
    """A draw without replacement by weight.

    Source: Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006.
    """
    drawn = hashlib.sha256(f"{seed}\x00{key}".encode()).digest()
    uniform = (int.from_bytes(drawn[:8]) + 1) / (2**64 + 1)
    return float(uniform ** (1 / weight))
