"""Situational questions of caseworkers over real acts and decisions: how many are answered right.

    python -m benchmarks.caseworker [--set own|named|plain|trial|fit|judge] [--parts] [--errors]

A temporary collection of the seven decisions and six acts that `caseworker-dev/SOURCE.md` names,
beside the embedded one, is ingested by the real path and asked through the real service.
Its questions with an even number are for fitting, the others for judging; `own`, `named` and
`plain` are those of `benchmarks/data`, for fitting too: situational ones, ones that name a source,
and ones in the law's own words; `trial` was written to judge, and its totals have been looked at
since. `--errors` prints the misses of the fit half alone. `--parts` asks again with one part
switched off at a time, and with all of them off.
"""

import argparse
import gzip
import json
import re
import shutil
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from benchmarks.answers import sureness
from benchmarks.quality import auroc
from bot import building, wiring
from bot.answer import Answer, NoAnswer
from bot.library import Library
from bot.service import GuidanceService, Question
from bot.settings import Settings
from corpus.asked import Asked
from corpus.connectors import folder
from corpus.everyday import InstalledLexicon, Lexicon

SHARED = Path(__file__).parents[2] / "shared"
ACTS = ("2025:1129", "2025:282", "2025:354", "2014:433", "2024:1651", "2025:861")
HALVES = ("fit", "judge")
OWN = "own"
_FILES = {
    OWN: "sagsbehandler.jsonl",
    "named": "henvisninger.jsonl",
    "plain": "ligefremme.jsonl",
    "trial": "proeve.jsonl",
}
SETS = (*_FILES, *HALVES)

Row = dict[str, Any]
"""A question as its file has it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of one set, 0..1."""

    right_shown: float
    right_words: float
    falsely_answered: float
    near_misses_answered: float
    auroc: float
    """The chance that a question with an answer is surer than one without."""
    two_shown: float

    def row(self, name: str) -> str:
        """A row of a Markdown table."""
        return f"| {name} | " + " | ".join(f"{100 * part:.1f}" for part in astuple(self)) + " |"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One question and what came of it."""

    row: Row
    result: Answer | NoAnswer
    is_right: bool
    has_words: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.caseworker")
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep", type=Path, help="a folder for the collection")
    options = parser.parse_args(arguments)
    names = (options.set,) if options.set else SETS
    with tempfile.TemporaryDirectory() as temporary:
        for line in rows(options.keep or Path(temporary), names, parts=options.parts):
            print(line, flush=True)
        if options.errors:
            for line in errors(options.keep or Path(temporary)):
                print(line)


def rows(place: Path, names: Sequence[str] = SETS, *, parts: bool = False) -> Iterator[str]:
    """The tables of these sets, line by line."""
    for name in names:
        questions = load(name)
        yield from ("", *header(name))
        for off in _ALL_OFF if parts else ((),):
            with _without(off, place) as service:
                yield score(judge(service, questions)).row(_name(off))


def header(name: str) -> tuple[str, str]:
    """The head of a set's table."""
    columns = "right shown | right words | falsely answered | near-misses answered"
    return f"| {name}, % | {columns} | AUROC | two shown |", "|---|---|---|---|---|---|---|"


def errors(place: Path) -> Iterator[str]:
    """What went wrong in the fit half."""
    with opened(Settings(data=place)) as library:
        service = _service(library, InstalledLexicon())
        for verdict in judge(service, load("fit")):
            if not (verdict.is_right and verdict.has_words):
                yield _told(verdict)


def load(name: str) -> list[Row]:
    """The questions of a set."""
    if name in _FILES:
        return _lines(Path(__file__).parent / "data" / _FILES[name])
    found = _lines(SHARED / "eval" / "caseworker-dev" / "questions.jsonl")
    return [row for row in found if int(row["_id"][1:]) % 2 == HALVES.index(name)]


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judge(service: GuidanceService, questions: Sequence[Row]) -> list[Verdict]:
    """Ask every question and judge what is shown, by the rules of SOURCE.md."""
    verdicts = []
    for row in questions:
        result = service.answer(Question(row["question"]))
        items = result.items if isinstance(result, Answer) else ()
        is_right = any(is_place(row, item.document_id, item.pinpoint) for item in items)
        is_right |= any(
            is_place(row, also.document_id, "") for item in items for also in item.also_in
        )
        has_words = bool(row["span"]) and any(
            normal(row["span"]) in normal(" ".join(item.quote.split())) for item in items
        )
        verdicts.append(Verdict(row, result, is_right, has_words))
    return verdicts


def score(verdicts: Sequence[Verdict]) -> Figures:
    """The figures of these verdicts."""
    due = [verdict for verdict in verdicts if verdict.row["answerable"]]
    others = [verdict for verdict in verdicts if not verdict.row["answerable"]]
    answered = [verdict.result for verdict in due if isinstance(verdict.result, Answer)]
    return Figures(
        right_shown=_share(verdict.is_right for verdict in due),
        right_words=_share(verdict.has_words for verdict in due),
        falsely_answered=_share(isinstance(verdict.result, Answer) for verdict in others),
        near_misses_answered=_share(
            isinstance(verdict.result, Answer)
            for verdict in others
            if verdict.row["kind"] == "near-miss"
        ),
        auroc=auroc(
            [sureness(verdict.result) for verdict in due],
            [sureness(verdict.result) for verdict in others],
        )
        if others
        else 1.0,
        two_shown=_share(len(answer.items) > 1 for answer in answered),
    )


