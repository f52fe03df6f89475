"""Cards that answer no question: welcome, principles, the collection."""

from bot import examples, messages, reading
from bot.core import Core
from bot.library import SHARED_ONLY
from bot.service import Scope
from bot.teams import commands, elements, sections, texts
from bot.teams.cards import Section
from bot.teams.elements import Element
from corpus import principles
from corpus.principles import Principle


def welcome(core: Core, scope: Scope) -> Element:
    """What the bot is, and questions that the collection answers."""
    holdings = core.library.holdings(SHARED_ONLY | scope.collections)
    found = examples.answerable(core.service, scope)
    body = [
        elements.bold(texts.NAME),
        elements.says(messages.first_screen(holdings)),
        elements.says(texts.WELCOME),
        elements.says(texts.COMMANDS),
        *([elements.says(texts.TRY)] if found else []),
        *map(elements.asks, found),
    ]
    return elements.card(body, (), texts.OUTDATED)


def principle(asked: str) -> Element:
    """The principles that are named, or the list of them."""
    found = commands.named(asked)
    if found:
        body = [element for one in found for element in _told(one)]
    else:
        every = principles.load().all
        body = [elements.bold(texts.NO_PRINCIPLE if asked else texts.PRINCIPLES)]
        body += [elements.says(f"{p.number}. {p.name}", spacing="Small") for p in every]
    return elements.card(body, (), texts.OUTDATED)


def sources(core: Core, scope: Scope) -> Element:
    """The collection, document for document as far as a card holds them."""
    made = list(collection(core, scope).elements)
    while True:
        card = elements.card(made, (), texts.OUTDATED)
        if elements.size(card) < elements.LIMIT:
            return card
        made = [*made[: len(made) * 9 // 10], elements.small(texts.TOO_LONG)]


def collection(core: Core, scope: Scope) -> Section:
    """The documents that a place may see."""
    seen = SHARED_ONLY | scope.collections
    held = [h for h in core.library.store.holdings() if h.document.collection in seen]
    described = f"Samlingen har {core.library.holdings(seen).describe()}."
    rows = [reading.source_row(h) for h in held]
    return sections.collection(rows, described, core.links.sources())


def _told(principle: Principle) -> list[Element]:
    sic = f" [sic: {', '.join(principle.sic)}]" if principle.sic else ""
    return [
        elements.bold(f"{principle.number}. {principle.name}"),
        elements.says(f"»{principle.sentence}«{sic}"),
        elements.says(principle.question),
        elements.small(f"Kilde: {principles.load().source_kind} ({texts.PAIRED})"),
    ]
