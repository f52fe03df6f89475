"""`principbot data`: what is kept about a person, retention, and keys."""

import datetime as dt
import json

import click

from bot.persons import delete_person, export_person
from bot.retention import Retention, sweep
from bot.settings import Settings
from bot.state.crypto import new_key
from bot.state.opened import opened_state

_USER = click.option(
    "--user", required=True, help="platform:arbejdsrum:bruger, fx slack:T0123:U0456."
)

_DAYS = click.option(
    "--days", type=click.IntRange(1, 3650), default=30, show_default=True, help="Så langt tilbage."
)


@click.group()
def data() -> None:
    """Det, der er gemt: vis, slet, ryd op, og lav nøgler."""


@data.command()
@_USER
@click.pass_obj
def show(settings: Settings, user: str) -> None:
    """Vis alt, der er gemt om en person, som JSON."""
    with opened_state(settings) as state:
        click.echo(json.dumps(export_person(state, user), ensure_ascii=False, indent=2))


@data.command()
@_USER
@click.pass_obj
def delete(settings: Settings, user: str) -> None:
    """Slet alt, der er gemt om en person."""
    with opened_state(settings) as state:
        deleted = delete_person(state, user)
    click.echo(f"Slettet: {sum(deleted.values())} rækker.")
    for name, count in deleted.items():
        click.echo(f"  {name}: {count}")


@data.command("sweep")
@click.pass_obj
def sweep_now(settings: Settings) -> None:
    """Slet det, hvis opbevaringsfrist er gået."""
    with opened_state(settings) as state:
        deleted = sweep(state, Retention(), dt.datetime.now(dt.UTC))
    click.echo(f"Slettet: {sum(deleted.values())} rækker.")


@data.command()
@_DAYS
@click.pass_obj
def audit(settings: Settings, days: int) -> None:
    """Vis revisionssporet: tid, kanalens hash, passager, status og varighed; ingen ord."""
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    with opened_state(settings) as state:
        for line in state.records.audit_since(since):
            click.echo(
                f"{line.at:%Y-%m-%d %H:%M:%S} {line.kind} {line.status} {line.platform}"
                f" {line.channel[:12]} {line.generation} {','.join(line.passage_ids)}"
                f" {line.duration_ms} ms {line.reason}".rstrip()
            )


@data.command()
@_DAYS
@click.pass_obj
def feedback(settings: Settings, days: int) -> None:
    """Vis tilbagemeldinger på svar: grund og passager, uden hvem og uden ord."""
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=days)
    with opened_state(settings) as state:
        for mark in state.records.feedback_since(since):
            click.echo(f"{mark.answer_id} {mark.reason} {','.join(mark.passage_ids)}")


@data.command("new-key")
def make_key() -> None:
    """Lav en ny nøgle til PRINCIPBOT_KEY."""
    click.echo(new_key())


@data.command()
@click.pass_obj
def reseal(settings: Settings) -> None:
    """Forsegl adgangsnøgler igen med den første nøgle i PRINCIPBOT_KEY."""
    with opened_state(settings) as state:
        click.echo(f"Forseglet igen: {state.installations.reseal()}.")
