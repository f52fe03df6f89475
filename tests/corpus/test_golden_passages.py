"""Every passage of the five documents, as files that people have read through.

After a wanted change: `PRINCIPBOT_GOLDEN=write pytest tests/corpus/test_golden_passages.py`, then
read the difference.
"""

import os
from pathlib import Path

import pytest

from corpus import manifest
from corpus.kinds.registry import parse
from corpus.model import ParsedDocument, Passage, SourceFile
from corpus.readers.registry import read
from corpus.text import display

GOLDEN = Path(__file__).parents[1] / "golden" / "passages"
SOURCES = tuple(manifest.sources())


def rendered(document: ParsedDocument) -> str:
    return "\n\n".join(_rendered(document.version.text, row) for row in document.passages) + "\n"


def _rendered(text: str, passage: Passage) -> str:
    quoted = passage.quoted_source
    marks = [
        passage.role.value,
        *([f"citeret: {quoted.kind.value} [{quoted.label}]"] if quoted else []),
        *([f"ramme: {passage.frame}"] if passage.frame else []),
        *([] if passage.quotable else ["citeres ikke"]),
    ]
    lines = [f"{passage.ordinal}. {passage.pinpoint} ({'; '.join(marks)})"]
    lines += ["    " + display([text[span.start : span.end]]) for span in passage.spans]
    return "\n".join(lines)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name[:3])
def test_passages_are_those_that_were_read_through(source: SourceFile) -> None:
    path = GOLDEN / f"{source.name[:3]}.txt"
    now = rendered(parse(source, read(source)))
    if os.environ.get("PRINCIPBOT_GOLDEN") == "write":
        path.write_text(now, "utf-8")
    assert now == path.read_text("utf-8")
