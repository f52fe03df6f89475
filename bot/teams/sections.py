"""What the buttons show below an answer: context, note, more, collection, next steps."""

import datetime as dt
from collections.abc import Sequence

from bot.answer import AnswerItem, NextStep
from bot.note_text import note_text
from bot.notices import NoticeKind
from bot.reading import PassageView
from bot.teams import elements, texts
from bot.teams.buttons import ANSWER_KEY, Action, Card, Sealer, encode
from bot.teams.cards import Section, item_elements
from bot.teams.elements import Element

REASON_FIELD = "grund"
_MORE_SHOWN = 3


def in_context(views: Sequence[PassageView]) -> Section:
    """Each quote's passage among its neighbours, cut between passages."""
    made: list[Element] = []
    for view in views:
        made.append(elements.heading(view.title))
        made.append(elements.small(view.label_line))
        if view.remark:
            made.append(elements.says(view.remark))
        for part in view.around:
            mark = texts.HERE if part.is_asked_for else ""
            top = elements.rich(elements.run(f"{mark}{part.pinpoint}", weight="Bolder"))
            text = [elements.says(p, spacing="Small") for p in part.text.split("\n\n") if p.strip()]
            made.append({"type": "Container", "items": [top, *text]})
        made.append(elements.small(f"{view.citation} · fil: {view.file}"))
    return Section(tuple(made))


def note(items: Sequence[AnswerItem], today: dt.date) -> Section:
    """A field to copy from for each quote."""
    fields = (
        {
            "type": "Input.Text",
            "id": f"notat{number}",
            "label": texts.NOTE_LABEL,
            "isMultiline": True,
            "value": note_text(item, today),
        }
        for number, item in enumerate(items, 1)
    )
    return Section((elements.heading(texts.NOTE), *fields))


def more(shown: Card, items: Sequence[AnswerItem], sealer: Sealer, thanks: str = "") -> Section:
    """Why this answer, whether it helped, and further passages."""
    result = shown.result
    made = [elements.heading(texts.MORE_HEADING)]
    for number, item in enumerate(items[:_MORE_SHOWN], 1):
        made.append({"type": "Container", "items": item_elements(item, number)})
    if not items:
        made.append(elements.says(texts.NO_MORE))
    about = [
        elements.heading(texts.WHY_HEADING),
        elements.says(texts.WHY),
        *(elements.says(n.text) for n in result.notices if n.kind == NoticeKind.BETYDNING),
        elements.small(f"Svar {result.answer_id} · samling {result.generation}"),
        elements.heading(texts.FEEDBACK_HEADING),
    ]
    asked = [elements.says(thanks)] if thanks else _feedback(shown, sealer)
    # Why and feedback first: they have their place even where further passages are long.
    return Section((*about, *asked, *made))


def collection(rows: Sequence[dict[str, str | None]], described: str, page: str | None) -> Section:
    """Every document with what it is worth."""
    made = [elements.heading(described)]
    made += [_document(row) for row in rows]
    if page:
        made.append(elements.rich(elements.link(texts.SEE_WHOLE_COLLECTION, page)))
    return Section(tuple(made))


def next_steps(steps: Sequence[NextStep]) -> Section:
    """Who can be asked."""
    made = [elements.heading(texts.STEPS)]
    for step in steps:
        year = f" ({step.year})" if step.year else ""
        check = f" {step.check}" if step.check else ""
        made.append(elements.says(f"{step.text}{check}"))
        made.append(elements.small(f"Kilde: {step.source}{year}"))
    return Section(tuple(made))


def _feedback(shown: Card, sealer: Sealer) -> list[Element]:
    data = {ANSWER_KEY: encode(shown, sealer)}
    choices = [{"title": says, "value": name.value} for name, says in texts.REASONS.items()]
    return [
        {
            "type": "Input.ChoiceSet",
            "id": REASON_FIELD,
            "label": texts.REASON_LABEL,
            "style": "compact",
            "choices": choices,
        },
        elements.row(
            elements.execute(texts.HELPED, Action.HELPED, data),
            elements.execute(texts.DID_NOT_HELP, Action.DID_NOT_HELP, data, with_inputs=True),
        ),
    ]


def _document(row: dict[str, str | None]) -> Element:
    title = row["title"] or row["document_id"] or ""
    address = row.get("official_url")
    first = elements.link(title, address) if address else elements.run(title)
    checked = f", kontrolleret {row['checked']}" if row.get("checked") else ""
    label = elements.run(f" · {row['retskildevaerdi']}{checked}", isSubtle=True)
    return elements.rich(first, label, spacing="Small")
