"""Tips and quiz questions as Adaptive Cards, and as the text that stands in for them."""

from collections.abc import Sequence
from typing import Any

from bot.teams import cards, elements, texts
from bot.teams.buttons import TipAction
from bot.teams.cards import Message
from bot.teams.elements import Element
from bot.tips import texts as tip_texts
from bot.tips.asking import LETTERS, Feedback
from bot.tips.ordering import Verb
from bot.tips.port import Line, TipMessage
from bot.tips.rows import Quiz
from corpus.model import Span

SHOWN, QUESTION, CHOSEN = "vist", "spoergsmaal", "valg"
"""Names in the data of buttons: passages, a question's key, the place of an option."""
_STORED = tip_texts.QUIZ_STORED.format(where=texts.STORED_UNTIL)


def message(tip: TipMessage) -> Message:
    """A tip to be posted; its heading is what the notification says."""
    return cards.message(card(tip), tip.heading)


def card(tip: TipMessage) -> Element:
    """A tip; a client that cannot show cards shows the same words."""
    body = [elements.rich(elements.run(tip.heading, weight="Bolder", size="Medium"))]
    if tip.situation:
        body.append(elements.says(tip.situation))
    if tip.quote:
        body.append(elements.says(tip.quote))
        body.append(elements.small(tip.source, *_link(tip.url)))
    body += map(_line, tip.lines)
    body.append(_led(tip_texts.TRY, tip.to_try))
    body.append(_led(tip_texts.DISCUSS, tip.to_discuss))
    body.append(elements.small(tip_texts.NO_CITIZENS))
    if tip.asks_whether_to_go_on:
        body.append(elements.says(tip_texts.ASKS))
        body.append(
            elements.row(
                elements.writes(tip_texts.GO_ON, texts.order(Verb.GO_ON)),
                elements.writes(tip_texts.END, texts.order(Verb.END)),
            )
        )
    return elements.card(body, _buttons(tip), "\n".join(tip_texts.spoken(tip)))


def history(lines: Sequence[str]) -> Element:
    """The channel's last tips."""
    if not lines:
        return cards.fixed(tip_texts.NO_HISTORY)
    rows = (elements.says(line, spacing="Small") for line in lines)
    body = [elements.bold(tip_texts.HISTORY), *rows]
    return elements.card(body, (), texts.OUTDATED)


def door() -> Element:
    """The way into the quiz, where everybody may see it: what comes after opens for one alone."""
    button = elements.opens_dialog(tip_texts.QUIZ_TITLE, TipAction.QUIZ)
    return elements.card([elements.says(texts.QUIZ_DOOR)], [button], texts.OUTDATED)


def question(quiz: Quiz) -> Element:
    """A question with its three options."""
    body = [elements.says(quiz.situation)]
    for letter, option in zip(LETTERS, quiz.svar, strict=True):
        body.append(_led(letter, option.tekst, spacing="Small"))
    body.append(elements.small(tip_texts.QUIZ_INTRO))
    answers = [
        elements.answers(letter, TipAction.ANSWER, {QUESTION: quiz.noegle, CHOSEN: place})
        for place, letter in enumerate(LETTERS)
    ]
    return elements.card(body, answers, _words(body))


def feedback(told: Feedback) -> Element:
    """What the source says about every option."""
    body = [elements.says(told.question.situation), elements.bold(told.verdict)]
    for place, option in enumerate(told.question.svar):
        mine = tip_texts.MINE if place == told.chosen else ""
        lead = _led(f"{LETTERS[place]}{mine}", option.tekst)
        said = elements.says(told.said(place), spacing="Small")
        body.append({"type": "Container", "items": [lead, said]})
    body.append(elements.small(told.source, *_link(told.quote.url or told.quote.source_url)))
    words = _words(body)
    shown = _shown(told.quote.shown)
    body.append(
        elements.row(elements.answers(tip_texts.CONTEXT, TipAction.CONTEXT, shown), _next())
    )
    return elements.card([*body, elements.small(_STORED)], [_delete()], words)


def context(made: Sequence[Element], *, onward: bool) -> Element:
    """The passages of a quote among their neighbours, as many as a card holds."""
    kept = list(made)
    while True:
        is_cut = len(kept) < len(made)
        body = [*kept, *([elements.small(texts.TOO_LONG)] if is_cut else [])]
        whole = elements.card(body, [_next()] if onward else (), texts.OUTDATED)
        if elements.size(whole) < elements.LIMIT or not kept:
            return whole
        kept.pop()


def says(sentence: str) -> Element:
    """The quiz with one sentence."""
    body = [elements.says(sentence), elements.small(_STORED)]
    return elements.card(body, [_delete()], sentence)


def _buttons(tip: TipMessage) -> list[Element]:
    row = []
    if tip.shown:
        data = _shown(tip.shown)
        row.append(elements.opens_dialog(tip_texts.CONTEXT, TipAction.CONTEXT, data))
    row.append(elements.opens_dialog(tip_texts.QUIZ_TITLE, TipAction.QUIZ))
    return [*row, elements.writes(tip_texts.PAUSE, texts.order(Verb.PAUSE))]


def _next() -> Element:
    return elements.answers(tip_texts.QUIZ_NEXT, TipAction.QUIZ)


def _delete() -> Element:
    return elements.answers(texts.DELETE_DATA, TipAction.DELETE_DATA)


def _shown(shown: Sequence[tuple[str, Span]]) -> dict[str, Any]:
    return {SHOWN: [name for name, _ in shown]}


def _words(body: Sequence[Element]) -> str:
    """What stands in for a card where none can be shown."""
    paragraphs = (part for element in body for part in element.get("items", [element]))
    return "\n".join("".join(run["text"] for run in part["inlines"]) for part in paragraphs)


def _led(lead: str, text: str, **style: str) -> Element:
    return elements.rich(elements.run(f"{lead} ", weight="Bolder"), elements.run(text), **style)


def _line(line: Line) -> Element:
    link = [elements.run(" "), elements.link(texts.READ, line.url)] if line.url else []
    return elements.rich(elements.run(f"• {line.text}"), *link)


def _link(url: str | None) -> list[Element]:
    return [elements.run(" "), elements.link(texts.OPEN_SOURCE, url)] if url else []
