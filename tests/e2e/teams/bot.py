"""The bot as a process, with a Teams of ours: `python -m tests.e2e.teams.bot PORT ADDRESS`.

Production but for three things: Microsoft's keys and connector are at ADDRESS, loopback may be
sent to, and the bot's own token is made here.
"""

import sys

import uvicorn

from bot import wiring
from bot.access import AccessRules
from bot.settings import load
from bot.state.opened import opened_state
from bot.teams.opened import KeySealer, core
from bot.teams.side import TeamsSide
from bot.web.app import create_app
from bot.web.server import site
from tests.bot.teams.connector import Connector
from tests.bot.teams.world import bot_token, configuration


def serve(port: int, address: str) -> None:
    settings = load()
    with wiring.opened_library(settings) as library, opened_state(settings) as state:
        wanted = configuration(Connector(address=address), lease_seconds=3.0)
        made = core(library, settings, state)
        side = TeamsSide(made, wanted, KeySealer.of(settings), token=bot_token)
        app = create_app(site(library, settings), AccessRules(), [side])
        uvicorn.run(app, host="127.0.0.1", port=port, access_log=False, log_level="error")


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2])
