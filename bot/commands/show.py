"""`principbot show`: a passage in its place."""

import json

import click

from bot import reading, terminal, wiring
from bot.progress import told
from bot.settings import Settings


@click.command()
@click.argument("passage")
@click.option("--json", "as_json", is_flag=True, help="Som ét JSON-objekt.")
@click.pass_obj
def show(settings: Settings, passage: str, as_json: bool) -> None:
    """Vis en passage i sin sammenhæng; PASSAGE er dens id eller adresse."""
    with wiring.opened_library(settings, told()) as library:
        view = reading.view(library, passage)
    as_text = json.dumps(view.to_json(), ensure_ascii=False)
    click.echo(as_text if as_json else terminal.in_context(view))
