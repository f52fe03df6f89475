"""Progress of long work in a terminal."""

import sys

import click

from bot.freshness import Progress

BUILDING = "Bygger indeks"
READING = "Læser med sprogmodellen"


def told(what: str = BUILDING) -> Progress | None:
    """A progress line on standard error, where a person can see it."""
    if not sys.stderr.isatty():
        return None

    def tell(done: int, total: int) -> None:
        if done == total or done % 500 == 0:
            end = "\n" if done >= total else ""
            click.echo(f"\r{what}: {done}/{total}{end}", nl=False, err=True)

    return tell
