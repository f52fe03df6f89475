"""The worker as a process, with a Teams of ours: `python -m tests.e2e.teams.worker ADDRESS MOMENT`.

Production but for four things: the connector is at ADDRESS, the bot's own token is made here, it is
MOMENT all the time, and a lease ends after two seconds.
"""

import asyncio
import datetime as dt
import sys

from bot import wiring
from bot.settings import load
from bot.state.opened import opened_state
from bot.state.records import Platform
from bot.teams.tips import PostingOnly
from bot.tips import loader
from bot.tips.sending import TipSender
from bot.tips.worker import Worker, until_stopped
from bot.tips.writer import TipWriter
from tests.bot.teams.connector import Connector
from tests.bot.teams.world import bot_token, configuration


async def work(address: str, moment: dt.datetime) -> None:
    settings = load()
    with wiring.opened_library(settings) as library, opened_state(settings) as state:
        teams = PostingOnly(state, configuration(Connector(address=address)), bot_token)
        sender = TipSender(
            state=state,
            writer=TipWriter(loader.load(settings.tips), library, wiring.links(settings)),
            channels={Platform.TEAMS: teams.channel},
            clock=lambda: moment,
            lease_seconds=2.0,
        )
        await until_stopped(Worker(sender, library, teams.close, poll_seconds=0.2))


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], dt.datetime.fromisoformat(sys.argv[2])))
