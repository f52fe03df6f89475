"""Text for a case note: the quote with what is needed to check it, and room for a judgment.

Every edge shows it in a field to copy from; nothing of it is kept.
"""

import datetime as dt

from bot.answer import AnswerItem
from bot.house_style import long_date


def note_text(item: AnswerItem, looked_up: dt.date) -> str:
    """The note of one quote; `looked_up` is the day on which the answer was given.

    The quote stands first and unchanged; the judgment is left empty for the caseworker.
    """
    address = item.url or item.source_url
    facts = [item.frame, item.citation, item.label_line, address]
    lines = [fact for fact in facts if fact]
    lines.append(f"Slået op d. {long_date(looked_up)}")
    quote = "\n\n".join(item.paragraphs)
    return f"»{quote}«\n\n" + "\n".join(lines) + "\n\nMin vurdering:\n"
