"""E-mail (.eml): the text of the message, not its attachments, which the connector hands on."""

import email
import email.policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from corpus.errors import ReadError
from corpus.model import ReadText, SourceFile
from corpus.readers import html

READER = "email"
VERSION = "1"

_HEADERS = {"subject": "title", "from": "sender", "to": "recipient"}


def parse(raw: bytes) -> EmailMessage:
    """The message.

    Raises:
        ReadError: no header of an e-mail is found.
    """
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
    except (MessageError, ValueError, RecursionError) as error:
        raise ReadError(f"e-mailen er ødelagt: {error}") from error
    if not (message["from"] or message["subject"] or message["received"]):
        raise ReadError("filen har ingen e-mailhoveder")
    return message


def read(source: SourceFile) -> ReadText:
    """Plain text where the message has it, else its HTML; subject, sender and date as fields.

    Raises:
        ReadError: no e-mail, or one without a readable text.
    """
    message = parse(source.raw)
    fields = {name: str(message[key] or "").strip() for key, name in _HEADERS.items()}
    fields = {key: value for key, value in (fields | {"date": _date(message)}).items() if value}
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        raise ReadError("e-mailen har ingen tekst (kun vedhæftede filer?)")
    text = _content(body)
    if body.get_content_type() == "text/html":
        page = html.read(SourceFile(source.name, text.encode("utf-8")))
        return ReadText(page.text, READER, VERSION, page.marks, fields, page.warnings)
    if not text.strip():
        raise ReadError("e-mailens tekst er tom")
    return ReadText(text.replace("\r\n", "\n"), READER, VERSION, (), fields)


def _content(body: MIMEPart) -> str:
    try:
        return str(body.get_content())
    except (LookupError, UnicodeDecodeError) as error:
        raise ReadError(f"e-mailens tegnsæt kan ikke læses: {error}") from error


def _date(message: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(message["date"])).date().isoformat()
    except (TypeError, ValueError):
        return ""
