"""What a reference is: one frozen type for each kind that Danish social law uses.

`span` is where the words stand in the text that was read; two references are equal when they
mean the same, wherever they stand.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from corpus.model import Span

NOWHERE: Final = Span(0, 0)
"""The span of a reference that was built and not read."""

BILL: Final = "lovforslaget"
"""The `law` of a provision of a bill: »lovforslagets § 1, nr. 3«."""


class Reading(StrEnum):
    """How a text writes; decides what a bare `§ 4` and an abbreviation mean."""

    PROSE = "prosa"
    """Answers, decisions, letters: a law named earlier in the sentence carries over."""
    ACT = "retsforskrift"
    """The text of an act: a bare § is the act's own, unless it is listed with another law's."""
    QUESTION = "spørgsmål"
    """A caseworker's chat: `SEL 41`, `paragraf 87`, small letters and one typo are read too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionRef:
    """`servicelovens § 85, stk. 2, nr. 3, litra b`."""

    law: str | None
    """Key of the register, a name as written (`tandlægeloven`), an act (`BEK nr. 861 af …`),
    `BILL`; None: the text's own law, or not resolved."""
    paragraf: str
    letter: str | None = None
    stk: str | None = None
    nr: str | None = None
    litra: str | None = None
    pkt: str | None = None
    to: str | None = None
    """End of a range, at the deepest part that is given: `24` of §§ 22-24, `3` of stk. 1-3."""
    old: bool = False
    """`gl. § 52`: the writer means the law before a change."""
    carried: bool = field(default=False, compare=False)
    """The law is not written here but carried over from its neighbours."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRef:
    """A law named without a provision."""

    law: str
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRef:
    """`LBK nr. 1129 af 22/09/2025`, `BEK 861/2025`, `lov nr. 573 af 24. juni 2005`."""

    kind: str
    """`LOV`, `LBK`, `BEK`, `VEJ`, `CIR`, `CIS`, `SKR`, `ANO`, `KEN`."""
    number: str
    year: int | None = None
    date: dt.date | None = None
    """When it is given, `year` is its year."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRef:
    """`principmeddelelse 34-18`, `principafgørelse C-12-03`, `SM B 4-87`."""

    number: int
    year: int
    """Two digits, as printed."""
    series: str | None = None
    """The letter before the number, until 2008."""
    word: str | None = None
    """`principmeddelelse`, `principafgørelse` or `SM`, kept apart; None: a bare number."""
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def text(self) -> str:
        """The number as Ankestyrelsen prints it: `34-18`, `C-12-03`."""
        number = f"{self.number}-{self.year:02}"
        return f"{self.series}-{number}" if self.series else number


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRef:
    """`spørgsmål nr. 274 (alm. del)`, `spm. 2 (B 23)`, `spørgsmål nr. S 1210`."""

    number: str
    series: str | None = None
    """`S` for a § 20-spørgsmål."""
    committee: str | None = None
    """As `SOU`."""
    proposal: str | None = None
    """The bill or motion asked about, as `B 23`."""
    alm_del: bool = False
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRef:
    """`L 151`, `B 23`, `lovforslag nr. L 94 (2022-23)`."""

    kind: str
    """`L` or `B`."""
    number: int
    session: str | None = None
    """As `2022-23`."""
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRef:
    """A date; a part that the text does not give is None."""

    day: int | None
    month: int
    year: int | None
    span: Span = field(default=NOWHERE, compare=False)

    @property
    def date(self) -> dt.date | None:
        """The whole date; None when a part is missing."""
        if self.day is None or self.year is None:
            return None
        return dt.date(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class SamraadRef:
    """`samrådsspørgsmål P`, `samrådsspm. AB og AC`, `samråd 13. august 2020`."""

    letter: str | None = None
    when: DateRef | None = None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FobRef:
    """`FOB 2024-19`, `FOB 2005.293`, `FOB 1998, s. 123`."""

    year: int
    number: str
    mark: str = "-"
    """What stands between year and number: `-`, `.` or `s.` for a page."""
    span: Span = field(default=NOWHERE, compare=False)


Citation = (
    ProvisionRef
    | LawRef
    | ActRef
    | DecisionRef
    | QuestionRef
    | BillRef
    | DateRef
    | SamraadRef
    | FobRef
)

Found = tuple[tuple[Citation, ...], int]
"""What a grammar read at one place, and where it ended."""
