"""Windows that are submitted: all of them are only read, so they close."""

import re

from slack_bolt.async_app import AsyncApp

from bot.slack.listeners.events import ignored


def register(app: AsyncApp) -> None:
    """Acknowledge, which closes the window."""
    app.view(re.compile(".*"))(ignored)
    app.options(re.compile(".*"))(ignored)
