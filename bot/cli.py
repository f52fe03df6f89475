"""The terminal: `principbot` and its commands, one file each in `bot/commands`.

Standard output carries answers only; progress and remarks go to standard error.
Exit codes: 0 done (an honest no is an answer), 1 something is wrong and the message says what,
2 the command was typed wrong. A command's module is loaded when it is called, so that `ask`
starts without the readers.
"""

import gc
import os
from importlib import import_module
from typing import Any

import click

from bot.errors import BotError
from bot.settings import load
from corpus.errors import CorpusError
from index.errors import IndexingError

COMMANDS = (
    "ask",
    "ingest",
    "sources",
    "show",
    "citations",
    "evaluate",
    "serve",
    "slack",
    "teams",
    "tips",
    "worker",
    "stop",
    "start",
    "data",
    "index",
    "doctor",
)


_ONE_THREAD = ("OPENBLAS_NUM_THREADS", "1")
"""numpy starts a thread a core for matrices that nothing here multiplies; a fifth of the start."""


class _Group(click.Group):
    """Loads commands when they are called; turns our errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        os.environ.setdefault(*_ONE_THREAD)
        command: click.Command = getattr(import_module(f"bot.commands.{cmd_name}"), cmd_name)
        if not gc.isenabled():  # put off by `bot.__main__`
            gc.freeze()
            gc.enable()
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (BotError, CorpusError, IndexingError) as error:
            click.echo(f"Fejl: {error}", err=True)
            ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="principbot")
@click.pass_context
def main(context: click.Context) -> None:
    """Find kildens egne ord om retssikkerhed: ordrette citater med henvisning og gyldighed."""
    context.obj = load()
