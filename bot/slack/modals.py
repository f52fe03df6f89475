"""Windows that open on a button: context, note, more, collection, next steps, my data."""

import datetime as dt
from collections.abc import Sequence

from bot.answer import AnswerItem, NextStep
from bot.note_text import note_text
from bot.reading import PassageView
from bot.slack import blocks, elements, texts
from bot.slack.elements import Block
from bot.slack.ids import Action, AnswerRef
from bot.state.records import FeedbackReason, PersonData

_ROOM = 60_000
"""Characters of a view; Slack takes 250 KB and sends all of it back with every press."""
_NOTE_LIMIT = 3_000
_MORE_SHOWN = 3
_REASONS = {
    FeedbackReason.FORKERT_EMNE: "Det handler om noget andet",
    FeedbackReason.IKKE_HELE_SVARET: "Det er ikke hele svaret",
    FeedbackReason.FORAELDET: "Kilden er forældet",
    FeedbackReason.MANGLER_KILDE: "Der mangler en kilde i samlingen",
    FeedbackReason.SVAER_AT_FORSTAA: "Det er svært at forstå",
}


def in_context(views: Sequence[PassageView]) -> Block:
    """Each quote's passage among its neighbours, cut between passages."""
    made: list[Block] = []
    for view in views:
        made.append(elements.header(view.title))
        made.append(elements.small(view.label_line))
        if view.remark:
            made += elements.section(elements.escape(view.remark))
        for part in view.around:
            mark = "Her står citatet · " if part.is_asked_for else ""
            made += elements.section(f"*{mark}{elements.escape(part.pinpoint)}*")
            made += elements.plain(part.text)
        made.append(elements.small(f"{view.citation} · fil: {view.file}"))
    return elements.modal(texts.CONTEXT, _within(made))


def note(items: Sequence[AnswerItem], today: dt.date) -> Block:
    """A field to copy from for each quote; a longer note goes on in plain text below."""
    made = [block for item in items for block in _field(note_text(item, today))]
    return elements.modal(texts.NOTE, made, submit=texts.DONE)


def more(ref: AnswerRef, items: Sequence[AnswerItem], metadata: str, thanks: str = "") -> Block:
    """Further passages, why this answer, and whether it helped."""
    made: list[Block] = [elements.header("Flere passager")]
    for number, item in enumerate(items[:_MORE_SHOWN], start=1):
        made += blocks.item_blocks(item, number)
    if not items:
        made += elements.section(texts.NO_MORE)
    made.append(elements.header("Derfor dette svar"))
    made += elements.section(texts.WHY)
    if ref.by_meaning:
        made += elements.section(texts.WHY_MEANING)
    made.append(elements.small(f"Svar {ref.answer_id} · samling {ref.generation}"))
    made.append(elements.header("Hjalp svaret?"))
    made += elements.section(thanks) if thanks else [_feedback(ref)]
    if ref.private:
        share = elements.button(texts.SHARE, Action.SHARE, ref.encode())
        made.append(elements.actions(share))
    return elements.modal(texts.MORE, _within(made), metadata)


def collection(rows: Sequence[dict[str, str | None]], described: str, page: str | None) -> Block:
    """Every document with what it is worth, cut between documents."""
    return elements.modal("Samlingen", collection_blocks(rows, described, page))


def collection_blocks(
    rows: Sequence[dict[str, str | None]],
    described: str,
    page: str | None,
    limit: int = elements.VIEW_BLOCKS,
) -> list[Block]:
    """Documents in one section each; where they are too many, how many were left out."""
    made = elements.section(f"*{elements.escape(described)}*")
    room = limit - len(made) - 2
    for row in rows[:room]:
        made += elements.section(_document(row))
    if len(rows) > room:
        made += elements.section(f"… og {len(rows) - room} dokumenter mere.")
    if page:
        made += elements.section(elements.link(page, "Se hele samlingen i læseren"))
    return made


def next_steps(steps: Sequence[NextStep]) -> Block:
    """Who can be asked."""
    made: list[Block] = []
    for text in blocks.steps_text(steps):
        made += elements.section(elements.escape(text))
    return elements.modal(texts.STEPS, _within(made))


def my_data(data: PersonData) -> Block:
    """Everything that is kept about a person."""
    lines = [
        f"Valg: {_listed(data.settings)}",
        f"Tilbagemeldinger: {len(data.feedback)}",
        f"Tråde, hvis emne huskes: {data.threads}",
        f"Spørgsmål, der besvares lige nu: {data.waiting}",
        f"Linjer i revisionssporet (tid, sted som kode, kilder, udfald): {len(data.audit)}",
        f"Quizspørgsmål: {len(data.quiz)}",
    ]
    made = elements.section("\n".join(f"• {elements.escape(line)}" for line in lines))
    return elements.modal("Mine data", [*made, *elements.section(texts.DATA)])


def says(sentence: str) -> Block:
    """A window with one sentence."""
    return elements.modal("Principbot", elements.section(sentence))


def _field(text: str) -> list[Block]:
    parts = list(elements.split(text, _NOTE_LIMIT))
    field: Block = {
        "type": "input",
        "optional": True,
        "label": {"type": "plain_text", "text": texts.NOTE_LABEL, "emoji": False},
        "hint": {"type": "plain_text", "text": texts.NOTE_HINT, "emoji": False},
        "element": {
            "type": "plain_text_input",
            "action_id": Action.NOTE,
            "multiline": True,
            "initial_value": parts[0] + ("\n" if len(parts) == 1 else ""),
        },
    }
    return [field, *(block for part in parts[1:] for block in elements.plain(part))]


def _feedback(ref: AnswerRef) -> Block:
    return elements.actions(
        elements.button(texts.HELPED, Action.HELPED, ref.encode()),
        {
            "type": "static_select",
            "action_id": Action.DID_NOT_HELP,
            "placeholder": {"type": "plain_text", "text": texts.DID_NOT_HELP, "emoji": False},
            "options": [elements.option(says_, name.value) for name, says_ in _REASONS.items()],
        },
    )


def _document(row: dict[str, str | None]) -> str:
    title = elements.escape(row["title"] or row["document_id"] or "")
    address = row.get("official_url")
    named = elements.link(address, row["title"] or "") if address else title
    checked = f", kontrolleret {row['checked']}" if row.get("checked") else ""
    return f"{named}\n_{row['retskildevaerdi']}_{checked}"


def _listed(settings: dict[str, str]) -> str:
    return ", ".join(f"{name}: {value}" for name, value in settings.items()) or "ingen"


def _within(made: Sequence[Block]) -> list[Block]:
    """Whole blocks, as many as a view takes."""
    kept: list[Block] = []
    room = _ROOM
    for block in made[: elements.VIEW_BLOCKS]:
        room -= len(str(block))
        if room < 0:
            break
        kept.append(block)
    return kept
