"""Logs without words of people: secrets and numbers taken out, other packages kept short.

Our own lines never carry a question (STYLE.md, 30); this is the net below that rule. Other
packages log whole requests at DEBUG and put values in their errors: they are heard from WARNING
on, one line, and of their errors only the kind is kept.
"""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import TextIO

from bot.errors import BotError
from bot.privacy.cpr import cpr_spans
from corpus.errors import CorpusError
from index.errors import IndexingError

OWN = ("bot", "corpus", "index", "principbot", "uvicorn")
"""Loggers whose lines are kept as they are, but for secrets."""
_FOREIGN_LENGTH = 160
_OWN_ERRORS = (BotError, CorpusError, IndexingError)
_SECRETS = (
    (re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+"), "[token]"),  # xoxb-12-ab, xapp-1-A0
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "[token]"),  # a signed web token
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.+/=~-]+"), r"\1 [token]"),
    (re.compile(r"\bgAAAA[\w-]{20,}=*"), "[forseglet]"),  # what a key sealed
    (re.compile(r"(?<![\w-])[\w-]{43}="), "[nøgle]"),  # a Fernet key
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    (re.compile(r"(?<=\w)\?[^\s\"'#]+"), "?…"),  # GET /soeg?q=ord HTTP/1.1
)


def configure_logging(level: str = "INFO", stream: TextIO | None = None) -> None:
    """One handler for everything, replacing what was there; to stderr unless told otherwise."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(ScrubbingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    handler.addFilter(_is_heard)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def scrub(text: str) -> str:
    """The text without tokens, keys, e-mail addresses, query strings and CPR numbers."""
    for span in reversed(cpr_spans(text)):
        text = f"{text[: span.start]}[cpr]{text[span.end :]}"
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class ScrubbingFormatter(logging.Formatter):
    """Formats a line, then takes out what must not be kept."""

    def format(self, record: logging.LogRecord) -> str:
        """The finished line, traceback included."""
        # Another handler may have formatted the traceback with its values before.
        record.exc_text = None
        if not _is_own(record.name):
            message = record.getMessage().partition("\n")[0][:_FOREIGN_LENGTH]
            record = logging.makeLogRecord(record.__dict__ | {"msg": message, "args": None})
        return scrub(super().format(record))

    def formatException(  # noqa: N802  the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        """Where it happened and which kind of error; the words of our own errors alone."""
        error = ei[1]
        parts: list[str] = []
        while error is not None:
            parts.append("".join(traceback.format_tb(error.__traceback__)) + _named(error))
            error = error.__cause__ or error.__context__
        return "\n".join(reversed(parts))


def _named(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}: {error}" if isinstance(error, _OWN_ERRORS) else f"{kind} (besked udeladt)"


def _is_heard(record: logging.LogRecord) -> bool:
    return _is_own(record.name) or record.levelno >= logging.WARNING


def _is_own(name: str) -> bool:
    return name.partition(".")[0] in OWN
