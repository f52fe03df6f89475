"""Which law a § belongs to: what stands beside it, in its list, or earlier in the sentence."""

import re
from dataclasses import dataclass, replace
from typing import Final

from corpus.citations.model import ActRef, Citation, LawRef, ProvisionRef, Reading
from corpus.citations.names import LawNames, Named, Standing
from corpus.citations.provisions import Group
from corpus.citations.written import is_act, written
from corpus.lawkey import OLD_LAW
from corpus.model import Span

# What may stand between two references of one list: " og ", ", ", " samt efter ".
_LISTING: Final = re.compile(
    r"[\s,(]{0,4}(?:(?:og/eller|og|eller|samt|henholdsvis|til)(?:\sefter)?)?[\s(]{0,3}"
)
_ADDING: Final = re.compile(  # what begins anew: "samt", "eller efter"
    r"[\s,(]{0,4}(?:samt(?:\sefter)?|(?:og|eller|og/eller)\sefter)[\s(]{0,3}"
)
_SEEING: Final = re.compile(r"[\s,(]{0,4}(?:jf\.|sammenholdt\smed|smh\.)\s{1,3}")
_SENTENCE_END: Final = re.compile(
    r"(?<!\bjf)(?<!\bstk)(?<!\bnr)(?<!\bpkt)(?<!\bkap)(?<!\bm\.v)(?<!\bmv)(?<!\bf\.eks)(?<!\bbl\.a)"
    r"(?<!\bca)(?<!\bart)(?<!\bgl)[.!?][”\"»)]?\s+(?=[A-ZÆØÅ§”\"»])|\n\s*\n"
)
_OLD: Final = re.compile(
    r"(?:\bgl\.?|\bgamle?|\btidligere|\bdagældende|\bforhenværende)\s{1,3}\Z", re.IGNORECASE
)
_OLD_CHARS: Final = 20
_CONSOLIDATED: Final = re.compile(
    r"[)\s,]{0,4}(?:jf\.|(?:som\s)?(?:senest\s)?bekendtgjort\s(?:i|ved))\s{1,3}"
)
_AFTER_CONSOLIDATED: Final = re.compile(r"[.,]?\s{1,3}(?:[-–]\s)?")
_AFTER_ACT: Final = re.compile(r",?\s{1,3}(?:[-–]\s)?")


@dataclass(frozen=True, slots=True)
class _Sides:
    """The names beside a group."""

    before: Named | None
    after: Named | None

    @property
    def law(self) -> str | None:
        """The law that is named; the one before counts first."""
        for named in (self.before, self.after):
            if named is not None and named.standing is Standing.KNOWN:
                return named.law
        return None

    @property
    def is_named(self) -> bool:
        """Whether anything is named at all."""
        return self.before is not None or self.after is not None

    @property
    def is_other(self) -> bool:
        """Whether an act is named that is not resolved."""
        return any(
            named is not None and named.standing is Standing.OTHER
            for named in (self.before, self.after)
        )

    @property
    def is_same(self) -> bool:
        """Whether a `samme lov` points back."""
        return any(
            named is not None and named.standing is Standing.SAME
            for named in (self.before, self.after)
        )

    @property
    def is_only_after(self) -> bool:
        """Whether the law stands behind the § alone."""
        known_before = self.before is not None and self.before.standing is Standing.KNOWN
        return self.law is not None and not known_before


