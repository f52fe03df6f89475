"""Spans of lines in a stored text."""

from collections.abc import Iterator

from corpus.model import Span
from corpus.sentences import trim


def line_spans(text: str, within: Span) -> Iterator[Span]:
    """The lines of a stretch of text, trimmed; empty ones are left out."""
    start = within.start
    for part in text[within.start : within.end].splitlines(keepends=True):
        line = trim(text, Span(start, start + len(part)))
        start += len(part)
        if line is not None:
            yield line
