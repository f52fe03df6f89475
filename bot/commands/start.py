"""`principbot start`: answers again after `stop`."""

import click

from bot.settings import Settings
from bot.state.opened import opened_state


@click.command()
@click.pass_obj
def start(settings: Settings) -> None:
    """Svar igen efter `principbot stop`."""
    with opened_state(settings) as state:
        was_stopped = state.control.start()
    click.echo("I gang igen." if was_stopped else "Var ikke stoppet.")
