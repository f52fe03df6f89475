"""`principbot evaluate`: scores of the search on questions with known answers."""

import json
from pathlib import Path

import click

from index import evaluation


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Som ét JSON-objekt.")
@click.option(
    "--run", "run_file", type=click.Path(path_type=Path), help="Skriv 100 fund pr. linje."
)
def evaluate(folder: Path, as_json: bool, run_file: Path | None) -> None:
    """Mål søgningen på FOLDER med corpus.jsonl, queries.jsonl og qrels.tsv."""
    metrics = evaluation.evaluate(folder, run_file).as_dict()
    if as_json:
        click.echo(json.dumps(metrics))
        return
    for name, value in metrics.items():
        click.echo(f"{name:<20}{value:.4f}")
