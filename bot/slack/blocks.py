"""An answer as Block Kit, and as the text that notifications and screen readers read.

Cut at the borders of passages by us, never by Slack.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot import messages
from bot.answer import Answer, AnswerItem, NextStep, NoAnswer, Reason, ShownReminder
from bot.notices import Notice
from bot.slack import elements, texts
from bot.slack.elements import Block
from bot.slack.ids import CHOICES, Action, AnswerRef, reference

_ROOM = 2_000
"""Characters kept free for labels, reminder, footer and buttons."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: blocks, and the same in words."""

    blocks: tuple[Block, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How an answer is shown in this place."""

    private: bool = False
    """Only the asker sees it, so it can be shared."""
    reminders: bool = True
    own: str = ""
    """The follow-up's own words; empty when nothing was carried over."""
    carried: str = ""
    alone: str = ""
    """Value of the button that searches again without the thread."""
    asked: str = ""
    """The question's own message; empty where the bot cannot read it again."""


def render(result: Answer | NoAnswer, setting: Setting, block_id: str) -> Message:
    """The whole answer; `block_id` of the first block names the job it answers."""
    blocks = [*_body(result, setting), _buttons(result, setting)]
    blocks[0] = {**blocks[0], "block_id": block_id}
    return Message(tuple(blocks), fallback(result, setting))


def fixed(sentence: str, block_id: str = "") -> Message:
    """One of our own sentences."""
    blocks = elements.section(sentence)
    if block_id:
        blocks[0] = {**blocks[0], "block_id": block_id}
    return Message(tuple(blocks), sentence)


def shared(items: Sequence[AnswerItem], ref: AnswerRef, user: str) -> Message:
    """An answer for everybody: quotes and footer, nothing of the question."""
    opening = texts.shared_by(user)
    blocks = [
        *elements.section(opening),
        *_items(items),
        elements.small(messages.FOOTER),
        elements.actions(
            elements.button(texts.CONTEXT, Action.CONTEXT, ref.encode()),
            elements.button(texts.NOTE, Action.NOTE, ref.encode()),
        ),
    ]
    lines = [opening, *(line for item in enumerate(items, 1) for line in _item_text(*item))]
    return Message(tuple(blocks), _whole(lines, messages.FOOTER))


def item_blocks(item: AnswerItem, number: int) -> list[Block]:
    """A quote in plain text, then its citation, its label line and a link."""
    blocks = elements.section(f"_{elements.escape(item.frame)}_") if item.frame else []
    last = len(item.paragraphs) - 1
    for place, paragraph in enumerate(item.paragraphs):
        opening = "»" if place == 0 else ""
        closing = f"« [{number}]" if place == last else ""
        blocks += elements.plain(f"{opening}{paragraph}{closing}")
    blocks.append(elements.small(f"[{number}] {item.citation}", _source_link(item)))
    blocks.append(elements.small(item.label_line))
    blocks += [elements.small(f"Samme ord i: {copy.citation}") for copy in item.also_in]
    return blocks


def fallback(result: Answer | NoAnswer, setting: Setting) -> str:
    """All of the answer in words, in the order that it is read."""
    if isinstance(result, Answer):
        items, footer = result.items, messages.FOOTER
    else:
        items = result.nearest
        footer = messages.FOOTER if items else messages.FOOTER_SHORT
    lines = list(_said(result))
    if setting.carried:
        lines.append(texts.searched(setting.own, setting.carried) + ".")
    for number, item in enumerate(items, start=1):
        lines += _item_text(number, item)
    lines += [notice.text for notice in result.notices if notice.is_after_quote]
    if isinstance(result, Answer):
        lines += [_reminder(r, "") for r in result.reminders if setting.reminders]
        lines += [messages.ask_again(result.choices)] if result.choices else []
    return _whole(lines, footer)


def _body(result: Answer | NoAnswer, setting: Setting) -> list[Block]:
    blocks = _opening(result)
    if setting.carried:
        blocks.append(elements.small(texts.searched(setting.own, setting.carried)))
    if isinstance(result, Answer):
        blocks += _items(result.items)
        blocks += _notices(n for n in result.notices if n.is_after_quote)
        if setting.reminders:
            for reminder in result.reminders:
                blocks += elements.section(_reminder(reminder, "*"))
        blocks += _choices(result, setting)
        if result.missed:
            blocks.append(elements.small(messages.missed(result.missed)))
        return [*blocks, elements.small(messages.FOOTER)]
    blocks += _items(result.nearest)
    blocks += _notices(n for n in result.notices if n.is_after_quote)
    footer = messages.FOOTER if result.nearest else messages.FOOTER_SHORT
    return [*blocks, elements.small(footer)]


def _opening(result: Answer | NoAnswer) -> list[Block]:
    said = list(_said(result))
    if isinstance(result, Answer):
        return [block for text in said for block in elements.section(elements.escape(text))]
    head, rest = said[:1], said[1:]
    blocks = [block for text in head for block in elements.section(f"*{elements.escape(text)}*")]
    if rest:
        blocks += elements.section(elements.escape("\n".join(rest)))
    return blocks


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


def _items(items: Sequence[AnswerItem]) -> list[Block]:
    """As many quotes as Slack takes, whole; the others stay behind »Mere«."""
    blocks: list[Block] = []
    room = elements.MESSAGE_LIMIT - _ROOM
    for number, item in enumerate(items, start=1):
        made = item_blocks(item, number)
        size = sum(map(_size, made))
        if size > room:
            blocks += elements.section(texts.MORE_LEFT_OUT if blocks else texts.TOO_LONG)
            if number == 1:
                blocks.append(elements.small(f"[1] {item.citation}", _source_link(item)))
                blocks.append(elements.small(item.label_line))
            break
        blocks += made
        room -= size
    return blocks


def _size(block: Block) -> int:
    if "text" in block:
        return len(block["text"]["text"])
    return sum(len(element["text"]) for element in block["elements"])


def _notices(notices: Iterator[Notice]) -> list[Block]:
    return [b for notice in notices for b in elements.section(elements.escape(notice.text))]


def _reminder(reminder: ShownReminder, strong: str) -> str:
    text = f"{reminder.principle} – »{reminder.sentence}«"
    end = "" if text.endswith((".«", "!«", "?«")) else "."
    return f"{strong}Husk{strong} ({reminder.source}): {text}{end} {reminder.question}"


def _choices(answer: Answer, setting: Setting) -> list[Block]:
    if not answer.choices:
        return []
    if not setting.asked:
        return [elements.small(messages.ask_again(answer.choices))]
    row = (
        elements.button(choice.label, action, f"{setting.asked} {choice.words}")
        for action, choice in zip(CHOICES, answer.choices, strict=True)
    )
    return [*elements.section(messages.CHILD_OR_ADULT), elements.actions(*row)]


def _buttons(result: Answer | NoAnswer, setting: Setting) -> Block:
    ref = reference(result, private=setting.private)
    value = ref.encode()
    row: list[Block] = []
    if ref.shown:
        row.append(elements.button(texts.CONTEXT, Action.CONTEXT, value))
    if isinstance(result, Answer):
        row.append(elements.button(texts.NOTE, Action.NOTE, value))
    elif ref.shown or result.next_steps:
        row.append(elements.button(texts.STEPS, Action.STEPS, value))
    if setting.private and ref.shown:
        row.append(elements.button(texts.SHARE, Action.SHARE, value))
    if ref.shown:
        row.append(elements.button(texts.MORE, Action.MORE, value))
    else:
        row.insert(0, elements.button(texts.COLLECTION, Action.COLLECTION, value))
    if setting.alone:
        label = texts.alone(setting.own)
        row.append(elements.button(label, Action.ALONE, setting.alone))
    return elements.actions(*row)


def _source_link(item: AnswerItem) -> str:
    if item.url:
        return elements.link(item.url, texts.OPEN_READER)
    return elements.link(item.source_url, texts.OPEN_OFFICIAL) if item.source_url else ""


def _item_text(number: int, item: AnswerItem) -> list[str]:
    frame = [item.frame] if item.frame else []
    return [
        *frame,
        f"»{' '.join(item.paragraphs)}« [{number}]",
        f"[{number}] {item.citation}",
        item.label_line,
    ]


def _whole(lines: Sequence[str], footer: str) -> str:
    """Lines as far as Slack's limit lets whole lines through, and always the footer."""
    kept: list[str] = []
    room = elements.TEXT_LIMIT - len(footer) - 1
    for line in map(elements.escape, lines):
        if len(line) + 1 > room:
            break
        kept.append(line)
        room -= len(line) + 1
    return "\n".join([*kept, footer])


def steps_text(steps: Sequence[NextStep]) -> list[str]:
    """Next steps as lines, with year and the request to check."""
    return [_step(step) for step in steps]


def _step(step: NextStep) -> str:
    year = f" ({step.year})" if step.year else ""
    check = f" {step.check}" if step.check else ""
    return f"{step.text}{check}\nKilde: {step.source}{year}"
