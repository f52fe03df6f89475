"""`principbot tips`: the tips at hand, and two simulated years of sending them."""

import json
import logging
from dataclasses import asdict
from pathlib import Path

import click

from bot import wiring
from bot.settings import Settings
from bot.state.records import Platform
from bot.tips import counting, loader, simulation
from bot.tips.quotes import Quotes
from corpus.errors import CorpusError


@click.group()
def tips() -> None:
    """Ugens tip: efterse tips, og prøv udsendelsen af."""


@tips.command("list")
@click.pass_context
def list_tips(context: click.Context) -> None:
    """Vis alle tips og quizspørgsmål, og efterse deres citater."""
    settings: Settings = context.obj
    pool = loader.load(settings.tips)
    faults = 0
    with wiring.opened_library(settings) as library:
        quotes = Quotes(library, wiring.links(settings))
        for item in (*pool.tips, *pool.quiz):
            try:
                quotes.of(item)
                for option in getattr(item, "svar", ()):
                    quotes.of(item, option)
                state = "ok"
            except CorpusError as error:
                faults += 1
                state = f"FEJL {error}"
            click.echo(f"{item.noegle:<36}{state}")
    click.echo(f"{len(pool.tips)} tips, {len(pool.quiz)} quizspørgsmål, {faults} fejl.", err=True)
    if faults:
        context.exit(1)


@tips.command()
@click.option("--json", "as_json", is_flag=True, help="Skriv tallene som JSON.")
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Skriv alt, der skulle sendes, og alt, der blev modtaget, en linje for hver.",
)
@click.option(
    "--platform",
    type=click.Choice([Platform.SLACK.value, Platform.TEAMS.value]),
    default=Platform.SLACK.value,
    show_default=True,
    help="Slack kan spørges, om tippet står der; Teams kan ikke.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Tilfældighedens begyndelse.")
@click.pass_context
def simulate(
    context: click.Context, as_json: bool, ledger: Path | None, platform: str, seed: int
) -> None:
    """Kør to år med 200 kanaler, tre arbejdere og tilfældige nedbrud; intet rigtigt røres."""
    settings: Settings = context.obj
    pool = loader.load(settings.tips)
    logging.disable(logging.WARNING)  # every simulated fault would be told
    try:
        run = simulation.run(pool, seed=seed, platform=Platform(platform))
    finally:
        logging.disable(logging.NOTSET)
    if ledger is not None:
        text = "\n".join(counting.lines(run.due, run.received))
        ledger.write_text(f"{text}\n", encoding="utf-8")
    counted = counting.count(run.due, run.received, len(pool.tips), run.unknown)
    result = asdict(counted) | {
        "unknown": len(run.unknown),
        "kills": run.kills,
        "faults": run.faults,
        "races": run.races,
    }
    if as_json:
        click.echo(json.dumps(result))
    else:
        click.echo("\n".join(f"{name}: {number}" for name, number in result.items()))
    if counted.duplicates or counted.lost or counted.on_holiday or counted.early_repeats:
        context.exit(1)
