"""`principbot citations`: what cites a document, and what it cites."""

import json

import click

from bot import citator, terminal, wiring
from bot.progress import told
from bot.settings import Settings


@click.command()
@click.argument("reference", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Som en JSON-liste.")
@click.pass_obj
def citations(settings: Settings, reference: tuple[str, ...], as_json: bool) -> None:
    """Vis, hvem der citerer en afgørelse, en lov eller et dokument, og med hvilken relation."""
    with wiring.opened_library(settings, told()) as library:
        rows = citator.citing(library, " ".join(reference))
    if as_json:
        click.echo(json.dumps([row.to_json() for row in rows], ensure_ascii=False))
        return
    for row in rows:
        click.echo(terminal.citing_line(row))
    if not rows:
        click.echo("Samlingen har intet, der citerer det.")
