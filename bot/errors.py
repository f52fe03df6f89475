"""Errors of the bot.

BotError
├── SettingsError   the environment lacks or contradicts something; names the variable
├── NotFoundError   a passage, document or address that does not exist here
├── ButtonError     a button's value that this version did not write
├── PostponedError  the platform took or found nothing now; it may have posted all the same
│   └── NotTakenError    it surely did not post
├── UncertainError  nobody can say whether it was posted
├── ChannelGoneError  the channel is closed to the bot for good
└── StateError      the database of jobs, installations and settings refused
    ├── StateBusyError   another process holds it; try again
    ├── NewerStateError  written by a newer Principbot; left untouched
    └── SealError        an encrypted row does not fit any key in PRINCIPBOT_KEY
"""


class BotError(Exception):
    """Anything that the bot could not do; the message says what to do."""


class SettingsError(BotError):
    """Configuration is missing or contradictory."""


class NotFoundError(BotError):
    """What was asked for is not in the collection."""


class ButtonError(BotError):
    """A button came back with a value that is not ours, or is from another version."""


class PostponedError(BotError):
    """A platform did not answer; what was being posted may stand there all the same."""


class NotTakenError(PostponedError):
    """A platform did not take it: what was being posted surely does not stand there."""


class UncertainError(BotError):
    """What was being posted may stand there, and the platform cannot be asked."""


class ChannelGoneError(BotError):
    """The channel is archived or deleted, or the bot is no longer in it."""


class StateError(BotError):
    """The state database could not be read or written."""


class StateBusyError(StateError):
    """Another process is writing; try again."""


class NewerStateError(StateError):
    """The state was written by a newer Principbot; it is left untouched."""


class SealError(StateError):
    """An encrypted row cannot be opened with the keys at hand."""
