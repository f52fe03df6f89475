"""What a platform must do for tips, and what it is given to post."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.state.records import Platform, TipSend
from corpus.model import Span

ChannelKey = tuple[Platform, str, str]
"""Platform, tenant, channel."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card, with where it can be read."""

    text: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TipMessage:
    """A tip, ready to be shown; every quote in it was checked just now."""

    tip_id: str
    heading: str
    situation: str = ""
    quote: str = ""
    """In quotation marks, misprints marked."""
    source: str = ""
    """Citation, and what the words are worth."""
    lines: tuple[Line, ...] = ()
    """Of a card on changed practice, instead of a quote."""
    to_try: str
    to_discuss: str
    shown: tuple[tuple[str, Span], ...] = ()
    """Passages of the quote, for »Vis i sammenhæng«."""
    generation: str = ""
    url: str | None = None
    asks_whether_to_go_on: bool = False


class TipChannel(Protocol):
    """One platform's channels.

    Raises (all):
        ChannelGoneError: the channel is closed to the bot for good.
        PostponedError: the platform did not answer or did not take it now; `find` may tell more.
        NotTakenError: it surely was not posted; try again.
        UncertainError: it may have been posted, and `find` will never tell.
    """

    async def post(self, key: ChannelKey, occurrence: str, message: TipMessage) -> str:
        """Post, marked with the occurrence; the message's id."""

    async def find(self, key: ChannelKey, occurrence: str) -> str | None:
        """The id of the message that carries this occurrence; None when there surely is none."""


class Writer(Protocol):
    """Chooses and composes tips."""

    def choose(
        self, key: ChannelKey, history: Sequence[TipSend], today: dt.date
    ) -> TipMessage | None:
        """This week's tip; None when nothing can be quoted."""

    def again(self, tip_id: str, history: Sequence[TipSend], today: dt.date) -> TipMessage | None:
        """A tip that was chosen before; None when it can no longer be quoted."""
