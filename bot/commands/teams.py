"""`principbot teams`: the package that a Teams administrator uploads."""

from pathlib import Path

import click

from bot.errors import SettingsError
from bot.settings import Settings
from bot.teams.manifest import Publisher, package


@click.group()
def teams() -> None:
    """Principbot i Microsoft Teams: app-pakken."""


@teams.command("manifest")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("teams/principbot.zip"),
    show_default=True,
    help="Pakken, der skrives.",
)
@click.option("--publisher", default="Principbot", show_default=True, help="Hvem der tilbyder den.")
@click.option("--website", help="Udbyderens side; uden valg PRINCIPBOT_BASE_URL.")
@click.option("--privacy", help="Side om databeskyttelse; uden valg den samme.")
@click.option("--terms", help="Side om vilkår; uden valg den samme.")
@click.pass_obj
def write_manifest(  # noqa: PLR0913, PLR0917 - one argument an option
    settings: Settings,
    out: Path,
    publisher: str,
    website: str | None,
    privacy: str | None,
    terms: str | None,
) -> None:
    """Skriv app-pakken til Teams: manifest og ikoner i en zip."""
    if not settings.teams_client_id:
        raise SettingsError("Sæt PRINCIPBOT_TEAMS_CLIENT_ID til bottens program-id i Azure.")
    base = str(settings.base_url) if settings.base_url else None
    site = website or base
    if not site or not site.startswith("https://"):
        raise SettingsError("Teams kræver en side med https: --website, eller PRINCIPBOT_BASE_URL.")
    who = Publisher(name=publisher, website=site, privacy=privacy or site, terms=terms or site)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(package(settings.teams_client_id, who, base))
    click.echo(f"Skrev {out}", err=True)
