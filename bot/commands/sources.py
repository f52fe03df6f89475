"""`principbot sources`: what the collection holds."""

import json

import click

from bot import reading, terminal, wiring
from bot.progress import told
from bot.settings import Settings


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Som en JSON-liste.")
@click.pass_obj
def sources(settings: Settings, as_json: bool) -> None:
    """Vis samlingens dokumenter."""
    with wiring.opened_library(settings, told()) as library:
        rows = [reading.source_row(held) for held in library.store.holdings()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(terminal.source_line(row))
