"""The text of an act as passages: every paragraf with its chapter, then what stands around them.

The first occurrence of a § in a consolidated act counts: what follows the last chapter are the
entry-into-force provisions of amending acts, printed below the act with their own numbers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.kinds.bestemmelser import Label, label, pieces
from corpus.model import Mark, PassageRole, ReadText, Span
from corpus.passages import PassageDraft, sentence_runs
from corpus.spans import line_spans

LATER = "Ikrafttrædelsesbestemmelse fra en ændringslov"
"""Said of what a consolidated act prints after its own text."""
REPEATED = "Senere forekomst"
"""Said of a § number that the act had before."""

_OUTSIDE = frozenset({"title", "heading", "paragraf"})


@dataclass(frozen=True, slots=True)
class Provision:
    """One paragraf and where it stands."""

    span: Span
    label: Label
    chapter: str | None
    apart: str | None
    """`LATER` or `REPEATED` where the number is not the act's own § of that number."""


def passages(
    read: ReadText, act_name: str, terms: tuple[str, ...], *, consolidated: bool
) -> Sequence[PassageDraft]:
    """Passages in the order of the text."""
    marks = [mark for mark in read.marks if mark.kind == "paragraf"]
    found = [
        draft
        for provision in provisions(read, marks, consolidated=consolidated)
        for draft in _drafts(read.text, provision, act_name, terms)
    ]
    if read.reader == "lexdania":
        found.extend(_around(read, act_name, marks, terms))
        found.sort(key=lambda draft: draft.spans[0].start)
    return found


def provisions(read: ReadText, marks: Sequence[Mark], *, consolidated: bool) -> Iterator[Provision]:
    """Every paragraf with its label, its chapter, and whether its number counts."""
    chapters = [mark for mark in read.marks if mark.kind == "kapitel"]
    seen: set[str] = set()
    highest = (0, "")
    later = False
    current = 0
    for mark in marks:
        while current < len(chapters) and chapters[current].span.end < mark.span.start:
            current += 1
        inside = current < len(chapters) and chapters[current].span.start <= mark.span.start
        own = label(read.text, mark.span) or Label(f"§ {mark.label}", 0, mark.label)
        place = (own.number, own.letter)
        backwards = own.number > 0 and place <= highest
        later = later or (consolidated and backwards and not (inside and chapters))
        apart = LATER if later else REPEATED if own.key in seen else None
        seen.add(own.key)
        highest = max(highest, place)
        yield Provision(mark.span, own, chapters[current].label if inside else None, apart)


def _drafts(
    text: str, provision: Provision, act_name: str, terms: tuple[str, ...]
) -> Iterator[PassageDraft]:
    own, apart = provision.label.text, provision.apart
    heading = " · ".join(filter(None, (act_name, apart or provision.chapter, own)))
    whole = f"{apart}, {own}" if apart else own
    found = terms if apart else (*terms, own)
    for piece in pieces(text, provision.span):
        exact = f"{own}, {piece.place}"
        yield PassageDraft(
            spans=piece.spans,
            heading=heading,
            pinpoint=f"{whole}, {piece.place}" if piece.place else whole,
            role=PassageRole.BROEDTEKST if apart else PassageRole.BESTEMMELSE,
            search_terms=(*found, exact) if piece.place and not apart else found,
        )


def _around(
    read: ReadText, act_name: str, marks: Sequence[Mark], terms: tuple[str, ...]
) -> Iterator[PassageDraft]:
    """Preamble, notes and annexes of a LexDania file; the JSON form has none."""
    annexes = [mark for mark in read.marks if mark.kind == "bilag"]
    covered = sorted(mark.span for mark in read.marks if mark.kind in _OUTSIDE)
    first = marks[0].span.start if marks else len(read.text)
    for gap in _gaps(covered, len(read.text)):
        for line in line_spans(read.text, gap):
            annex = next((a for a in annexes if a.span.start <= line.start < a.span.end), None)
            place = "Indledning" if line.start < first else "Note"
            if annex is not None:
                place = annex.label or "Bilag"
            for run in sentence_runs(read.text, line):
                yield PassageDraft(
                    spans=(run,),
                    heading=f"{act_name} · {place}",
                    pinpoint=place,
                    search_terms=terms,
                )


def _gaps(covered: Sequence[Span], length: int) -> Iterator[Span]:
    position = 0
    for span in covered:
        if span.start > position:
            yield Span(position, span.start)
        position = max(position, span.end)
    if length > position:
        yield Span(position, length)
