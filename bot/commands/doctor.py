"""`principbot doctor`: what is wrong with the data folder, and mending it."""

import sys

import click

from bot.doctor import examine
from bot.progress import told
from bot.settings import Settings


@click.command()
@click.pass_obj
def doctor(settings: Settings) -> None:
    """Efterse samling og indeks, og byg indekset igen, hvis det er beskadiget."""
    faults = 0
    for line in examine(settings, told()):
        faults += line.is_fault
        click.echo(f"{'FEJL' if line.is_fault else 'ok':<5}{line.text}")
    if faults:
        sys.exit(1)
