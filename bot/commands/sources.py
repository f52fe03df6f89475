"""`principbot sources`: what the collection holds, and corrections by hand."""

import json

import click

from bot import building, freshness, reading, terminal, wiring
from bot.errors import NotFoundError
from bot.progress import told
from bot.settings import Settings
from corpus.model import DocumentId, LegalStatus

_FIELDS = ("title", "legal_status", "status_checked", "status_source", "collection")


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Som en JSON-liste.")
@click.pass_context
def sources(context: click.Context, as_json: bool) -> None:
    """Vis samlingens dokumenter; `set` retter et felt i hånden, `withdraw` tager et ud."""
    if context.invoked_subcommand is not None:
        return
    settings: Settings = context.obj
    with wiring.opened_library(settings, told()) as library:
        rows = [reading.source_row(held) for held in library.listed()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(terminal.source_line(row))


@sources.command("set")
@click.argument("document_id")
@click.argument("field", type=click.Choice(_FIELDS))
@click.argument("value", required=False)
@click.option("--by", required=True, help="Hvem der retter; står i loggen.")
@click.pass_obj
def set_field(settings: Settings, document_id: str, field: str, value: str | None, by: str) -> None:
    """Ret et felt; uden VALUE tages rettelsen tilbage. Overlever ny indlæsning."""
    _check(field, value)
    with wiring.opened_library(settings, told()) as library:
        if library.store.holding(document_id) is None:
            raise NotFoundError(f"Dokumentet {document_id} findes ikke i samlingen.")
        with freshness.building(settings):
            library.store.correct(DocumentId(document_id), field, value, by)
            building.rebuild_index(library.store, settings, told())
    click.echo(f"{document_id}: {field} er rettet." if value else "Rettelsen er taget tilbage.")


@sources.command()
@click.argument("document_id")
@click.pass_obj
def withdraw(settings: Settings, document_id: str) -> None:
    """Tag et dokument ud af søgningen; dets tekst og adresser bliver."""
    with wiring.opened_library(settings, told()) as library, freshness.building(settings):
        if not library.store.withdraw(DocumentId(document_id)):
            raise NotFoundError(f"Dokumentet {document_id} er ikke i søgningen.")
        building.rebuild_index(library.store, settings, told())
    click.echo(f"{document_id} er taget ud.")


@sources.command()
@click.argument("document_id")
@click.pass_obj
def log(settings: Settings, document_id: str) -> None:
    """Vis rettelser i hånden, de nyeste først."""
    with wiring.opened_library(settings, told()) as library:
        rows = library.store.correction_log(document_id)
    for row in rows:
        was, now = row["old"] or "(kildens eget)", row["new"] or "(taget tilbage)"
        click.echo(f"{row['made_at'][:16]} {row['made_by']}: {row['field']} {was} -> {now}")


def _check(field: str, value: str | None) -> None:
    if value is None:
        return
    if field == "legal_status" and value not in set(LegalStatus):
        raise click.BadParameter(f"legal_status er én af: {', '.join(LegalStatus)}")
    if field == "status_checked":
        click.DateTime(["%Y-%m-%d"]).convert(value, None, None)