class Attacher:
    """Gives each group of provisions its law, in the order of the text."""

    def __init__(self, text: str, reading: Reading, own: str | None, names: LawNames) -> None:
        self._text = text
        self._asks = reading is Reading.QUESTION
        self._is_act = reading is Reading.ACT
        self._own = own
        self._names = names
        self._law: str | None = None
        self._law_end = 0
        self._chain_end = -1
        self._chain_law: str | None = None
        self._open: list[int] = []
        self._last = range(0)
        self._is_own_chain = False

    def remember(self, law: str, end: int) -> None:
        """A law was named: in prose it holds for the rest of the sentence."""
        self._law, self._law_end = law, end

    def attach(self, group: Group, found: list[Citation], law: str | None = None) -> int:
        """Add the group's references to `found` with their law; gives where they end.

        `law` is what the caller has read before the number itself.
        """
        before = self._before(group.start, found) if law is None else None
        after = self._names.after(self._text, group.end, question=self._asks)
        if before and before.is_loose and after:
            before = None
        sides = _Sides(before, after)
        start, is_old = self._old(before.start if before else group.start)
        end = after.end if after and after.standing is not Standing.OTHER else group.end
        while found and found[-1].span.end > start:  # the law's name, read for its own sake
            found.pop()
        listed = self._is_linked(_LISTING, start)
        if not listed and not self._is_linked(_SEEING, start):
            self._open, self._chain_law, self._is_own_chain = [], None, False
        elif self._is_linked(_ADDING, start):
            self._open = []
        elif not listed:
            closes = self._closes(after, group)
            self._open = [place for place in self._open if closes and place in self._last]
        chosen, is_carried = (law, False) if law else self._choose(sides, start, is_old=is_old)
        if chosen is not None and before is None and after is not None:
            self._spread(chosen, found)
        first = len(found)
        found.extend(replace(ref, law=chosen, old=is_old, carried=is_carried) for ref in group.refs)
        found[first] = replace(found[first], span=Span(start, found[first].span.end))
        found[-1] = replace(found[-1], span=Span(found[-1].span.start, end))
        self._chain_end = end
        self._last = range(first, len(found))
        self._keep(chosen, sides, self._last, is_carried=is_carried)
        return end

    def _before(self, start: int, found: list[Citation]) -> Named | None:
        if law := self._consolidated(start, found):
            return Named(Standing.KNOWN, law, start, start, is_loose=True)
        act = found[-1] if found else None
        if isinstance(act, ActRef) and _AFTER_ACT.fullmatch(self._text, act.span.end, start):
            return Named(Standing.KNOWN, written(act), act.span.start, act.span.end)
        named = self._names.before(self._text, start, question=self._asks)
        return named if named and named.start >= self._chain_end else None

    def _consolidated(self, start: int, found: list[Citation]) -> str | None:
        """`Pensionsloven, senest bekendtgjort i lovbekendtgørelse nr. … § 32`: the law itself."""
        if len(found) < 2:
            return None
        law, act = found[-2:]
        if not (isinstance(law, LawRef) and isinstance(act, ActRef) and act.kind == "LBK"):
            return None
        is_its_act = _CONSOLIDATED.fullmatch(self._text, law.span.end, act.span.start)
        follows = _AFTER_CONSOLIDATED.fullmatch(self._text, act.span.end, start)
        return law.law if is_its_act and follows else None

    def _old(self, start: int) -> tuple[int, bool]:
        left = max(0, start - _OLD_CHARS)
        found = _OLD.search(self._text[left:start])
        return (left + found.start(), True) if found else (start, False)

    def _choose(self, sides: _Sides, start: int, *, is_old: bool) -> tuple[str | None, bool]:
        """The law of a group, and whether it is carried over."""
        if sides.law is not None or sides.is_other:
            return sides.law, False
        if sides.is_same:
            return self._same(start), True
        if not sides.is_named and self._chain_law is not None:
            return self._chain_law, True
        if not self._is_act and self._is_same_sentence(start):
            return self._law, True
        if is_old and self._asks:
            return OLD_LAW, True
        return self._own, False

    def _is_same_sentence(self, start: int) -> bool:
        return self._law is not None and not _SENTENCE_END.search(
            self._text, self._law_end, start + 1
        )

    def _same(self, start: int) -> str | None:
        """What `samme lov` means: the law named before, unless an amending act came between."""
        if not self._is_same_sentence(start) or (self._law and is_act(self._law)):
            return None
        return self._law

    def _closes(self, after: Named | None, group: Group) -> bool:
        """`§ 24, jf. § 14, i lov om …`: the comma makes the law cover these two."""
        return after is not None and self._text.startswith(",", group.end)

    def _is_linked(self, link: re.Pattern[str], start: int) -> bool:
        return self._chain_end >= 0 and (
            link.fullmatch(self._text, self._chain_end, start) is not None
        )

    def _spread(self, law: str, found: list[Citation]) -> None:
        """`§ 41 og § 42 i serviceloven`: the law holds for the whole list.

        In the text of a law both readings fit: its own § 41, or the other's; unresolved.
        """
        for place in self._open:
            ref = found[place]
            if isinstance(ref, ProvisionRef):
                is_unsure = self._is_act and self._own is not None
                found[place] = replace(ref, law=None if is_unsure else law, carried=not is_unsure)

    def _keep(self, law: str | None, sides: _Sides, places: range, *, is_carried: bool) -> None:
        """What the next group of the list may take over."""
        if sides.is_other:
            self._chain_law, self._law, self._open = None, None, []
        elif law is not None and (sides.is_named or law != self._own):
            if not is_carried:
                self.remember(law, self._chain_end)
            self._chain_law = None if sides.is_only_after and self._is_act else law
            self._open = []
        elif sides.is_named:
            self._chain_law, self._open, self._is_own_chain = None, [], True
        elif not self._is_own_chain:
            self._open = [*self._open, *places]


def with_only_law(found: list[Citation]) -> tuple[Citation, ...]:
    """A question that names one law means it, also where the § stands first."""
    laws = {ref.law for ref in found if isinstance(ref, LawRef | ProvisionRef) and ref.law}
    if len(laws) != 1:
        return tuple(found)
    law = laws.pop()
    return tuple(
        replace(ref, law=law, carried=True)
        if isinstance(ref, ProvisionRef) and ref.law is None
        else ref
        for ref in found
    )
