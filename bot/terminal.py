"""An answer as plain text for a terminal: quote, one line of labels, reminder, footer."""

import textwrap
from collections.abc import Iterator

from bot import messages
from bot.answer import Answer, AnswerItem, NoAnswer, Reason
from bot.citator import Citing
from bot.reading import PassageView
from corpus.ingest import ReportRow

_WIDTH = 88


def render(result: Answer | NoAnswer) -> str:
    """The whole answer, ready to print."""
    lines = _answer(result) if isinstance(result, Answer) else _no_answer(result)
    return "\n".join(lines)


def _answer(answer: Answer) -> Iterator[str]:
    for notice in answer.notices:
        if not notice.is_after_quote:
            yield from (_wrap(notice.text), "")
    for number, item in enumerate(answer.items, start=1):
        yield from item_lines(item, number)
    for notice in answer.notices:
        if notice.is_after_quote:
            yield from (_wrap(notice.text), "")
    for reminder in answer.reminders:
        text = f"{reminder.principle} – »{reminder.sentence}«"
        yield from (_wrap(f"Husk ({reminder.source}): {text}. {reminder.question}"), "")
    if answer.choices:
        yield from (_wrap(messages.ask_again(answer.choices)), "")
    if answer.missed:
        yield from (_wrap(messages.missed(answer.missed)), "")
    yield _wrap(messages.FOOTER)


def _no_answer(answer: NoAnswer) -> Iterator[str]:
    said = [answer.heading, *(n.text for n in answer.notices if not n.is_after_quote)]
    said.append(answer.collection)
    if answer.missed and answer.reason is not Reason.FALSK_FORUDSAETNING:
        said.append(messages.missed(answer.missed))
    said += [step.text for step in answer.next_steps if step.inline]
    yield from (_wrap(text) for text in said if text)
    yield ""
    if answer.nearest and answer.reason is Reason.FOR_USIKKERT:
        yield from (messages.NEAREST, "")
    for number, item in enumerate(answer.nearest, start=1):
        yield from item_lines(item, number)
    for notice in answer.notices:
        if notice.is_after_quote:
            yield from (_wrap(notice.text), "")
    yield _wrap(messages.FOOTER if answer.nearest else messages.FOOTER_SHORT)


def item_lines(item: AnswerItem, number: int) -> Iterator[str]:
    """A quote with its citation and label line, then a blank line."""
    if item.frame:
        yield from (_wrap(item.frame), "")
    last = len(item.paragraphs) - 1
    for place, paragraph in enumerate(item.paragraphs):
        opening = "»" if place == 0 else ""
        closing = f"« [{number}]" if place == last else ""
        yield from (_wrap(f"{opening}{paragraph}{closing}", "  "), "")
    yield _wrap(f"[{number}] {item.citation}")
    yield _wrap(item.label_line)
    for copy in item.also_in:
        yield _wrap(f"Samme ord i: {copy.citation}")
    address = item.url or item.source_url
    if address:
        yield address
    yield ""


def report_line(row: ReportRow) -> str:
    """One line of an ingest report."""
    if row.outcome is None:
        what = "sprunget over" if row.is_skipped else "afvist"
        return f"{what:<14}{row.file}: {row.reason}"
    remarks = f" ({'; '.join(row.warnings)})" if row.warnings else ""
    return f"{row.outcome.value:<14}{row.file} -> {row.document_id}{remarks}"


def source_line(row: dict[str, str | None]) -> str:
    """One line of the list of sources."""
    status = f" · {row['legal_status']}" if row["legal_status"] != "ikke_relevant" else ""
    return f"{row['document_id']:<28}{row['retskildevaerdi']}{status} · {row['title']}"


def citing_line(row: Citing) -> str:
    """One line of the citator."""
    arrow = "<-" if row.direction == "fra" else "->"
    dated = f" ({row.dated})" if row.dated else ""
    where = row.citation or row.title
    return f"{arrow} {row.relation}{dated}: {row.document_id} · {where}"


def in_context(view: PassageView) -> str:
    """A passage between those around it, with citation and labels."""
    parts = [f"{view.title}\n{view.label_line}"]
    if view.remark:
        parts.append(_wrap(view.remark))
    for part in view.around:
        mark = ">" if part.is_asked_for else " "
        body = "\n".join(f"{mark} {line}" for line in _wrap(part.text).splitlines())
        parts.append(f"{mark} [{part.pinpoint}]\n{body}")
    parts.append(_wrap(view.citation))
    return "\n\n".join(parts)


def _wrap(text: str, indent: str = "") -> str:
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
