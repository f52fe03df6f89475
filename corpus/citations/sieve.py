"""Which texts may cite a provision: a wide net that costs far less than reading them.

Everything that `find` finds passes; what passes is read by `find`.
"""

import re
from collections.abc import Callable
from typing import Final

from corpus.laws import Law

INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Signs that are not there for who reads: soft hyphens, joiners."""
# A paragraf's number stands behind a sign, "§ 10", or goes on a list, "§§ 9, 10 og 12".
_BEFORE: Final = re.compile(
    r"(?:§\s{0,3}|,\s{1,3}|(?:og|eller|samt|henholdsvis)\s{1,3})\Z", re.IGNORECASE
)
_BEFORE_CHARS: Final = 16
_RANGE: Final = re.compile(  # "9-12", "10 a til 12"
    r"(\d{1,4})(?:\s{0,2}[a-zæøå])?\s?(?:[-–—‑]|til(?:\sog\smed)?)\s?§{0,2}\s?(\d{1,4})",
    re.IGNORECASE,
)

May = Callable[[str], bool]
"""Whether a text may hold what is looked for."""


def number(paragraf: str) -> May:
    """Texts that may name this paragraf of some law, alone or within a range."""
    wanted, alone = int(paragraf), re.compile(rf"(?<!\d){paragraf}(?!\d)")

    def may(text: str) -> bool:
        plain = INVISIBLE.sub("", text)
        return any(
            _BEFORE.search(plain, max(0, found.start() - _BEFORE_CHARS), found.start())
            for found in alone.finditer(plain)
        ) or any(int(low) <= wanted <= int(high) for low, high in _RANGE.findall(plain))

    return may


def law(named: Law) -> May:
    """Texts that may name this law."""
    names = [_squeezed(name) for name in named.all_names]
    # "ældrelovs" names ældreloven too.
    stems = [name.removesuffix("en") if name.endswith("loven") else name for name in names]

    def may(text: str) -> bool:
        squeezed = _squeezed(text)
        return any(stem in squeezed for stem in stems) or any(
            short in text for short in named.abbreviations
        )

    return may


def _squeezed(text: str) -> str:
    """Without white space, case and what is invisible."""
    return "".join(INVISIBLE.sub("", text).casefold().split())
