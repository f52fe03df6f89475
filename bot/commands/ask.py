"""`principbot ask`: a question, many questions, or a conversation."""

import datetime as dt
import io
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from bot import answer as answers
from bot import messages, terminal, wiring
from bot.halt import Halt
from bot.progress import told
from bot.service import GuidanceService, Question
from bot.settings import Settings

_STOPPED = {"status": "stopped", "text": messages.STOPPED}
EXAMPLE = "må vi give afslag fordi borgeren kan få hjælp efter en anden lov?"


@click.command()
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Svar som ét JSON-objekt.")
@click.option(
    "--jsonl", "as_jsonl", is_flag=True, help="Læs {_id, question}-linjer; svar én linje hver."
)
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Svar efter de tekster, der gjaldt den dag (ÅÅÅÅ-MM-DD).",
)
@click.option("--prompt", is_flag=True, help="Vis et eksempel, og spørg videre ved en prompt.")
@click.pass_obj
def ask(  # noqa: PLR0913 - one parameter an option, as click hands them over
    settings: Settings,
    question: tuple[str, ...],
    *,
    as_json: bool,
    as_jsonl: bool,
    as_of: dt.datetime | None,
    prompt: bool,
) -> None:
    """Stil et spørgsmål på almindeligt dansk."""
    halt = Halt(settings.state)
    with wiring.opened_library(settings, told()) as library:
        service = wiring.service(library, settings)
        if as_jsonl:
            for line in _answer_lines(service, halt, _stdin()):
                click.echo(line)
        elif prompt:
            _converse(service, halt)
        elif halt.is_stopped():
            click.echo(json.dumps(_STOPPED, ensure_ascii=False) if as_json else messages.STOPPED)
        else:
            text = " ".join(question) or _stdin().read()
            result = service.answer(Question(text, as_of=as_of.date() if as_of else None))
            as_text = json.dumps(answers.to_json(result), ensure_ascii=False)
            click.echo(as_text if as_json else terminal.render(result))


def _stdin() -> io.TextIOWrapper:
    """Standard input as UTF-8, whatever the locale; a broken byte never stops a batch."""
    return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")


def _answer_lines(service: GuidanceService, halt: Halt, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield json.dumps(_answer_line(service, halt, line, number), ensure_ascii=False)


def _answer_line(service: GuidanceService, halt: Halt, line: str, number: int) -> dict[str, object]:
    row = _parsed(line)
    if row is None:
        return {
            "_id": None,
            "line": number,
            "error": 'Linjen skal være et JSON-objekt med "_id" og "question" (tekst).',
        }
    if halt.is_stopped():
        return {"_id": row["_id"], **_STOPPED}
    return {"_id": row["_id"], **answers.to_json(service.answer(Question(row["question"])))}


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(row, dict) or "_id" not in row:
        return None
    return row if isinstance(row.get("question"), str) else None


def _converse(service: GuidanceService, halt: Halt) -> None:
    click.echo(f"> {EXAMPLE}\n")
    click.echo(_said(service, halt, EXAMPLE))
    click.echo(f"\n{messages.PROMPT_HELP}", err=True)
    while True:
        try:
            text = input("\nSpørgsmål> ")
        except (EOFError, KeyboardInterrupt):
            return
        if not text.strip():
            return
        click.echo(f"\n{_said(service, halt, text)}")


def _said(service: GuidanceService, halt: Halt, text: str) -> str:
    if halt.is_stopped():
        return messages.STOPPED
    return terminal.render(service.answer(Question(text)))
