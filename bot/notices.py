"""Notices: fixed sentences that stand beside a quote and say what it is not."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice warns of; the edges place it by `is_after_quote`."""

    INGEN_LOVREGEL = "ingen_lovregel"
    """Heading: a rule of law was asked for, and none was found."""
    NAERMESTE = "naermeste"
    """What the nearest hit is instead."""
    ANDRE_REGLER = "andre_regler"
    """Other rules may give the citizen a claim; after the quote."""
    FORSLAG = "forslag"
    """The quote is about a proposal."""
    KONKRET_SAG = "konkret_sag"
    """The quote is about one case, not what the decision lays down."""
    AELDRE_KILDE = "aeldre_kilde"
    """The question is about today, the source is older."""
    LOVNOEGLE = "lovnoegle"
    """The provision moved to another law."""
    MANGLER = "mangler"
    """The collection lacks the text that the question names."""
    FREMMED_EMNE = "fremmed_emne"
    """The question seems to belong to another law, or to another desk."""
    UBESVARET = "ubesvaret"
    """The question is like one that the nearest text does not answer."""
    PERSONOPLYSNINGER = "personoplysninger"
    """Something about a person was left out of the search."""
    BETYDNING = "betydning"
    """A passage stands here by its likeness in meaning; after the quote."""
    UENIGE_KILDER = "uenige_kilder"
    """Two sources of different kinds disagree; both are shown."""


AFTER_QUOTE = frozenset({NoticeKind.ANDRE_REGLER, NoticeKind.AELDRE_KILDE, NoticeKind.BETYDNING})
"""Kinds that stand after the citation; all others stand before the quote."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One fixed sentence, or a template filled from sourced data."""

    kind: str
    """A value of `NoticeKind`."""
    text: str
    source: str | None
    """What the notice rests on; None where it only says what the collection lacks."""

    @property
    def is_after_quote(self) -> bool:
        """Whether it stands below the citation."""
        return self.kind in AFTER_QUOTE
