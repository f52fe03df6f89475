"""Slack's wire form to what was typed."""

import pytest

from bot.slack import wording


@pytest.mark.parametrize(
    ("wire", "words"),
    [
        ("<@U0BOT> må vi?", "må vi?"),  # a mention
        ("<@U0BOT|principbot> må vi?", "må vi?"),  # with a name
        ("<!here> må vi?", "må vi?"),  # everybody
        ("se <https://ast.dk/a?b=1&amp;c|ast.dk>", "se ast.dk"),  # a link with a label
        ("se <https://ast.dk>", "se https://ast.dk"),  # a bare link
        ("ring <tel:12345678|12 34 56 78>", "ring 12 34 56 78"),  # Slack finds numbers
        ("i <#C1|sager>", "i sager"),  # a channel
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),  # entities
        ("to\nlinjer", "to linjer"),  # white space
    ],
)
def test_wire_form_becomes_words(wire: str, words: str) -> None:
    assert wording.typed(wire) == words


@pytest.mark.parametrize(
    ("text", "bot", "anybody"),
    [
        ("<@U0BOT> hej", True, True),  # the bot
        ("<@U0BOT|navn> hej", True, True),  # with a name
        ("<@U1> hej", False, True),  # somebody else
        ("U0BOT hej", False, False),  # no mention
    ],
)
def test_mentions_are_seen(text: str, bot: bool, anybody: bool) -> None:
    assert wording.mentions(text, "U0BOT") is bot
    assert wording.mentions_somebody(text) is anybody
    assert not wording.mentions(text, None)
