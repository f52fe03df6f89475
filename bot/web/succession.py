"""What became of a passage that is no longer current: the nearest words that stand there now."""

import re
from collections.abc import Sequence

from corpus.model import Passage
from corpus.store import Store

_NEAR = 12
"""Places on each side that a passage may have moved."""
_ALIKE = 0.35
"""Share of words in common from which a passage is taken for the old one's successor."""


def successor(store: Store, old: Passage) -> Passage | None:
    """The current passage that took the old one's place; None when its words are gone."""
    near = store.passages_near(old.document_id, old.ordinal, _NEAR)
    best = max(
        near, key=lambda new: (_alike(old, new), -abs(new.ordinal - old.ordinal)), default=None
    )
    return best if best is not None and _alike(old, best) >= _ALIKE else None


def _alike(old: Passage, new: Passage) -> float:
    ours, theirs = _words(old.text), _words(new.text)
    return len(ours & theirs) / max(1, len(ours | theirs))


def _words(text: str) -> frozenset[str]:
    found: Sequence[str] = re.findall(r"\w+", text.lower())
    return frozenset(found)
