"""Errors of the bot.

BotError
├── SettingsError   the environment lacks or contradicts something; names the variable
└── NotFoundError   a passage, document or address that does not exist here
"""


class BotError(Exception):
    """Anything that the bot could not do; the message says what to do."""


class SettingsError(BotError):
    """Configuration is missing or contradictory."""


class NotFoundError(BotError):
    """What was asked for is not in the collection."""
