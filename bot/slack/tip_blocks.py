"""Tips and quiz questions as Block Kit, and as the text that screen readers read."""

from bot.slack import elements
from bot.slack.blocks import Message
from bot.slack.elements import Block
from bot.slack.ids import Action, AnswerRef, Shown
from bot.slack.texts import STORED_UNTIL
from bot.tips import texts
from bot.tips.asking import LETTERS, Feedback
from bot.tips.port import Line, TipMessage
from bot.tips.quotes import Quote
from bot.tips.rows import Quiz

ANSWERS = (Action.QUIZ_A, Action.QUIZ_B, Action.QUIZ_C)
_STORED = texts.QUIZ_STORED.format(where=STORED_UNTIL)


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
    for letter, option in zip(LETTERS, quiz.svar, strict=True):
        made += elements.section(f"*{letter}* {elements.escape(option.tekst)}")
    made.append(
        elements.actions(
            *(
                elements.button(letter, action, quiz.noegle)
                for letter, action in zip(LETTERS, ANSWERS, strict=True)
            )
        )
    )
    made.append(elements.small(texts.QUIZ_INTRO))
    return elements.modal(texts.QUIZ_TITLE, made)


def feedback(told: Feedback) -> Block:
    """The same window after an answer: what the source says about every option."""
    question, quote = told.question, told.quote
    made = elements.section(f"{elements.escape(question.situation)}\n\n*{told.verdict}*")
    for place, option in enumerate(question.svar):
        mine = texts.MINE if place == told.chosen else ""
        made += elements.section(f"*{LETTERS[place]}{mine}* {elements.escape(option.tekst)}")
        made += elements.plain(told.said(place))
    made.append(elements.small(told.source, _link(quote.url or quote.source_url)))
    reference = _reference(question.noegle, quote, told.generation)
    made.append(
        elements.actions(
            elements.button(texts.CONTEXT, Action.CONTEXT, reference),
            elements.button(texts.QUIZ_NEXT, Action.QUIZ),
        )
    )
    made.append(elements.small(_STORED))
    return elements.modal(texts.QUIZ_TITLE, made)


def says(sentence: str) -> Block:
    """The quiz window with one sentence."""
    return elements.modal(texts.QUIZ_TITLE, [*elements.section(sentence), elements.small(_STORED)])


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
    return "\n".join(map(elements.escape, texts.spoken(message)))[: elements.TEXT_LIMIT]
