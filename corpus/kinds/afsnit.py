"""The sections of a principmeddelelse: headings, roles and where each stands.

Saved records glue headings to the sentences; files from Retsinformation have them on lines of
their own. Both give the same sections.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from corpus.datafiles import load
from corpus.model import Mark, PassageRole, Span
from corpus.sentences import trim
from corpus.spans import line_spans

_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
# "Sag nr. 2, j.nr. 24-90096"
_CASE = re.compile(r"Sag nr\. (?P<number>\d+)(?:, j\.\s?nr\. (?P<journal>[\d-]+))?(?=\s+[A-ZÆØÅ])")
# Such as "1. Baggrund for at behandle sagen", "Resume:"
_NUMBERED = r"(?:\d{1,2}\.\s+)?"
# "Ankestyrelsen har behandlet 4 sager principielt", "... valgt at offentliggøre dommen"
_BACKGROUND = re.compile(
    r"Ankestyrelsen har (?:behandlet .{0,60}princip|valgt at offentliggøre)|"
    r"Princip(?:meddelelsen|afgørelsen) er tidligere offentliggjort"
)

# "Fra hvornår skal betaling ske? "
_QUESTION = re.compile(r"(?:(?<=[.:!?] )|\A)(?P<question>[A-ZÆØÅ][^.:?!\n]{5,80}\?) (?=[A-ZÆØÅ])")


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading, without it."""

    heading: str | None
    """As printed, without colon; None before the first."""
    role: PassageRole
    span: Span
    case: str | None = None
    """`Sag nr. 2` where the text is about one of several cases."""


@dataclass(frozen=True, slots=True)
class _Table:
    roles: Mapping[str, PassageRole]
    glued: re.Pattern[str]
    """Headings inside a line."""
    alone: re.Pattern[str]
    """Headings on a line of their own."""
    foot: tuple[str, ...]
    before: re.Pattern[str]
    not_with: frozenset[str]
    not_last: frozenset[str]
    most_words: int


def sections(text: str, marks: Sequence[Mark] = ()) -> tuple[Section, ...]:
    """Sections in the order of the text; what stands in the page's foot is left out.

    Marks `title` are left out too: the title is metadata.
    """
    table = _table()
    titles = [mark.span for mark in marks if mark.kind == "title"]
    found: list[Section] = []
    heading: str | None = None
    role = PassageRole.DOKUMENTHOVED
    case: str | None = None
    for block in _blocks(text):
        if block in titles:
            continue
        if text.startswith(table.foot, block.start):
            break
        if found and role is not PassageRole.BAGGRUND and _BACKGROUND.match(text, block.start):
            heading, role, case = None, PassageRole.BAGGRUND, None
        for start, end, head, number in _headings(text, block, table):
            if number:
                case, heading, role = number, None, PassageRole.KONKRET_SAG
            elif head:
                heading, role = head, table.roles[head]
                if _ends_cases(head):
                    case = None
            body = trim(text, Span(start, end))
            if body is not None:
                found.append(Section(heading, role, body, case))
    return tuple(found)


def subheadings(text: str, span: Span) -> tuple[tuple[Span | None, Span], ...]:
    """Parts of a section: (the unmarked heading in front of it, its text).

    "Kommunen træffer afgørelse om egenbetaling Det er lederen ..." has one of five words.
    """
    parts: list[tuple[Span | None, Span]] = []
    position, head = span.start, None
    for heading, place in sorted((*_unmarked(text, span), *_questions(text, span))):
        if heading.start < position:
            continue
        body = trim(text, Span(position, heading.start))
        if body is not None:
            parts.append((head, body))
        position, head = place, heading
    body = trim(text, Span(position, span.end))
    if body is not None:
        parts.append((head, body))
    return tuple(parts)


