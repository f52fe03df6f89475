"""Opens windows on a press."""

import asyncio
import datetime as dt

from bot import next_steps, reading
from bot.answer import AnswerItem, NextStep
from bot.errors import NotFoundError
from bot.library import SHARED_ONLY
from bot.slack import modals
from bot.slack.edge import Edge
from bot.slack.elements import Block
from bot.slack.ids import AnswerRef
from bot.slack.listeners.pressed import Pressed
from bot.slack.sending import call
from corpus.errors import QuoteError


class Windows:
    """Each method opens one window.

    Raises (all):
        ButtonError, NotFoundError: the button is old, or what it points to is gone.
        TryLaterError, RefusedError: Slack did not open it.
    """

    def __init__(self, edge: Edge) -> None:
        self._edge = edge

    async def context(self, pressed: Pressed) -> None:
        """The text around each quote."""
        await self._open(pressed, await asyncio.to_thread(self._context, pressed))

    async def note(self, pressed: Pressed) -> None:
        """A text to copy."""
        items = await asyncio.to_thread(self.items, pressed)
        await self._open(pressed, modals.note(items, dt.datetime.now().astimezone().date()))

    async def more(self, pressed: Pressed, thanks: str = "") -> None:
        """Further passages, why, and whether it helped; or the same window with thanks."""
        view = await asyncio.to_thread(self._more, pressed, thanks)
        if pressed.window:
            client = await self._edge.clients.of(pressed.workspace)
            await call(client.views_update, view_id=pressed.window, view=view)
        else:
            await self._open(pressed, view)

    async def collection(self, pressed: Pressed) -> None:
        """Every document."""
        await self._open(pressed, await asyncio.to_thread(self._collection, pressed))

    async def steps(self, pressed: Pressed) -> None:
        """Who can be asked."""
        wanted = frozenset(pressed.ref.steps)
        every = next_steps.every()
        steps = [s for s in every if s.key in wanted] or every
        shown = [NextStep(s.key, s.text, s.source, s.year, s.check, s.inline) for s in steps]
        await self._open(pressed, modals.next_steps(shown))

    async def my_data(self, pressed: Pressed) -> None:
        """What is kept about the person."""
        control = self._edge.core.state.control
        data = await asyncio.to_thread(control.export_person, pressed.person)
        await self._open(pressed, modals.my_data(data))

    async def say(self, pressed: Pressed, sentence: str) -> None:
        """One sentence, to the one who pressed."""
        await self._open(pressed, modals.says(sentence))

    def items(self, pressed: Pressed) -> list[AnswerItem]:
        """The quotes of an answer, as they were shown.

        Raises:
            ButtonError, NotFoundError, QuoteError: see `Composer.quoted`.
        """
        seen = self._seen(pressed)
        quoted = self._edge.core.composer.quoted
        return [quoted(shown.passage_id, shown.spans, seen) for shown in pressed.ref.shown]

    def _context(self, pressed: Pressed) -> Block:
        library = self._edge.core.library
        items = self.items(pressed)
        return modals.in_context([reading.view(library, item.passage_id) for item in items])

    def _more(self, pressed: Pressed, thanks: str) -> Block:
        ref = pressed.ref
        return modals.more(ref, self._further(ref, pressed), pressed.origin.metadata(), thanks)

    def _further(self, ref: AnswerRef, pressed: Pressed) -> list[AnswerItem]:
        found: list[AnswerItem] = []
        for passage_id in ref.more:
            try:
                found.append(self._edge.core.composer.quoted(passage_id, (), self._seen(pressed)))
            except (NotFoundError, QuoteError):
                continue  # gone or damaged since the answer; the others still help
        return found

    def _collection(self, pressed: Pressed) -> Block:
        return modals.collection(*collection(self._edge, pressed.workspace.tenant))

    def _seen(self, pressed: Pressed) -> frozenset[str]:
        scope = self._edge.core.scope_of(pressed.workspace.tenant, pressed.origin.channel)
        return SHARED_ONLY | scope.collections

    async def _open(self, pressed: Pressed, view: Block) -> None:
        client = await self._edge.clients.of(pressed.workspace)
        method = client.views_push if pressed.window else client.views_open
        await call(method, trigger_id=pressed.trigger, view=view)


def collection(
    edge: Edge, tenant: str, channel: str = ""
) -> tuple[list[dict[str, str | None]], str, str | None]:
    """The documents that a place may see, what they are, and the page that lists them."""
    seen = SHARED_ONLY | edge.core.scope_of(tenant, channel).collections
    held = [h for h in edge.core.library.store.holdings() if h.document.collection in seen]
    rows = [reading.source_row(h) for h in held]
    described = edge.core.library.holdings(seen).describe()
    return rows, f"Samlingen har {described}.", edge.core.links.sources()
