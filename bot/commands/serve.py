"""`principbot serve`: chat and sources in a browser."""

import click

from bot import terminal
from bot.commands.ask import EXAMPLE
from bot.privacy.logs import configure_logging
from bot.service import GuidanceService, Question
from bot.settings import Settings
from bot.web import server


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen, der lyttes på.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8080,
    show_default=True,
    help="Porten; 0 tager en ledig.",
)
@click.option("--example", is_flag=True, help="Vis først et rigtigt svar her.")
@click.option(
    "--teams-unauthenticated",
    is_flag=True,
    help="Tag imod Teams uden token, kun til forsøg på denne computer; se docs/teams.md.",
)
@click.pass_obj
def serve(
    settings: Settings, host: str, port: int, example: bool, teams_unauthenticated: bool
) -> None:
    """Vis chat og kilder i browseren på denne computer."""

    def announce(service: GuidanceService, address: str, opens: bool) -> None:
        if example:
            click.echo(f"> {EXAMPLE}\n\n{terminal.render(service.answer(Question(EXAMPLE)))}\n")
        if opens:
            click.echo(f"Åbn {address} i en browser. Ctrl+C stopper.")
        else:
            click.echo(
                f"{address} kan nås af andre. Uden login foran vises siderne ikke for dem, se"
                " docs/adgang.md. Brug 127.0.0.1 til chat og kilder på denne computer."
            )

    configure_logging()
    server.serve(settings, host, port, announce, teams_unauthenticated=teams_unauthenticated)
