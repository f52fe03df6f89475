"""Composes a channel's tip from the pool, the collection and the ledger."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot.library import Library
from bot.links import Links
from bot.state.records import TipSend, TipState
from bot.tips import choose, practice, texts
from bot.tips.loader import Pool
from bot.tips.port import ChannelKey, TipMessage
from bot.tips.quotes import Quotes
from bot.tips.rows import Tip
from corpus.errors import CorpusError

_LOG = logging.getLogger("principbot.tips")

SILENT_TIPS = 10
"""Tips without a reaction after which the next one asks whether to go on."""


class TipWriter:
    """A `bot.tips.port.Writer` on an opened library."""

    def __init__(self, pool: Pool, library: Library, links: Links) -> None:
        self.pool = pool
        self.quotes = Quotes(library, links)
        self._library = library
        self._links = links

    def choose(
        self, key: ChannelKey, history: Sequence[TipSend], today: dt.date
    ) -> TipMessage | None:
        """This month's card when sources changed, else the first tip whose quote stands."""
        if not practice.had(history, today):
            card = self._card(history, today)
            if card is not None:
                return card
        for tip in choose.order(self.pool, history, "\x00".join(key)):
            message = self._tip(tip, history)
            if message is not None:
                return message
        return None

    def again(self, tip_id: str, history: Sequence[TipSend], today: dt.date) -> TipMessage | None:
        """A tip that was chosen before; None when it can no longer be quoted."""
        if tip_id.startswith(practice.PREFIX):
            return self._card(history, today)
        tip = self.pool.tip(tip_id)
        return self._tip(tip, history) if tip else None

    def title(self, tip_id: str) -> str:
        """A tip's name in the history of a channel."""
        tip = self.pool.tip(tip_id)
        return tip.titel if tip else texts.CARD_TITLE

    def _tip(self, tip: Tip, history: Sequence[TipSend]) -> TipMessage | None:
        """None when the quote fails its check, which is reported."""
        try:
            quote = self.quotes.of(tip)
        except CorpusError as error:
            _LOG.error("Tippet %s sendes ikke: %s", tip.noegle, error)
            return None
        return TipMessage(
            tip_id=tip.noegle,
            heading=texts.HEADING.format(title=tip.titel),
            situation=tip.situation or "",
            quote=quote.text(tip.sic),
            source=f"{quote.citation} · {tip.bemaerkning}",
            to_try=tip.proev,
            to_discuss=tip.tal_om,
            shown=quote.shown,
            generation=self.quotes.generation,
            url=quote.url or quote.source_url,
            asks_whether_to_go_on=is_silent(history),
        )

    def _card(self, history: Sequence[TipSend], today: dt.date) -> TipMessage | None:
        after = practice.since(history, today)
        lines = practice.lines(self._library, self._links, after, today)
        if not lines:
            return None
        return replace(
            texts.CARD,
            tip_id=practice.name(today),
            lines=lines,
            generation=self.quotes.generation,
            asks_whether_to_go_on=is_silent(history),
        )


def is_silent(history: Sequence[TipSend]) -> bool:
    """Whether ten tips more have gone by without a reaction; `history` is latest first."""
    silent = 0
    for send in history:
        if send.state is TipState.SENT:
            if send.has_reaction:
                break
            silent += 1
    return silent > 0 and silent % SILENT_TIPS == 0
