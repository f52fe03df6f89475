"""Answers as Adaptive Cards: quote, citation, one line of labels, reminder, footer, buttons."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot import messages
from bot.answer import Answer, AnswerItem, NoAnswer, Reason, ShownReminder
from bot.teams import elements, texts
from bot.teams.buttons import ANSWER_KEY, Action, Card, Sealer, encode, shown_items
from bot.teams.elements import Element

_SUMMARY = 150
Message = dict[str, Any]
"""An activity to be sent."""


@dataclass(frozen=True, slots=True)
class Section:
    """What a button adds below the answer."""

    elements: tuple[Element, ...]
    """Shown as far as there is room, whole ones alone."""


NOTHING = Section(())


def answer(
    shown: Card, sealer: Sealer, section: Section = NOTHING, *, maybe_twice: bool = False
) -> Element:
    """The whole answer with its buttons; `section` follows the footer."""
    data = {ANSWER_KEY: encode(shown, sealer)}
    warning = [elements.says(texts.MAYBE_TWICE)] if maybe_twice else []
    body = [*warning, *_opening(shown)]
    buttons = _buttons(shown, data)
    items = shown_items(shown.result)
    return _fitted(body, items, _closing(shown), section.elements, buttons)


def passage(item: AnswerItem) -> Element:
    """One passage to be inserted into a message of somebody else: no buttons of ours."""
    address = _address(item)
    buttons = [elements.opens(address[0], address[1])] if address else []
    closing = [_footer(messages.FOOTER)]
    return _fitted([], [item], closing, (), buttons)


def fixed(*sentences: str) -> Element:
    """Our own sentences."""
    return elements.card([elements.says(text) for text in sentences], (), texts.OUTDATED)


def message(made: Element, summary: str) -> Message:
    """A card as a message; the summary is what the notification says."""
    return {
        "type": "message",
        "summary": " ".join(summary.split())[:_SUMMARY],
        "attachments": [elements.attachment(made)],
    }


def summary(result: Answer | NoAnswer) -> str:
    """What the notification says: where the answer stands, or that there is none."""
    if isinstance(result, Answer):
        return result.items[0].citation
    return next(iter(_said(result)), messages.FOOTER_SHORT)


def item_elements(item: AnswerItem, number: int) -> list[Element]:
    """A quote, its citation with a link, its line of labels."""
    made: list[Element] = []
    if item.frame:
        made.append(elements.rich(elements.run(item.frame, italic=True)))
    last = len(item.paragraphs) - 1
    for place, paragraph in enumerate(item.paragraphs):
        opening = "»" if place == 0 else ""
        closing = f"« [{number}]" if place == last else ""
        made.append(elements.says(f"{opening}{paragraph}{closing}"))
    made.append(citation(item, number))
    made.append(elements.small(item.label_line))
    made += [elements.small(f"Samme ord i: {copy.citation}") for copy in item.also_in]
    return made


def citation(item: AnswerItem, number: int) -> Element:
    """The citation, with the address where the source can be read."""
    address = _address(item)
    opens = [elements.run(" "), elements.link(*address)] if address else []
    return elements.small(f"[{number}] {item.citation}", *opens)


def _address(item: AnswerItem) -> tuple[str, str] | None:
    if item.url:
        return texts.OPEN_READER, item.url
    return (texts.OPEN_OFFICIAL, item.source_url) if item.source_url else None


def _opening(shown: Card) -> list[Element]:
    said = list(_said(shown.result))
    if isinstance(shown.result, Answer):
        made = [elements.says(text) for text in said]
    else:
        made = [elements.bold(said[0]), *map(elements.says, said[1:])] if said else []
    if shown.with_thread:
        made.append(elements.small(texts.searched(shown.own, shown.with_thread)))
    return made


def _said(result: Answer | NoAnswer) -> Iterator[str]:
    """Our own sentences before the first quote."""
    before = [notice.text for notice in result.notices if not notice.is_after_quote]
    if isinstance(result, Answer):
        yield from before
        return
    yield from (text for text in (result.heading, *before, result.collection) if text)
    if result.missed and result.reason is not Reason.FALSK_FORUDSAETNING:
        yield messages.missed(result.missed)
    yield from (step.text for step in result.next_steps if step.inline)
    if result.nearest and result.reason is Reason.FOR_USIKKERT:
        yield messages.NEAREST


def _closing(shown: Card) -> list[Element]:
    result = shown.result
    made = [elements.says(n.text) for n in result.notices if n.is_after_quote]
    if isinstance(result, Answer):
        made += [_reminder(reminder) for reminder in result.reminders[:1]]
        made += _choices(shown)
        if result.missed:
            made.append(elements.small(messages.missed(result.missed)))
        return [*made, _footer(messages.FOOTER)]
    return [*made, _footer(messages.FOOTER if result.nearest else messages.FOOTER_SHORT)]


def _choices(shown: Card) -> list[Element]:
    if not shown.choices:
        return []
    row = [
        elements.execute(choice.label, Action.CHOICE, {ANSWER_KEY: choice.data})
        for choice in shown.choices
    ]
    return [elements.says(messages.CHILD_OR_ADULT), {"type": "ActionSet", "actions": row}]


def _footer(text: str) -> Element:
    return elements.small(text)


def _reminder(reminder: ShownReminder) -> Element:
    text = f"{reminder.principle} – »{reminder.sentence}«"
    end = "" if text.endswith((".«", "!«", "?«")) else "."
    return elements.rich(
        elements.run("Husk", weight="Bolder"),
        elements.run(f" ({reminder.source}): {text}{end} {reminder.question}"),
    )


def _buttons(shown: Card, data: dict[str, Any]) -> list[Element]:
    """Only those with something behind them."""
    result = shown.result
    has_items = bool(shown_items(result))
    row: list[tuple[str, Action]] = []
    if has_items:
        row.append((texts.CONTEXT, Action.CONTEXT))
    if isinstance(result, Answer):
        row.append((texts.NOTE, Action.NOTE))
    elif result.reason not in (Reason.PERSONOPLYSNINGER, Reason.TOM):
        if not has_items:
            row.append((texts.COLLECTION, Action.COLLECTION))
        if result.next_steps:
            row.append((texts.STEPS, Action.STEPS))
    if has_items:
        row.append((texts.MORE, Action.MORE))
    if shown.with_thread:
        row.append((texts.alone(shown.own), Action.ALONE))
    return [elements.execute(title, action, data) for title, action in row]


def _fitted(
    opening: Sequence[Element],
    items: Sequence[AnswerItem],
    closing: Sequence[Element],
    section: Sequence[Element],
    buttons: Sequence[Element],
) -> Element:
    """As much as a card holds: the section gives way first, then the last quotes.

    Of a quote that does not fit, citation and labels stay.
    """
    quotes, kept = len(items), len(section)
    while True:
        is_cut = quotes < len(items) or kept < len(section)
        body = [
            *opening,
            *(_item(item, n, whole=n <= quotes) for n, item in enumerate(items, 1)),
            *closing,
            *section[:kept],
            *([elements.small(texts.TOO_LONG)] if is_cut else []),
        ]
        made = elements.card(body, buttons, texts.OUTDATED)
        if elements.size(made) < elements.LIMIT or not (kept or quotes):
            return made
        if kept:
            kept -= 1
        else:
            quotes -= 1


def _item(item: AnswerItem, number: int, *, whole: bool) -> Element:
    short = [citation(item, number), elements.small(item.label_line)]
    return {"type": "Container", "items": item_elements(item, number) if whole else short}
