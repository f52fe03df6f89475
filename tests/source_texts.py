"""The five sources as a person reads them: what hand-written quotes are checked against.

Kept apart from `corpus.text` on purpose: a fault there must not hide a wrong quote here.
"""

import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "corpus" / "library"

# "sagsbe-\n\nhandling" is one word; "social-\nog" and "KL-\nKommuner" keep the hyphen.
_SPLIT_WORD = re.compile(r"(?<=\w)-[ \t]*\n\s*(?!(?:og|eller|samt)\b)(?=[a-zæøå])")


def collapse(text: str) -> str:
    """Give the text with words joined at line ends and white space as single spaces."""
    return " ".join(_SPLIT_WORD.sub("", text).split())


@cache
def collapsed_sources() -> dict[str, str]:
    """Give each source's collapsed text by the first three digits of its file name."""
    return {
        path.name[:3]: collapse(path.read_text("utf-8")) for path in sorted(LIBRARY.glob("*.txt"))
    }
