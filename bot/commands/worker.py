"""`principbot worker`: weekly tips and retention, in a process of their own."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import click

from bot import wiring
from bot.errors import SettingsError
from bot.nightly import nightly
from bot.settings import Settings
from bot.slack.tips import opened_channel
from bot.state.opened import opened_state
from bot.state.records import Platform
from bot.tips import loader
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
        slack = opened_channel(settings, state)
        if slack is None:
            raise SettingsError(
                "Ugens tip kræver Slack: sæt PRINCIPBOT_SLACK_BOT_TOKEN eller"
                " PRINCIPBOT_SLACK_CLIENT_ID. Se docs/tips.md."
            )
        writer = TipWriter(loader.load(settings.tips), library, wiring.links(settings))
        sender = TipSender(state=state, writer=writer, channels={Platform.SLACK: slack}, clock=_now)
        yield Worker(sender, library, slack.close)


async def _once(made: Worker) -> None:
    try:
        await made.round()
    finally:
        await made.close()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
