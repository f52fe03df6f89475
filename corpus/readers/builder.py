"""The stored text of a structured format, written line by line, with marks that point into it."""

from dataclasses import dataclass, field

from corpus.model import Mark, ReadText, Span


@dataclass(slots=True)
class TextBuilder:
    """Collects lines and marks; offsets are code points of the text so far."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _marks: list[Mark] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def position(self) -> int:
        """Where the next character will stand."""
        return self._length

    def add(self, text: str) -> Span:
        """Append text as it is."""
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return Span(start, self._length)

    def line(self, text: str) -> Span:
        """Append one line; the span leaves the line end out."""
        span = self.add(text)
        self.add("\n")
        return span

    def paragraph(self, text: str) -> Span:
        """Append one line with a blank line after it."""
        span = self.add(text)
        self.add("\n\n")
        return span

    def mark(self, kind: str, label: str, span: Span) -> None:
        """Remember what a stretch of the text is."""
        self._marks.append(Mark(kind, label, span))

    def mark_since(self, kind: str, label: str, start: int) -> None:
        """Mark everything from `start` to here, without the line ends at the end."""
        end = self._length
        for part in reversed(self._parts):
            kept = part.rstrip("\n")
            end -= len(part) - len(kept)
            if kept:
                break
        self.mark(kind, label, Span(start, max(start, end)))

    def build(self, reader: str, version: str, fields: dict[str, str]) -> ReadText:
        """What was collected; marks in the order of their start, outer before inner.

        The first mark, `blocks`, says that a blank line parts paragraphs and nothing else does.
        """
        self.mark("blocks", "", Span(0, self._length))
        return ReadText(
            text="".join(self._parts),
            reader=reader,
            reader_version=version,
            marks=tuple(sorted(self._marks, key=lambda m: (m.span.start, -m.span.end))),
            fields={key: value for key, value in fields.items() if value},
            warnings=tuple(self.warnings),
        )
