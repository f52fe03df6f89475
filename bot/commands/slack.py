"""`principbot slack`: the manifest, and the process that answers over Socket Mode."""

import asyncio
import json
from pathlib import Path

import click

from bot import examples, wiring
from bot.errors import SettingsError
from bot.privacy.logs import configure_logging
from bot.service import Scope
from bot.settings import Settings
from bot.slack import socket_mode
from bot.slack.elements import shorten
from bot.slack.manifest import manifest
from bot.slack.opened import opened

_TITLE_LIMIT = 70


@click.group()
def slack() -> None:
    """Principbot i Slack: manifest og Socket Mode."""


@slack.command("manifest")
@click.option(
    "--http",
    "over_http",
    is_flag=True,
    help="Til HTTP i stedet for Socket Mode; kræver PRINCIPBOT_BASE_URL.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Skriv til en fil.")
@click.pass_obj
def write_manifest(settings: Settings, over_http: bool, out: Path | None) -> None:
    """Skriv app-manifestet til Slack."""
    if over_http and not settings.base_url:
        raise SettingsError("Sæt PRINCIPBOT_BASE_URL til den adresse, Slack skal kalde.")
    with wiring.opened_library(settings) as library:
        asked = examples.answerable(wiring.service(library, settings), Scope())
    prompts = tuple((shorten(text, _TITLE_LIMIT), text) for text in asked)
    base = str(settings.base_url) if settings.base_url else None
    made = manifest(socket=not over_http, base_url=base, prompts=prompts)
    text = json.dumps(made, ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
        return
    out.write_text(text + "\n", encoding="utf-8")
    click.echo(f"Skrev {out}", err=True)


@slack.command()
@click.pass_obj
def run(settings: Settings) -> None:
    """Svar i Slack over Socket Mode, til processen stoppes."""
    configure_logging()
    with opened(settings, socket=True) as side:
        asyncio.run(socket_mode.run(side, _say_ready))


def _say_ready() -> None:
    click.echo("Principbot lytter i Slack. Ctrl+C stopper.", err=True)
