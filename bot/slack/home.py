"""The app's home page: what the bot is and is not, the collection, the person's own settings."""

import asyncio
from dataclasses import dataclass

from bot import examples as questions
from bot import messages
from bot.library import SHARED_ONLY
from bot.service import Scope
from bot.slack import elements, texts
from bot.slack.answering import REMINDERS
from bot.slack.edge import Edge
from bot.slack.elements import Block
from bot.slack.ids import Action
from bot.slack.job import Workspace
from bot.slack.sending import call
from bot.state.records import Person, Platform
from bot.tips import texts as tip_texts

_TITLE_LIMIT = 70


@dataclass(frozen=True, slots=True)
class Example:
    """A question that the collection answers."""

    title: str
    question: str


def examples(edge: Edge, scope: Scope | None = None) -> list[Example]:
    """Up to four suggested prompts."""
    found = questions.answerable(edge.core.service, scope or Scope())
    return [Example(elements.shorten(text, _TITLE_LIMIT), text) for text in found]


async def publish(edge: Edge, workspace: Workspace, user: str) -> None:
    """Show a person the page as it is now.

    Raises:
        TryLaterError, RefusedError: Slack did not take it.
    """
    view = await asyncio.to_thread(_view, edge, workspace, user)
    client = await edge.clients.of(workspace)
    await call(client.views_publish, user_id=user, view=view)


def _view(edge: Edge, workspace: Workspace, user: str) -> Block:
    person = Person(Platform.SLACK, workspace.tenant, user)
    settings = edge.core.state.records.settings_of(person)
    scope = edge.core.scope_of(workspace.tenant, "")
    seen = SHARED_ONLY | scope.collections
    held = [h for h in edge.core.library.store.holdings() if h.document.collection in seen]
    holdings = edge.core.library.holdings(seen)
    return page(
        first_screen=messages.first_screen(holdings),
        collection=f"Samlingen har {holdings.describe()}.",
        checked=[str(h.document.status_checked) for h in held if h.document.status_checked],
        prompts=examples(edge, scope),
        reminders=settings.get(REMINDERS) != "nej",
    )


def page(
    *,
    first_screen: str,
    collection: str,
    checked: list[str],
    prompts: list[Example],
    reminders: bool,
) -> Block:
    """The view itself."""
    asked = "\n".join(f"• {elements.escape(p.question)}" for p in prompts)
    blocks = [
        elements.header("Principbot"),
        *elements.section(elements.escape(first_screen)),
        *elements.section(texts.HOME_IS),
        *elements.section(texts.HOME_IS_NOT),
        *elements.section(texts.HOME_USE),
        *(elements.section(f"*Prøv for eksempel*\n{asked}") if asked else []),
        {"type": "divider"},
        *elements.section(f"*Samlingen*\n{elements.escape(collection)} {_date(checked)}"),
        elements.actions(elements.button(texts.COLLECTION, Action.COLLECTION)),
        {"type": "divider"},
        *elements.section(texts.HOME_QUIZ),
        elements.actions(elements.button(tip_texts.QUIZ, Action.QUIZ)),
        {"type": "divider"},
        *elements.section("*Dine valg*"),
        elements.actions(_reminders(chosen=reminders)),
        {"type": "divider"},
        *elements.section(texts.DATA),
        elements.actions(
            elements.button(texts.SHOW_DATA, Action.MY_DATA),
            elements.button(
                texts.DELETE_DATA, Action.DELETE_DATA, style="danger", confirm=_confirm()
            ),
        ),
    ]
    return {"type": "home", "blocks": blocks}


def _date(checked: list[str]) -> str:
    if not checked:
        return "Gyldigheden er ikke kontrolleret for nogen af dem."
    return f"Gyldigheden er senest kontrolleret {max(checked)}."


def _reminders(*, chosen: bool) -> Block:
    choice = elements.option(texts.REMINDERS_ON, "ja")
    body: Block = {"type": "checkboxes", "action_id": Action.REMINDERS, "options": [choice]}
    return body | ({"initial_options": [choice]} if chosen else {})


def _confirm() -> Block:
    def says(text: str) -> Block:
        return {"type": "plain_text", "text": text, "emoji": False}

    return {
        "title": says(texts.DELETE_DATA),
        "text": says(texts.DELETE_ASK),
        "confirm": says("Slet"),
        "deny": says("Fortryd"),
        "style": "danger",
    }
