"""What must never be kept: CPR numbers stop a message, other identifiers are left out of it."""

from bot.privacy.cpr import cpr_spans, find_cpr
from bot.privacy.redaction import Redaction, redact

__all__ = ["Redaction", "cpr_spans", "find_cpr", "redact"]
