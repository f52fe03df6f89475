"""`principbot stop`: every process answers with a fixed sentence until `start`."""

import click

from bot.settings import Settings
from bot.state.opened import opened_state


@click.command()
@click.option("--reason", required=True, help="Hvorfor; står i revisionssporet. Skriv ikke navne.")
@click.pass_obj
def stop(settings: Settings, reason: str) -> None:
    """Stop alle svar inden for fem sekunder."""
    with opened_state(settings) as state:
        state.control.stop(reason)
    click.echo(
        "Stoppet. Alle processer svarer nu med en fast sætning. `principbot start` går i gang."
    )
