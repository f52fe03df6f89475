"""The passages of a principmeddelelse: runs of sentences within a section, lists with lead."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.kinds.afsnit import Section, subheadings
from corpus.model import PassageRole, QuotedSource, SourceKind, Span
from corpus.passages import QUOTE_WORDS, PassageDraft, sentence_runs
from corpus.relations import lead_kind, listed_decisions
from corpus.sentences import sentences, trim
from corpus.spans import line_spans

# Such as "I sag nr. 2 hjemviste Ankestyrelsen"
_CASE_START = re.compile(r"I sag nr\. \d+ ")


def passages(text: str, found: Sequence[Section], terms: tuple[str, ...]) -> Iterator[PassageDraft]:
    """Passages in the order of the text, each with the role of its section."""
    for section in found:
        if section.heading == "Praksis":
            yield from _practice(text, section, terms)
        else:
            yield from _prose(text, section, section.span, terms)


def _prose(
    text: str, section: Section, span: Span, terms: tuple[str, ...]
) -> Iterator[PassageDraft]:
    for heading, part in subheadings(text, span):
        own = text[heading.start : heading.end] if heading else None
        for spans in _runs(text, part):
            yield PassageDraft(
                spans=spans,
                heading=_heading(section, own),
                pinpoint=_pinpoint(section),
                role=section.role,
                search_terms=terms,
            )


def _practice(text: str, section: Section, terms: tuple[str, ...]) -> Iterator[PassageDraft]:
    """Each decision that the list names, with the words that say what became of it."""
    labels = list(listed_decisions(text, section.span))
    if not labels:
        yield from _prose(text, section, section.span, terms)
        return
    lead: Span | None = None
    starts = [place.start for _, place in labels] + [section.span.end]
    opening = trim(text, Span(section.span.start, starts[0]))
    for (number, place), end in zip(labels, starts[1:], strict=True):
        lead = opening or lead
        item = trim(text, Span(place.start, end))
        if item is None:
            continue
        item, opening = _split_lead(text, item)
        for run in sentence_runs(text, item, QUOTE_WORDS):
            yield PassageDraft(
                spans=(lead, run) if lead else (run,),
                heading=_heading(section, None),
                pinpoint=_pinpoint(section),
                role=section.role,
                quoted_source=QuotedSource(number, SourceKind.PRINCIPMEDDELELSE, number, place),
                search_terms=terms,
            )
    if opening is not None:
        yield from _prose(text, section, opening, terms)


def _split_lead(text: str, item: Span) -> tuple[Span, Span | None]:
    """An item and what after it opens another list or ends the section."""
    parts = sentences(text, item)
    for part in parts[1:]:
        words = text[part.start : part.end]
        if lead_kind(words) is not None or words.startswith("Ankestyrelsen har ikke"):
            return trim(text, Span(item.start, part.start)) or item, Span(part.start, item.end)
    return item, None


def _runs(text: str, span: Span) -> Iterator[tuple[Span, ...]]:
    """Short paragraphs together, long ones in runs of sentences; a new case opens a new run."""
    group: list[Span] = []
    used = 0
    for line in line_spans(text, span):
        for part in _cases(text, line):
            size = len(text[part.start : part.end].split())
            if group and (used + size > QUOTE_WORDS or _CASE_START.match(text, part.start)):
                yield tuple(group)
                group, used = [], 0
            if size > QUOTE_WORDS:
                for run in sentence_runs(text, part):
                    yield (run,)
            else:
                group.append(part)
                used += size
    if group:
        yield tuple(group)


def _cases(text: str, line: Span) -> Iterator[Span]:
    cuts = [found.start() for found in _CASE_START.finditer(text, line.start, line.end)]
    edges = [line.start, *(cut for cut in cuts if cut > line.start), line.end]
    for start, end in pairwise(edges):
        part = trim(text, Span(start, end))
        if part is not None:
            yield part


def _heading(section: Section, own: str | None) -> str | None:
    return " · ".join(filter(None, (section.case, section.heading, own))) or None


def _pinpoint(section: Section) -> str:
    parts = [section.case, f"»{section.heading}«" if section.heading else None]
    named = ", ".join(filter(None, parts))
    if named:
        return named
    return "baggrund" if section.role is PassageRole.BAGGRUND else "indledning"
