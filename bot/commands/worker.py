"""`principbot worker`: weekly tips and retention, in a process of their own."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import click

from bot import wiring
from bot.errors import SettingsError
from bot.nightly import nightly
from bot.settings import Settings
from bot.slack.tips import SlackTips, opened_channel
from bot.state.opened import opened_state
from bot.state.records import Platform
from bot.teams.opened import posting
from bot.teams.tips import PostingOnly
from bot.tips import loader
from bot.tips.port import TipChannel
from bot.tips.sending import TipSender
from bot.tips.worker import Worker, until_stopped
from bot.tips.writer import TipWriter


@click.command()
@click.option("--once", is_flag=True, help="Kun én runde: send det, der er tid til, og stop.")
@click.pass_obj
def worker(settings: Settings, once: bool) -> None:
    """Send ugens tip, og slet det, hvis tid er gået, til processen stoppes."""
    with opened(settings) as made:
        if once:
            asyncio.run(_once(made))
            return
        click.echo("Principbot sender ugens tip. Ctrl+C stopper.", err=True)
        asyncio.run(until_stopped(made))


@contextmanager
def opened(settings: Settings) -> Iterator[Worker]:
    """The worker on the real library, state and platforms.

    Raises:
        SettingsError: no platform is configured.
    """
    with (
        wiring.opened_library(settings) as library,
        opened_state(settings) as state,
        nightly(state),
    ):
        slack, teams = opened_channel(settings, state), posting(settings, state)
        channels: dict[Platform, TipChannel] = {}
        if slack is not None:
            channels[Platform.SLACK] = slack
        if teams is not None:
            channels[Platform.TEAMS] = teams.channel
        if not channels:
            raise SettingsError(
                "Ugens tip kræver Slack eller Teams: sæt PRINCIPBOT_SLACK_BOT_TOKEN,"
                " PRINCIPBOT_SLACK_CLIENT_ID eller PRINCIPBOT_TEAMS_CLIENT_ID. Se docs/tips.md."
            )
        writer = TipWriter(loader.load(settings.tips), library, wiring.links(settings))
        sender = TipSender(state=state, writer=writer, channels=channels, clock=_now)
        yield Worker(sender, library, partial(_close, slack, teams))


async def _close(*platforms: SlackTips | PostingOnly | None) -> None:
    for platform in platforms:
        if platform is not None:
            await platform.close()


async def _once(made: Worker) -> None:
    try:
        await made.round()
    finally:
        await made.close()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
