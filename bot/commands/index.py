"""`principbot index`: the index replayed against the reference, or built again."""

import sys

import click

from bot import building, freshness, wiring
from bot.progress import told
from bot.settings import Settings
from corpus.store import Store
from index import verify as verification


@click.group()
def index() -> None:
    """Efterprøv eller byg søgeindekset."""


@index.command()
@click.pass_obj
def verify(settings: Settings) -> None:
    """Stil prøvespørgsmål til indekset og til rank_bm25, og sammenlign top 10 med point."""
    with wiring.opened_library(settings, told()):
        found = verification.verify(settings.index)
    click.echo(f"Indeks {found.generation}: {found.passages} passager, alle filer er hele.")
    if not found.questions:
        click.echo("Samlingen er for stor til rank_bm25; rangeringen er ikke efterprøvet.")
        return
    click.echo(f"{found.questions} prøvespørgsmål, {len(found.differences)} afvigelser.")
    for line in found.differences:
        click.echo(f"  {line}")
    if found.differences:
        sys.exit(1)


@index.command()
@click.pass_obj
def rebuild(settings: Settings) -> None:
    """Byg indekset igen."""
    store = Store(settings.database)
    try:
        with freshness.building(settings):
            freshness.drop_current(settings)
            building.prepare(store, settings, told())
    finally:
        store.close()
    click.echo("Indekset er bygget igen.")