def normal(text: str) -> str:
    """The text form of SOURCE.md."""
    kept = re.sub("[\u00ad\u200c\u200d]", "", unicodedata.normalize("NFKC", text))
    return " ".join(kept.split())


def _share(claims: Iterator[bool]) -> float:
    found = list(claims)
    return sum(found) / max(1, len(found))


def is_place(row: Row, document_id: str, pinpoint: str) -> bool:
    """Whether an item stands where the answer is; a republication counts."""
    if not row["answerable"]:
        return False
    places = {row["document"], *row["also_in"]}
    if row["section"] is None:
        return any(document_id == f"pm-{number}" for number in places)
    if not any(document_id.endswith(place.replace(":", "-")) for place in places):
        return False
    section = re.match(r"§ (\d+)(?: ([a-zæøå])(?![a-zæøå]))?", pinpoint)
    return bool(section) and "".join(filter(None, section.groups())) == row["section"]


_PARTS: Mapping[str, Mapping[str, Callable[..., object]]] = {
    "hints": {"bot.hints.of": lambda *_: (), "bot.hints.renumbered": lambda *_: ()},
    "kinds of answers": {"index.answer_types.expected": lambda *_: ()},
    "foreign subjects": {"bot.foreign.elsewhere": lambda *_: None},
    "how people ask": {"index.questions.TypicalQuestions.heard": lambda *_: None},
    "nearest questions": {"index.neighbours.Neighbours.lean": lambda *_: 0.0},
    "wording": {"index.wording.Wording.lean": lambda *_: 0.0},
    "questions of a named text": {"bot.beside.is_beside": lambda *_, **__: False},
    "lexicon": {},
    "typical questions": {},
    "plain questions": {},
    "unanswered questions": {},
}
"""Part -> what stands in for it when it is switched off; three are left out of what is built."""

_BUILT_IN = {
    "typical questions": "corpus.typical_questions.installed",
    "plain questions": "corpus.typical_questions.installed_plain",
    "unanswered questions": "corpus.typical_questions.installed_unanswered",
}
"""Parts that are left out of the index -> the folder that is emptied."""

_ALL_OFF: Sequence[Sequence[str]] = ((), *((part,) for part in _PARTS), tuple(_PARTS))


def _name(off: Sequence[str]) -> str:
    if len(off) == len(_PARTS):
        return "without any of these"
    return f"without {off[0]}" if off else "all"


@contextmanager
def _without(off: Sequence[str], place: Path) -> Iterator[GuidanceService]:
    """The service with some parts switched off."""
    with ExitStack() as patched:
        for part in off:
            for target, stands_in in _PARTS[part].items():
                patched.enter_context(patch(target, stands_in))
        settings = Settings(data=place)
        if built_in := [part for part in off if part in _BUILT_IN]:
            with opened(settings):
                pass
            settings = Settings(data=place / "-".join(["uden", *built_in]).replace(" ", "-"))
            settings.data.mkdir(exist_ok=True)
            shutil.copy(place / "samling.db", settings.database)
            nothing = patched.enter_context(tempfile.TemporaryDirectory())
            for part in built_in:
                patched.enter_context(patch(_BUILT_IN[part], lambda: Path(nothing)))
            known = Asked()
            patched.enter_context(patch("corpus.asked.installed", lambda: known))
        library = patched.enter_context(opened(settings))
        lexicon = Lexicon(()) if "lexicon" in off else InstalledLexicon()
        yield _service(library, lexicon)


def _service(library: Library, lexicon: Lexicon) -> GuidanceService:
    return GuidanceService(library, wiring.composer(library, Settings()), lexicon)


@contextmanager
def opened(settings: Settings) -> Iterator[Library]:
    """The collection, made on the first call."""
    is_new = not settings.database.exists()
    with wiring.opened_library(settings) as library:
        if is_new:
            acts = settings.data / "acts.jsonl"
            acts.write_text("\n".join(_acts()), encoding="utf-8")
            for path in (SHARED / "data" / "principmeddelelser", acts):
                for report in building.ingest_sources(library.store, folder.files(path)):
                    if report.outcome is None:
                        print(report, file=sys.stderr)
            building.rebuild_index(library.store, settings)
            library.refresh()
        yield library


def _acts() -> Iterator[str]:
    path = SHARED / "data" / "laws" / "social-acts.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (line.strip() for line in lines if json.loads(line)["id"] in ACTS)


def _told(verdict: Verdict) -> str:
    row, result = verdict.row, verdict.result
    items = result.items if isinstance(result, Answer) else result.nearest
    head = f"{row['_id']} {type(result).__name__} right={verdict.is_right} {row['question']}"
    wanted = f"  wanted {row['document']} {row['section']}: {row['span']}"
    shown = [f"  {item.document_id} {item.pinpoint}: {item.quote[:200]}" for item in items]
    return "\n".join([head, wanted, *shown, f"  {result.confidence} {result.also_searched}"])


if __name__ == "__main__":
    main()
