"""`principbot ingest`: files and folders into the collection."""

import sys
from pathlib import Path

import click

from bot import building, freshness, terminal, wiring
from bot.progress import told
from bot.settings import Settings
from corpus.connectors import folder


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_obj
def ingest(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Læs filer og mapper ind i samlingen, og byg indekset."""
    refused = 0
    with wiring.opened_library(settings, told()) as library, freshness.building(settings):
        for path in paths:
            for row in building.ingest_sources(library.store, folder.files(path)):
                refused += row.outcome is None and not row.is_skipped
                click.echo(terminal.report_line(row))
        building.rebuild_index(library.store, settings, told())
    if refused:
        click.echo(f"{refused} kom ikke med; resten er læst ind.", err=True)
        sys.exit(1)
