"""Log lines keep ids and kinds, and lose secrets and values."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.errors import StateBusyError
from bot.privacy.logs import configure_logging, scrub
from bot.state import Keyring, new_key

KEY = new_key()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    configure_logging("DEBUG", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("token xoxb-12-ab_C end", "token [token] end"),  # Slack's bot token
        ("xapp-1-A0-9 end", "[token] end"),  # Slack's app token
        ("Authorization: Bearer ab.cd-ef==", "Authorization: Bearer [token]"),  # any bearer
        ("eyJhbGciOi.eyJzdWIi.c2ln", "[token]"),  # Teams' signed token
        pytest.param(f"PRINCIPBOT_KEY={KEY} end", "PRINCIPBOT_KEY=[nøgle] end", id="our own key"),
        ("fra a.b@c.dk her", "fra [e-mail] her"),  # an address
        ('"GET /soeg?q=partshoering HTTP/1.1" 200', '"GET /soeg?… HTTP/1.1" 200'),  # access log
        ("se 010190-1234 og 020290 1234", "se [cpr] og [cpr]"),  # CPR numbers
        ("Er det rigtigt? ja", "Er det rigtigt? ja"),  # a question mark in a sentence
        ("passage 3fbec20eb56c7f50 på 12 ms", "passage 3fbec20eb56c7f50 på 12 ms"),  # ids stay
    ],
)
def test_secrets_are_taken_out(text: str, kept: str) -> None:
    assert scrub(text) == kept


def test_a_sealed_body_is_taken_out() -> None:
    sealed = Keyring.from_text(KEY).seal("job:1", b"body").decode()
    assert scrub(f"row {sealed} end") == "row [forseglet] end"


def test_our_lines_are_kept_from_debug_on(log: io.StringIO) -> None:
    logging.getLogger("bot.service").debug("Answered %s in %d ms", "a1", 12)
    assert log.getvalue().endswith("DEBUG bot.service: Answered a1 in 12 ms\n")


def test_other_packages_are_heard_from_warning_on(log: io.StringIO) -> None:
    logging.getLogger("slack_bolt.App").info("Received: %s", {"text": "ord"})
    logging.getLogger("slack_bolt.App").warning("Unhandled\n%s", "ord" * 100)
    logging.getLogger("httpx").warning("x" * 500)
    first, second = log.getvalue().splitlines()
    assert first.endswith("slack_bolt.App: Unhandled")
    assert second.endswith("httpx: " + "x" * 160)


def test_an_error_of_others_keeps_its_kind_alone(log: io.StringIO) -> None:
    try:
        int("borgerens navn")
    except ValueError:
        logging.getLogger("bot").exception("Failed")
    text = log.getvalue()
    assert "borgerens navn" not in text.replace('int("borgerens navn")', "")
    assert "builtins.ValueError (besked udeladt)" in text
    assert "test_logs.py" in text


def test_an_error_of_ours_keeps_its_words_and_its_cause(log: io.StringIO) -> None:
    try:
        try:
            raise KeyError("hemmelig")  # noqa: TRY301  the cause is what is tested
        except KeyError as error:
            raise StateBusyError("state.db er optaget") from error
    except StateBusyError:
        logging.getLogger("bot").exception("Failed")
    text = log.getvalue()
    assert text.index("builtins.KeyError (besked udeladt)") < text.index(
        "bot.errors.StateBusyError: state.db er optaget"
    )


def test_a_line_without_a_cause_can_be_logged(log: io.StringIO) -> None:
    logging.getLogger("bot").error("Failed", exc_info=(None, None, None))
    assert "Failed" in log.getvalue()
