"""What the collection has, in one sentence that people can trust."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus import manifest
from corpus.model import SourceKind
from corpus.summary import Summary

_NUMBERS = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
_LAWS = (SourceKind.LOV, SourceKind.BEKENDTGOERELSE)
_NAMES: dict[SourceKind, tuple[str, str]] = {
    SourceKind.LOV: ("lov", "love"),
    SourceKind.BEKENDTGOERELSE: ("bekendtgørelse", "bekendtgørelser"),
    SourceKind.DOM: ("dom", "domme"),
    SourceKind.PRINCIPMEDDELELSE: ("principmeddelelse", "principmeddelelser"),
    SourceKind.OMBUDSMANDSUDTALELSE: ("ombudsmandsudtalelse", "ombudsmandsudtalelser"),
    SourceKind.FORARBEJDER: ("forarbejde", "forarbejder"),
    SourceKind.VEJLEDNING: ("vejledning", "vejledninger"),
    SourceKind.MINISTERSVAR: ("ministersvar", "ministersvar"),
    SourceKind.HOERINGSSVAR: ("høringssvar", "høringssvar"),
    SourceKind.UNDERVISNING: ("undervisningsmateriale", "undervisningsmaterialer"),
    SourceKind.INTERNT_SVAR: ("internt svar", "interne svar"),
    SourceKind.KOMMUNALT: ("kommunal tekst", "kommunale tekster"),
    SourceKind.UKENDT: ("anden tekst", "andre tekster"),
}


@dataclass(frozen=True, slots=True)
class Holdings:
    """How many documents of each kind a scope can see, and the years they carry."""

    counts: dict[SourceKind, int]
    years: tuple[int, int] | None
    subject: str | None = None
    """What all of them are about, where the collection says so: `retssikkerhed`."""

    def has(self, *kinds: SourceKind) -> bool:
        """Whether any document is of one of these kinds."""
        return any(self.counts.get(kind) for kind in kinds)

    @property
    def kinds(self) -> frozenset[SourceKind]:
        """The kinds that there is at least one of."""
        return frozenset(kind for kind, count in self.counts.items() if count)

    @property
    def has_law(self) -> bool:
        """Whether there is any act or order."""
        return self.has(*_LAWS)

    def describe(self) -> str:
        """`fem tekster om retssikkerhed (2017–2021)`, or the kinds with their numbers."""
        total = sum(self.counts.values())
        if self.subject:
            noun = "tekst" if total == 1 else "tekster"
            return f"{number(total)} {noun} om {self.subject}{self._span()}"
        parts = [
            f"{_counted(kind, count)} {_NAMES[kind][count != 1]}"
            for kind, count in self.counts.items()
            if count
        ]
        return f"{_listed(parts) if parts else 'ingen tekster'}{self._span()}"

    def _span(self) -> str:
        if self.years is None:
            return ""
        first, last = self.years
        return f" ({first})" if first == last else f" ({first}–{last})"


def of(summary: Summary) -> Holdings:
    """The holdings of a summary, kinds in the order of their weight."""
    return Holdings(
        counts={kind: summary.counts.get(kind, 0) for kind in SourceKind},
        years=summary.years,
        subject=manifest.SUBJECT if summary.is_embedded else None,
    )


_NEUTER = frozenset(
    {
        SourceKind.FORARBEJDER,
        SourceKind.MINISTERSVAR,
        SourceKind.HOERINGSSVAR,
        SourceKind.UNDERVISNING,
        SourceKind.INTERNT_SVAR,
    }
)
"""Kinds whose name takes `et`."""


def number(value: int) -> str:
    """A count as a person writes it: `fem`, `2.562`."""
    return _NUMBERS[value] if value < len(_NUMBERS) else f"{value:,}".replace(",", ".")


def _counted(kind: SourceKind, count: int) -> str:
    return "ét" if count == 1 and kind in _NEUTER else number(count)


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} og {parts[-1]}"