def _unmarked(text: str, span: Span) -> Iterator[tuple[Span, int]]:
    """A few words without an end mark in front of a word that opens a sentence."""
    table = _table()
    for found in table.before.finditer(text, span.start, span.end):
        start = _sentence_start(text, span.start, found.start("gap"))
        words = text[start : found.start("gap")].split()
        if (
            0 < len(words) <= table.most_words
            and words[0][:1].isupper()
            and words[-1] not in table.not_last
            and table.not_with.isdisjoint(words)
        ):
            yield Span(start, found.start("gap")), found.start("next")


def _questions(text: str, span: Span) -> Iterator[tuple[Span, int]]:
    """A short question is the heading of what answers it."""
    for found in _QUESTION.finditer(text, span.start, span.end):
        yield Span(*found.span("question")), found.end()


def _blocks(text: str) -> Iterator[Span]:
    for found in _BLOCK.finditer(text):
        block = trim(text, Span(*found.span()))
        if block is not None:
            yield block


def _headings(
    text: str, block: Span, table: _Table
) -> Iterator[tuple[int, int, str | None, str | None]]:
    """(start, end, heading, case) of each stretch between headings of a block."""
    cuts: list[tuple[int, int, str | None, str | None]] = []
    for line in line_spans(text, block):
        alone = table.alone.fullmatch(text, line.start, line.end)
        if alone is not None:
            cuts.append((line.start, line.end, alone["heading"], None))
            continue
        cuts.extend(
            (found.start(), found.end(), found["heading"], None)
            for found in table.glued.finditer(text, line.start, line.end)
        )
        cuts.extend(
            (found.start(), found.end(), None, f"Sag nr. {found['number']}")
            for found in _CASE.finditer(text, line.start, line.end)
        )
    cuts.sort(key=lambda cut: cut[0])
    start, heading, case = block.start, None, None
    for cut_start, cut_end, next_heading, next_case in cuts:
        if cut_start < start:
            continue
        yield start, cut_start, heading, case
        start, heading, case = cut_end, next_heading, next_case
    yield start, block.end, heading, case


def _ends_cases(heading: str) -> bool:
    """A main heading after the cases is about all of them again."""
    return heading.startswith(("Princip", "Baggrund", "Love", "Den konkrete", "De konkrete"))


def _sentence_start(text: str, earliest: int, end: int) -> int:
    """Where the words before `end` begin: after the last end mark."""
    found = max(text.rfind(mark, earliest, end) for mark in (". ", "? ", ": ", "! ", "\n"))
    return earliest if found < 0 else found + (1 if text[found] == "\n" else 2)


@cache
def _table() -> _Table:
    data = load("pm_afsnit.toml")
    roles = {
        heading: PassageRole(role)
        for role, headings in data["roller"].items()
        for heading in headings
    }
    by_length = sorted(roles, key=len, reverse=True)
    glued = [
        _glued(heading, data["limet"].get(heading))
        for heading in by_length
        if data["limet"].get(heading) != []
    ]
    between = data["mellemoverskrift"]
    starters = "|".join(map(re.escape, between["foran"]))
    return _Table(
        roles=roles,
        glued=re.compile(
            rf"(?:(?<=\s)|^)(?P<heading>{'|'.join(glued)})(?:\s*:)?(?=\s|$)", re.MULTILINE
        ),
        alone=re.compile(
            rf"{_NUMBERED}(?P<heading>{'|'.join(map(re.escape, by_length))})\s*:?", re.UNICODE
        ),
        foot=tuple(data["sidefod"]["begynder"]),
        before=re.compile(rf"(?<=[^\W_])(?P<gap> )(?P<next>(?:{starters})) [a-zæøå]"),
        not_with=frozenset(between["ikke_med"]),
        not_last=frozenset(between["ender_ikke_med"]),
        most_words=between["hoejst_ord"],
    )


def _glued(heading: str, before: Sequence[str] | None) -> str:
    """A heading inside a line: a capital, a quote or a § must follow."""
    follows = "|".join(map(re.escape, before)) if before else r"[A-ZÆØÅ§”»\d]"
    colon = r"(?=\s*:?\s+" if not before else r"(?=\s+"
    return rf"{re.escape(heading)}{colon}(?:{follows}))"
