"""Teams' channels for tips: posted once; what nobody knows of rests.

Without the right to read a channel a bot cannot ask Teams what stands there, and that right is not
asked for. So a tip is tried again only when Teams surely did not take it.
"""

from bot.errors import ChannelGoneError, NotFoundError, NotTakenError, UncertainError
from bot.state.port import State
from bot.teams import tip_cards
from bot.teams.configuration import TeamsConfiguration
from bot.teams.pace import Pacer
from bot.teams.posting import Poster
from bot.teams.sdk import Reply, Sdk, TokenSource
from bot.teams.sending import RefusedError, Sender, TryLaterError, UnknownOutcomeError
from bot.tips.port import ChannelKey, TipMessage


class TeamsTips:
    """A `bot.tips.port.TipChannel` for Teams."""

    def __init__(self, poster: Poster) -> None:
        self._poster = poster

    async def post(self, key: ChannelKey, occurrence: str, message: TipMessage) -> str:
        """Post as a thread of its own, in a chat as a message; the message's id.

        Nothing marks the occurrence: nobody could look for it.
        """
        del occurrence
        _, tenant, channel = key
        try:
            return await self._poster.post(tenant, channel, tip_cards.message(message))
        except TryLaterError as error:
            raise NotTakenError(str(error)) from error
        except UnknownOutcomeError as error:
            raise UncertainError(str(error)) from error
        except NotFoundError as error:
            raise ChannelGoneError(str(error)) from error
        except RefusedError as error:
            raise (ChannelGoneError if error.is_gone else NotTakenError)(str(error)) from error

    async def find(self, key: ChannelKey, occurrence: str) -> str | None:
        """Teams has no history for bots to ask."""
        raise UncertainError(f"{occurrence} i {key[2]}: Teams kan ikke spørges.")


class PostingOnly:
    """Teams for a process that takes no activities."""

    def __init__(
        self, state: State, configuration: TeamsConfiguration, token: TokenSource | None = None
    ) -> None:
        self._sdk = Sdk(configuration, _nothing, token)
        self.channel = TeamsTips(Poster(state, Sender(self._sdk, Pacer())))

    async def close(self) -> None:
        """Close the connections."""
        await self._sdk.close()


async def _nothing(_: object) -> Reply:
    return 501, None
