"""Tips and quiz questions as Block Kit, and as the text that screen readers read."""

from collections.abc import Sequence

from bot.slack import elements
from bot.slack.blocks import Message
from bot.slack.elements import Block
from bot.slack.ids import Action, AnswerRef, Shown
from bot.tips import texts
from bot.tips.port import Line, TipMessage
from bot.tips.quotes import Quote
from bot.tips.rows import Quiz

ANSWERS = (Action.QUIZ_A, Action.QUIZ_B, Action.QUIZ_C)
_LETTERS = "ABC"


def tip(message: TipMessage, block_id: str = "") -> Message:
    """A tip; `block_id` of the first block names the week it belongs to."""
    blocks = [elements.header(message.heading)]
    if message.situation:
        blocks += elements.section(elements.escape(message.situation))
    if message.quote:
        blocks += elements.plain(message.quote)
        blocks.append(elements.small(message.source, _link(message.url)))
    for line in message.lines:
        blocks += elements.section(_line(line))
    blocks += elements.section(f"*{texts.TRY}* {elements.escape(message.to_try)}")
    blocks += elements.section(f"*{texts.DISCUSS}* {elements.escape(message.to_discuss)}")
    blocks.append(elements.small(texts.NO_CITIZENS))
    if message.asks_whether_to_go_on:
        blocks += elements.section(texts.ASKS)
    blocks.append(elements.actions(*_buttons(message)))
    if block_id:
        blocks[0] = {**blocks[0], "block_id": block_id}
    return Message(tuple(blocks), _fallback(message))


def question(quiz: Quiz) -> Block:
    """The window with a question."""
    made = elements.section(elements.escape(quiz.situation))
    for letter, option in zip(_LETTERS, quiz.svar, strict=True):
        made += elements.plain(f"{letter}  {option.tekst}")
    made.append(
        elements.actions(
            *(
                elements.button(letter, action, quiz.noegle)
                for letter, action in zip(_LETTERS, ANSWERS, strict=True)
            )
        )
    )
    made.append(elements.small(texts.QUIZ_INTRO))
    return elements.modal(texts.QUIZ_TITLE, made)


def feedback(
    quiz: Quiz, chosen: int, quote: Quote, options: Sequence[Quote], generation: str
) -> Block:
    """The same window after an answer: what the source says about every option."""
    verdict = texts.QUIZ_RIGHT if quiz.svar[chosen].rigtigt else texts.QUIZ_WRONG
    made = elements.section(f"{elements.escape(quiz.situation)}\n\n*{verdict}*")
    for place, (option, said) in enumerate(zip(quiz.svar, options, strict=True)):
        mine = " (dit svar)" if place == chosen else ""
        made += elements.section(f"*{_LETTERS[place]}{mine}* {elements.escape(option.tekst)}")
        made += elements.plain(f"{option.melding} {said.text(quiz.sic)}")
    source = f"{quote.citation} · {quiz.bemaerkning}"
    made.append(elements.small(source, _link(quote.url or quote.source_url)))
    made.append(
        elements.actions(
            elements.button(
                texts.CONTEXT, Action.CONTEXT, _reference(quiz.noegle, quote, generation)
            ),
            elements.button(texts.QUIZ_NEXT, Action.QUIZ),
        )
    )
    made.append(elements.small(texts.QUIZ_STORED))
    return elements.modal(texts.QUIZ_TITLE, made)


def says(sentence: str) -> Block:
    """The quiz window with one sentence."""
    return elements.modal(
        texts.QUIZ_TITLE, [*elements.section(sentence), elements.small(texts.QUIZ_STORED)]
    )


def _buttons(message: TipMessage) -> list[Block]:
    row: list[Block] = []
    if message.shown:
        shown = tuple(Shown(name, (span,)) for name, span in message.shown)
        ref = AnswerRef(answer_id=message.tip_id, generation=message.generation, shown=shown)
        row.append(elements.button(texts.CONTEXT, Action.CONTEXT, ref.encode()))
    row.append(elements.button(texts.QUIZ, Action.QUIZ))
    if message.asks_whether_to_go_on:
        row.append(elements.button(texts.GO_ON, Action.TIP_GO_ON))
        row.append(elements.button(texts.END, Action.TIP_END))
    row.append(elements.button(texts.PAUSE, Action.TIP_PAUSE))
    return row


def _reference(key: str, quote: Quote, generation: str) -> str:
    shown = tuple(Shown(name, (span,)) for name, span in quote.shown)
    return AnswerRef(answer_id=key, generation=generation, shown=shown).encode()


def _line(line: Line) -> str:
    text = f"• {elements.escape(line.text)}"
    return f"{text} {elements.link(line.url, 'Læs')}" if line.url else text


def _link(url: str | None) -> str:
    return elements.link(url, "Åbn kilden") if url else ""


def _fallback(message: TipMessage) -> str:
    lines = [
        message.heading,
        message.situation,
        message.quote,
        message.source,
        *(line.text for line in message.lines),
        f"{texts.TRY} {message.to_try}",
        f"{texts.DISCUSS} {message.to_discuss}",
        texts.NO_CITIZENS,
        texts.ASKS if message.asks_whether_to_go_on else "",
    ]
    return "\n".join(elements.escape(line) for line in lines if line)[: elements.TEXT_LIMIT]
